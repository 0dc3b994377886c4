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

_MATTERS = "topics.toml"
_THINGS = "things.toml"


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    key: str = Field(min_length=1)
    heading: str = Field(min_length=1)
    kinds: tuple[Kind, ...] = (Kind.OPEN_QUESTION, Kind.APPROACH)
    cues: tuple[str, ...] = Field(min_length=1)
    exceptions: tuple[str, ...] = Field((), alias="except")


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    topic: tuple[_Entry, ...]


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue: its pattern for lower-case text, and its longest word, which is looked for first as that is fast."""

    pattern: re.Pattern[str]
    word: str

    def within(self, lowered: str) -> bool:
        """Say whether it stands in a lower-case text."""
        return self.word in lowered and bool(self.pattern.search(lowered))


@dataclass(frozen=True)
class Topic:
    """A topic that findings return to.

    Attributes:
        heading: What a reader sees.
        kinds: Kinds of findings it may group and name.
        cues: What shows it.
        exceptions: Words in which no cue counts.
        thing: Whether it is a thing that wordings speak of, not a matter: it counts only where no matter does.
    """

    key: str
    heading: str
    kinds: tuple[Kind, ...]
    cues: tuple[Cue, ...]
    exceptions: tuple[Cue, ...] = ()
    thing: bool = False

    def cues_in(self, lowered: str) -> int:
        """Return how many of the cues stand in a lower-case text."""
        found = [cue for cue in self.cues if cue.within(lowered)]
        if not found:
            return 0
        plain = lowered
        for exception in self.exceptions:
            plain = exception.pattern.sub(" ", plain)
        return sum(1 for cue in found if cue.within(plain))


def load(extra: Path | None = None) -> tuple[Topic, ...]:
    """Return the topics that ship with the program, behind those of a file of one's own.

    Args:
        extra: A file in the form of ``data/topics.toml``; a topic with the key of a shipped one
            takes its place.

    Raises:
        ResourceError: If a shipped file is broken.
        SettingsError: If the other one is.
    """
    shipped = (*_shipped(_MATTERS, thing=False), *_shipped(_THINGS, thing=True))
    own = _read(extra, SettingsError, "repair the entry", thing=False) if extra else ()
    replaced = {topic.key for topic in own}
    return (*own, *(topic for topic in shipped if topic.key not in replaced))


def _shipped(name: str, *, thing: bool) -> tuple[Topic, ...]:
    place = resources.files(__package__) / "data" / name
    return _read(place, ResourceError, "reinstall the package", thing=thing)


def _read(place: Traversable, error_type: type[QuartierError], remedy: str, *, thing: bool) -> tuple[Topic, ...]:
    try:
        entries = _File.model_validate(tomllib.loads(place.read_text("utf-8"))).topic
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise error_type(f"topics lexicon {place}: {error}; {remedy}") from error
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(str(part) for part in e['loc'])}: {e['msg']}" for e in error.errors()[:5])
        raise error_type(f"topics lexicon {place}: {faults}; {remedy}") from error
    return tuple(_topic(entry, thing=thing) for entry in entries)


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
            found[row, column] = topic.cues_in(lowered)
    things = np.array([topic.thing for topic in topics], dtype=bool)
    of_a_matter = found[:, ~things].any(axis=1)
    found[np.ix_(of_a_matter, things)] = 0
    return np.sqrt(found)


def _topic(entry: _Entry, *, thing: bool) -> Topic:
    cues, exceptions = (tuple(_cue(cue) for cue in written) for written in (entry.cues, entry.exceptions))
    return Topic(entry.key, entry.heading, entry.kinds, cues, exceptions, thing)


def _cue(cue: str) -> Cue:
    """Turn ``"befristet"``, ``"*kosten"``, ``"markt$"`` or ``"wer pflegt"`` into what looks for it."""
    words = cue.removeprefix("*").removesuffix("$").split()
    front = "" if cue.startswith("*") else r"\b"
    back = r"(?!\w)" if cue.endswith("$") else ""
    pattern = re.compile(front + r"\w*\s+".join(re.escape(word) for word in words) + back)
    return Cue(pattern, max(words, key=len))
