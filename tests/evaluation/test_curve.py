from __future__ import annotations

import pytest

from quartier_nlp.evaluation.curve import Point, Sweep, best_thresholds
from quartier_nlp.evaluation.gold import Gold
from quartier_nlp.evaluation.scorer import Record, score
from quartier_nlp.model.vocabulary import Kind


def _record(kind: str, quote: str, score: float = 1.0, status: str | None = None) -> Record:
    return {"type": kind, "quote": quote, "label": "", "action_spaces": ["a"], "status": status, "score": score}


GOLD = Gold(
    {
        "d": [_record("place", "das alte Kino"), _record("place", "die Schule am Hang"), _record("format", "ein Fest")],
        "e": [_record("approach", "den Saal öffnen", status="proposed")],
    },
    [{"doc": "d", "type": "place", "quote": "der Keller"}],
    [],
)
FOUND = {
    "d": [
        _record("place", "altes Kino", 0.3),
        _record("place", "alte Kino", 0.6),
        _record("place", "der Keller", 0.9),
        _record("place", "das Rathaus", 0.5),
        _record("format", "ein Fest", 0.2),
    ],
    "e": [_record("approach", "den Saal öffnen", 0.8, status="practised"), _record("place", "der Keller", 0.7)],
}


@pytest.mark.parametrize("threshold", [0.0, 0.2, 0.25, 0.5, 0.6, 0.65, 0.8, 1.0])
def test_a_sweep_says_what_the_scorer_says_of_the_findings_above_the_threshold(threshold: float) -> None:
    kept = {name: [r for r in records if r["score"] >= threshold] for name, records in FOUND.items()}
    wanted = score(GOLD.documents, kept, GOLD.borderline)
    got = Sweep(GOLD, FOUND).at(dict.fromkeys(Kind, threshold))
    assert got == wanted


def test_thresholds_apply_by_kind_and_documents_can_be_chosen() -> None:
    sweep = Sweep(GOLD, FOUND)
    strict = sweep.at({**dict.fromkeys(Kind, 0.0), Kind.PLACE: 0.55})
    assert [len(strict.kinds[kind].hits) for kind in (Kind.PLACE, Kind.FORMAT, Kind.APPROACH)] == [1, 1, 1]
    assert [r["quote"] for r in strict.kinds[Kind.PLACE].wrong] == ["der Keller"]  # in doubt in d, wrong in e
    assert strict.statuses_right() == [False]
    assert sweep.at(dict.fromkeys(Kind, 0.55), ["d"]).kinds[Kind.PLACE].wrong == []


def test_curve_falls_in_recall() -> None:
    points = Sweep(GOLD, FOUND).curve([0.1, 0.4, 0.7], ["d"])[Kind.PLACE]
    assert points[0] == Point(0.1, 0.3333, 0.5, 0.4)
    assert points[1] == Point(0.4, 0.5, 0.5, 0.5)
    assert points[2] == Point(0.7, 0.0, 0.0, 0.0)


def test_threshold_is_the_middle_of_a_plateau_not_a_spike() -> None:
    f1 = [0.1, 0.9, 0.1, 0.6, 0.7, 0.6, 0.1]
    points = [Point(0.1 * i, 0.0, 0.0, value) for i, value in enumerate(f1)]
    assert best_thresholds({Kind.PLACE: points}) == {Kind.PLACE: pytest.approx(0.4)}
