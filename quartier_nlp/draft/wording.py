"""Wording of single statements: how a claim's label becomes an entry that readers see."""

from __future__ import annotations

import re

from quartier_nlp.draft.german import capitalised
from quartier_nlp.draft.material import Claim
from quartier_nlp.draft.nouns import format_text, municipality, name_of, place_text
from quartier_nlp.draft.typography import quoted, shortened, typeset
from quartier_nlp.model.records import Finding
from quartier_nlp.model.vocabulary import Kind, LabelSource

#: A clause longer than this is cut in the body; the appendix has it in full.
_CLAUSE_LIMIT = 260
_AUXILIARY = (
    "ist|sind|war|waren|hat|hab|habe|haben|hatte|hatten|wird|werden|wurde|wurden|kann|können|könnte|könnten|muss|müssen"
    "|müsste|müssten|soll|sollen|sollte|sollten|will|wollen|darf|dürfen|machen|kriegen"
)
#: Openings that take up what was said before: "Den haben wir abgeschaltet", "Damit hat es angefangen".
_POINTS_BACK = re.compile(
    rf"(?:(?:Das|Den|Dem|Denen|Die|Der|Er|Sie|Ihn|Ihm|Ihnen) (?:{_AUXILIARY}|[a-zäöü]\w*t)\b"
    r"|(?:Da|Dort|Damit|Dafür|Daraus|Davon|Dazu|Daran|Darauf|Darin|Dies|Diese[rsnm]?) )"
)
#: Words within a phrase that do.
_THEREOF = re.compile(r"\b(?:d?raus|drauf|dran|davon|da drin)\b")
#: Pronouns of questions that stand for somebody or something named before.
_THEY = re.compile(r"\b(?:sie|ihn|ihm|ihnen|denen|daran|dran|davon|dafür|damit|daraus)\b")
_THAT = re.compile(r"\b(?:das|es|er|der|da|dort|hier)\b")
_NOUN = re.compile(r"\b[A-ZÄÖÜ]")


def claim_text(claim: Claim) -> str:
    """Return the wording of a claim, in quotation marks where it is the source's own."""
    finding = claim.lead
    if finding.kind is Kind.PLACE:
        return place_text(finding, claim.facts)
    if finding.kind is Kind.FORMAT:
        return format_text(finding, claim.facts)
    return finding_text(finding)


def points_back(finding: Finding) -> bool:
    """Return whether the wording of an approach or question is only understood with what was said before it."""
    label = capitalised(finding.label)
    if finding.kind is Kind.OPEN_QUESTION:
        asked = label.split(",")[0]
        named = _NOUN.search(asked[1:]) is not None
        return bool(_THEY.search(asked)) or (not named and bool(_THAT.search(asked)))
    if finding.kind is not Kind.APPROACH:
        return False
    clause = finding.label_source is LabelSource.CLAUSE
    return bool(_POINTS_BACK.match(label)) if clause else bool(_THEREOF.search(label))


def finding_text(finding: Finding, limit: int = _CLAUSE_LIMIT) -> str:
    """Return the wording of a finding that is shown by its label.

    Args:
        finding: The finding.
        limit: Length that a clause of the source is cut to.
    """
    if finding.label_source is LabelSource.CLAUSE and not (
        finding.kind is Kind.OPEN_QUESTION and finding.label.rstrip().endswith("?")
    ):
        return quoted(shortened(typeset(finding.label), limit))
    if finding.kind is Kind.OPEN_QUESTION:
        return question_text(finding.label)
    return capitalised(typeset(finding.label).rstrip(" .;,"))


def question_text(label: str) -> str:
    """Return a question with a capital at its start and one question mark at its end."""
    return capitalised(typeset(label).rstrip(" .?!;,")) + "?"


def place_name(claim: Claim) -> str:
    """Return name and municipality alone, for running text."""
    place = claim.lead.named_place
    if place is None:
        return place_text(claim.lead, claim.facts)
    name = name_of(claim.lead, place, claim.facts)
    return f"{capitalised(name)}{municipality(place, name)}"
