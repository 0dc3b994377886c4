"""How precision and recall change with the threshold; overlaps are found once, whatever threshold is applied later."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from quartier_nlp.evaluation.gold import Gold
from quartier_nlp.evaluation.scorer import Compared, Record, Scores, Tally, compare, parts, tally
from quartier_nlp.model.vocabulary import Kind

_DIGITS = 4
_SMOOTHING = 1


@dataclass(frozen=True, slots=True)
class Point:
    """Figures of one kind at one threshold."""

    threshold: float
    precision: float
    recall: float
    f1: float


class Sweep:
    """Findings with a ``score``, compared with annotations once.

    Args:
        gold: Annotated documents.
        found: Findings by document, in order.
    """

    def __init__(self, gold: Gold, found: Mapping[str, Sequence[Record]]) -> None:
        self.documents = tuple(sorted(gold.documents))
        self._gold: dict[tuple[str, Kind], Sequence[Record]] = {}
        self._compared: dict[tuple[str, Kind], list[Compared]] = {}
        for name, kind, mine, theirs, doubtful in parts(gold.documents, found, gold.borderline):
            self._gold[name, kind] = mine
            self._compared[name, kind] = compare(kind, mine, theirs, doubtful)

    def at(self, thresholds: Mapping[Kind, float], documents: Iterable[str] | None = None) -> Scores:
        """Return the scores, over all or some documents, of the findings that reach the threshold of their kind."""
        chosen = self.documents if documents is None else documents
        return Scores.summed(
            {name: {kind: self._tally(name, kind, thresholds[kind]) for kind in Kind} for name in chosen}
        )

    def _tally(self, name: str, kind: Kind, threshold: float) -> Tally:
        kept = (one for one in self._compared[name, kind] if one.finding["score"] >= threshold)
        return tally(self._gold[name, kind], kept)

    def curve(self, steps: Sequence[float], documents: Sequence[str] | None = None) -> dict[Kind, list[Point]]:
        """Return the figures of every kind at every step."""
        points: dict[Kind, list[Point]] = {kind: [] for kind in Kind}
        for step in steps:
            for kind, one in self.at(dict.fromkeys(Kind, step), documents).kinds.items():
                figures = (round(value, _DIGITS) for value in (one.precision, one.recall, one.f1))
                points[kind].append(Point(step, *figures))
        return points


def best_thresholds(curves: Mapping[Kind, Sequence[Point]]) -> dict[Kind, float]:
    """Return the threshold of each kind with the best F1, smoothed over neighbours so that no lucky spike decides."""
    chosen = {}
    for kind, points in curves.items():

        def smooth(index: int, points: Sequence[Point] = points) -> float:
            near = points[max(0, index - _SMOOTHING) : index + _SMOOTHING + 1]
            return sum(point.f1 for point in near) / len(near)

        chosen[kind] = points[max(range(len(points)), key=smooth)].threshold
    return chosen
