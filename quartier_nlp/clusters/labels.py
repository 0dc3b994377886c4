"""Names groups: the topic that its cues speak of, else the phrases most typical of it."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np
from numpy.typing import NDArray

from quartier_nlp.clusters import phrases

#: Noun phrases of a group that are compared by vectors.
_CANDIDATES = 8
#: How many of them are ranked: more are never needed to tell groups apart.
_RANKED = 4
#: Phrases that are nearer to each other than this say the same.
_ALIKE = 0.75
#: Characters of a heading that is a wording itself.
_LINE = 70

Matrix = NDArray[np.floating]
Encode = Callable[[Sequence[str]], Matrix]


@dataclass(frozen=True)
class Unnamed:
    """A group that needs a name.

    Attributes:
        wordings: Labels of the members, most central first.
        mean: Mean of the members' centred vectors.
        topic: Heading of the topic that its cues speak of, or None.
    """

    wordings: tuple[str, ...]
    mean: Matrix
    topic: str | None


def name(groups: Sequence[Unnamed], encode: Encode, *, nouns: frozenset[str], diversity: float) -> list[str]:
    """Return one label per group, no two alike.

    Args:
        groups: Groups of one kind and action space, in the order in which they choose.
        encode: Gives centred unit vectors of phrases, comparable with the groups' means.
        nouns: Known nouns.
        diversity: Lambda of maximal marginal relevance.
    """
    pools = [[] if group.topic else phrases.candidates(group.wordings, nouns, _CANDIDATES) for group in groups]
    distinct = sorted({phrase for pool in pools for phrase in pool})
    rows = dict(zip(distinct, encode(distinct), strict=True)) if distinct else {}
    taken: set[str] = set()
    names = []
    for group, pool in zip(groups, pools, strict=True):
        ranked = _ranked(group.mean, pool, np.array([rows[phrase] for phrase in pool]), diversity)
        chosen = next(label for label in _proposals(group, ranked) if label.casefold() not in taken)
        taken.add(chosen.casefold())
        names.append(chosen)
    return names


def _proposals(group: Unnamed, ranked: Sequence[str]) -> Iterator[str]:
    """Yield possible labels, best first, without end."""
    if group.topic:
        yield group.topic
    if len(group.wordings) > 1 and len(ranked) > 1 and not any(" " in phrase for phrase in ranked[:2]):
        yield f"{ranked[0]} und {ranked[1]}"
    yield from ranked
    yield from (f"{first}, {second}" for first in ranked for second in ranked if first != second)
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


def _ranked(mean: Matrix, pool: Sequence[str], vectors: Matrix, diversity: float) -> list[str]:
    """Return noun phrases by maximal marginal relevance to a group's mean."""
    if not pool:
        return []
    relevance = np.round(vectors @ mean, 6)
    between = np.round(vectors @ vectors.T, 6)
    chosen: list[int] = []
    while len(chosen) < _RANKED:
        rest = [
            index
            for index in range(len(pool))
            if not any(index == other or _same(pool[index], pool[other], between[index, other]) for other in chosen)
        ]
        if not rest:
            break
        nearest = {index: max((between[index, other] for other in chosen), default=0.0) for index in rest}
        chosen.append(max(rest, key=lambda index: diversity * relevance[index] - (1 - diversity) * nearest[index]))
    return [pool[index] for index in chosen]


def _same(left: str, right: str, cosine: float) -> bool:
    """Say whether one phrase contains the other or means nearly the same."""
    shorter, longer = sorted((left.casefold(), right.casefold()), key=len)
    return shorter[:6] in longer or cosine > _ALIKE
