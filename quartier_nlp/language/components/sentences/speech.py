"""Clause boundaries in speech without punctuation, by a linear model over words and tags and a search over its sums.

The weights are trained by ``training.speech_boundaries`` on transcripts whose punctuation was taken away.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from quartier_nlp.errors import ResourceError
from quartier_nlp.language.components.sentences.speech_features import FINITE, around, since, without_names
from quartier_nlp.language.hanta import HantaModel, shared_model

RESOURCE = Path(__file__).parents[2] / "resources" / "speech_boundaries.json"

_WORD = re.compile(r"\S+")
_MARKS = "„“”\"'().,;:!?–—-…"
_SHORTEST = 2
#: Places of the last boundary that are kept open while reading on.
_BEAM = 8


class _Path(NamedTuple):
    """A way to divide the words so far.

    Attributes:
        score: Log-probability.
        last: Index of the word that opened the current clause.
        finite: Finite verbs since then.
        before: The path up to ``last``, which is the one it goes on from; None at the start.
    """

    score: float
    last: int
    finite: int
    before: _Path | None


class SpeechSplitter:
    """Splits a stretch of words into clauses: the likeliest boundaries of the whole stretch.

    Args:
        model: Tagger of words.
        weights: Weight by feature name.
        bias: Added to the sum of weights, which is the log-odds of a boundary.
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

    def boundaries(self, words: Sequence[str], tags: Sequence[str]) -> list[int]:
        """Returns the indices of the words that open a clause, 0 excluded."""
        words = without_names(words, tags)
        paths = [_Path(0.0, 0, 0, None)]
        for gap in range(1, len(words)):
            here = self._bias + self._sum(around(words, tags, gap))
            finite = tags[gap - 1] in FINITE
            going_on: list[_Path] = []
            opened: _Path | None = None
            for path in paths:
                odds = here + self._sum(since(words, tags, gap, path.last, path.finite + finite))
                going_on.append(_Path(path.score + _log_likely(-odds), path.last, path.finite + finite, path.before))
                score = path.score + _log_likely(odds)
                if gap - path.last >= _SHORTEST and (opened is None or score > opened.score):
                    opened = _Path(score, gap, 0, path)
            paths = sorted([*going_on, *([opened] if opened else [])], key=lambda path: -path.score)[:_BEAM]
        return _starts(paths[0])

    def _sum(self, names: Iterable[str]) -> float:
        return sum(self._weights.get(name, 0.0) for name in names)


def _log_likely(odds: float) -> float:
    return min(odds, 0.0) - math.log1p(math.exp(-abs(odds)))


def _starts(path: _Path | None) -> list[int]:
    starts: list[int] = []
    while path is not None and path.last:
        starts.append(path.last)
        path = path.before
    return starts[::-1]


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
