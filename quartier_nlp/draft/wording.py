"""Wording of single statements: how a claim's label becomes an entry that readers see."""

from __future__ import annotations

from quartier_nlp.draft.german import capitalised
from quartier_nlp.draft.material import Claim
from quartier_nlp.draft.typography import quoted, shortened, typeset
from quartier_nlp.model.records import Finding, NamedPlace
from quartier_nlp.model.vocabulary import Kind, LabelSource

#: A clause longer than this is cut in the body; the appendix has it in full.
_CLAUSE_LIMIT = 260


def claim_text(claim: Claim) -> str:
    """Return the wording of a claim, in quotation marks where it is the source's own."""
    finding = claim.lead
    if finding.kind is Kind.PLACE and finding.named_place is not None:
        return named_place_text(finding)
    return finding_text(finding)


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


def named_place_text(finding: Finding) -> str:
    """Return name, municipality and kind, e.g. ``"Kaufhaus Merz (Hof) – leerstehendes Kaufhaus"``."""
    place = finding.named_place
    if place is None:
        return finding_text(finding)
    label = typeset(finding.label).rstrip(" .;,")
    inside = place.name.casefold() in label.casefold()
    name = capitalised(label if inside else typeset(place.name).rstrip(" .;,"))
    text = f"{name}{_municipality(place, name)}"
    return text if inside or label.casefold() in name.casefold() else f"{text} – {label}"


def place_name(finding: Finding) -> str:
    """Return name and municipality alone, for running text."""
    place = finding.named_place
    if place is None:
        return finding_text(finding)
    name = typeset(place.name).rstrip(" .;,")
    return f"{capitalised(name)}{_municipality(place, name)}"


def _municipality(place: NamedPlace, name: str) -> str:
    """Return the municipality in brackets, unless the name says it; inner brackets become a comma."""
    if not place.municipality or place.municipality.casefold() in name.casefold():
        return ""
    return f" ({typeset(place.municipality).replace(' (', ', ').replace(')', '')})"
