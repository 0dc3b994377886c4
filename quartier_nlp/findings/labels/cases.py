"""Says which case and number a noun phrase or pronoun can have by its form."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from quartier_nlp.findings.labels.noun_lists import MASCULINE_HEADS, NEUTER_HEADS, UNCHANGED_PLURALS
from quartier_nlp.findings.labels.patterns import DETERMINER_STEMS
from quartier_nlp.findings.labels.word import Word

DETERMINER_TAGS = frozenset({"ART", "PDAT", "PPOSAT", "PIAT", "PWAT"})
#: Ends of feminine singulars whose lemma the morphology cuts short.
_SINGULAR_ENDINGS = ("straße", "strasse", "gasse", "fläche", "stelle", "brücke", "schule", "halle", "kirche", "bühne")
#: Masculine and neuter nouns in t, whose plural ends in e.
_HARD_T = tuple(sorted(head for head in MASCULINE_HEADS | NEUTER_HEADS if head.endswith("t")))
_PLURAL_ONLY = ("leute", "eltern", "geschwister")
_SHORT = 5
_UNCHANGED = tuple(sorted(UNCHANGED_PLURALS))


class Case(StrEnum):
    """Grammatical cases."""

    NOMINATIVE = "nom"
    GENITIVE = "gen"
    DATIVE = "dat"
    ACCUSATIVE = "acc"


NOM, GEN, DAT, ACC = Case.NOMINATIVE, Case.GENITIVE, Case.DATIVE, Case.ACCUSATIVE

_BY_ENDING: dict[str, frozenset[Case]] = {
    "der": frozenset({NOM, GEN, DAT}),
    "die": frozenset({NOM, ACC}),
    "das": frozenset({NOM, ACC}),
    "den": frozenset({ACC, DAT}),
    "dem": frozenset({DAT}),
    "des": frozenset({GEN}),
    "": frozenset({NOM, ACC}),
    "e": frozenset({NOM, ACC}),
    "en": frozenset({ACC, DAT}),
    "em": frozenset({DAT}),
    "er": frozenset({NOM, GEN, DAT}),
    "es": frozenset({NOM, ACC, GEN}),
}
_EIN_ENDINGS = {"er": frozenset({GEN, DAT}), "es": frozenset({GEN}), "en": frozenset({ACC})}


def determiner_of(words: Sequence[Word]) -> Word | None:
    """The article, demonstrative or possessive that opens a noun phrase."""
    if words and words[0].tag in DETERMINER_TAGS and not (words[0].tag == "PIAT" and not inflected_stem(words[0].low)):
        return words[0]
    return None


def inflected_stem(low: str) -> tuple[str, str] | None:
    """Splits a determiner that inflects like "ein" or "dieser" into stem and ending."""
    for stem in DETERMINER_STEMS:
        if low.startswith(stem) and low[len(stem) :] in {"", "e", "en", "em", "er", "es"}:
            return stem, low[len(stem) :]
    return None


def is_place_adjective(word: Word) -> bool:
    """Whether an adjective is made from the name of a place and has no endings: "Kölner"."""
    like = word.tag == "ADJA" and word.text[:1].isupper() and word.low.endswith("er")
    return like and len(word.low) > _SHORT and word.low == word.lemma.lower() and word.low != "anderer"


def cases_of(words: Sequence[Word]) -> frozenset[Case]:
    """Cases that a noun phrase can have by its determiner, first adjective or noun."""
    if is_place_adjective(words[0]) and len(words) > 1:
        words = words[1:]
    first = words[0]
    if first.low == "den" and _is_dative_plural(words):
        return frozenset({DAT})
    if first.low in _BY_ENDING and first.tag in {"ART", "PDS", "PRELS"}:
        return _BY_ENDING[first.low]
    split = inflected_stem(first.low)
    if split and first.tag in DETERMINER_TAGS:
        stem, ending = split
        like_ein = stem.startswith(("ein", "kein", "mein", "dein", "sein", "ihr", "unser", "euer", "eur", "n"))
        if like_ein and stem in {"ein", "kein"} and ending in _EIN_ENDINGS:
            return _EIN_ENDINGS[ending] | ({DAT} if ending == "en" and stem == "kein" else frozenset())
        return _BY_ENDING[ending]
    if first.tag == "PIAT" and first.low.endswith("e"):
        return frozenset({NOM, ACC})
    if first.tag == "ADJA":
        for ending in ("en", "em", "er", "es", "e"):
            if first.low.endswith(ending):
                return frozenset({NOM, ACC}) if ending == "es" else _BY_ENDING[ending]
    head = next((word for word in words if word.tag == "NN"), first)
    if head.tag == "NN" and head.low.endswith("n") and head.low[:-1].endswith(("e", "er", "el")):
        known = head.lemma.lower()
        if not known.endswith("en") and head.low != known and not plural_in_n(head.low, known):
            return frozenset({DAT})
    return frozenset({NOM, ACC, DAT})


def _is_dative_plural(words: Sequence[Word]) -> bool:
    """Whether "den" stands before a plural by the form of its noun: "den Imkern", "den Vereinen"."""
    head = next((word for word in words if word.tag == "NN"), None)
    if head is None:
        return False
    lemma = head.lemma.lower()
    if head.low in {"leuten", "kindern", "eltern"}:
        return True
    weak = lemma.endswith(("ent", "ant", "ist", "oge", "mensch", "herr", "at", "eur", "nachbar", "e"))
    return not weak and ((head.low == lemma + "n" and lemma.endswith(("er", "el"))) or head.low == lemma + "en")


def plural_in_n(low: str, lemma: str) -> bool:
    """Whether a noun's plural ends in n in all cases, not just in the dative: Wohnungen, Flächen, Künstlerinnen."""
    feminine = (
        "ung",
        "heit",
        "keit",
        "schaft",
        "ion",
        "ät",
        "ik",
        "in",
        "tur",
        "ei",
        "or",
        "ist",
        "ent",
        "ant",
        "and",
        "end",
        "om",
        "oge",
        "at",
        "ad",
        "aph",
    )
    if lemma.endswith(feminine) or low.endswith("innen"):
        return True
    if lemma.endswith("e"):
        return low == lemma + "n"
    if lemma.endswith(_HARD_T):
        return False
    return low == lemma + "en" and lemma.endswith(("t", "u", "ahl", "ür", "eur", "är"))


def number_of(words: Sequence[Word]) -> bool | None:
    """Whether a noun phrase is plural: True, False, or None where it does not show."""
    head = next((word for word in words if word.tag in {"NN", "NE"}), None)
    if head is None:
        return None
    if any(word.low in {"und", "sowie"} for word in words):
        return True
    first = words[0]
    if first.low in {"das", "ein", "eine", "einen", "dem", "einem", "dieses", "jede", "jeder", "jedes", "kein", "des"}:
        return False
    changed = head.tag == "NN" and head.low != head.lemma.lower() and not head.low.endswith(_SINGULAR_ENDINGS)
    if (first.tag == "CARD" and first.low not in {"ein", "1"}) or head.low.endswith(_PLURAL_ONLY):
        return True
    if first.low in {"die", "diese"} and head.low.endswith(_UNCHANGED):
        return True
    if first.low in {"die", "diese", "unsere", "alle", "viele", "einige", "mehrere", "keine"}:
        return True if changed or first.low in {"alle", "viele", "einige", "mehrere"} else None
    if first.low == "der":
        return False
    return True if changed else None


def pronoun_cases(word: Word) -> frozenset[Case]:
    """Cases that a pronoun form can have."""
    return _PRONOUNS.get(word.low, frozenset({NOM, ACC}))


_PRONOUNS: dict[str, frozenset[Case]] = {
    **dict.fromkeys(
        ("ich", "du", "er", "wir", "man", "wer", "jeder", "jemand", "keiner", "einer", "niemand"), frozenset({NOM})
    ),
    **dict.fromkeys(("mich", "dich", "ihn", "einen", "jemanden"), frozenset({ACC})),
    **dict.fromkeys(("mir", "dir", "ihm", "ihnen", "jedem", "allen", "einem", "denen"), frozenset({DAT})),
    **dict.fromkeys(("uns", "euch"), frozenset({ACC, DAT})),
    "ihr": frozenset({NOM, DAT}),
}
