"""Word lists of the labellers as data: ``lists.toml`` holds them so that analysts can read and extend them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import Any

#: Short words that other words end with by chance, or with another meaning: "Schulgeld", "Komitee".
_WHOLE = frozenset({"geld", "tag", "tee", "essen", "bank"})


@lru_cache(maxsize=1)
def _tables() -> Mapping[str, Any]:
    file = resources.files("quartier_nlp.findings.labels") / "lists.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@lru_cache(maxsize=64)
def listed(table: str, name: str) -> frozenset[str]:
    """Return a list of single words in lower case."""
    return frozenset(" ".join(_tables()[table][name]).split())


@lru_cache(maxsize=16)
def lines(table: str, name: str) -> tuple[tuple[str, ...], ...]:
    """Return a list of phrases, each as its words."""
    return tuple(tuple(line.split()) for line in _tables()[table][name])


@lru_cache(maxsize=8)
def by_word(table: str) -> Mapping[str, str]:
    """Return for each word of a table of lists the key of its list."""
    return {word: key for key, rows in _tables()[table].items() for word in " ".join(rows).split()}


@lru_cache(maxsize=1)
def dialect() -> Mapping[str, tuple[str, str, str]]:
    """Return standard form, tag and base form of words of dialect and colloquial speech."""
    found: dict[str, tuple[str, str, str]] = {}
    for word, entry in _tables()["dialect"].items():
        standard, tag, lemma = entry.split("|")
        found[word] = (standard, tag, lemma)
    return found


@lru_cache(maxsize=1)
def articles() -> Mapping[str, str]:
    """Return the standard form of articles of dialect, empty where it is not sure."""
    return dict(_tables()["articles"])


def key_of_head(table: str, low: str) -> str | None:
    """Return the key of the longest listed word that a compound ends with."""
    words = by_word(table)
    found = next((low[start:] for start in range(len(low) - 1) if low[start:] in words), None)
    return None if found is None or (found in _WHOLE and found != low) else words[found]


@lru_cache(maxsize=1)
def abbreviations() -> Mapping[str, tuple[str, str]]:
    """Return full form and tag of abbreviations of notes that are sure to read."""
    found: dict[str, tuple[str, str]] = {}
    for short, entry in _tables()["abbreviations"].items():
        full, tag = entry.split("|")
        found[short] = (full, tag)
    return found
