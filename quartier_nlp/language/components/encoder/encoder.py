"""Runs the trained encoder over the sentences of a Doc.

There is no batch: the encoder reads every unit on its own so that scores never depend on neighbours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from quartier_nlp.language.decoding import PlacedReading, candidates_in, place_readings, units_for, word_scores
from quartier_nlp.language.encoder import Encoder, SentenceReading

_DIGITS = 4


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
        sentences = [(sentence.start_char, sentence.end_char) for sentence in doc.sents]
        placed = units_for(doc.text, sentences, left=doc._.left, right=doc._.right, heading=doc._.heading)
        readings = place_readings(placed, self.encoder.encode([unit.unit for unit in placed]))
        scored = word_scores(doc.text, readings)
        doc._.encoder_spans = tuple(candidates_in(doc.text, scored))
        doc._.encoder_words = tuple(scored.values())
        width = next((len(one.reading.vector) for own in readings.values() for one in own), 0)
        doc._.sentence_scores = tuple(
            sentence_scores(readings.get(index, ()), width=width) for index in range(len(sentences))
        )
        return doc


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
