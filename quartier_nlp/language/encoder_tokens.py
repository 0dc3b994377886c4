"""Word pieces with character offsets, and the layout of one unit with its context.

The tokenizer is XLM-R's Unigram model over a pruned vocabulary. Offsets are half-open Unicode code point offsets into
the text as it was given, before normalisation.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer
from tokenizers.models import Unigram
from tokenizers.pre_tokenizers import Metaspace, WhitespaceSplit
from tokenizers.pre_tokenizers import Sequence as PreTokenizerSequence

BEGIN, PADDING, SEPARATOR, UNKNOWN = 0, 1, 2, 3
# Word pieces kept of each part; together they stay under the 512 positions of the model.
HEADING_PIECES, LEFT_PIECES, TEXT_PIECES, RIGHT_PIECES = 24, 72, 208, 40

Offset = tuple[int, int]


@dataclass(frozen=True)
class Unit:
    """What the encoder reads at once.

    Attributes:
        text: Sentences, or window of an unpunctuated stream, that are to be judged.
        left: Words before it.
        right: Words after it; they tell whether a question is answered.
        heading: Heading of the section.
        breaks: Offsets in ``text`` at which its second and every further sentence begins, ascending.
    """

    text: str
    left: str = ""
    right: str = ""
    heading: str = ""
    breaks: tuple[int, ...] = ()

    @property
    def sentences(self) -> list[Offset]:
        """Half-open ranges of the sentences in ``text``, without the blanks between them."""
        bounds = [0, *self.breaks, len(self.text)]
        return [(a, a + len(self.text[a:b].rstrip())) for a, b in itertools.pairwise(bounds)]


@dataclass(frozen=True)
class Vocabulary:
    """Pieces in the order of their ids (the first four are special), scores and character normalisation."""

    pieces: Sequence[str]
    scores: Sequence[float]
    character_map: dict[int, str]

    @classmethod
    def read(cls, path: Path) -> Vocabulary:
        """Reads ``vocabulary.json``."""
        document = json.loads(path.read_text(encoding="utf-8"))
        character_map = {int(code): text for code, text in document["character_map"].items()}
        return cls(document["pieces"], document["scores"], character_map)


class PieceTokenizer:
    """Segments text into pieces of a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        # A special piece must never match text: a blank cannot occur inside a word.
        special = [(f" {i}", 0.0) for i in range(UNKNOWN + 1)]
        rest = zip(vocabulary.pieces[UNKNOWN + 1 :], vocabulary.scores[UNKNOWN + 1 :], strict=True)
        self._tokenizer = Tokenizer(Unigram([*special, *rest], unk_id=UNKNOWN, byte_fallback=False))
        self._tokenizer.pre_tokenizer = PreTokenizerSequence(
            [
                WhitespaceSplit(),
                Metaspace(replacement="\u2581", prepend_scheme="always", split=False),
            ]
        )
        self._table = vocabulary.character_map
        resizing = "".join(re.escape(chr(code)) for code, text in sorted(self._table.items()) if len(text) != 1)
        self._resizing = re.compile(f"[{resizing}]") if resizing else re.compile(r"(?!)")

    def normalise(self, text: str) -> tuple[str, list[int] | None]:
        """Applies the character map; the list gives the source position of every character unless nothing moved."""
        if not self._resizing.search(text):
            return text.translate(self._table), None
        parts = [self._table.get(ord(character), character) for character in text]
        return "".join(parts), [i for i, part in enumerate(parts) for _ in part]

    def encode(self, text: str) -> tuple[list[int], list[Offset]]:
        """Piece ids and their offsets in ``text``, without special tokens."""
        normalised, origin = self.normalise(text)
        encoding = self._tokenizer.encode(normalised, add_special_tokens=False)
        if origin is None:
            return encoding.ids, encoding.offsets
        return encoding.ids, [_mapped(start, end, origin) for start, end in encoding.offsets]


def _mapped(start: int, end: int, origin: Sequence[int]) -> Offset:
    if end <= start:
        position = origin[start] if start < len(origin) else origin[-1] + 1
        return position, position
    return origin[start], origin[end - 1] + 1


@dataclass(frozen=True)
class PackedUnit:
    """A unit as the model reads it: ``<s> heading </s> left </s> text </s> right </s>``.

    Attributes:
        ids: Piece ids.
        first: Index of the first piece of the text.
        offsets: Offsets of the text's pieces in ``Unit.text``.
        left_offsets: Offsets of the left pieces in ``Unit.left``; they stand before ``first - 1``.
        right_offsets: Offsets of the right pieces in ``Unit.right``; they follow the separator after the text.
        breaks: As in the unit.
    """

    ids: list[int]
    first: int
    offsets: list[Offset]
    left_offsets: list[Offset]
    right_offsets: list[Offset]
    breaks: tuple[int, ...] = ()

    @property
    def owners(self) -> npt.NDArray[np.int64]:
        """Index of the sentence that every piece of the text belongs to."""
        starts = np.array([start for start, _ in self.offsets], np.int64)
        owners: npt.NDArray[np.int64] = np.searchsorted(np.array(self.breaks, np.int64), starts, side="right")
        return owners

    @property
    def sentences(self) -> npt.NDArray[np.float32]:
        """``[sentences, pieces]`` one where a piece of the text belongs to the sentence."""
        mask = np.zeros((len(self.breaks) + 1, len(self.ids)), np.float32)
        mask[self.owners, self.first + np.arange(len(self.offsets))] = 1.0
        return mask

    @property
    def current(self) -> npt.NDArray[np.float32]:
        """One for the pieces of the text, zero for everything else."""
        mask = np.zeros(len(self.ids), np.float32)
        mask[self.first : self.first + len(self.offsets)] = 1.0
        return mask


def pack(tokenizer: PieceTokenizer, unit: Unit) -> PackedUnit:
    """Lays a unit out, cutting every part to its limit: context loses what is farthest from the text."""
    heading = tokenizer.encode(unit.heading)[0][-HEADING_PIECES:] if unit.heading else []
    left, left_offsets = tokenizer.encode(unit.left) if unit.left else ([], [])
    left, left_offsets = left[-LEFT_PIECES:], left_offsets[-LEFT_PIECES:]
    text, offsets = tokenizer.encode(unit.text)
    text, offsets = text[:TEXT_PIECES], offsets[:TEXT_PIECES]
    right, right_offsets = tokenizer.encode(unit.right) if unit.right else ([], [])
    right, right_offsets = right[:RIGHT_PIECES], right_offsets[:RIGHT_PIECES]
    before = [BEGIN, *heading, SEPARATOR, *left, SEPARATOR]
    ids = [*before, *text, SEPARATOR, *right, SEPARATOR]
    return PackedUnit(ids, len(before), offsets, left_offsets, right_offsets, unit.breaks)
