"""Builds the sections of a chapter: approaches, places, formats and open questions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from quartier_nlp.draft.document import Group, Layout, Note, Reference, Section, Statement
from quartier_nlp.draft.evidence import EvidenceBook
from quartier_nlp.draft.german import (
    QUESTION,
    SHORT_APPROACH,
    SOURCE,
    Case,
    alone,
    capitalised,
    counted,
    listed,
)
from quartier_nlp.draft.material import Claim, SpaceMaterial, Topic
from quartier_nlp.draft.names import STATUS_NAMES, actor_name, category_name
from quartier_nlp.draft.nouns import place_text, says_which
from quartier_nlp.draft.options import DraftOptions
from quartier_nlp.draft.places import NO_FACTS
from quartier_nlp.draft.typography import headline, quoted, shortened, typeset
from quartier_nlp.draft.wording import claim_text, finding_text, points_back
from quartier_nlp.model.records import Finding
from quartier_nlp.model.vocabulary import ApproachStatus, Kind

_VAGUE_PLACES = "Ohne Namen und Lage genannt"
_REASON_LIMIT = 200
_USES_SHOWN = 3
_FILLER = re.compile(r"\b(?:ä+h+m*|ö+h+m*|h+m+),?\s+", re.IGNORECASE)
#: Characters around a quote that say something of it.
_LEAST_CONTEXT = 12
_USE_LIMIT = 110


class SectionWriter:
    """Writes the sections of one chapter in reading order, citing as it goes."""

    def __init__(self, material: SpaceMaterial, book: EvidenceBook, options: DraftOptions, anchor: str) -> None:
        self._material = material
        self._book = book
        self._options = options
        self._anchor = anchor

    def sections(self) -> tuple[Section, ...]:
        """Return the sections that have statements."""
        drafts = (self._approaches(), self._places(), self._formats(), self._questions())
        return tuple(self._limited(section) for section in drafts if section.groups)

    def section_anchor(self, kind: Kind) -> str:
        """Return the anchor of the section on a kind of finding."""
        return f"{self._anchor}-{_ANCHORS[kind]}"

    # -- sections ----------------------------------------------------------------------------------

    def _approaches(self) -> Section:
        groups = self._topic_groups(self._material.approach_topics, Kind.APPROACH, approach_lead)
        singles = self._group("Weitere Ansätze", "weitere", Kind.APPROACH, self._material.approach_singles)
        return self._section(Kind.APPROACH, "Handlungsansätze", [*groups, *singles])

    def _places(self) -> Section:
        places = [c for c in self._material.places if says_which(c.lead, c.facts)] or list(self._material.places)
        vague = [c for c in self._material.places if c not in places]
        by_kind: dict[str, list[Claim]] = {}
        for claim in places:
            by_kind.setdefault(self._category(claim), []).append(claim)
        large = {name: claims for name, claims in by_kind.items() if name and len(claims) > 1}
        rest = [c for c in places if self._category(c) not in large]
        groups: list[Group] = []
        for index, (name, claims) in enumerate(sorted(large.items(), key=lambda item: (-len(item[1]), item[0]))):
            groups += self._group(name, str(index + 1), Kind.PLACE, claims)
        groups += self._group("Weitere Orte" if groups else None, "weitere", Kind.PLACE, rest)
        groups += self._group(_VAGUE_PLACES, "allgemein", Kind.PLACE, vague)
        return self._section(Kind.PLACE, "Orte", groups)

    def _formats(self) -> Section:
        groups = self._group(None, "alle", Kind.FORMAT, self._material.formats)
        return self._section(Kind.FORMAT, "Formate", groups, layout=Layout.TABLE)

    def _questions(self) -> Section:
        topics = self._topic_groups(self._material.question_topics, Kind.OPEN_QUESTION, question_lead)
        title = "Weitere Fragen" if topics else None
        singles = self._group(title, "weitere", Kind.OPEN_QUESTION, self._material.question_singles)
        return self._section(Kind.OPEN_QUESTION, "Offene Fragen", [*topics, *singles])

    def _section(self, kind: Kind, title: str, groups: Iterable[Group], *, layout: Layout = Layout.LIST) -> Section:
        return Section(kind, title, self.section_anchor(kind), layout, tuple(groups))

    # -- groups and statements ---------------------------------------------------------------------

    def _topic_groups(self, topics: Sequence[Topic], kind: Kind, lead: Callable[[Topic], str]) -> list[Group]:
        return [
            Group(
                title=headline(topic.title),
                anchor=topic_anchor(self._anchor, kind, index),
                lead=lead(topic),
                statements=tuple(self._statement(claim) for claim in topic.claims),
            )
            for index, topic in enumerate(topics)
        ]

    def _group(self, title: str | None, suffix: str, kind: Kind, claims: Sequence[Claim]) -> list[Group]:
        if not claims:
            return []
        statements = tuple(self._statement(claim) for claim in claims)
        return [Group(title, f"{self.section_anchor(kind)}-{suffix}", "", statements)]

    def _statement(self, claim: Claim) -> Statement:
        shown, further = self._split(self._book.cite(claim.findings))
        return Statement(
            text=claim_text(claim),
            references=shown,
            further=further,
            source_count=len(claim.source_ids),
            status=claim.status,
            category=self._category(claim),
            notes=tuple(self._notes(claim)),
            finding_ids=tuple(f.finding_id for f in claim.findings),
        )

    def _notes(self, claim: Claim) -> Iterable[Note]:
        if claim.lead.kind is Kind.PLACE:
            yield from self._place_notes(claim)
        elif points_back(claim.lead):
            before = self._book.before(claim.lead)
            if before:
                yield Note("Zuvor", _spoken(before))
        reasons = dict.fromkeys(f.reason for f in claim.findings if f.reason)
        if claim.status is ApproachStatus.REJECTED and reasons:
            texts = [quoted(shortened(typeset(reason), _REASON_LIMIT)) for reason in reasons]
            yield Note("Grund", listed(texts))
        actors = dict.fromkeys(
            actor_name(actor, self._options.actor_names) for f in claim.findings for actor in f.actors
        )
        if actors:
            yield Note("Beteiligt", listed(list(actors)))

    def _place_notes(self, claim: Claim) -> Iterable[Note]:
        if claim.facts.origin is not None:
            yield Note("Bisherige Nutzung", place_text(claim.facts.origin, NO_FACTS))
        uses: dict[str, Finding] = {}
        for finding in claim.findings:
            for approach in self._material.uses.get(finding.finding_id, ()):
                uses.setdefault(finding_text(approach, _USE_LIMIT), approach)
        for text, approach in list(uses.items())[:_USES_SHOWN]:
            status = f" ({STATUS_NAMES[approach.status]})" if approach.status else ""
            yield Note("Ansatz", text + status, self._book.cite([approach]))
        if not uses and not says_which(claim.lead, claim.facts):
            passage = f"{claim.facts.before}{claim.lead.evidence.quote}{claim.facts.after}"
            if len(passage) > len(claim.lead.evidence.quote) + _LEAST_CONTEXT:
                yield Note("Textstelle", _spoken(passage))

    def _split(self, references: tuple[Reference, ...]) -> tuple[tuple[Reference, ...], tuple[Reference, ...]]:
        return references[: self._options.max_references], references[self._options.max_references :]

    def _category(self, claim: Claim) -> str:
        category = next((f.category for f in claim.findings if f.category), None)
        return category_name(category, self._options.category_names) if category else ""

    def _limited(self, section: Section) -> Section:
        """Move what exceeds the length of a section into its compact rest, topic by topic."""
        room = self._options.max_items
        kept: list[Group] = []
        rest: list[Group] = []
        for group in section.groups:
            if room:
                kept.append(replace(group, statements=group.statements[:room]))
            if len(group.statements) > room:
                anchor = f"{group.anchor}-rest" if room else group.anchor
                rest.append(replace(group, anchor=anchor, statements=group.statements[room:]))
            room = max(0, room - len(group.statements))
        return replace(section, groups=tuple(kept), rest=tuple(rest))


def _spoken(passage: str) -> str:
    """Return words of the source without fillers, in quotation marks."""
    return quoted(capitalised(typeset(_FILLER.sub("", passage))))


_ANCHORS = {Kind.APPROACH: "ansaetze", Kind.PLACE: "orte", Kind.FORMAT: "formate", Kind.OPEN_QUESTION: "fragen"}


def topic_anchor(chapter: str, kind: Kind, index: int) -> str:
    """Return the anchor of the topic at a position, from 0, in a chapter's section on a kind."""
    return f"{chapter}-{_ANCHORS[kind]}-{index + 1}"


def approach_lead(topic: Topic) -> str:
    """Return one sentence on size and status of a topic of approaches."""
    counts = [(topic.count(status), STATUS_NAMES[status]) for status in ApproachStatus]
    present = [(count, name) for count, name in _reading_order(counts) if count]
    head = capitalised(_from_sources(counted(len(topic.claims), SHORT_APPROACH), topic))
    if len(present) == 1:
        count, name = present[0]
        both = "beide" if count == 2 else "sämtlich"
        return f"{head}, {both} {name}."
    parts = [f"{alone(count, SHORT_APPROACH.gender)} {name}" for count, name in present]
    return f"{head}: {listed(parts)}." if parts else f"{head}."


def _reading_order(counts: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    order = list(STATUS_NAMES.values())
    return sorted(counts, key=lambda item: order.index(item[1]))


def question_lead(topic: Topic) -> str:
    """Return one sentence on the size of a topic of questions, empty for one source."""
    if len(topic.source_ids) < 2:
        return ""
    return capitalised(_from_sources(counted(len(topic.claims), QUESTION), topic)) + "."


def _from_sources(head: str, topic: Topic) -> str:
    return f"{head} aus {counted(len(topic.source_ids), SOURCE, Case.DATIVE)}"
