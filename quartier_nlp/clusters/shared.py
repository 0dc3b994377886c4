"""Groups of wordings that share a noun, for what speaks of no known topic."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from quartier_nlp.clusters.phrases import Nouns

#: Wordings that share a noun say something similar from this mean cosine on; below it the noun is an accident.
_COHERENT = 0.25
#: Two of them alone have to be closer.
_PAIR = 0.45

Matrix = NDArray[np.floating]


def groups(wordings: Sequence[str], meaning: Matrix, nouns: Nouns) -> list[tuple[list[int], str]]:
    """Return groups of rows and their headings; a row is in one group at most, and most are in none.

    The noun of most different wordings comes first, then that of the closest ones.

    Args:
        wordings: Labels.
        meaning: Their centred unit vectors.
        nouns: What the corpus tells of nouns.
    """
    shown = [nouns.of_wording(wording) for wording in wordings]
    free = set(range(len(wordings)))
    found: list[tuple[list[int], str]] = []
    while True:
        carriers: defaultdict[str, list[int]] = defaultdict(list)
        for row in sorted(free):
            for key in shown[row]:
                carriers[key].append(row)
        ranked = [
            (len({wordings[row].casefold() for row in rows}), _closeness(meaning[rows]), key)
            for key, rows in sorted(carriers.items())
        ]
        fitting = [entry for entry in ranked if entry[0] > 1 and entry[1] >= (_COHERENT if entry[0] > 2 else _PAIR)]
        if not fitting:
            return found
        key = min(fitting, key=lambda entry: (-entry[0], -entry[1], entry[2]))[2]
        rows = carriers[key]
        found.append((rows, _heading([shown[row][key] for row in rows])))
        free.difference_update(rows)


def _closeness(meaning: Matrix) -> float:
    """Return the mean cosine between different rows."""
    count = len(meaning)
    if count < 2:
        return 0.0
    total = float(np.linalg.norm(meaning.sum(axis=0)) ** 2)
    return round((total - count) / (count * (count - 1)), 6)


def _heading(forms: Sequence[str]) -> str:
    counts = Counter(forms)
    return min(counts, key=lambda form: (-counts[form], len(form), form))
