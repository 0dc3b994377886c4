"""Passages in few bytes: a long file's passages as objects take ten times as much memory as its text."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import overload

from quartier_nlp.sources.reading import Passage
from quartier_nlp.sources.wire import passage_of_row, passage_row

_LEVEL = 1
#: Passages packed together, and how many stay as they are, as packing them would take longer than it saves.
_BUNDLE = 64
_OPEN = 512


class PackedPassages(Sequence[Passage]):
    """Passages of which all but the first are packed until they are asked for, best in order."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        source = iter(passages)
        self._first = tuple(islice(source, _OPEN))
        self._length = len(self._first)
        self._bundles: list[bytes] = []
        self._at_hand: tuple[int, list[Passage]] = -1, []
        while bundle := list(islice(source, _BUNDLE)):
            self._pack(bundle)

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[Passage]:
        yield from self._first
        for number in range(len(self._bundles)):
            yield from self._unpacked(number)

    @overload
    def __getitem__(self, index: int) -> Passage: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Passage]: ...

    def __getitem__(self, index: int | slice) -> Passage | Sequence[Passage]:
        if isinstance(index, slice):
            return tuple(self[number] for number in range(*index.indices(self._length)))
        number = range(self._length)[index]
        if number < _OPEN:
            return self._first[number]
        bundle, place = divmod(number - _OPEN, _BUNDLE)
        if self._at_hand[0] != bundle:
            self._at_hand = bundle, self._unpacked(bundle)
        return self._at_hand[1][place]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PackedPassages) and self._first == other._first and self._bundles == other._bundles

    def __hash__(self) -> int:
        return hash((self._length, *self._bundles))

    def _pack(self, bundle: Sequence[Passage]) -> None:
        rows = json.dumps([passage_row(passage) for passage in bundle], separators=(",", ":"))
        self._bundles.append(zlib.compress(rows.encode("ascii"), _LEVEL))
        self._length += len(bundle)

    def _unpacked(self, number: int) -> list[Passage]:
        return [passage_of_row(row) for row in json.loads(zlib.decompress(self._bundles[number]))]
