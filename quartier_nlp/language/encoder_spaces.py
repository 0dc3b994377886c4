"""Action space of a unit from the character n-grams of its words and of its context.

A linear model beside the encoder: a head on the fine-tuned encoder memorises its training documents, this one carries
over to new ones. Text and context are weighted TF-IDF vectors of unit length, the context counting less.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from quartier_nlp.language.encoder_tokens import Unit

#: Order of the spaces in every ``[4]`` array of logits.
SPACES = ("innenstadt", "wohnquartier", "laendlicher_raum", "uebergreifend")
SHORTEST, LONGEST = 2, 5
CONTEXT_SHARE = 0.7
_WORDS_KEPT = 20_000
_NO_COLUMNS = np.zeros(0, np.int64)

Array = npt.NDArray[np.float32]
#: Columns, ascending, and their values.
Sparse = tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]


def ngrams(text: str) -> Iterator[str]:
    """Character n-grams of the words in lower case, with a blank for either end of a word."""
    for word in text.lower().split():
        padded = f" {word} "
        for size in range(SHORTEST, LONGEST + 1):
            if len(padded) <= size:
                yield padded
                break
            for start in range(len(padded) - size + 1):
                yield padded[start : start + size]


class Features:
    """Turns units into sparse vectors over the n-grams of a model.

    Args:
        weights: Column and inverse document frequency by n-gram; the columns count up from 0.
    """

    def __init__(self, weights: Mapping[str, tuple[int, float]]) -> None:
        self._weights = weights
        self._frequencies = np.array([value for _, value in sorted(weights.values())], np.float64)
        #: Words recur, above all in contexts that overlap.
        self._columns = lru_cache(maxsize=_WORDS_KEPT)(self._known)

    def of(self, unit: Unit) -> Sparse:
        """Return text plus context as a sparse vector."""
        own, values = self.weighted(unit.text)
        around, more = self.weighted(f"{unit.heading} {unit.left} {unit.right}")
        columns = np.union1d(own, around)
        both = np.zeros(len(columns))
        both[np.searchsorted(columns, own)] = values
        both[np.searchsorted(columns, around)] += CONTEXT_SHARE * more
        return columns, both

    def weighted(self, text: str) -> Sparse:
        """Return the unit vector of the known n-grams: ``(1 + ln count) x inverse document frequency``."""
        known = [self._columns(word) for word in text.lower().split()]
        if not known:
            return _NO_COLUMNS, np.zeros(0)
        return unit_vector(np.concatenate(known), self._frequencies)

    def _known(self, word: str) -> npt.NDArray[np.int64]:
        """Return the columns of the known n-grams of a word in lower case."""
        return np.array([self._weights[gram][0] for gram in ngrams(word) if gram in self._weights], np.int64)


def unit_vector(found: npt.NDArray[np.int64], frequencies: npt.NDArray[np.float64]) -> Sparse:
    """Return ``(1 + ln count) x inverse document frequency`` of the columns found, scaled to length one."""
    columns, counts = np.unique(found, return_counts=True)
    values = _logarithms(int(counts.max(initial=0)))[counts] * frequencies[columns]
    length = math.sqrt(math.fsum(values * values))
    return columns, values / length if length else values


@lru_cache(maxsize=64)
def _logarithms(most: int) -> npt.NDArray[np.float64]:
    """Return ``1 + ln count`` for counts up to ``most``; the first is never used."""
    return np.array([0.0, *(1.0 + math.log(count) for count in range(1, most + 1))])


def numbered(grams: Sequence[str], frequencies: Sequence[float]) -> dict[str, tuple[int, float]]:
    """Return n-grams with their column and inverse document frequency."""
    return {gram: (i, value) for i, (gram, value) in enumerate(zip(grams, frequencies, strict=True))}


class SpaceModel:
    """Linear model over n-grams.

    Attributes:
        weights: Column and inverse document frequency by n-gram.
        coefficients: ``[spaces, columns]``.
        intercept: ``[spaces]``.
    """

    def __init__(self, weights: Mapping[str, tuple[int, float]], coefficients: Array, intercept: Array) -> None:
        self.weights = weights
        self.coefficients = coefficients
        self.intercept = intercept
        self._features = Features(weights)

    @classmethod
    def read(cls, path: Path) -> SpaceModel:
        """Reads the arrays ``ngrams``, ``frequencies``, ``coefficients`` and ``intercept``."""
        with np.load(path, allow_pickle=False) as arrays:
            grams, frequencies = arrays["ngrams"].tolist(), arrays["frequencies"].tolist()
            coefficients = arrays["coefficients"].astype(np.float32)
            intercept = arrays["intercept"].astype(np.float32)
        return cls(numbered(grams, frequencies), coefficients, intercept)

    def logits(self, unit: Unit) -> Array:
        """``[4]`` logits in the order of ``SPACES``; their softmax is a probability."""
        columns, values = self._features.of(unit)
        if not len(columns):
            return self.intercept
        scores: Array = self.coefficients[:, columns] @ values.astype(np.float32) + self.intercept
        return scores
