"""Noun phrases of questions and approaches: headings, never inflected debris."""

import pytest

from quartier_nlp.clusters.phrases import candidates, noun_vocabulary

KNOWN = ["Der Leerstand bleibt.", "Im Haus ist ein Nutzungskonflikt.", "Es gibt Nutzungskonflikte.", "Das Haus steht."]


def found(text: str, *more: str) -> list[str]:
    return candidates([text], noun_vocabulary([text, *KNOWN, *more]), 20)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Wie verhindert man die Aufwertung der Siedlung?", "Aufwertung der Siedlung"),
        ("Wie geht man mit Nutzungskonflikten um?", "Nutzungskonflikte"),
        ("Was sind die Kosten des Leerstands?", "Leerstand"),
        ("Welche soziale Mischung will die Stadt?", "Soziale Mischung"),
        ("Leerstandsabgabe erheben", "Leerstandsabgabe"),
        ("Kirchen an Hitzetagen öffnen", "Kirchen"),
        ("Mietnachlass gegen Engagement gewähren", "Mietnachlass gegen Engagement"),
    ],
)
def test_a_phrase_is_found(text: str, phrase: str) -> None:
    assert phrase in found(text)


@pytest.mark.parametrize(
    ("text", "debris"),
    [
        ("Wer haftet?", "Wer"),
        ("Donnerstags länger öffnen", "Donnerstags"),
        ("Was sind die Kosten des Leerstands?", "Leerstands"),
        ("Wie hilft man den Ortsräten?", "Ortsräten"),
        ("Wie lange dauert es bis zum Jahr 2030?", "Jahr"),
        ("Wochenmarkt auf den Abend verlegen", "Wochenmarkt auf den Abend"),
        ("Gemeinsam mit Mietern bauen", "Gemeinsam"),
        ("Lehrlingen im Handwerk Zimmer anbieten", "Lehrlingen im Handwerk"),
    ],
)
def test_debris_is_not(text: str, debris: str) -> None:
    assert debris not in found(text)


def test_frequent_phrases_come_first_and_the_limit_holds() -> None:
    texts = ["Wie wirkt die Miete?", "Wie hoch ist die Miete im Kiosk?"]
    assert candidates(texts, noun_vocabulary(texts), 1) == ["Miete"]


@pytest.mark.parametrize("text", ["", "???", "…", "„“", "\x00"])
def test_nothing_comes_of_nothing(text: str) -> None:
    assert found(text) == []
