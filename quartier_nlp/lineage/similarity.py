"""Near-duplicates: MinHash over three words in a row finds pairs, exact containment judges them.

Broder 1997 ("On the resemblance and containment of documents"); candidates by locality-sensitive
hashing. A pair that the hashing proposes counts only if its exact figures reach the thresholds, so
the result depends on the two texts alone.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from datasketch import MinHash, MinHashLSH

from quartier_nlp.lineage.options import LineageOptions

_WORD = re.compile(r"\w+")
_SHINGLE = 3
_PERMUTATIONS = 128
_SCHEME = "affine32"
_SEED = 1
_BATCH = 10_000


@dataclass(frozen=True, slots=True)
class Resemblance:
    """How much of a text another one holds.

    Attributes:
        left: Source id, before the other in order.
        right: The other source id.
        containment: Share of the smaller text's shingles that the other holds.
    """

    left: str
    right: str
    containment: float


def words_of(texts: Iterable[str]) -> list[str]:
    """Return the words of clean texts in order, lower case."""
    return [word for text in texts for word in _WORD.findall(unicodedata.normalize("NFKC", text).casefold())]


def shingles(texts: Iterable[str]) -> frozenset[int]:
    """Return hashes (64 bits) of every three words in a row; empty for less than three words."""
    words = words_of(texts)
    joined = {" ".join(words[start : start + _SHINGLE]) for start in range(len(words) - _SHINGLE + 1)}
    return frozenset(
        int.from_bytes(hashlib.blake2b(text.encode("utf-8"), digest_size=8).digest(), "big") for text in joined
    )


def signature(found: frozenset[int]) -> bytes:
    """Return the MinHash signature of a text's shingles: 128 numbers of 32 bits, little-endian."""
    sketch = MinHash(num_perm=_PERMUTATIONS, seed=_SEED, hashfunc=_low_half, scheme=_SCHEME)
    ordered = sorted(found)
    for start in range(0, len(ordered), _BATCH):  # a batch takes a kilobyte for each shingle
        sketch.update_batch(ordered[start : start + _BATCH])
    return np.asarray(sketch.hashvalues, dtype="<u4").tobytes()


def resemblances(
    new: Iterable[str],
    signatures: Mapping[str, bytes],
    shingles_of: Callable[[str], frozenset[int]],
    options: LineageOptions,
) -> list[Resemblance]:
    """Compare new texts with all texts.

    Args:
        new: Source ids to compare; must have a signature.
        signatures: Source id to signature, of every text that is long enough.
        shingles_of: Called for texts that may resemble another one.
        options: Thresholds.

    Returns:
        Pairs from ``options.revision`` upwards, each once, ordered by ids.
    """
    index = MinHashLSH(threshold=options.candidate, num_perm=_PERMUTATIONS)
    sketches = {source: _sketch(signatures[source]) for source in sorted(signatures)}
    for source, sketch in sketches.items():
        index.insert(source, sketch)
    pairs = {
        (min(source, other), max(source, other))
        for source in new
        if source in sketches
        for other in index.query(sketches[source])
        if other != source
    }
    judged = (_judged(left, right, shingles_of, options) for left, right in sorted(pairs))
    return [pair for pair in judged if pair is not None]


def _judged(
    left: str, right: str, shingles_of: Callable[[str], frozenset[int]], options: LineageOptions
) -> Resemblance | None:
    first, second = shingles_of(left), shingles_of(right)
    common, smaller = len(first & second), min(len(first), len(second))
    if not smaller or common / len(first | second) < options.candidate or common / smaller < options.revision:
        return None
    return Resemblance(left, right, round(common / smaller, 4))


def _sketch(values: bytes) -> MinHash:
    return MinHash(seed=_SEED, hashvalues=np.frombuffer(values, dtype="<u4"), scheme=_SCHEME)


def _low_half(value: int) -> int:
    return value & 0xFFFFFFFF
