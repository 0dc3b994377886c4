"""Runs the trained encoder over the sentences of Docs.

There is no batch: the encoder reads every unit on its own so that scores never depend on what else is analysed.
Docs of one run, consecutive segments of one section, share units: a turn or list item is often shorter than the
context that is read with it, so reading several at once takes half the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from quartier_nlp.language.decoding import PlacedReading, candidates_in, place_readings, units_for, word_scores
from quartier_nlp.language.encoder import Encoder, SentenceReading

_DIGITS = 4
#: Characters from which a run of Docs is closed; its last unit may be shorter than it could be.
_RUN_CHARACTERS = 6000


@dataclass(frozen=True)
class SentenceScores:
    """What the encoder says of a sentence, the mean over its windows where it was read in several.

    Attributes:
        present: ``[4]`` probability that the sentence holds a finding of each of ``encoder.KINDS``.
        spaces: ``[4]`` logits of innenstadt, wohnquartier, laendlicher_raum, uebergreifend.
        vector: ``[384]`` embedding.
        readings: Its windows.
    """

    present: npt.NDArray[np.float32]
    spaces: npt.NDArray[np.float32]
    vector: npt.NDArray[np.float32]
    readings: tuple[SentenceReading, ...] = ()

    @cached_property
    def cimt(self) -> npt.NDArray[np.float32]:
        """``[3]`` probability of argumentative, option for action, premise; computed when asked for."""
        return _mean([reading.cimt for reading in self.readings]) if self.readings else _zeros(3)


class EncoderComponent:
    """Writes ``doc._.encoder_spans``, ``doc._.encoder_words`` and ``doc._.sentence_scores``.

    Args:
        encoder: The trained encoder.
    """

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder

    def __call__(self, doc: Doc) -> Doc:
        """Annotates a document; its context is ``doc._.left``, ``doc._.right`` and ``doc._.heading``."""
        if doc._.is_read:
            self._annotate([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 1) -> Iterator[Doc]:  # noqa: ARG002
        """Annotates Docs in their order; ``batch_size`` is spaCy's and changes nothing.

        A run depends on its Docs alone: on ``doc._.run``, which they share, and on their lengths.
        """
        run: list[Doc] = []
        length = 0
        for doc in stream:
            if run and not (doc._.is_read and length < _RUN_CHARACTERS and _continues(run[-1], doc)):
                self._annotate(run)
                yield from run
                run, length = [], 0
            if doc._.is_read:
                run.append(doc)
                length += len(doc.text)
            else:
                yield doc
        if run:
            self._annotate(run)
            yield from run

    def _annotate(self, run: Sequence[Doc]) -> None:
        texts = [doc.text for doc in run]  # spaCy joins the tokens anew at every access
        starts = _starts(texts)
        owners, sentences = [], []
        for index, doc in enumerate(run):
            for sentence in doc.sents:
                owners.append(index)
                sentences.append((starts[index] + sentence.start_char, starts[index] + sentence.end_char))
        text, first, last = " ".join(texts), run[0], run[-1]
        placed = units_for(text, sentences, left=first._.left, right=last._.right, heading=first._.heading)
        readings = place_readings(placed, self.encoder.encode([unit.unit for unit in placed]))
        width = next((len(one.reading.vector) for own in readings.values() for one in own), 0)
        for index, doc in enumerate(run):
            own = [place for place, owner in enumerate(owners) if owner == index]
            _write(doc, texts[index], _shifted(readings, own, starts[index]), len(own), width)


def _continues(before: Doc, doc: Doc) -> bool:
    return bool(doc._.run) and doc._.run == before._.run and doc._.heading == before._.heading


def _starts(texts: Sequence[str]) -> list[int]:
    """Where each text begins in the text of the run, in which blanks join them."""
    starts = [0]
    for text in texts[:-1]:
        starts.append(starts[-1] + len(text) + 1)
    return starts


def _shifted(
    readings: Mapping[int, Sequence[PlacedReading]], own: Sequence[int], start: int
) -> dict[int, list[PlacedReading]]:
    """The readings of one Doc's sentences, counted from its beginning; a unit may have begun before it."""
    return {
        index: [replace(one, start=one.start - start, sentence=index) for one in readings[place]]
        for index, place in enumerate(own)
        if place in readings
    }


def _write(doc: Doc, text: str, readings: Mapping[int, Sequence[PlacedReading]], sentences: int, width: int) -> None:
    scored = word_scores(text, readings)
    doc._.encoder_spans = tuple(candidates_in(text, scored))
    doc._.encoder_words = tuple(scored.values())
    doc._.sentence_scores = tuple(sentence_scores(readings.get(index, ()), width=width) for index in range(sentences))


def sentence_scores(readings: Sequence[PlacedReading], *, width: int) -> SentenceScores:
    """Gathers all readings of one sentence; zeros of ``width`` where it has none."""
    own = [one.reading for one in readings]
    if not own:
        return SentenceScores(_zeros(4), _zeros(4), _zeros(width))
    return SentenceScores(
        present=_mean([reading.present for reading in own]),
        spaces=_mean([reading.spaces for reading in own]),
        vector=_mean([reading.vector for reading in own]),
        readings=tuple(own),
    )


def _zeros(count: int) -> npt.NDArray[np.float32]:
    return np.zeros(count, np.float32)


def _mean(rows: Sequence[npt.NDArray[np.float32]]) -> npt.NDArray[np.float32]:
    if len(rows) == 1:
        return rows[0]
    stacked = np.mean(np.stack(rows), axis=0)
    return np.asarray(np.round(stacked, _DIGITS), dtype=np.float32)
