"""What a draft is made of: tables read, checked, ordered and merged into claims per action space."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from quartier_nlp.draft.context import located, sentence_bounds
from quartier_nlp.draft.places import NO_FACTS, PlaceReader, TextFacts
from quartier_nlp.errors import TableError
from quartier_nlp.model.records import Cluster, Evidence, Finding, Segment, Source
from quartier_nlp.model.vocabulary import ApproachStatus, FindingState, Kind, LabelSource, SourceStatus

_NOT_WORD = re.compile(r"\W+")
#: Which status a claim takes when its findings differ (guideline 10: practised beats proposed).
_STATUS_ORDER = (ApproachStatus.PRACTISED, ApproachStatus.PROPOSED, ApproachStatus.REJECTED)


@dataclass(frozen=True, slots=True)
class Claim:
    """Findings of one kind that are worded alike, told as one.

    Attributes:
        findings: In the order of the sources and their text; the first gives the wording.
        status: Approaches only.
        facts: What the text says of a place or format.
    """

    findings: tuple[Finding, ...]
    status: ApproachStatus | None = None
    facts: TextFacts = NO_FACTS

    @property
    def lead(self) -> Finding:
        """The finding whose wording is shown."""
        return self.findings[0]

    @property
    def score(self) -> float:
        """Highest score of its findings."""
        return max(finding.score for finding in self.findings)

    @property
    def source_ids(self) -> frozenset[str]:
        """Sources that it stands in."""
        return frozenset(finding.source_id for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Topic:
    """Claims of one cluster, best supported first."""

    title: str
    claims: tuple[Claim, ...]

    @property
    def source_ids(self) -> frozenset[str]:
        """Sources that any of its claims stands in."""
        return frozenset().union(*(claim.source_ids for claim in self.claims))

    def count(self, status: ApproachStatus) -> int:
        """Return how many claims have a status."""
        return sum(claim.status is status for claim in self.claims)


@dataclass(frozen=True, slots=True)
class SpaceMaterial:
    """All claims of one action space.

    Attributes:
        approach_topics: Clusters that say at least two different things.
        approach_singles: Approaches outside them.
        places: Best supported first, named before unnamed.
        formats: Best supported first.
        question_topics: As for approaches.
        question_singles: As for approaches.
        uses: Approaches whose quote overlaps a place, or else the only one in its sentence, by the
            place's finding id.
    """

    approach_topics: tuple[Topic, ...]
    approach_singles: tuple[Claim, ...]
    places: tuple[Claim, ...]
    formats: tuple[Claim, ...]
    question_topics: tuple[Topic, ...]
    question_singles: tuple[Claim, ...]
    uses: Mapping[str, tuple[Finding, ...]]

    @property
    def approaches(self) -> tuple[Claim, ...]:
        """Every approach, those in topics first."""
        return _all_claims(self.approach_topics, self.approach_singles)

    @property
    def questions(self) -> tuple[Claim, ...]:
        """Every open question, those in topics first."""
        return _all_claims(self.question_topics, self.question_singles)

    @property
    def source_ids(self) -> frozenset[str]:
        """Sources that say anything on the space."""
        claims = self.approaches + self.places + self.formats + self.questions
        return frozenset().union(*(claim.source_ids for claim in claims))


def _all_claims(topics: Iterable[Topic], singles: tuple[Claim, ...]) -> tuple[Claim, ...]:
    return tuple(claim for topic in topics for claim in topic.claims) + singles


class Material:
    """Sources, findings and clusters that a draft may use, in a fixed order.

    Only active findings of readable sources count. The order of rows in the tables does not matter.
    """

    def __init__(
        self,
        sources: Sequence[Source],
        segments: Sequence[Segment],
        findings: Sequence[Finding],
        clusters: Sequence[Cluster],
    ) -> None:
        known = {source.source_id for source in sources}
        lost = sorted({f.source_id for f in findings if f.state is FindingState.ACTIVE} - known)
        if lost:
            raise TableError(f"table findings: source_id not in table sources: {', '.join(lost[:5])}")
        ordered = sorted(sources, key=_source_order)
        self.sources = {s.source_id: s for s in ordered if s.status is SourceStatus.OK}
        self.keys = {source_id: f"Q{index}" for index, source_id in enumerate(self.sources, start=1)}
        self.excluded = [s for s in ordered if s.status in (SourceStatus.QUARANTINED, SourceStatus.SUPERSEDED)]
        self.segments = {s.segment_id: s for s in segments}
        rank = {source_id: index for index, source_id in enumerate(self.sources)}
        self.findings = sorted(
            (f for f in findings if f.state is FindingState.ACTIVE and f.source_id in self.sources),
            key=lambda f: (rank[f.source_id], self._seq(f), f.evidence.start, f.evidence.end, f.finding_id),
        )
        self._clusters = sorted(clusters, key=lambda c: c.cluster_id)
        self._places = PlaceReader(self.findings, self.segments)

    def _seq(self, finding: Finding) -> int:
        segment = self.segments.get(finding.evidence.segment_id)
        return segment.seq if segment else 0

    def of_space(self, space_id: str) -> SpaceMaterial:
        """Return the claims of one action space."""
        return self._space([f for f in self.findings if space_id in f.action_spaces], space_id)

    def outside(self, space_ids: Iterable[str]) -> SpaceMaterial:
        """Return the claims that belong to none of the spaces."""
        known = frozenset(space_ids)
        return self._space([f for f in self.findings if not known.intersection(f.action_spaces)], None)

    def _space(self, findings: Sequence[Finding], space_id: str | None) -> SpaceMaterial:
        by_kind = {kind: [f for f in findings if f.kind is kind] for kind in Kind}
        approaches = self._topics(by_kind[Kind.APPROACH], space_id)
        questions = self._topics(by_kind[Kind.OPEN_QUESTION], space_id)
        places = self._merged(by_kind[Kind.PLACE], space_id, _place_key)
        return SpaceMaterial(
            approach_topics=approaches[0],
            approach_singles=approaches[1],
            places=tuple(sorted(places, key=_place_order)),
            formats=tuple(sorted(self._merged(by_kind[Kind.FORMAT], space_id, _label_key), key=_claim_order)),
            question_topics=questions[0],
            question_singles=questions[1],
            uses=self._uses(by_kind[Kind.PLACE], by_kind[Kind.APPROACH]),
        )

    def _topics(self, findings: Sequence[Finding], space_id: str | None) -> tuple[tuple[Topic, ...], tuple[Claim, ...]]:
        left = {f.finding_id: f for f in findings}
        topics: list[Topic] = []
        for cluster in self._clusters:
            if cluster.action_space != space_id:
                continue
            members = [left[m] for m in cluster.members if m in left]
            claims = sorted(_claims(members, _label_key), key=_topic_order)
            if len(claims) < 2:
                continue
            topics.append(Topic(cluster.label, tuple(claims)))
            for member in members:
                left.pop(member.finding_id, None)
        topics.sort(key=lambda t: (-len(t.source_ids), -len(t.claims), t.title.casefold()))
        singles = sorted(_claims(list(left.values()), _label_key), key=_claim_order)
        return tuple(topics), tuple(singles)

    def _merged(self, findings: Sequence[Finding], space_id: str | None, own: Callable[[Finding], str]) -> list[Claim]:
        """Merge findings of one cluster, and those in none by their wording; a named place gives the wording."""
        groups: dict[str, tuple[str, int]] = {}
        for cluster in self._clusters:
            if cluster.action_space == space_id:
                groups.update((member, (cluster.cluster_id, rank)) for rank, member in enumerate(cluster.members))

        def order(finding: Finding) -> tuple[bool, bool, int]:
            mentioned = self._places.root(finding) is not finding
            return finding.named_place is None, mentioned, groups.get(finding.finding_id, ("", 0))[1]

        def key(finding: Finding) -> str:
            place = self._places.root(finding)
            return groups[place.finding_id][0] if place.finding_id in groups else own(place)

        claims = _claims(sorted(findings, key=order), key)
        return [replace(claim, facts=self._places.facts(claim.lead)) for claim in claims]

    def _uses(self, places: Sequence[Finding], approaches: Sequence[Finding]) -> dict[str, tuple[Finding, ...]]:
        by_segment: dict[str, list[Finding]] = {}
        for approach in approaches:
            by_segment.setdefault(approach.evidence.segment_id, []).append(approach)
        uses: dict[str, tuple[Finding, ...]] = {}
        for place in places:
            near = by_segment.get(place.evidence.segment_id, [])
            inside = tuple(a for a in near if _overlap(place.evidence, a.evidence))
            beside = tuple(a for a in near if self._share_sentence(place.evidence, a.evidence))
            if inside or len(beside) == 1:
                uses[place.finding_id] = inside or beside
        return uses

    def _share_sentence(self, place: Evidence, approach: Evidence) -> bool:
        segment = self.segments.get(place.segment_id)
        here = located(segment, place) if segment else None
        there = located(segment, approach) if segment else None
        if segment is None or here is None or there is None:
            return False
        first, last = sentence_bounds(segment.text, *here)
        return first <= there[0] < last


def _overlap(left: Evidence, right: Evidence) -> bool:
    return left.start < right.end and right.start < left.end


def _source_order(source: Source) -> tuple[str, str, str]:
    return (source.date.isoformat() if source.date else "9999", source.title.casefold(), source.source_id)


def _label_key(finding: Finding) -> str:
    return _NOT_WORD.sub(" ", finding.label.casefold()).strip()


def _place_key(finding: Finding) -> str:
    place = finding.named_place
    if place is None:
        return _label_key(finding)
    return "\n".join((place.name.casefold(), (place.municipality or "").casefold()))


def _claims(findings: Sequence[Finding], key: Callable[[Finding], str]) -> list[Claim]:
    """Merge findings that are worded alike; a rejected approach stays apart from the others."""
    merged: dict[tuple[str, bool], list[Finding]] = {}
    for finding in findings:
        merged.setdefault((key(finding), finding.status is ApproachStatus.REJECTED), []).append(finding)
    return [Claim(tuple(group), _status(group)) for group in merged.values()]


def _status(findings: Sequence[Finding]) -> ApproachStatus | None:
    present = {finding.status for finding in findings}
    return next((status for status in _STATUS_ORDER if status in present), None)


def _topic_order(claim: Claim) -> tuple[int, bool]:
    """Best supported first, whole phrases before clauses, else as central as the cluster has them."""
    return (-len(claim.source_ids), claim.lead.label_source is LabelSource.CLAUSE)


def _place_order(claim: Claim) -> tuple[bool, bool, int, bool, int, str, str]:
    """Named places first, then those whose town the text tells."""
    return (claim.lead.named_place is None, not claim.facts.town, *_claim_order(claim))


def _claim_order(claim: Claim) -> tuple[int, bool, int, str, str]:
    place = claim.lead.named_place
    wording = place.name if place else claim.lead.label
    clause = claim.lead.label_source is LabelSource.CLAUSE
    return (-len(claim.source_ids), clause, -len(claim.findings), wording.casefold(), claim.lead.finding_id)
