"""The package's scorer in the form that ``training/combine.py`` and ``training/combination.py`` still import."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from quartier_nlp.evaluation import gold
from quartier_nlp.evaluation.scorer import Record, overlap

__all__ = ["Record", "overlap", "read_gold", "read_records"]


def read_gold(folder: Path) -> Mapping[str, Sequence[Record]]:
    """Return the annotated records per document."""
    return gold.read_gold(folder).documents


def read_records(path: Path) -> list[Record]:
    """Return the records of a JSON Lines file, none if it does not exist."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []
