"""Cue words as data: ``lexicon/cues.toml`` holds them so that analysts can read and extend them."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib import resources


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    file = resources.files("quartier_nlp.findings.lexicon") / "cues.toml"
    tables = tomllib.loads(file.read_text(encoding="utf-8"))
    return {name: frozenset(" ".join(lines).split()) for name, lines in tables["words"].items()}


def words(name: str) -> frozenset[str]:
    """Return a list of single words in lower case, by its key under ``[words]``."""
    return _lists()[name]


@lru_cache(maxsize=1)
def _phrases() -> dict[str, tuple[str, ...]]:
    file = resources.files("quartier_nlp.findings.lexicon") / "cues.toml"
    tables = tomllib.loads(file.read_text(encoding="utf-8"))
    return {name: tuple(lines) for name, lines in tables["phrases"].items()}


def phrases(name: str) -> tuple[str, ...]:
    """Return a list of phrases, regular expressions in lower case, by its key under ``[phrases]``."""
    return _phrases()[name]


@lru_cache(maxsize=64)
def pattern(name: str) -> re.Pattern[str]:
    """Return a list of phrases as one expression."""
    return re.compile("|".join(f"(?:{phrase})" for phrase in phrases(name)))
