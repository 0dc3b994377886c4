"""Records what an editor decides on a finding."""

from __future__ import annotations

from quartier_nlp.errors import UsageError
from quartier_nlp.model.records import AS_IT_IS, Correction, Decision, Finding
from quartier_nlp.model.vocabulary import DecisionAction
from quartier_nlp.review.verdicts import corrected, verdicts
from quartier_nlp.steps.lookup import finding_by_id
from quartier_nlp.steps.masking import masker_of
from quartier_nlp.workspace import Workspace


def decide(
    workspace: Workspace,
    finding_id: str,
    action: DecisionAction,
    correction: Correction = AS_IT_IS,
    who: str | None = None,
) -> str:
    """Record a decision and return the label that the finding now has, masked.

    Args:
        workspace: Whose store and action spaces.
        finding_id: Id of the finding or the beginning of it.
        action: What is decided.
        correction: New values; only for a relabelling, which needs one at least.
        who: Name or initials of the editor.

    Raises:
        UsageError: If the id, the action and the values do not fit together.
        NothingToDoError: If the finding is no longer found.
    """
    if action is DecisionAction.RELABEL and correction == AS_IT_IS:
        raise UsageError("relabel needs a new value: --label, --kind, --status or --space")
    if action is not DecisionAction.RELABEL and correction != AS_IT_IS:
        raise UsageError(f"{action.value} takes no values: to change some, use relabel")
    _check(correction, [space.id for space in workspace.settings.action_spaces])
    with workspace.open_store() as store:
        finding = finding_by_id(store, finding_id)
        earlier = verdicts(store.decisions.all()).get(finding.finding_id)
        now: Finding = corrected(earlier.finding if earlier else finding, correction)
        store.decisions.add(Decision(action, finding, correction, who or None))
        return masker_of(store, finding.source_id).mask(now.label)


def _check(correction: Correction, known: list[str]) -> None:
    if correction.label is not None and not correction.label.strip():
        raise UsageError("--label is empty")
    strangers = [space for space in correction.action_spaces or () if space not in known]
    if strangers:
        raise UsageError(f"no action space {', '.join(strangers)}: there are {', '.join(known)}")
    if correction.action_spaces is not None and len(set(correction.action_spaces)) < len(correction.action_spaces):
        raise UsageError("an action space is given twice")
