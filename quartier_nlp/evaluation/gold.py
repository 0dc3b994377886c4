"""Reads annotated documents: one ``DOC.jsonl`` per document, and beside them what tempts and what is in doubt.

``negatives.jsonl`` holds passages that are no findings, ``borderline.jsonl`` those that count neither way; both name
their document in ``doc``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from quartier_nlp.errors import UsageError
from quartier_nlp.evaluation.scorer import Record
from quartier_nlp.model.vocabulary import ApproachStatus, Kind

_SIDE_FILES = frozenset({"negatives", "pii", "borderline"})


class _Line(BaseModel):
    model_config = ConfigDict(extra="allow", frozen=True)

    quote: str


class _Annotation(_Line):
    type: Kind
    label: str
    also: tuple[str, ...] = ()
    action_spaces: tuple[str, ...]
    status: ApproachStatus | None = None


class _Doubtful(_Line):
    doc: str
    type: Kind


class _Negative(_Line):
    doc: str
    tempts: Kind


@dataclass(frozen=True, slots=True)
class Gold:
    """An annotated set of documents.

    Attributes:
        documents: Records per document, by name.
        borderline: Passages that are neither right nor wrong.
        negatives: Passages that tempt to a kind and are none.
    """

    documents: Mapping[str, Sequence[Record]]
    borderline: Sequence[Record]
    negatives: Sequence[Record]


def read_gold(folder: Path) -> Gold:
    """Read a folder of annotations.

    Raises:
        UsageError: If it holds none, or a line is not what it should be.
    """
    files = sorted(path for path in folder.glob("*.jsonl") if path.stem not in _SIDE_FILES)
    documents = {path.stem: _read(path, _Annotation) for path in files}
    if not documents:
        raise UsageError(f"{folder} holds no annotated documents: one DOCUMENT.jsonl for each is expected")
    borderline = _read(folder / "borderline.jsonl", _Doubtful)
    return Gold(documents, borderline, _read(folder / "negatives.jsonl", _Negative))


def _read(path: Path, form: type[BaseModel]) -> list[Record]:
    """Return the records of a JSON Lines file, none if it does not exist."""
    if not path.exists():
        return []
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}") from error
    return [
        _record(line, f"{path}:{number}", form.model_validate) for number, line in enumerate(lines, 1) if line.strip()
    ]


def _record(line: str, where: str, check: Callable[[Any], BaseModel]) -> Record:
    try:
        record: Record = json.loads(line)
        check(record)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise UsageError(f"{where}: {field}: {first['msg']}") from error
    except ValueError as error:
        raise UsageError(f"{where} is not JSON: {error}") from error
    return record
