"""Composes the draft: decides what is said, in which order and on what evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

import pandas as pd

from quartier_nlp.draft.crosscut import PlacedTopic, shared_topics
from quartier_nlp.draft.document import Chapter, Draft, ExcludedSource, GlanceRow, Prose, SourceEntry
from quartier_nlp.draft.evidence import EvidenceBook
from quartier_nlp.draft.german import (
    APPROACH,
    FINDING,
    FORMAT,
    PLACE,
    QUESTION,
    SOURCE,
    Case,
    counted,
    day_in_words,
    listed,
)
from quartier_nlp.draft.material import Material, SpaceMaterial, Topic
from quartier_nlp.draft.names import SOURCE_KIND_NAMES, quarantine_reason
from quartier_nlp.draft.options import DraftOptions, DraftSpace
from quartier_nlp.draft.overview import OverviewWriter
from quartier_nlp.draft.remarks import notice_sentence
from quartier_nlp.draft.sections import SectionWriter, topic_anchor
from quartier_nlp.draft.typography import printable, typeset
from quartier_nlp.model import tables
from quartier_nlp.model.notices import Notice
from quartier_nlp.model.records import Source
from quartier_nlp.model.vocabulary import UEBERGREIFEND, ApproachStatus, Kind, LabelSource, SourceStatus

_UNASSIGNED = DraftSpace(
    "", "Ohne Zuordnung", "Befunde, die keinem Handlungsraum zugeordnet sind.", "außerhalb der Handlungsräume"
)
_SHARED_ELSEWHERE = (
    "Themen, die in mehreren Handlungsräumen wiederkehren, sind unter „Auf einen Blick“ genannt und in den Kapiteln "
    "dieser Handlungsräume ausgeführt."
)
_SUPERSEDED = "Eine neuere Fassung desselben Dokuments wird verwendet."
_GLANCE_NOTE = (
    "Gezählt werden unterschiedliche Aussagen; gleichlautende aus mehreren Quellen zählen einmal. "
    "Was mehrere Handlungsräume betrifft, steht in jedem von ihnen."
)
_KIND_NOUNS = {
    Kind.APPROACH: APPROACH,
    Kind.PLACE: PLACE,
    Kind.FORMAT: FORMAT,
    Kind.OPEN_QUESTION: QUESTION,
}


def compose(
    *,
    sources: pd.DataFrame,
    segments: pd.DataFrame,
    findings: pd.DataFrame,
    clusters: pd.DataFrame,
    options: DraftOptions,
    notices: Mapping[str, Sequence[Notice]] | None = None,
) -> Draft:
    """Return the draft that the tables make; the order of their rows does not matter.

    Args:
        sources: Table of sources.
        segments: Table of segments; needed for the context of quotes.
        findings: Table of findings; candidates and retired ones are left to the tables.
        clusters: Table of clusters of approaches and open questions.
        options: Title, chapters and lengths.
        notices: What readers had to say of sources, by source id.

    Raises:
        TableError: If an active finding names a source that is not in the table of sources.
    """
    material = Material(
        tables.sources_of(sources),
        tables.segments_of(segments),
        tables.findings_of(findings),
        tables.clusters_of(clusters),
    )
    book = EvidenceBook(material.sources, material.keys, material.segments, options.context_chars)
    spaces = [(space, material.of_space(space.space_id)) for space in options.action_spaces]
    outside = material.outside(space.space_id for space in options.action_spaces)
    if outside.source_ids:
        spaces.append((_UNASSIGNED, outside))
    chapters = [_chapter(index, space, claims, book, options) for index, (space, claims) in enumerate(spaces)]
    shared = _shared(chapters, [claims for _, claims in spaces])
    if shared:
        chapters = [
            replace(chapter, overview=(*chapter.overview, (_SHARED_ELSEWHERE,)))
            if space.space_id == UEBERGREIFEND and not claims.source_ids
            else chapter
            for chapter, (space, claims) in zip(chapters, spaces, strict=True)
        ]
    day = options.date or _newest(material)
    return Draft(
        title=typeset(options.title),
        subtitle=typeset(options.event or ""),
        date=day_in_words(day) if day else "",
        day=day,
        note=_note(material),
        sources=tuple(
            _source_entry(material, source, (notices or {}).get(source_id, ()))
            for source_id, source in material.sources.items()
        ),
        excluded=tuple(_excluded(source) for source in material.excluded),
        glance=tuple(_glance_row(chapter, claims) for chapter, (_, claims) in zip(chapters, spaces, strict=True)),
        glance_note=_GLANCE_NOTE,
        shared=shared,
        chapters=tuple(chapters),
        quotes=book.quotes(),
    )


def _chapter(
    index: int, space: DraftSpace, claims: SpaceMaterial, book: EvidenceBook, options: DraftOptions
) -> Chapter:
    anchor = f"raum-{index + 1}"
    writer = SectionWriter(claims, book, options, anchor)
    overview = OverviewWriter(claims, typeset(space.where), index, book.cite, partial(topic_anchor, anchor))
    return Chapter(
        title=typeset(space.name),
        anchor=anchor,
        description=typeset(space.description),
        overview=overview.paragraphs(),
        sections=writer.sections(),
    )


def _shared(chapters: Sequence[Chapter], spaces: Sequence[SpaceMaterial]) -> tuple[Prose, ...]:
    def placed(kind: Kind, topics: Callable[[SpaceMaterial], Sequence[Topic]]) -> list[PlacedTopic]:
        return [
            PlacedTopic(topic, chapter.title, topic_anchor(chapter.anchor, kind, index))
            for chapter, space in zip(chapters, spaces, strict=True)
            for index, topic in enumerate(topics(space))
        ]

    return shared_topics(
        placed(Kind.APPROACH, lambda space: space.approach_topics),
        placed(Kind.OPEN_QUESTION, lambda space: space.question_topics),
    )


def _newest(material: Material) -> date | None:
    return max((s.date for s in material.sources.values() if s.date), default=None)


def _note(material: Material) -> tuple[str, ...]:
    findings = material.findings
    counts = [(sum(f.kind is kind for f in findings), noun) for kind, noun in _KIND_NOUNS.items()]
    present = [counted(count, noun, Case.ACCUSATIVE) for count, noun in counts if count]
    origin = counted(len(material.sources), SOURCE, Case.DATIVE)
    content = f"Er enthält {counted(len(findings), FINDING, Case.ACCUSATIVE)}"
    content += f": {listed(present)}." if len(present) > 1 else "."
    evidence = (
        "Jede Aussage ist belegt: Die Angabe in eckigen Klammern nennt den Beleg, die Quelle und die Fundstelle; "
        "den vollen Wortlaut enthält der Anhang „Belege“."
    )
    if any(f.label_source is LabelSource.CLAUSE for f in findings):
        evidence += " Aussagen in Anführungszeichen folgen dem Wortlaut der Quelle, um Füllwörter gekürzt."
    return (
        f"Dieser Entwurf wurde automatisch aus {origin} zusammengestellt und ist redaktionell noch nicht geprüft. "
        f"{content}",
        evidence,
    )


def _source_entry(material: Material, source: Source, notices: Sequence[Notice]) -> SourceEntry:
    return SourceEntry(
        key=material.keys[source.source_id],
        title=printable(source.title),
        kind=SOURCE_KIND_NAMES[source.kind],
        event=printable(source.event or ""),
        date=day_in_words(source.date) if source.date else "",
        findings=sum(f.source_id == source.source_id for f in material.findings),
        remarks=" ".join(filter(None, map(notice_sentence, notices))),
    )


def _excluded(source: Source) -> ExcludedSource:
    superseded = source.status is SourceStatus.SUPERSEDED
    reason = _SUPERSEDED if superseded else quarantine_reason(source.reason)
    return ExcludedSource(printable(source.title), printable(source.path), reason)


def _glance_row(chapter: Chapter, claims: SpaceMaterial) -> GlanceRow:
    return GlanceRow(
        title=chapter.title,
        anchor=chapter.anchor,
        sources=len(claims.source_ids),
        approaches=len(claims.approaches),
        practised=sum(c.status is ApproachStatus.PRACTISED for c in claims.approaches),
        places=len(claims.places),
        formats=len(claims.formats),
        questions=len(claims.questions),
    )
