from pathlib import Path

import pytest
from spacy.language import Language

SHARED = Path(__file__).parents[3] / "shared" / "data"


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Ja also, ähm, wir brauchen halt mehr Bänke.", "wir brauchen mehr Bänke"),
        ("Wir wir haben, äh, eine Bank aufgestellt.", "wir haben eine Bank aufgestellt"),
        ("Das kostet, sag ich mal, fast nichts.", "Das kostet fast nichts"),
        ("Wir könnten, nein, wir sollten öffnen.", "wir sollten öffnen"),
        ("Er sagt, ähm, dass es geht.", "Er sagt, dass es geht"),
        ("Leute, die die Stadt lieben, bleiben.", "Leute, die die Stadt lieben, bleiben"),
        ("Sehr sehr viele kamen.", "Sehr sehr viele kamen"),
        ("Die Miete ist einfach gestaffelt.", "Die Miete ist einfach gestaffelt"),
        (
            "Hier könnte relativ einfach ein Anschluss entstehen.",
            "Hier könnte relativ einfach ein Anschluss entstehen",
        ),
        ("Nein, das geht nicht.", "das geht nicht"),
        ("", ""),
    ],
)
def test_clean_text(nlp: Language, text: str, clean: str) -> None:
    doc = nlp(text)
    assert doc[:]._.clean == clean


def test_nothing_is_deleted(nlp: Language) -> None:
    text = "Ähm, wir, wir machen das halt."
    doc = nlp(text)
    assert doc.text == text
    assert [token.text for token in doc if token._.disfluent] == ["Ähm", "wir", ",", "halt"]


@pytest.mark.shared
def test_table_of_disfluent_sentences(nlp: Language) -> None:
    wrong = []
    for line in (SHARED / "language-tests" / "disfl.tsv").read_text(encoding="utf-8").splitlines():
        text, accepted = line.split("\t")
        if nlp(text)[:]._.clean.lower() not in {option.lower().rstrip(".") for option in accepted.split("|")}:
            wrong.append(text)
    assert wrong == []
