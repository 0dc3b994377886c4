from itertools import pairwise
from pathlib import Path

import pytest
from spacy.language import Language

from quartier_nlp.errors import ResourceError
from quartier_nlp.language.components.sentences.sentences import boundaries
from quartier_nlp.language.components.sentences.speech import read_weights

SHARED = Path(__file__).parents[3] / "shared" / "data"

# A bar stands where a sentence begins.
CASES = (
    "Das ist gut. |Wir machen weiter.",
    "Die Sitzung am 3. Oktober dauerte lang. |Danach gab es Suppe.",
    "Z. B. hat Dr. Müller ca. 5 Mio. Euro bekommen.",
    "Es fehlen Bänke, Bäume usw. |Das ist schade.",
    "Es fehlen Bänke usw. Bäume gibt es genug.",
    "Laden, Wohnung od. Scheune. |Gilt überall.",
    "11 Fenster an Vereine vergeben, Wechsel alle 6 Wo. Akt. u. a. Modelleisenbahn. |Strom läuft über die Stadt.",
    "Heimatverein macht seit Sept. sonnt. »Offenes Hoftor«.",
    "Wir wissen noch nicht wo. |Das klärt die Verwaltung.",
    "Bank am Ortsausgang Ri. Riedlingen abgebaut. |Grund: keiner saß.",
    "Sa. 10 bis 13 Uhr geöffnet. |Kleider und Hausrat.",
    "Wir treffen uns Mo. |Die Halle ist offen.",
    "Er fragte: „Warum?“ |Dann ging er.",
    "„Wann?“, fragt er, „wann endlich?“",
    "Wann denn? fragt sie.",
    "Punkt 1. Beschl. Nr. 4 vom 2.3.2020 wurde angenommen.",
    "Das war im Jahr 2019. |Heute ist es anders.",
    "Mod. Frau K. Lehmann eröffnet.",
    "das ist gut. |und dann kam er z.b. nicht. |ja",
    "Also… |Das geht so nicht.",
    "Ein… Haus steht da.",
    "Das Ende.Und nun weiter.",
    "Schreiben Sie an info@stadt.example. |Danke!",
    "Auf Platz 3. |Das reicht!",
    "Ja! |Nein? |Doch.",
    "Der 65. Geburtstag wird gefeiert.",
    "Prof. Dr. h. c. Anna B. Meier kommt.",
    "Ob ich bald zumache. |(lacht) Nein, das weiß ich nicht.",
    "Siehe Abb. (oben links) Die Karte ist neu.",
    "Wohnungen f. Pflegeschüler:innen, Miete gegen 20 Std./Monat Zeit m. Bew. Küche teilen alle.",
    "Teestube f. ält. Menschen im Foyer. |Danach Pause.",
    "Leihgabe v. Fa. Kromm. Küche teilen alle.",
    "Das Fest war f. alle. |Müller macht weiter.",
    "Wir waren bei Frau Lüth. |Küche gibt es keine.",
    "• Mehr Bänke aufstellen |• Mehr Bäume pflanzen",
)


@pytest.mark.parametrize("marked", CASES)
def test_punctuated_text(marked: str) -> None:
    if marked == "Das Ende.Und nun weiter.":
        assert boundaries(marked) == [9]
        return
    text = marked.replace("|", "")
    cuts = [0, *boundaries(text), len(text)]
    parts = [text[a:b] for a, b in pairwise(cuts)]
    assert "|".join(parts) == marked


def test_component_starts_sentences_at_tokens(nlp: Language) -> None:
    doc = nlp("Das Ende.Und nun weiter. Ja, gut.")
    assert [sentence.text for sentence in doc.sents] == ["Das Ende.", "Und nun weiter.", "Ja, gut."]


def test_empty_text(nlp: Language) -> None:
    assert list(nlp("").sents) == []


def test_speech_without_marks_is_cut(nlp: Language) -> None:
    text = "wir haben in altena diese pop up läden gemacht das war ne tolle sache und dann haben wir viel gelernt"
    starts = [sentence.text.split()[0] for sentence in nlp(text).sents]
    assert starts == ["wir", "das", "und"]


@pytest.mark.shared
def test_speech_boundaries_reach_their_floor(nlp: Language) -> None:
    hits = found = wanted = 0
    for line in (SHARED / "language-tests" / "spoken_seg.txt").read_text(encoding="utf-8").splitlines():
        gold, position = set(), 0
        for part in line.split("|")[:-1]:
            position += len(part) + 1
            gold.add(position)
        got = {sentence.start_char for sentence in nlp(line.replace("|", " ")).sents} - {0}
        hits, found, wanted = hits + len(got & gold), found + len(got), wanted + len(gold)
    assert 2 * hits / (found + wanted) >= 0.8


def test_broken_weights_say_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "weights.json"
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(ResourceError, match="reinstall the package"):
        read_weights(path)
