"""Speaker and time of every passage of every transcript fixture, and the words."""

import json

import pytest

from quartier_nlp.model.vocabulary import SegmentRole, SourceKind
from quartier_nlp.sources import registry
from quartier_nlp.sources.reading import Limits

KW, TB, AL, JO = "Klara Wittenbrink", "Tom Baumgärtel", "Amara Lindqvist", "Jörg Ottenbreit"

TURNS = {
    "teams.vtt": [
        (
            AL,
            3.412,
            11.15,
            "Guten Morgen zusammen, wir fangen mit der Innenstadt an. Jörg, magst du & dein Team zuerst?",
        ),
        (JO, 11.63, 19.02, "Ja. Wir haben das alte Schuhhaus als Werkstatt geöffnet."),
        (AL, 11.63, 19.02, "Seit wann?"),
        (JO, 19.4, 23.87, "Seit März, (lacht) gefühlt ewig."),
    ],
    "zoom.vtt": [
        ("Selin Markward", 1.0, 5.5, "So, die Aufnahme läuft. Eines vorweg: Wichtig: bitte Mikros aus."),
        (
            "Piet Hansen",
            6.01,
            16.02,
            "Moin. Wir vom Hof haben den Dorfladen im alten Spritzenhaus aufgemacht "
            "und der trägt sich inzwischen selbst.",
        ),
        ("Selin Markward", 16.8, 19.25, "Und wer steht da hinter der Theke?"),
        ("Piet Hansen", 19.9, 25.0, "Das wechselt. Eins noch: der Schlüssel liegt beim Bäcker."),
    ],
    "noscribe.vtt": [
        ("S00", 0.48, 4.12, "Also wir, ähm, wir fangen an (..) mit der Siedlung."),
        ("S01", 4.12, 11.04, "Die Waschküche //S00: mhm// steht seit Jahren leer, da könnte man was draus machen."),
    ],
    "youtube.vtt": [
        (None, 2.32, 8.01, "guten Abend aus dem Kornspeicher wir reden heute über Läden"),
        (None, 8.02, 10.5, "darf ich direkt anschließen"),
    ],
    "speakers.srt": [
        ("Moderation", 0.0, 4.5, "Willkommen zur Bürgerwerkstatt. Frau Yilmaz, Sie beginnen."),
        ("Frau Yilmaz", 5.0, 12.0, "Danke. Unser Hof ist grau, und das soll sich ändern."),
        ("Moderation", 12.5, 14.0, "Wie genau?"),
        ("Frau Yilmaz", 14.5, 17.75, "Asphalt raus, Beete rein."),
    ],
    "plain.srt": [
        (None, 1.0, 6.0, "Die Kaufhalle steht leer. Ja. Ja."),
        (None, 9.5, 12.0, "Wer übernimmt die Heizkosten?"),
    ],
    "whisper.json": [(None, 0.0, 4.2, "Also der Hof. Der soll grün werden.")],
    "whisperx.json": [
        ("SPEAKER_00", 0.52, 3.1, "Wer macht den Laden abends zu?"),
        ("SPEAKER_01", 3.4, 7.5, "Das macht der Verein. Ehrenamtlich."),
    ],
    "assemblyai.json": [
        ("A", 0.25, 3.12, "Der Bus fährt zweimal am Tag."),
        ("B", 3.4, 4.21, "Und sonntags?"),
        ("A", 4.5, 5.34, "Gar nicht."),
    ],
    "podlove.json": [
        ("Ines", 0.0, 4.12, "Willkommen zum Dorfgespräch."),
        ("Karl", 4.12, 62.5, "Schön, dass ich da bin."),
    ],
    "session-speeches-2031-02-13.json": [
        (
            "Ortrud Kanngießer",
            25.0,
            39.0,
            "Ich rufe den Tagesordnungspunkt Wochenmarkt auf. Bitte schön, Herr Sandvoß.",
        ),
        (
            "Malte Sandvoß",
            41.0,
            78.0,
            "Vielen Dank. Wir beantragen, den Markt in die leere Halle am Hafen zu verlegen. "
            "Offen ist, wer die Reinigung bezahlt.",
        ),
    ],
    "f4.txt": [
        ("I", 0.0, 14.2, "Erzählen Sie mal, was ist mit dem Waschhaus passiert?"),
        (
            "B1",
            14.2,
            41.0,
            "Das haben wir umgebaut, (lacht) mit der Genossenschaft zusammen. Und am Ende: ein Café.",
        ),
        ("B2", 41.0, 55.7, "Nachmittags ist da (unv.) Hausaufgabenhilfe."),
        ("I", 55.7, 59.1, "Und wer bezahlt das?"),
        ("B1", 59.1, 62.3, "Das ist offen."),
    ],
    "stamped.txt": [
        ("Ruth Ahlers", 4.0, 12.0, "Wir haben drei leere Läden in der Langen Straße."),
        ("Ben Okonkwo", 12.0, 15.0, "Und keiner will rein?"),
        ("Ruth Ahlers", 15.0, 30.0, "Doch, aber die Miete ist zu hoch. Das sagen alle."),
        ("Ben Okonkwo", 30.0, None, "Gut."),
    ],
    "turns.txt": [
        ("Moderation (Lea)", None, None, "Guten Abend, wir beginnen mit dem Dorfplatz."),
        (
            "Bürgermeister",
            None,
            None,
            "Der Platz ist ein Parkplatz. Dabei gilt: weniger ist mehr. Wichtig: das war nicht immer so.",
        ),
        ("Landfrau", None, None, "Wir wollen einen Markt, jeden zweiten Samstag."),
        ("Bürgermeister", None, None, "Und der Strom?"),
        ("Moderation (Lea)", None, None, "Das klären wir."),
        ("Zuruf", None, None, "Hoffentlich!"),
        ("Landfrau", None, None, "Im Ernst: Wer zahlt den Strom?"),
    ],
    "otter.txt": [
        ("Henrike Vollmers", 3.0, 12.0, "Willkommen zur Werkstatt Wohnquartier."),
        ("Unknown Speaker", 12.0, 3727.0, "Danke für die Einladung. Wir sind gern gekommen."),
        ("Henrike Vollmers", 3727.0, None, "Dann machen wir Schluss."),
    ],
    "atrain_timestamps.txt": [
        ("SPEAKER_00", 0.0, 9.0, "Herzlich willkommen im Ratskeller. Wir sprechen über den Leerstand."),
        ("SPEAKER_01", 9.0, None, "Der ist groß."),
    ],
    "teams_web.txt": [
        (KW, 9.0, 3147.0, "So, dann legen wir los mit der Innenstadt. Tom, du hast das Wort."),
        (TB, 3147.0, 3720.0, "Wir haben im alten Kino eine Werkstatt eröffnet."),
        (KW, 3720.0, None, "Wer trägt die Kosten?"),
    ],
    "noscribe.html": [
        ("S00", 0.48, 4.12, "Also wir (..) fangen mit dem Dorf an."),
        ("S01", 4.12, 11.04, "Der Gasthof //S00: mhm// steht seit Jahren leer, da ginge ein Mittagstisch."),
        ("S00", 11.04, 12.5, "Und wer kocht?"),
    ],
    "transcript.md": [
        ("I", 0.0, 100.0, "Was passiert gerade mit dem Haus?"),
        ("B1", 0.0, 100.0, "Nichts. Der Eigentümer sitzt in Luxemburg."),
        ("B2", 100.0, None, "Wir haben einfach gefragt. Und zwar schriftlich."),
        ("I", 100.0, None, "Und dann?"),
        ("B1", 100.0, None, "Dann kam der Brief."),
    ],
    "meeting.trs": [
        ("Frau Öztürk", 0.0, 21.4, "Wir öffnen den Gemeindesaal jeden Mittwoch für alle. Und die Miete?"),
        ("Herr Lange", 9.1, 21.4, "Die zahlt die Kirche."),
    ],
    "interview.docx": [
        ("I", 0.0, 100.0, "Was passiert gerade mit dem Haus?"),
        ("B1", 0.0, 100.0, "Nichts. Der Eigentümer ist ein Fonds."),
        ("B2", 100.0, None, "Wir haben einfach gefragt."),
        ("I", 100.0, None, "Und wer zahlt?"),
        ("B1", 100.0, None, "(..) Das weiß im Moment keiner."),
    ],
    "teams.docx": [
        (AL, 3.0, 11.0, "Guten Morgen, wir beginnen mit dem Dorf."),
        (JO, 11.0, 3727.0, "Der Gasthof steht leer."),
        (AL, 3727.0, None, "Seit wann?"),
    ],
    "table.docx": [
        ("Frau Ihde", 3.0, 9.0, "Was ist aus dem Kino geworden?"),
        ("Herr Balke", 9.0, 17.0, "Eine Probebühne. Und ein Café."),
        ("Frau Ihde", 17.0, None, "Wer zahlt die Heizung?"),
    ],
    "interview.rtf": [
        ("I", 0.0, 7.1, "Was läuft gut?"),
        ("B1", 7.1, 19.4, "Das Waschhaus, immer."),
        ("I", 19.4, 22.0, "Und was nicht?"),
        ("B1", 22.0, 30.9, "Der Bus fährt nie."),
    ],
}


@pytest.mark.parametrize("name", TURNS)
def test_every_turn_has_its_speaker_times_and_words(corpus, name):
    reading = registry.read(corpus / name, Limits())
    turns = [p for p in reading.passages if p.role is SegmentRole.TURN]
    assert [(p.speaker, p.t_start, p.t_end, p.text) for p in turns] == TURNS[name]
    assert reading.metadata.kind is SourceKind.TRANSCRIPT


@pytest.mark.parametrize(
    ("name", "passage", "anchors"),
    [
        ("teams.vtt", 0, [("Guten Morgen", 3.412, 7.902), ("Jörg, magst", 7.902, 11.15)]),
        ("zoom.vtt", 1, [("Moin.", 6.01, 12.34), ("und der trägt", 12.34, 16.02)]),
        ("youtube.vtt", 0, [("guten Abend", 2.32, 5.19), ("wir reden", 5.2, 8.01)]),
        ("stamped.txt", 2, [("Doch, aber", 15.0, 21.0), ("[00:00:21] die Miete", 21.0, 30.0)]),
        ("atrain_timestamps.txt", 1, [("[00:00:00] - Herz", 0.0, 4.0), ("[00:00:04] - Wir", 4.0, 9.0)]),
        ("meeting.trs", 0, [("Wir öffnen", 0.0, 4.25), ("jeden", 4.25, 9.1), ("Und die", 9.1, 21.4)]),
    ],
)
def test_anchors_keep_the_time_of_every_cue(corpus, name, passage, anchors):
    found = registry.read(corpus / name, Limits()).passages[passage]
    assert [(a.t_start, a.t_end) for a in found.anchors] == [(start, end) for _, start, end in anchors]
    for anchor, (words, _, _) in zip(found.anchors, anchors, strict=True):
        assert found.raw[anchor.start :].startswith(words)


def test_bare_captions_are_turns_of_nobody(corpus):
    (turn,) = registry.read(corpus / "captions.txt", Limits()).passages
    assert (turn.role, turn.speaker, turn.t_start) == (SegmentRole.TURN, None, None)
    assert turn.text.startswith("ja schönen guten abend an alle im stream der ton müsste jetzt gehen")
    assert turn.text.endswith("wer nächstes jahr die miete zahlt")


def test_what_stands_above_the_first_turn_is_no_speech(corpus):
    passages = registry.read(corpus / "interview.docx", Limits()).passages
    head = [(p.role, p.text) for p in passages if p.role is not SegmentRole.TURN]
    assert head == [
        (SegmentRole.HEADING, "Gruppeninterview – Transkript"),
        (SegmentRole.PARAGRAPH, "Ort, Datum: Hof, 9. November 2021"),
        (SegmentRole.PARAGRAPH, "Anwesend: I = Interview, B1 = Citymanagement"),
    ]


def test_csv_with_speakers_and_times_is_a_transcript(tmp_path):
    path = tmp_path / "werkstatt.csv"
    path.write_text('Sprecher,Start,Ende,Text\nAda,00:00:01,00:00:04,"Der Hof, der graue."\nBo,00:00:05,,Ja.\n')
    reading = registry.read(path, Limits())
    assert [(p.speaker, p.t_start, p.t_end, p.text) for p in reading.passages] == [
        ("Ada", 1.0, 4.0, "Der Hof, der graue."),
        ("Bo", 5.0, None, "Ja."),
    ]


def test_captions_pasted_from_a_video_page(tmp_path):
    path = tmp_path / "paste.txt"
    lines = [f"0:{n:02}\nund hier steht Satz Nummer {n} im Hof." for n in range(0, 50, 7)]
    path.write_text("\n".join(lines))
    (passage,) = registry.read(path, Limits()).passages
    assert (passage.t_start, len(passage.anchors)) == (0.0, 8)
    assert passage.text.startswith("und hier steht Satz Nummer 0 im Hof. und hier")


def test_unwritten_words_of_another_end_a_turn(tmp_path):
    path = tmp_path / "session-speeches.json"
    speeches = [("Ada", "Eins."), ("Ada", None), ("Ada", "Zwei."), ("Bo", None), ("Ada", "Drei.")]
    rows = [{"speaker": s, "start": n, "duration": 1, "transcription": t} for n, (s, t) in enumerate(speeches)]
    path.write_text(json.dumps(rows))
    assert [p.raw for p in registry.read(path, Limits()).passages] == ["Eins.\nZwei.", "Drei."]


def test_dialogue_dashes_open_turns(tmp_path):
    path = tmp_path / "dialog.srt"
    path.write_text("1\n00:00:01,000 --> 00:00:03,000\n- Kommst du?\n- Nein.\n")
    assert [p.text for p in registry.read(path, Limits()).passages] == ["Kommst du?", "Nein."]
