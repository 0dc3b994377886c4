"""Fingerprints of what a stage's result depends on, so that work is redone when it must be and only then."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).parent
_COUNTED = frozenset({".py", ".toml", ".json", ".txt", ".tsv", ".csv", ".html", ".css", ".md"})
_LENGTH = 32


@cache
def of_code(*packages: str) -> str:
    """Return a fingerprint of the code and small data files of some of this package's parts.

    Weights are not read; the manifest that lies beside them holds their hashes.

    Args:
        packages: Folders or modules below ``quartier_nlp``, e.g. ``"findings"``.
    """
    digest = hashlib.sha256()
    for package in packages:
        root = _PACKAGE / package
        files = [root] if root.is_file() else sorted(p for p in root.rglob("*") if p.suffix in _COUNTED)
        for file in files:
            digest.update(f"{file.relative_to(_PACKAGE).as_posix()}\0".encode())
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:_LENGTH]


def of_files(files: Iterable[Path]) -> str:
    """Return a fingerprint of the files' contents, in the given order."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:_LENGTH]


def of_values(*values: Any) -> str:
    """Return a fingerprint of plain values (anything that JSON can hold, and paths and dates)."""
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:_LENGTH]


def of_bytes(content: bytes) -> str:
    """Return a fingerprint of a file's content, equal to ``of_files`` of that one file."""
    digest = hashlib.sha256()
    digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()[:_LENGTH]
