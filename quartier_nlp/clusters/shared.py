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
    carriers: defaultdict[str, list[int]] = defaultdict(list)
    for row, forms in enumerate(shown):
        for key in forms:
            carriers[key].append(row)
    ranks = {key: _rank(rows, wordings, meaning) for key, rows in carriers.items()}
    found: list[tuple[list[int], str]] = []
    while True:
        best = min(((rank, key) for key, rank in ranks.items() if rank is not None), default=None)
        if best is None:
            return found
        rows = carriers[best[1]]
        found.append((rows, _heading([shown[row][best[1]] for row in rows])))
        for key in {key for row in rows for key in shown[row]}:
            carriers[key] = [row for row in carriers[key] if row not in rows]
            ranks[key] = _rank(carriers[key], wordings, meaning)


def _rank(rows: Sequence[int], wordings: Sequence[str], meaning: Matrix) -> tuple[int, float] | None:
    """Return how early a noun chooses its rows, smallest first, or None where it makes no group."""
    different = len({wordings[row].casefold() for row in rows})
    if different < 2:
        return None
    closeness = _closeness(meaning[rows])
    return (-different, -closeness) if closeness >= (_COHERENT if different > 2 else _PAIR) else None


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
