"""Names groups: the topic or noun that their members share, else the wording of a single finding."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

#: Characters of a heading that is a wording itself.
_LINE = 70


@dataclass(frozen=True)
class Unnamed:
    """A group that needs a name.

    Attributes:
        wordings: Labels of the members, most central first.
        heading: What they share, or None.
    """

    wordings: tuple[str, ...]
    heading: str | None


def name(groups: Sequence[Unnamed]) -> list[str]:
    """Return one label per group, no two alike.

    Args:
        groups: Groups of one kind and action space, in the order in which they choose.
    """
    taken: set[str] = set()
    names = []
    for group in groups:
        chosen = next(label for label in _proposals(group) if label.casefold() not in taken)
        taken.add(chosen.casefold())
        names.append(chosen)
    return names


def _proposals(group: Unnamed) -> Iterator[str]:
    """Yield possible labels, best first, without end."""
    if group.heading:
        yield group.heading
    wording = _shortened(group.wordings[0])
    yield wording
    yield from (f"{wording} ({number})" for number in count(2))


def _shortened(wording: str) -> str:
    """Return a wording as a heading: without punctuation around it, at most a line long."""
    trimmed = wording.strip("?!.,:;–-… ") or wording
    shown = textwrap.shorten(trimmed, _LINE, placeholder=" …")
    # One endless word is left of nothing else.
    shown = shown if shown != "…" else trimmed[:_LINE]
    return shown[:1].upper() + shown[1:]
