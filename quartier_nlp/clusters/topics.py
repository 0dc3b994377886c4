"""The topics lexicon: what a wording is about when its verbs say it (``haftet``: is liable)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from quartier_nlp.errors import QuartierError, ResourceError, SettingsError
from quartier_nlp.model.vocabulary import Kind


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    key: str = Field(min_length=1)
    heading: str = Field(min_length=1)
    kinds: tuple[Kind, ...] = (Kind.OPEN_QUESTION, Kind.APPROACH)
    cues: tuple[str, ...] = Field(min_length=1)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    topic: tuple[_Entry, ...]


@dataclass(frozen=True)
class Topic:
    """A topic that findings return to.

    Attributes:
        heading: What a reader sees.
        kinds: Kinds of findings it may group and name.
        cues: One pattern per cue, for lower-case text.
        any_cue: All of them in one, to pass over most texts at once.
    """

    key: str
    heading: str
    kinds: tuple[Kind, ...]
    cues: tuple[re.Pattern[str], ...]
    any_cue: re.Pattern[str]


def load(extra: Path | None = None) -> tuple[Topic, ...]:
    """Return the topics that ship with the program, behind those of a file of one's own.

    Args:
        extra: A file in the form of ``data/topics.toml``; a topic with the key of a shipped one
            takes its place.

    Raises:
        ResourceError: If the shipped file is broken.
        SettingsError: If the other one is.
    """
    shipped = _read(resources.files(__package__) / "data" / "topics.toml", ResourceError, "reinstall the package")
    own = _read(extra, SettingsError, "repair the entry") if extra else ()
    replaced = {topic.key for topic in own}
    return (*own, *(topic for topic in shipped if topic.key not in replaced))


def _read(place: Traversable, error_type: type[QuartierError], remedy: str) -> tuple[Topic, ...]:
    try:
        entries = _File.model_validate(tomllib.loads(place.read_text("utf-8"))).topic
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise error_type(f"topics lexicon {place}: {error}; {remedy}") from error
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(str(part) for part in e['loc'])}: {e['msg']}" for e in error.errors()[:5])
        raise error_type(f"topics lexicon {place}: {faults}; {remedy}") from error
    return tuple(_topic(entry) for entry in entries)


def of_kind(topics: Sequence[Topic], kind: Kind) -> tuple[Topic, ...]:
    """Return the topics that may name findings of a kind, in order."""
    return tuple(topic for topic in topics if kind in topic.kinds)


def strengths(texts: Sequence[str], topics: Sequence[Topic]) -> NDArray[np.float64]:
    """Return how strongly each text (row) speaks of each topic (column).

    The root of the number of different cues found: a second cue confirms, it does not double.
    """
    found = np.zeros((len(texts), len(topics)))
    for row, text in enumerate(texts):
        lowered = text.lower()
        for column, topic in enumerate(topics):
            if topic.any_cue.search(lowered):
                found[row, column] = sum(1 for cue in topic.cues if cue.search(lowered))
    return np.sqrt(found)


def _topic(entry: _Entry) -> Topic:
    cues = tuple(_pattern(cue) for cue in entry.cues)
    return Topic(entry.key, entry.heading, entry.kinds, cues, re.compile("|".join(cue.pattern for cue in cues)))


def _pattern(cue: str) -> re.Pattern[str]:
    """Turn ``"befristet"``, ``"*kosten"``, ``"markt$"`` or ``"wer pflegt"`` into a pattern."""
    words = cue.removeprefix("*").removesuffix("$").split()
    front = "" if cue.startswith("*") else r"\b"
    back = r"\b" if cue.endswith("$") else ""
    return re.compile(front + r"\w*\s+".join(re.escape(word) for word in words) + back)
