"""Builds the clusters table from the findings table."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from quartier_nlp.clusters import equality, labels, shared, topics
from quartier_nlp.clusters.assignment import NONE, adopt, assign
from quartier_nlp.clusters.grouping import group
from quartier_nlp.clusters.options import ClusterOptions
from quartier_nlp.clusters.phrases import Nouns
from quartier_nlp.clusters.vectors import Centre, Vectors, unit
from quartier_nlp.model import tables
from quartier_nlp.model.identity import derived_id
from quartier_nlp.model.records import Cluster, NamedPlace
from quartier_nlp.model.vocabulary import FindingState, Kind

_BY_MEANING = (Kind.OPEN_QUESTION, Kind.APPROACH)
_BY_LABEL = (Kind.PLACE, Kind.FORMAT)


@dataclass(frozen=True, slots=True)
class _Item:
    """What clustering needs of a finding."""

    finding_id: str
    source_id: str
    label: str
    quote: str
    score: float
    named_place: NamedPlace | None
    spaces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Space:
    """Items of one kind in one action space, with their vectors where they are used."""

    items: Sequence[_Item]
    kind: Kind
    action_space: str


def build(findings: pd.DataFrame, *, vectors: Vectors, options: ClusterOptions) -> pd.DataFrame:
    """Group active findings per kind and action space.

    Open questions and approaches are grouped by what their labels say, where it can be named: by a
    topic, else by a noun that they share; the others stay alone. Places are grouped by name or
    label, formats by label. A finding with several action spaces is in a cluster of each, one
    without any in none. The order of the findings plays no part.

    Args:
        findings: The findings table.
        vectors: Sentence vectors of labels.
        options: Settings of this stage.

    Returns:
        The clusters table: by kind, by action space in the order of the options, then most sources
        first, most members, label.
    """
    lexicon = topics.load(options.extra_topics)
    clusters: list[tuple[Cluster, int]] = []
    by_kind = _by_kind(findings)
    nouns = _nouns(by_kind)
    for kind, items in by_kind.items():
        spaces = [_Space(_in(items, space), kind, space) for space in _spaces(items, options)]
        if kind in _BY_LABEL:
            made = [_by_label(space) for space in spaces]
        else:
            meaning = _Meaning.of(items, kind, vectors, options, topics.of_kind(lexicon, kind), nouns)
            made = [meaning.clusters(space) for space in spaces]
        sources = {item.finding_id: item.source_id for item in items}
        for space_clusters in made:
            counted = [(c, len({sources[member] for member in c.members})) for c in space_clusters]
            clusters += sorted(counted, key=lambda pair: (-pair[1], -len(pair[0].members), pair[0].label))
    return tables.clusters_frame(cluster for cluster, _ in clusters)


def _by_kind(findings: pd.DataFrame) -> dict[Kind, list[_Item]]:
    grouped: dict[Kind, list[_Item]] = {kind: [] for kind in (*_BY_MEANING, *_BY_LABEL)}
    for row in tables.rows_of(findings[findings["state"] == FindingState.ACTIVE.value]):
        place = row["named_place"]
        grouped[Kind(row["kind"])].append(
            _Item(
                finding_id=row["finding_id"],
                source_id=row["source_id"],
                label=" ".join(row["label"].split()) or row["quote"],
                quote=row["quote"],
                score=row["score"],
                named_place=NamedPlace(**place) if place else None,
                spaces=tuple(row["action_spaces"]),
            )
        )
    return {kind: sorted(items, key=lambda item: (item.label, item.finding_id)) for kind, items in grouped.items()}


def _nouns(by_kind: Mapping[Kind, Sequence[_Item]]) -> Nouns:
    every = [item for items in by_kind.values() for item in items]
    places = [item.named_place for item in every if item.named_place]
    return Nouns.of(
        (text for item in every for text in (item.label, item.quote)),
        (name for place in places for name in (place.name, place.municipality) if name),
    )


def _spaces(items: Sequence[_Item], options: ClusterOptions) -> list[str]:
    present = {space for item in items for space in item.spaces}
    known = [space for space in options.action_spaces if space in present]
    return known + sorted(present.difference(known))


def _in(items: Sequence[_Item], space: str) -> list[_Item]:
    return [item for item in items if space in item.spaces]


def _cluster(space: _Space, members: Sequence[_Item], label: str, subtitle: str) -> Cluster:
    ids = tuple(member.finding_id for member in members)
    return Cluster(
        cluster_id=derived_id("cluster", space.kind, space.action_space, *sorted(ids)),
        kind=space.kind,
        action_space=space.action_space,
        label=label,
        subtitle=subtitle,
        representative=ids[0],
        members=ids,
    )


# -- by label ----------------------------------------------------------------------------------


def _by_label(space: _Space) -> list[Cluster]:
    towns = _towns(space.items)
    grouped: defaultdict[tuple[str, ...], list[_Item]] = defaultdict(list)
    for item in space.items:
        grouped[_key(item, towns)].append(item)
    return _distinct([_equal(space, members) for members in grouped.values()])


def _distinct(clusters: Sequence[Cluster]) -> list[Cluster]:
    """Number labels that are alike, such as a place named after its town and a label that says so."""
    seen: Counter[str] = Counter()
    numbered = []
    for cluster in clusters:
        seen[cluster.label.casefold()] += 1
        number = seen[cluster.label.casefold()]
        numbered.append(cluster if number == 1 else replace(cluster, label=f"{cluster.label} ({number})"))
    return numbered


def _towns(items: Sequence[_Item]) -> Mapping[str, set[str]]:
    towns: defaultdict[str, set[str]] = defaultdict(set)
    for item in items:
        if item.named_place and item.named_place.municipality:
            towns[equality.name_key(item.named_place.name)].add(equality.name_key(item.named_place.municipality))
    return towns


def _key(item: _Item, towns: Mapping[str, set[str]]) -> tuple[str, ...]:
    """Return what makes two places or formats the same.

    A name without a town belongs to the town that others give it, if that is one town only; a name
    in no known town is no more than a label.
    """
    place = item.named_place
    if place is None:
        return ("label", equality.label_key(item.label))
    name = equality.name_key(place.name)
    if place.municipality:
        return ("name", name, equality.name_key(place.municipality))
    known = towns.get(name, set())
    return ("name", name, *known) if len(known) == 1 else ("label", equality.label_key(place.name))


def _equal(space: _Space, items: Sequence[_Item]) -> Cluster:
    shown = equality.display(item.label for item in items)
    ranked = sorted(items, key=lambda item: (item.label.casefold() != shown.casefold(), -item.score, item.finding_id))
    places = [item.named_place for item in ranked if item.named_place]
    if not places:
        return _cluster(space, ranked, shown, ranked[0].label)
    name = equality.display(place.name for place in places)
    town = next((place.municipality for place in places if place.municipality), None)
    located = f"{name} ({town})" if town and town.casefold() not in name.casefold() else name
    return _cluster(space, ranked, located, shown)


# -- by meaning --------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Meaning:
    """Items of one kind with the vectors and topic strengths of their labels."""

    kind: Kind
    vectors: Vectors
    options: ClusterOptions
    lexicon: Sequence[topics.Topic]
    nouns: Nouns
    rows: Mapping[str, int]
    encoded: NDArray[np.float32]
    strengths: NDArray[np.float64]

    @classmethod
    def of(
        cls,
        items: Sequence[_Item],
        kind: Kind,
        vectors: Vectors,
        options: ClusterOptions,
        lexicon: Sequence[topics.Topic],
        nouns: Nouns,
    ) -> _Meaning:
        """Encode every different label once."""
        wordings = sorted({item.label for item in items})
        return cls(
            kind=kind,
            vectors=vectors,
            options=options,
            lexicon=lexicon,
            nouns=nouns,
            rows={wording: row for row, wording in enumerate(wordings)},
            encoded=vectors.encode(wordings),
            strengths=topics.strengths(wordings, lexicon),
        )

    def clusters(self, space: _Space) -> list[Cluster]:
        """Group and name the items of one action space."""
        rows = [self.rows[item.label] for item in space.items]
        raw, strengths = self.encoded[rows], self.strengths[rows]
        meaning = Centre.of(raw, self.vectors.parts, self.kind, self.options.shrinkage).apply(raw)
        lengths = np.maximum(np.linalg.norm(strengths, axis=1, keepdims=True), 1.0)
        joint = unit(np.hstack([meaning, self.options.cue_weight * strengths / lengths]))
        found = self._groups([item.label for item in space.items], joint, meaning, strengths)
        members = [(_central_first(np.array(group_), joint), heading) for group_, heading in found]
        # Larger groups choose their label first; among equals the order of items decides.
        members.sort(key=lambda pair: (-len(pair[0]), pair[0].min()))
        unnamed = [
            labels.Unnamed(tuple(space.items[row].label for row in group_), heading) for group_, heading in members
        ]
        return [
            _cluster(space, [space.items[row] for row in group_], label, one.wordings[0])
            for (group_, _), label, one in zip(members, labels.name(unnamed), unnamed, strict=True)
        ]

    def _groups(
        self,
        wordings: Sequence[str],
        joint: NDArray[np.floating],
        meaning: NDArray[np.floating],
        strengths: NDArray[np.float64],
    ) -> list[tuple[Sequence[int], str | None]]:
        """Return every row in one group with what names it: a topic, a noun or nothing."""
        near = group(joint, cut=self.options.cut, exact_limit=self.options.exact_limit)
        if not self.options.cue_weight:
            return [(np.flatnonzero(near == number).tolist(), None) for number in range(near.max(initial=-1) + 1)]
        own = assign(strengths, near)
        topic = adopt(own, near, meaning, share=self.options.topic_share, closeness=self.options.closeness)
        found: list[tuple[Sequence[int], str | None]] = [
            (np.flatnonzero(topic == number).tolist(), self.lexicon[number].heading)
            for number in sorted(set(topic.tolist()) - {NONE})
        ]
        rest: list[int] = np.flatnonzero(topic == NONE).tolist()
        alike = shared.groups([wordings[row] for row in rest], meaning[rest], self.nouns)
        found += [([rest[row] for row in group_], heading) for group_, heading in alike]
        left = set(rest).difference(row for group_, _ in found for row in group_)
        same: defaultdict[str, list[int]] = defaultdict(list)
        for row in sorted(left):
            same[wordings[row].casefold()].append(row)
        return found + [(group_, None) for group_ in same.values()]


def _central_first(rows: NDArray[np.intp], joint: NDArray[np.floating]) -> NDArray[np.intp]:
    """Sort rows by their closeness to the group's mean; ties keep their order."""
    closeness = np.round(joint[rows] @ joint[rows].mean(axis=0), 6)
    return rows[np.argsort(-closeness, kind="stable")]
