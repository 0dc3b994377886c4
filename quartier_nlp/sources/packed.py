"""Passages in few bytes: a long file's passages as objects take ten times as much memory as its text."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from quartier_nlp.sources.reading import Passage
from quartier_nlp.sources.wire import passage_of_row, passage_row

_LEVEL = 1
#: Passages packed together.
_BUNDLE = 64


class PackedPassages(Sequence[Passage]):
    """Passages that are packed until they are asked for, best in order."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        self._bundles: list[bytes] = []
        self._length = 0
        self._open: tuple[int, list[Passage]] = -1, []
        bundle: list[Passage] = []
        for passage in passages:
            bundle.append(passage)
            if len(bundle) == _BUNDLE:
                self._pack(bundle)
                bundle = []
        if bundle:
            self._pack(bundle)

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[Passage]:
        for number in range(len(self._bundles)):
            yield from self._unpacked(number)

    @overload
    def __getitem__(self, index: int) -> Passage: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Passage]: ...

    def __getitem__(self, index: int | slice) -> Passage | Sequence[Passage]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(self._length))]
        number = range(self._length)[index]
        bundle = number // _BUNDLE
        if self._open[0] != bundle:
            self._open = bundle, self._unpacked(bundle)
        return self._open[1][number % _BUNDLE]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PackedPassages) and self._bundles == other._bundles

    def __hash__(self) -> int:
        return hash(tuple(self._bundles))

    def _pack(self, bundle: Sequence[Passage]) -> None:
        rows = json.dumps([passage_row(passage) for passage in bundle], separators=(",", ":"))
        self._bundles.append(zlib.compress(rows.encode("ascii"), _LEVEL))
        self._length += len(bundle)

    def _unpacked(self, number: int) -> list[Passage]:
        return [passage_of_row(row) for row in json.loads(zlib.decompress(self._bundles[number]))]
