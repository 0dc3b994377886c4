"""Which topic every finding belongs to: by its own cues, else by the company that it keeps."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

#: The topic of a finding that has none.
NONE = -1

Labels = NDArray[np.intp]
Matrix = NDArray[np.floating]


def assign(strengths: Matrix, groups: Labels) -> Labels:
    """Return the topic of each row that it speaks of most, or ``NONE``.

    Among equally strong topics the one that the row's group speaks of most, then the first.

    Args:
        strengths: How strongly each row speaks of each topic.
        groups: Group number of each row, by meaning.
    """
    chosen = np.full(len(strengths), NONE, dtype=np.intp)
    if not strengths.size:
        return chosen
    best = strengths.max(axis=1)
    tops = (strengths == best[:, None]) & (best[:, None] > 0)
    for number in np.unique(groups):
        rows = np.flatnonzero(groups == number)
        votes = strengths[rows].sum(axis=0)
        for row in rows[best[rows] > 0]:
            candidates = np.flatnonzero(tops[row])
            chosen[row] = candidates[np.argmax(np.round(votes[candidates], 6))]
    return chosen


def adopt(chosen: Labels, groups: Labels, meaning: Matrix, *, share: float, closeness: float) -> Labels:
    """Give rows without a topic that of their group where most of it agrees and they are close to it.

    Args:
        chosen: Topics of the rows.
        groups: Group number of each row, by meaning.
        meaning: Centred unit vectors of the rows.
        share: At least so much of the group has the topic.
        closeness: Least cosine between the row and the mean of the group's rows with the topic.
    """
    adopted = chosen.copy()
    for number in np.unique(groups):
        rows = np.flatnonzero(groups == number)
        topics, counts = np.unique(chosen[rows][chosen[rows] != NONE], return_counts=True)
        if not len(topics) or counts.max() < share * len(rows):
            continue
        topic = topics[np.argmax(counts)]
        mean = meaning[rows[chosen[rows] == topic]].mean(axis=0)
        length = float(np.linalg.norm(mean))
        if length == 0:
            continue
        for row in rows[chosen[rows] == NONE]:
            if round(float(meaning[row] @ mean) / length, 6) >= closeness:
                adopted[row] = topic
    return adopted
