"""Action space of a unit from the character n-grams of its words and of its context.

A linear model beside the encoder: a head on the fine-tuned encoder memorises its training documents, this one carries
over to new ones. Text and context are weighted TF-IDF vectors of unit length, the context counting less.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from quartier_nlp.language.encoder_tokens import Unit

#: Order of the spaces in every ``[4]`` array of logits.
SPACES = ("innenstadt", "wohnquartier", "laendlicher_raum", "uebergreifend")
SHORTEST, LONGEST = 2, 5
CONTEXT_SHARE = 0.7

Array = npt.NDArray[np.float32]


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


def weighted(text: str, weights: Mapping[str, tuple[int, float]]) -> dict[int, float]:
    """Unit vector of the known n-grams: ``(1 + ln count) x inverse document frequency``."""
    counts = Counter(gram for gram in ngrams(text) if gram in weights)
    values = {weights[gram][0]: (1.0 + math.log(count)) * weights[gram][1] for gram, count in counts.items()}
    length = math.sqrt(math.fsum(value * value for value in values.values()))
    return {column: value / length for column, value in values.items()} if length else {}


def features(unit: Unit, weights: Mapping[str, tuple[int, float]]) -> dict[int, float]:
    """Text plus context as a sparse vector, columns ascending."""
    values = weighted(unit.text, weights)
    for column, value in weighted(f"{unit.heading} {unit.left} {unit.right}", weights).items():
        values[column] = values.get(column, 0.0) + CONTEXT_SHARE * value
    return dict(sorted(values.items()))


@dataclass(frozen=True)
class SpaceModel:
    """Linear model over n-grams.

    Attributes:
        weights: Column and inverse document frequency by n-gram.
        coefficients: ``[spaces, columns]``.
        intercept: ``[spaces]``.
    """

    weights: Mapping[str, tuple[int, float]]
    coefficients: Array
    intercept: Array

    @classmethod
    def read(cls, path: Path) -> SpaceModel:
        """Reads the arrays ``ngrams``, ``frequencies``, ``coefficients`` and ``intercept``."""
        with np.load(path, allow_pickle=False) as arrays:
            grams, frequencies = arrays["ngrams"].tolist(), arrays["frequencies"].tolist()
            coefficients = arrays["coefficients"].astype(np.float32)
            intercept = arrays["intercept"].astype(np.float32)
        weights = {gram: (i, value) for i, (gram, value) in enumerate(zip(grams, frequencies, strict=True))}
        return cls(weights, coefficients, intercept)

    def logits(self, unit: Unit) -> Array:
        """``[4]`` logits in the order of ``SPACES``; their softmax is a probability."""
        found = features(unit, self.weights)
        if not found:
            return self.intercept
        columns, values = np.fromiter(found, np.int64), np.fromiter(found.values(), np.float32)
        scores: Array = self.coefficients[:, columns] @ values + self.intercept
        return scores
