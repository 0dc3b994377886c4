"""What the linear models over n-grams share: which n-grams they know, and their units as one sparse matrix."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import numpy as np
from scipy.sparse import csr_matrix

from quartier_nlp.language.encoder_spaces import Sparse


def known_ngrams(
    texts: Sequence[str], grams: Callable[[str], Iterable[str]], fewest: int
) -> dict[str, tuple[int, float]]:
    """N-grams of at least so many texts with their smoothed inverse document frequency, in alphabetical order."""
    frequencies: Counter[str] = Counter()
    for text in texts:
        frequencies.update(set(grams(text)))
    known = sorted(gram for gram, count in frequencies.items() if count >= fewest)
    return {g: (i, math.log((1 + len(texts)) / (1 + frequencies[g])) + 1) for i, g in enumerate(known)}


def sparse_matrix(rows: Sequence[Sparse], width: int) -> csr_matrix:
    """Sparse vectors as the rows of a matrix ``[rows, width]``."""
    pointers = np.cumsum([0, *(len(columns) for columns, _ in rows)])
    columns = np.concatenate([columns for columns, _ in rows])
    values = np.concatenate([values for _, values in rows])
    return csr_matrix((values, columns, pointers), shape=(len(rows), width))
