"""How far two groupings of the same items agree."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import v_measure_score


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement of a grouping with a given one, each figure between 0 and 1.

    Attributes:
        b_cubed: F1 of B-cubed precision and recall (Bagga and Baldwin 1998): per item, how many of
            its group belong with it and how many that belong are in its group.
        pair_f1: F1 over the pairs that are together.
        v_measure: Harmonic mean of homogeneity and completeness.
    """

    b_cubed: float
    pair_f1: float
    v_measure: float


def agreement(given: Sequence[Hashable], found: Sequence[Hashable]) -> Agreement:
    """Compare a grouping with a given one, item by item in the same order."""
    if len(given) != len(found):
        raise ValueError(f"{len(given)} given items, {len(found)} found ones")
    if not given:
        return Agreement(1.0, 1.0, 1.0)
    left, right = _numbers(given), _numbers(found)
    together, paired = np.equal.outer(left, left), np.equal.outer(right, right)
    both = together & paired
    precision = float((both.sum(axis=1) / paired.sum(axis=1)).mean())
    recall = float((both.sum(axis=1) / together.sum(axis=1)).mean())
    upper = np.triu_indices(len(left), 1)
    pairs = int(together[upper].sum() + paired[upper].sum())
    return Agreement(
        b_cubed=2 * precision * recall / (precision + recall),
        pair_f1=2 * int(both[upper].sum()) / pairs if pairs else 1.0,
        v_measure=float(v_measure_score(left, right)),
    )


def _numbers(groups: Sequence[Hashable]) -> NDArray[np.intp]:
    numbers: dict[Hashable, int] = {}
    return np.array([numbers.setdefault(group, len(numbers)) for group in groups], dtype=np.intp)
