"""Clause boundaries in speech without punctuation, found by tags and discourse words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from quartier_nlp.language.hanta import HantaModel, shared_model

_FINITE = frozenset({"VV(FIN)", "VA(FIN)", "VM(FIN)", "VV(IMP)"})
_COORDINATORS = frozenset({"und", "oder", "aber", "denn", "also", "sondern"})


class SpeechSplitter:
    """Splits a stretch of words before coordinators and connectives that a finite verb follows."""

    def __init__(self, model: HantaModel) -> None:
        self._model = model

    def __call__(self, text: str) -> list[int]:
        """Returns the offsets in ``text`` at which clauses start, 0 excluded."""
        words = text.split()
        offsets, position = [], 0
        for word in words:
            position = text.index(word, position)
            offsets.append(position)
            position += len(word)
        tags = [analysis.tag for analysis in self._model.tag(words, cased=False)]
        found: list[int] = []
        last = 0
        for index in range(3, len(words) - 2):
            if index - last < 4 or words[index].lower() not in _COORDINATORS:
                continue
            if any(tag in _FINITE for tag in tags[last:index]) and any(
                tag in _FINITE for tag in tags[index + 1 : index + 4]
            ):
                found.append(offsets[index])
                last = index
        return found


@lru_cache(maxsize=1)
def shared_splitter() -> Callable[[str], Sequence[int]]:
    """The splitter that all pipelines of this process share."""
    return SpeechSplitter(shared_model())
