"""Clauses in written sentences and in streams of speech."""

from __future__ import annotations

import pytest
from spacy.language import Language

from quartier_nlp.findings.clauses import clauses


def _texts(nlp: Language, text: str) -> list[str]:
    doc = nlp(text)
    return [doc[part.start : part.end].text for sentence in doc.sents for part in clauses(sentence)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Wir öffnen den Hof, damit alle kommen.", ["Wir öffnen den Hof", "damit alle kommen"]),
        ("Blumen, Käse und Fisch verkaufen wir drinnen.", ["Blumen, Käse und Fisch verkaufen wir drinnen"]),
        ("Der Verein kauft den Saal und die Stadt zahlt die Heizung.",
         ["Der Verein kauft den Saal", "und die Stadt zahlt die Heizung"]),
    ],
)  # fmt: skip
def test_written(nlp: Language, text: str, parts: list[str]) -> None:
    assert _texts(nlp, text) == parts


def test_stream_is_cut_before_subjects_and_question_words(nlp: Language) -> None:
    text = "wir haben den alten bahnhof gekauft da läuft jetzt ein kino wer macht das wenn wir nicht mehr können"
    parts = _texts(nlp, text)
    assert "wer macht das" in parts
    assert "da läuft jetzt ein kino" in parts
