"""Reads the lexicon files: validates them, merges files of the user, names the mistake and its place."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from quartier_nlp.errors import SettingsError


class Certainty(StrEnum):
    """How often a word is a finding where it occurs."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class LexiconName(StrEnum):
    """The lexicons; files of the user extend them under these names."""

    PLACES = "places"
    FORMATS = "formats"
    ACTORS = "actors"
    ACTION_SPACES = "action_spaces"


class Entry(BaseModel):
    """One thing and the names it goes by; the header of ``formats.toml`` explains the fields."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    label: str = Field(min_length=2)
    variants: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    compounds: bool = True
    exceptions: tuple[str, ...] = Field(default=(), alias="except")
    certainty: Certainty = Certainty.MEDIUM
    spaces: tuple[str, ...] = ()


class Family(BaseModel):
    """Entries that belong together; its key in the file is the category of their findings."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    description: str = ""
    entries: tuple[Entry, ...]


Families = Mapping[str, Family]


def _parse(tables: Mapping[str, Any], origin: str) -> dict[str, Family]:
    families = {}
    for name, table in tables.items():
        try:
            families[name] = Family.model_validate(table)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in (name, *first["loc"]))
            raise SettingsError(
                f"lexicon {origin}: {where}: {first['msg']}; see the header of the shipped file for the fields"
            ) from error
    return families


def _read(text: str, origin: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"lexicon {origin}: not valid TOML: {error}") from error


@lru_cache(maxsize=8)
def shipped(name: LexiconName) -> Families:
    """Return the families of a lexicon that ships with the package."""
    file = resources.files("quartier_nlp.findings.lexicon") / f"{name.value}.toml"
    return _parse(_read(file.read_text(encoding="utf-8"), file.name), file.name)


def load(name: LexiconName, extra: Iterable[Path] = ()) -> Families:
    """Return a shipped lexicon with the user's entries added after it.

    Args:
        name: Which lexicon.
        extra: Files that hold further families under the name of the lexicon, e.g. ``[formats.planen]``.

    Raises:
        SettingsError: If a file cannot be read or has unknown keys; the message names file and key.
    """
    merged = dict(shipped(name))
    known = {member.value for member in LexiconName}
    for path in extra:
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(f"lexicon {path}: cannot be read as UTF-8 text: {error}") from error
        tables = _read(text, str(path))
        unknown = sorted(set(tables) - known)
        if unknown:
            raise SettingsError(f"lexicon {path}: unknown table {unknown[0]!r}; known: {', '.join(sorted(known))}")
        for family, addition in _parse(tables.get(name.value, {}), str(path)).items():
            present = merged.get(family)
            if present is None:
                merged[family] = addition
            else:
                merged[family] = Family(description=present.description, entries=(*present.entries, *addition.entries))
    return merged
