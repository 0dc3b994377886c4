"""The extractor at run time: an int8 ONNX model on onnxruntime, without torch.

Every unit is run on its own. Dynamic quantisation scales activations by the largest value in a batch, so in a batch
the scores of a unit would depend on its neighbours; alone they do not, and no padding is computed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from types import MappingProxyType

import numpy as np
import numpy.typing as npt
import onnxruntime
from pydantic import BaseModel, ConfigDict, ValidationError

from quartier_nlp.errors import ResourceError
from quartier_nlp.language.decoding_units import LEFT_WORDS, RIGHT_WORDS, first_words, last_words
from quartier_nlp.language.encoder_contributions import ContributionModel
from quartier_nlp.language.encoder_spaces import SpaceModel
from quartier_nlp.language.encoder_tokens import PieceTokenizer, Unit, Vocabulary, pack
from quartier_nlp.model.vocabulary import Kind

#: Order of the kinds in every ``[.., 4]`` array of scores.
KINDS: tuple[Kind, ...] = (Kind.APPROACH, Kind.PLACE, Kind.FORMAT, Kind.OPEN_QUESTION)
MODEL_FILE, VOCABULARY_FILE = "extractor.int8.onnx", "vocabulary.json"
SPACES_FILE, CONTRIBUTIONS_FILE = "spaces.npz", "contributions.npz"
MANIFEST_FILE = "manifest.json"
VERIFIED_FILES = (MODEL_FILE, VOCABULARY_FILE, SPACES_FILE, CONTRIBUTIONS_FILE)
SHIPPED = Path(__file__).parent / "models" / "extractor"

#: Fusions of the runtime that cost more than they save: its kernel for "add, then normalise" takes several times as
#: long as the two apart (onnxruntime 1.32, one core: a unit of 130 pieces 24 ms instead of 27).
_SLOWER_TOGETHER = ["SkipLayerNormFusion"]
#: Words of the context that the encoder reads. It was trained with those of a unit (40 and 20), but on documents that
#: it had not seen 8 and 12 give the same F1 (mean of four sets within 0.003) in two thirds of the time, and take fewer
#: of the passages that tempt; what follows tells more than what came before (training/README.md).
NEAR_LEFT, NEAR_RIGHT = 8, 12
_TAGS = 3
_DIGITS = 4

Array = npt.NDArray[np.float32]


class Manifest(BaseModel):
    """What stands in ``manifest.json`` beside the weights.

    Attributes:
        name: Name of the model.
        files: SHA-256 by file name.
        thresholds: Smallest score by kind at which a candidate counts as a finding.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    files: dict[str, str]
    thresholds: dict[Kind, float]


@dataclass(frozen=True)
class SentenceReading:
    """What the encoder says of one sentence of a unit; ``T`` pieces, kinds in the order of ``KINDS``.

    Attributes:
        start: Offset of its first code point in ``Unit.text``.
        end: Offset after its last one.
        offsets: ``[T, 2]`` half-open code point offsets into ``Unit.text``.
        inside: ``[T, 4]`` probability that the piece belongs to a finding of the kind.
        begin: ``[T, 4]`` probability that it opens one.
        status: ``[T, 3]`` logits of proposed, practised, rejected; the mean over a span is the span's.
        present: ``[4]`` probability that the sentence holds a finding of the kind.
        spaces: ``[4]`` logits of innenstadt, wohnquartier, laendlicher_raum, uebergreifend; softmax makes them
            probabilities.
        head: ``[3]`` probability of argumentative, option for action, premise, from the encoder alone.
        contribution: Makes of these the probabilities that count the words of the sentence too.
        vector: ``[384]`` embedding, near to that of e5.
    """

    start: int
    end: int
    offsets: npt.NDArray[np.int64]
    inside: Array
    begin: Array
    status: Array
    present: Array
    spaces: Array
    head: Array
    contribution: Callable[[Array], Array]
    vector: Array

    @cached_property
    def cimt(self) -> Array:
        """``[3]`` probability of argumentative, option for action, premise; computed when asked for."""
        return np.round(self.contribution(self.head), _DIGITS)


class Encoder:
    """Scores units of text.

    Args:
        directory: Folder with weights, vocabulary and manifest; the shipped model if not given.
        threads: Threads of one run; results are the same for one number of threads.

    Raises:
        ResourceError: A file is missing or is not the one that the manifest names.
    """

    def __init__(self, *, directory: Path | None = None, threads: int = 1) -> None:
        folder = directory or SHIPPED
        self._manifest, self._version = _verified_manifest(folder)
        self._tokenizer = PieceTokenizer(Vocabulary.read(folder / VOCABULARY_FILE))
        self._spaces = SpaceModel.read(folder / SPACES_FILE)
        self._contributions = ContributionModel.read(folder / CONTRIBUTIONS_FILE)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(folder / MODEL_FILE),
            options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=_SLOWER_TOGETHER,
        )

    @property
    def version(self) -> str:
        """Content hash of weights, vocabulary and thresholds (16 hex digits), for cache keys."""
        return self._version

    @property
    def thresholds(self) -> Mapping[Kind, float]:
        """Smallest score by kind at which a candidate counts as a finding."""
        return MappingProxyType(self._manifest.thresholds)

    def encode(self, units: Sequence[Unit]) -> list[list[SentenceReading]]:
        """Readings of the sentences of every unit, in order; a unit's never depend on what stands beside it."""
        return [self._encode_one(unit) for unit in units]

    def _encode_one(self, unit: Unit) -> list[SentenceReading]:
        packed = pack(self._tokenizer, nearest(unit))
        tokens, classes, vectors = self._session.run(
            None,
            {
                "ids": np.array([packed.ids], np.int64),
                "mask": np.ones((1, len(packed.ids)), np.float32),
                "current": packed.current[None],
                "sentences": packed.sentences[None],
            },
        )
        own = np.round(tokens[0, packed.first : packed.first + len(packed.offsets)], _DIGITS)
        classes, vectors = np.round(classes[0], _DIGITS), np.round(vectors[0], _DIGITS)
        offsets, owners = np.array(packed.offsets, np.int64).reshape(-1, 2), packed.owners
        readings = []
        for index, (start, end) in enumerate(unit.sentences):
            pieces, sentence = own[owners == index], alone(unit, start, end)
            tags = pieces[:, : _TAGS * len(KINDS)].reshape(len(pieces), len(KINDS), _TAGS)
            readings.append(
                SentenceReading(
                    start=start,
                    end=end,
                    offsets=offsets[owners == index],
                    inside=np.round(1.0 - tags[:, :, 0], _DIGITS).astype(np.float32),
                    begin=tags[:, :, 1].copy(),
                    status=pieces[:, _TAGS * len(KINDS) :].copy(),
                    present=classes[index, :4],
                    spaces=np.round(self._spaces.logits(sentence), _DIGITS),
                    head=classes[index, 4:7],
                    contribution=partial(self._contributions.probabilities, sentence),
                    vector=vectors[index],
                )
            )
        return readings


def nearest(unit: Unit) -> Unit:
    """A unit with as much of its context as the encoder reads."""
    return replace(unit, left=last_words(unit.left, NEAR_LEFT), right=first_words(unit.right, NEAR_RIGHT))


def alone(unit: Unit, start: int, end: int) -> Unit:
    """One sentence of a unit as a unit of its own, with the rest as its context."""
    if start == 0 and end == len(unit.text):
        return unit
    left = last_words(f"{unit.left} {unit.text[:start]}", LEFT_WORDS)
    return Unit(unit.text[start:end], left, first_words(f"{unit.text[end:]} {unit.right}", RIGHT_WORDS), unit.heading)


def file_hash(path: Path) -> str:
    """SHA-256 of a file as hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _verified_manifest(folder: Path) -> tuple[Manifest, str]:
    path = folder / MANIFEST_FILE
    try:
        raw = path.read_bytes()
        manifest = Manifest.model_validate_json(raw)
    except OSError as error:
        raise ResourceError(f"no model at {folder}: {MANIFEST_FILE} cannot be read; reinstall the package") from error
    except ValidationError as error:
        raise ResourceError(f"{path} is not a model manifest; reinstall the package") from error
    for name in VERIFIED_FILES:
        target = folder / name
        if not target.is_file():
            raise ResourceError(f"{target} is missing; reinstall the package")
        if file_hash(target) != manifest.files.get(name):
            raise ResourceError(f"{target} is not the file that its manifest names; reinstall the package")
    return manifest, hashlib.sha256(raw).hexdigest()[:16]
