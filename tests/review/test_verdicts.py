"""What decisions come to when they are replayed."""

from __future__ import annotations

import dataclasses

import pytest

from quartier_nlp.errors import UsageError
from quartier_nlp.model.records import AS_IT_IS, Correction, Decision
from quartier_nlp.model.vocabulary import ApproachStatus, DecisionAction, Kind
from quartier_nlp.review.verdicts import corrected, verdicts
from tests.model.test_tables import APPROACH, PLACE

ACCEPT, REJECT, RELABEL = DecisionAction
NEW = Correction(label="neu")
OTHER = Correction(status=ApproachStatus.REJECTED, action_spaces=("wohnquartier",))


@pytest.mark.parametrize(
    ("made", "rejected", "label"),
    [
        ([(ACCEPT, AS_IT_IS)], False, APPROACH.label),
        ([(REJECT, AS_IT_IS)], True, APPROACH.label),
        ([(REJECT, AS_IT_IS), (ACCEPT, AS_IT_IS)], False, APPROACH.label),
        ([(ACCEPT, AS_IT_IS), (REJECT, AS_IT_IS)], True, APPROACH.label),
        ([(RELABEL, NEW)], False, "neu"),
        ([(RELABEL, NEW), (ACCEPT, AS_IT_IS)], False, "neu"),
        ([(RELABEL, NEW), (REJECT, AS_IT_IS)], True, "neu"),
        ([(REJECT, AS_IT_IS), (RELABEL, NEW)], False, "neu"),
        ([(RELABEL, NEW), (RELABEL, Correction(label="neuer"))], False, "neuer"),
        ([(RELABEL, NEW), (RELABEL, OTHER)], False, "neu"),
    ],
)
def test_the_last_decision_stands_and_corrections_add_up(made, rejected, label):
    decisions = [Decision(action, APPROACH, correction) for action, correction in made]
    (verdict,) = verdicts(decisions).values()
    assert (verdict.rejected, verdict.finding.label) == (rejected, label)
    assert verdict.found_as is Kind.APPROACH


def test_every_finding_has_its_own_verdict():
    result = verdicts([Decision(ACCEPT, APPROACH), Decision(REJECT, PLACE)])
    assert [v.rejected for v in result.values()] == [False, True]
    assert list(result) == [APPROACH.finding_id, PLACE.finding_id]


def test_another_kind_takes_what_only_the_old_one_had():
    place = corrected(APPROACH, Correction(kind=Kind.PLACE, action_spaces=("innenstadt",)))
    assert (place.kind, place.status, place.reason, place.actors) == (Kind.PLACE, None, None, ())
    assert place.action_spaces == ("innenstadt",)
    named = dataclasses.replace(PLACE, category="leerstand")
    approach = corrected(named, Correction(kind=Kind.APPROACH, status=ApproachStatus.PRACTISED))
    assert (approach.status, approach.named_place, approach.category) == (ApproachStatus.PRACTISED, None, None)


@pytest.mark.parametrize(
    ("finding", "correction", "message"),
    [
        (PLACE, Correction(kind=Kind.APPROACH), "give proposed, practised, rejected"),
        (PLACE, Correction(status=ApproachStatus.PROPOSED), "only approaches have a status, this is of kind place"),
        (
            APPROACH,
            Correction(kind=Kind.OPEN_QUESTION, status=ApproachStatus.PROPOSED),
            "only approaches have a status, this is of kind open_question",
        ),
    ],
)
def test_status_and_kind_belong_together(finding, correction, message):
    with pytest.raises(UsageError, match=message):
        corrected(finding, correction)
