"""Carries the ids of findings from version to version, so that decisions on them stay.

A finding is the same if kind and quote are the same; where a quote stands several times, what stands
around it decides, then the order. What is left is the same if it quotes a further mention of the old
one, or if kind and label are the same (within a document a label stands for one finding).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from quartier_nlp.model.identity import derived_id
from quartier_nlp.model.letters import bare, digest
from quartier_nlp.model.offsets import OffsetMap
from quartier_nlp.model.tables import rows_of

_AROUND = 40


@dataclass(frozen=True, slots=True)
class Remembered:
    """What is remembered of a finding to know it again; digests only, no text.

    Attributes:
        finding_id: Its id.
        position: Its place among the findings of its source, from 0.
        kind: What it is.
        quote: Digest of the quote's letters and digits.
        before: Digest of the 40 letters and digits before it in its paragraph or turn.
        after: Digest of those behind it.
        label: Digest of the label.
        also: Digests of its further mentions.
    """

    finding_id: str
    position: int
    kind: str
    quote: str
    before: str
    after: str
    label: str
    also: tuple[str, ...] = ()


def remember(findings: pd.DataFrame, segments: pd.DataFrame) -> tuple[Remembered, ...]:
    """Return what to remember of the findings of one source, in their order.

    Args:
        findings: Findings table of one source.
        segments: Its segments table, in order.
    """
    rows = {row["segment_id"]: row for row in rows_of(segments)}
    found = []
    for position, row in enumerate(rows_of(findings)):
        segment = rows[row["segment_id"]]
        clean, _ = OffsetMap.from_json(segment["offsets"]).to_clean(row["start"], row["end"])
        quote = bare(row["quote"])
        before, after = bare(segment["text"][:clean]), bare(segment["text"][clean:])[len(quote) :]
        found.append(
            Remembered(
                finding_id=row["finding_id"],
                position=position,
                kind=row["kind"],
                quote=digest(quote),
                before=digest(before[-_AROUND:]),
                after=digest(after[:_AROUND]),
                label=digest(bare(row["label"])),
                also=tuple(sorted({digest(bare(mention["quote"])) for mention in row["also"]})),
            )
        )
    return tuple(found)


def carried(new: Sequence[Remembered], generations: Iterable[Sequence[Remembered]]) -> dict[str, str]:
    """Return new id to the id that the finding keeps; findings without one get an id nobody had.

    Args:
        new: Findings of a version, with the ids that their places give.
        generations: What is remembered of the same source and of those before it, nearest first.
    """
    kept: dict[str, str] = {}
    used: set[str] = set()
    known: set[str] = set()
    for generation in generations:
        known.update(one.finding_id for one in generation)
        for finding, old in _matches(
            [one for one in new if one.finding_id not in kept],
            [one for one in generation if one.finding_id not in used],
        ):
            kept[finding.finding_id] = old.finding_id
            used.add(old.finding_id)
    for finding in new:
        if finding.finding_id not in kept:
            free = finding.finding_id
            while free in known:
                free = derived_id("finding", free, finding.quote)
            known.add(free)
            kept[finding.finding_id] = free
    return kept


_Key = Callable[[Remembered], Hashable]
#: Tried in this order; the first ones tell equal quotes apart by what stands around them.
_KEYS: tuple[_Key, ...] = (
    lambda one: (one.kind, one.quote, one.before, one.after),
    lambda one: (one.kind, one.quote, one.before),
    lambda one: (one.kind, one.quote, one.after),
    lambda one: (one.kind, one.quote),
)


def _matches(new: Sequence[Remembered], old: Sequence[Remembered]) -> list[tuple[Remembered, Remembered]]:
    pairs: list[tuple[Remembered, Remembered]] = []
    left, right = list(new), list(old)
    for key in (*_KEYS, None, lambda one: (one.kind, one.label)):
        found = _by_mention(left, right) if key is None else _by_key(left, right, key)
        pairs += found
        taken = {id(one) for pair in found for one in pair}
        left = [one for one in left if id(one) not in taken]
        right = [one for one in right if id(one) not in taken]
    return pairs


def _by_key(new: Sequence[Remembered], old: Sequence[Remembered], key: _Key) -> list[tuple[Remembered, Remembered]]:
    """Pair what has the same key, in order."""
    waiting: defaultdict[Hashable, list[Remembered]] = defaultdict(list)
    for one in sorted(old, key=lambda one: -one.position):
        waiting[key(one)].append(one)
    pairs = []
    for finding in sorted(new, key=lambda one: one.position):
        if waiting.get(key(finding)):
            pairs.append((finding, waiting[key(finding)].pop()))
    return pairs


def _by_mention(new: Sequence[Remembered], old: Sequence[Remembered]) -> list[tuple[Remembered, Remembered]]:
    """Pair a finding with an old one that has its quote, or whose quote it has, among further mentions."""
    pairs: list[tuple[Remembered, Remembered]] = []
    left = sorted(old, key=lambda one: one.position)
    for finding in sorted(new, key=lambda one: one.position):
        match = next(
            (
                one
                for one in left
                if one.kind == finding.kind and (finding.quote in one.also or one.quote in finding.also)
            ),
            None,
        )
        if match is not None:
            pairs.append((finding, match))
            left.remove(match)
    return pairs


def with_ids(findings: pd.DataFrame, kept: Mapping[str, str]) -> pd.DataFrame:
    """Return a findings table with other ids."""
    return findings.assign(finding_id=[kept[finding_id] for finding_id in findings["finding_id"]])
