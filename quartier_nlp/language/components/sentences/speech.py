"""Clause boundaries in speech without punctuation, by a small linear model over words and tags.

The weights are trained by ``training.speech_boundaries`` on transcripts whose punctuation was taken away.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from quartier_nlp.errors import ResourceError
from quartier_nlp.language.components.sentences.speech_features import features
from quartier_nlp.language.hanta import HantaModel, shared_model

RESOURCE = Path(__file__).parents[2] / "resources" / "speech_boundaries.json"

_WORD = re.compile(r"\S+")
_MARKS = "„“”\"'().,;:!?–—-…"
_SHORTEST = 2


class SpeechSplitter:
    """Splits a stretch of words into clauses, left to right.

    Args:
        model: Tagger of words.
        weights: Weight by feature name.
        bias: Added to the sum of weights; a boundary stands where it is positive.
    """

    def __init__(self, model: HantaModel, weights: Mapping[str, float], bias: float) -> None:
        self._model = model
        self._weights = weights
        self._bias = bias

    def __call__(self, text: str) -> list[int]:
        """Returns the offsets in ``text`` at which clauses start, 0 excluded."""
        found = [match for match in _WORD.finditer(text) if match.group().strip(_MARKS)]
        words = [match.group().strip(_MARKS).lower() for match in found]
        tags = [analysis.tag for analysis in self._model.tag(words, cased=False)]
        return [found[index].start() for index in self.boundaries(words, tags)]

    def boundaries(self, words: list[str], tags: list[str]) -> list[int]:
        """Returns the indices of the words that open a clause, 0 excluded."""
        starts: list[int] = []
        last = 0
        for gap in range(_SHORTEST, len(words)):
            score = self._bias + sum(self._weights.get(name, 0.0) for name in features(words, tags, gap, last))
            if score > 0.0:
                starts.append(gap)
                last = gap
        return starts


def read_weights(path: Path) -> tuple[dict[str, float], float]:
    """Reads weights and bias.

    Raises:
        ResourceError: If the file is missing or malformed.
    """
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        return {str(name): float(weight) for name, weight in document["weights"].items()}, float(document["bias"])
    except (OSError, ValueError, KeyError) as error:
        raise ResourceError(f"{path}: not readable as boundary weights ({error}); reinstall the package") from error


@lru_cache(maxsize=1)
def shared_splitter() -> SpeechSplitter:
    """The splitter that all pipelines of this process share."""
    weights, bias = read_weights(RESOURCE)
    return SpeechSplitter(shared_model(), weights, bias)
