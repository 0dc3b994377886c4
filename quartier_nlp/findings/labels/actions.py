"""Nouns that name an action, and their verbs."""

from __future__ import annotations

from quartier_nlp.findings.labels.action_nouns import ACTION_NOUNS, THING_NOUNS
from quartier_nlp.findings.labels.word import Word

#: What may stand before a noun of action as part of its verb.
_PREFIXES = frozenset(
    "ab an auf aus be bei durch ein ent er her hin mit nach über um unter ver vor weg weiter wieder zer zu zurück "
    "zusammen neu frei fest zwischen miss re de mit los fort rück".split()
)
_KNOWN = tuple(noun for noun in ACTION_NOUNS if noun.endswith("ung"))


def names_action(noun: Word) -> bool:
    """Whether a noun names an action, also where its verb is not sure: "Bordsteinabsenkung"."""
    compound = noun.low.endswith(_KNOWN) and not noun.low.endswith(THING_NOUNS)
    return action_verb(noun) is not None or compound


def action_verb(noun: Word) -> str | None:
    """Returns the verb behind an action noun, None for nouns that name things."""
    if noun.tag not in {"NN", "NE"}:
        return None
    low = noun.lemma.lower() if noun.tag == "NN" else noun.low
    for form in (noun.low, low):
        if form in ACTION_NOUNS:
            return ACTION_NOUNS[form]
    if low.endswith(_KNOWN) and not any(low.endswith(end) and low[: -len(end)] in _PREFIXES for end in _KNOWN):
        return None
    if not low.endswith("ung") or low.endswith(THING_NOUNS) or len(low) < 7:
        return None
    stem = low[:-3]
    if stem.endswith("el") or (stem[-1] in "l" and stem[-2] not in "aeiouäöül"):
        return stem + "n" if stem.endswith("el") else stem[:-1] + "eln"
    return stem + ("n" if stem.endswith("er") and not stem.endswith("ier") else "en")
