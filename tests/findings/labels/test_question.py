import pytest
from spacy.language import Language

from quartier_nlp.findings.labels import question_label
from quartier_nlp.model.vocabulary import LabelSource


@pytest.mark.parametrize(
    ("quote", "label"),
    [
        ("und wer bezahlt das eigentlich?", "Wer bezahlt das?"),
        (
            "Wer das dauerhaft trägt, wenn die Förderung endet, ist offen.",
            "Wer trägt das dauerhaft, wenn die Förderung endet?",
        ),
        (
            "ob man Zuzügler auch im Ärztehaus arbeiten lassen darf",
            "Darf man Zuzügler auch im Ärztehaus arbeiten lassen?",
        ),
        ("Wie man an solche Eigentümer rankommt", "Wie kommt man an solche Eigentümer ran?"),
        (
            "Auf welcher Rechtsgrundlage ein Pflegedienst Dritte befördern darf",
            "Auf welcher Rechtsgrundlage darf ein Pflegedienst Dritte befördern?",
        ),
        ("Wie laut ein Sommerabend sein darf, ist strittig", "Wie laut darf ein Sommerabend sein?"),
        ("Ähm, wie heißt das, wem gehört die Stadt?", "Wem gehört die Stadt?"),
        ("wer haftet wenn da drin was passiert", "Wer haftet, wenn da drin was passiert?"),
        (
            "Wenn da einer ausrutscht, zahlt dann unsere Unfallkasse?",
            "Wenn da einer ausrutscht, zahlt dann unsere Unfallkasse?",
        ),
        ("Fällt Zwischennutzung unter das Vergaberecht?", "Fällt Zwischennutzung unter das Vergaberecht?"),
        ("wem die Räume danach gehören", "Wem gehören die Räume danach?"),
        ("wer antwortet", "Wer antwortet?"),
    ],
)
def test_direct_question(nlp: Language, quote: str, label: str) -> None:
    found = question_label(nlp(quote)[:])
    assert (found.text, found.source) == (label, LabelSource.PHRASE)


@pytest.mark.parametrize(
    ("quote", "label"),
    [
        ("Ungeklärt: die Haftung bei Unfällen", "Haftung bei Unfällen?"),
        ("Aufzugzettel und Datenschutz – unklar", "Aufzugzettel und Datenschutz?"),
    ],
)
def test_nominal_question_stays_nominal(nlp: Language, quote: str, label: str) -> None:
    found = question_label(nlp(quote)[:])
    assert (found.text, found.source) == (label, LabelSource.CLAUSE)
