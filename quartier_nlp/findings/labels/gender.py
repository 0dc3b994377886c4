"""Grammatical gender of nouns, from their last part: suffix rules and a list of heads of this field."""

from __future__ import annotations

from enum import StrEnum

from quartier_nlp.findings.labels.noun_lists import FEMININE_HEADS, MASCULINE_HEADS, NEUTER_HEADS
from quartier_nlp.findings.labels.word import Word


class Gender(StrEnum):
    """Genders."""

    MASCULINE = "m"
    FEMININE = "f"
    NEUTER = "n"


#: Genders of the nouns that object and relative pronouns stand for, where they tell one.
_PRONOUNS = {
    "es": frozenset({Gender.NEUTER}),
    "ihn": frozenset({Gender.MASCULINE}),
    "sie": frozenset({Gender.FEMININE}),
    "das": frozenset({Gender.NEUTER}),
    "dem": frozenset({Gender.MASCULINE, Gender.NEUTER}),
    "den": frozenset({Gender.MASCULINE}),
    "die": frozenset({Gender.FEMININE}),
}
_FEMININE_ENDINGS = (
    "ung",
    "heit",
    "keit",
    "schaft",
    "ion",
    "tät",
    "enz",
    "anz",
    "erei",
    "elei",
    "ik",
    "ur",
    "ie",
    "age",
    "ade",
    "üre",
    "ine",
    "ive",
    "isse",
    "thek",
    "eur",
    "euse",
    "rin",
    "tin",
    "bahn",
)
_NEUTER_ENDINGS = (
    "chen",
    "lein",
    "ment",
    "tum",
    "um",
    "ma",
    "ett",
    "zeug",
    "werk",
    "haus",
    "lokal",
    "labor",
    "café",
    "cafe",
)
_MASCULINE_ENDINGS = ("ling", "peut", "loge", "ismus", "or", "ist", "ent", "ant", "eur", "ner", "ler", "ker", "ger")


def gender_of(noun: Word) -> Gender | None:
    """Returns the gender that the noun's ending tells, or None where it tells none."""
    low = noun.lemma.lower() if noun.tag == "NN" else noun.low
    listed = _listed(low)
    if listed is not None:
        return listed
    if low.endswith(_FEMININE_ENDINGS) and len(low) > 4:
        return Gender.FEMININE
    if low.endswith(_NEUTER_ENDINGS):
        return Gender.NEUTER
    if low.endswith(_MASCULINE_ENDINGS):
        return Gender.MASCULINE
    return None


def may_stand_for(pronoun: Word, gender: Gender) -> bool:
    """Returns whether a pronoun may stand for a noun of this gender in the singular."""
    return gender in _PRONOUNS.get(pronoun.low, Gender)


def _listed(low: str) -> Gender | None:
    """Longest known head that the noun ends with."""
    best: tuple[int, Gender] | None = None
    for gender, heads in (
        (Gender.MASCULINE, MASCULINE_HEADS),
        (Gender.FEMININE, FEMININE_HEADS),
        (Gender.NEUTER, NEUTER_HEADS),
    ):
        for start in range(len(low) - 1):
            if low[start:] in heads:
                if best is None or len(low) - start > best[0]:
                    best = (len(low) - start, gender)
                break
    return best[1] if best else None
