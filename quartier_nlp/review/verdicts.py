"""Replays decisions: what stands of each finding after the last of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from quartier_nlp.errors import UsageError
from quartier_nlp.model.records import Correction, Decision, Finding
from quartier_nlp.model.vocabulary import ApproachStatus, DecisionAction, Kind


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the decisions on a finding come to.

    Attributes:
        finding: The finding with its corrections.
        found_as: Kind that extraction gave it.
        rejected: Whether it is none.
    """

    finding: Finding
    found_as: Kind
    rejected: bool


def verdicts(decisions: Iterable[Decision]) -> dict[str, Verdict]:
    """Return finding id to verdict, in the order of the first decisions; corrections stay until they are replaced.

    Args:
        decisions: In the order in which they were made.
    """
    result: dict[str, Verdict] = {}
    corrections: dict[str, list[Correction]] = {}
    for decision in decisions:
        finding_id = decision.seen.finding_id
        if decision.action is DecisionAction.RELABEL:
            corrections.setdefault(finding_id, []).append(decision.correction)
        finding = decision.seen
        for correction in corrections.get(finding_id, ()):
            finding = corrected(finding, correction)
        rejected = decision.action is DecisionAction.REJECT
        result[finding_id] = Verdict(finding, decision.seen.kind, rejected)
    return result


def corrected(finding: Finding, correction: Correction) -> Finding:
    """Return a finding with an editor's values.

    Raises:
        UsageError: If an approach is left without a status or something else given one.
    """
    kind = correction.kind or finding.kind
    status = correction.status or finding.status if kind is Kind.APPROACH else None
    if kind is Kind.APPROACH and status is None:
        raise UsageError(f"an approach has a status: give {', '.join(ApproachStatus)}")
    if kind is not Kind.APPROACH and correction.status is not None:
        raise UsageError(f"only approaches have a status, this is of kind {kind.value}")
    return replace(
        finding,
        kind=kind,
        label=correction.label if correction.label is not None else finding.label,
        status=status,
        reason=finding.reason if status is ApproachStatus.REJECTED else None,
        action_spaces=finding.action_spaces if correction.action_spaces is None else correction.action_spaces,
        named_place=finding.named_place if kind is Kind.PLACE else None,
        category=finding.category if kind is finding.kind else None,
        actors=finding.actors if kind is Kind.APPROACH else (),
    )
