"""Reads training documents with action-space models that have not learned them.

What a model says of its own training documents is too good; weights fitted beside it would trust it too much on new
ones. So the documents are split, and each part is read by a model of the others (stacking: Wolpert 1992).
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import numpy as np
from spacy.language import Language

from quartier_nlp.language.encoder import KINDS, Array, Encoder, SentenceReading, alone
from quartier_nlp.language.encoder_spaces import SpaceModel
from quartier_nlp.language.encoder_tokens import Unit
from quartier_nlp.language.options import LanguageOptions
from quartier_nlp.language.pipeline import build
from training.corpus import read_sentences
from training.spaces import fit_spaces, read_examples

_PARTS = 4
_DIGITS = 4
_ENCODER = "quartier_encoder"


class SpacesAlone(Encoder):
    """Stands in for the encoder and says nothing but the action spaces.

    Args:
        model: The model of action spaces.
    """

    def __init__(self, model: SpaceModel) -> None:
        self._model = model

    def encode(self, units: Sequence[Unit]) -> list[list[SentenceReading]]:
        """Readings of the sentences of every unit, in order, all but their spaces empty."""
        return [[self._reading(unit, start, end) for start, end in unit.sentences] for unit in units]

    def _reading(self, unit: Unit, start: int, end: int) -> SentenceReading:
        nothing = np.zeros((0, len(KINDS)), np.float32)
        return SentenceReading(
            start=start,
            end=end,
            offsets=np.zeros((0, 2), np.int64),
            inside=nothing,
            begin=nothing,
            status=np.zeros((0, 3), np.float32),
            present=np.zeros(len(KINDS), np.float32),
            spaces=np.round(self._model.logits(alone(unit, start, end)), _DIGITS),
            head=np.zeros(3, np.float32),
            contribution=partial(_as_it_is),
            vector=np.zeros(0, np.float32),
        )


def left_out_readers(root: Path, parts: int = _PARTS) -> Iterator[tuple[Path, Language]]:
    """Yields the documents of ``root/docs`` in parts, each with a pipeline whose space model has not learned them.

    Args:
        root: Folder with ``docs`` and ``gold``.
        parts: How many parts; one model is fitted for each (about a minute).

    Yields:
        A folder with the files of a part, which is gone afterwards, and the pipeline.
    """
    examples, sentences = read_examples(root), read_sentences(root)
    nlp = build(LanguageOptions(findings=True))
    names = sorted({example.document for example in examples})
    for part in range(parts):
        own = set(names[part::parts])
        model = fit_spaces([example for example in examples if example.document not in own], sentences)
        nlp.get_pipe(_ENCODER).encoder = SpacesAlone(model)  # type: ignore[attr-defined]
        with tempfile.TemporaryDirectory() as name:
            for file in sorted((root / "docs").iterdir()):
                if file.name.split(".")[0] in own:
                    shutil.copyfile(file, Path(name) / file.name)
            yield Path(name), nlp


def _as_it_is(head: Array) -> Array:
    return head
