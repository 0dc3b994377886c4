"""What becomes of line ends."""

from __future__ import annotations

import pytest

from quartier_nlp.sources.pdf.hyphens import Join, Vocabulary, is_torn, join_lines

KNOWN = Vocabulary(
    [
        "Die GRÜNEN und das RoBERTa-Modell, semi-strukturierte Texte, E-Mail und TEI sowie XML,",
        "Vor- und Nachteile der Nachbarschaftstreffs; das WARC-Format im Archiv, Warc und format.",
    ]
)


@pytest.mark.parametrize(
    ("left", "right", "join"),
    [
        ("in der Nachbar-", "schaft wohnen", Join.DROP),
        ("in der Nachbar\u2010", "schaft wohnen", Join.DROP),
        ("in der Nachbar\u00ad", "schaft wohnen", Join.DROP),
        ("die Vor-", "und Nachteile", Join.BLANK),
        ("die Schließ-", "bzw. Putzdienste", Join.BLANK),
        ("die Schließ-", "sowie Putzdienste", Join.BLANK),
        ("von Mensch-", "Maschine-Systemen", Join.KEEP),
        ("Ausgabe 2020-", "2021", Join.KEEP),
        ("die GRÜ-", "NEN stimmen zu", Join.DROP),
        ("ein Ro-", "BERTa genanntes", Join.DROP),
        ("im TEI-", "XML-Format", Join.KEEP),
        ("nur semi-", "strukturiert", Join.KEEP),
        ("eine DH-", "affine Gruppe", Join.KEEP),
        ("ein Start-", "up gründen", Join.KEEP),
        ("State-", "of-the-Art", Join.KEEP),
        ("er ging – das", "heißt", Join.BLANK),
        ("siehe https://doi.org/", "10.1000/182", Join.KEEP),
        ("siehe https://www.stadt-muster.de/leer-", "stand/liste", Join.DROP),
        ("siehe https://www.muster.de/data-seal-of-", "approval-synopsis", Join.KEEP),
        ("unter info@uni-", "musterstadt.de", Join.KEEP),
        ("die Akteur:", "innen vor Ort", Join.KEEP),
        ("Bürger/", "innen", Join.KEEP),
        ("Seiten 12–", "14", Join.KEEP),
        ("Ein Gedanke –", "und noch einer", Join.BLANK),
        ("Nachbarschafts", "treffs im Ort", Join.BLANK),
        ("Ende des Satzes.", "Nächster Satz", Join.BLANK),
    ],
)
def test_line_ends(left: str, right: str, join: Join) -> None:
    assert join_lines(left, right, KNOWN) is join


def test_words_at_broken_line_ends_are_no_witnesses() -> None:
    vocabulary = Vocabulary(["das Nachbar-", "schaftshaus"])
    assert vocabulary.exact("Nachbar") == 0
    assert vocabulary.exact("schaftshaus") == 1


@pytest.mark.parametrize(
    ("left", "right", "torn"),
    [
        ("Nachbarschafts", "treffs im Ort", True),
        ("Nachbarschafts", "feste im Ort", False),
        ("das WARC", "Format", False),
    ],
)
def test_words_torn_in_narrow_cells(left: str, right: str, torn: bool) -> None:
    assert is_torn(left, right, KNOWN) is torn
