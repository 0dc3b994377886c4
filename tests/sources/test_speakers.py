import pytest

from quartier_nlp.sources.clock import duration, seconds
from quartier_nlp.sources.speakers import decide_speakers, is_plausible, split_tag

TRANSCRIPTS = [
    (["I: Wer?", "B1: Ich.", "I: Und?", "B1: Ja."], {"I", "B1"}),
    (["S00: Wer?", "S01: Ich.", "S00: Und?"], {"S00", "S01"}),
    (["SPEAKER_00: Wer?", "SPEAKER_01: Ich.", "SPEAKER_00: So."], {"SPEAKER_00", "SPEAKER_01"}),
    (
        ["MODERATION (LEA): Guten Tag.", "HÄFELE: Ja.", "MODERATION (LEA): Und?", "HÄFELE: So."],
        {"MODERATION (LEA)", "HÄFELE"},
    ),
    (
        ["Dr. Anna von der Heide: Wer?", "Jörg Ott: Ich.", "Dr. Anna von der Heide: Gut."],
        {"Dr. Anna von der Heide", "Jörg Ott"},
    ),
    (["**Anna:** Wer?", "**Ben:** Ich.", "**Anna:** Ja.", "**Ben:** So."], {"Anna", "Ben"}),
    (["[00:01:02] Anna: Wer?", "[00:01:09] Ben: Ich.", "[00:01:12] Anna: Ja."], {"Anna", "Ben"}),
    (["Anna [00:01:02]: Wer?", "Ben [00:01:09]: Ich.", "Anna [00:01:12]: Ja."], {"Anna", "Ben"}),
    (["Projekt: Mitte", "Datum: 3. Mai", "A: Wer?", "B: Ich.", "A: Ja.", "B: So."], {"A", "B"}),
]
PROSE = [
    ["Wichtig: Der Verein haftet nicht.", "Wichtig: Der Bauhof hilft.", "Wichtig: Die Stadt zahlt."],
    ["Ort, Datum: Hof", "Anwesend: alle", "Beschluss: ja", "Beschluss: nein", "Termin: Mai", "Termin: Juni"],
    ["Ergebnis: gut", "Ein Satz über den Hof.", "Ergebnis: schlecht", "Noch ein Satz.", "Ergebnis: offen"],
    ["Der Hof ist grau. Er soll grün werden: bald.", "Und zwar so: mit Beeten.", "Das geht."],
    ["Frau Meier: Sie sagt viel."],
    ["Lünen: Die Mangelstube läuft.", *["Ein Absatz ohne Sprecher, der lang ist." * 9] * 12, "Lünen: Sie lief."],
]


@pytest.mark.parametrize(("lines", "speakers"), TRANSCRIPTS)
def test_tags_that_recur_are_speakers(lines, speakers):
    assert decide_speakers(lines) == speakers


@pytest.mark.parametrize("lines", PROSE)
def test_a_word_before_a_colon_is_no_speaker(lines):
    assert decide_speakers(lines) == frozenset()


def test_who_speaks_once_is_a_speaker_only_among_speakers():
    lines = [
        "Anna: Wer zahlt?",
        "Ben: Ich nicht.",
        "Anna: Wer dann?",
        "Zuruf: Der Fonds!",
        "Ben: Ha.",
        "Achtung: jetzt.",
    ]
    assert decide_speakers(lines) == {"Anna", "Ben", "Zuruf"}


@pytest.mark.parametrize(
    "tag", ["Frau Dr. Öztürk", "B12", "Sprecher 2", "Aydın", "Landrätin", "Vervenne, Ron", "Ute & Kai"]
)
def test_names_codes_and_roles_are_plausible(tag):
    assert is_plausible(tag)


@pytest.mark.parametrize(
    "tag", ["Dabei gilt", "Ort, Datum", "was fehlt", "Tel.", "Ja!", "Wer von uns allen geht da hin"]
)
def test_labels_and_clauses_are_not(tag):
    assert not is_plausible(tag)


@pytest.mark.parametrize(
    ("line", "tag", "rest", "time"),
    [
        ("Anna: Ja.", "Anna", "Ja.", None),
        ("**B1:** Ja.", "B1", "Ja.", None),
        ("**B1**: Ja.", "B1", "Ja.", None),
        ("#00:00:09-4# I: Ja.", "I", "Ja.", 9.4),
        ("00:01:02 Anna: Ja.", "Anna", "Ja.", 62.0),
        ("Anna (00:01:02): Ja.", "Anna", "Ja.", 62.0),
    ],
)
def test_split_tag(line, tag, rest, time):
    tagged = split_tag(line)
    assert (tagged.tag, line[tagged.text_start :], tagged.time) == (tag, rest, time)


@pytest.mark.parametrize("line", ["um 10:30 Uhr", "https://beispiel.example", "kein Doppelpunkt", ": leer"])
def test_no_tag(line):
    assert split_tag(line) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("1:02:03", 3723.0), ("2:03", 123.0), ("00:01:02.5", 62.5), ("00:01:02-3", 62.3), ("12", None), ("1:2", None)],
)
def test_seconds(text, value):
    assert seconds(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("52 Minuten 27 Sekunden", 3147.0),
        ("1 Stunde 2 Minuten", 3720.0),
        ("1 Sekunde", 1.0),
        ("Minuten", None),
        ("", None),
    ],
)
def test_duration(text, value):
    assert duration(text) == value
