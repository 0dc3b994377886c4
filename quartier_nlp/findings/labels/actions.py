"""Nouns that name an action, and their verbs."""

from __future__ import annotations

from quartier_nlp.findings.labels.action_nouns import ACTION_NOUNS, THING_NOUNS
from quartier_nlp.findings.labels.word import Word


def action_verb(noun: Word) -> str | None:
    """Returns the verb behind an action noun, None for nouns that name things."""
    if noun.tag not in {"NN", "NE"}:
        return None
    low = noun.lemma.lower() if noun.tag == "NN" else noun.low
    for form in (noun.low, low):
        if form in ACTION_NOUNS:
            return ACTION_NOUNS[form]
    if not low.endswith("ung") or low.endswith(THING_NOUNS) or len(low) < 7:
        return None
    stem = low[:-3]
    if stem.endswith("el") or (stem[-1] in "l" and stem[-2] not in "aeiouäöül"):
        return stem + "n" if stem.endswith("el") else stem[:-1] + "eln"
    return stem + ("n" if stem.endswith("er") and not stem.endswith("ier") else "en")
