"""The draft as a tree of plain values: what is said, in which order, on what evidence.

Renderers turn the tree into Markdown, DOCX and HTML and decide nothing but looks. Every string is
plain text, never markup, and holds only characters that XML allows.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from quartier_nlp.model.vocabulary import ApproachStatus, Kind


@dataclass(frozen=True, slots=True)
class Reference:
    """Points from a statement to a quote in the appendix.

    Attributes:
        number: Number of the quote, from 1 in order of appearance.
        locator: Source key and position, e.g. ``"Q3, S. 4"``.
    """

    number: int
    locator: str

    @property
    def key(self) -> str:
        """Short name that readers see, e.g. ``"B17"``."""
        return f"B{self.number}"

    @property
    def anchor(self) -> str:
        """Identifier of the quote within the document."""
        return f"b{self.number}"


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to another part of the draft."""

    text: str
    anchor: str


Inline = str | Link | Reference
Prose = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """An addition to a statement: the reason of a rejection, actors, the use of a place.

    Attributes:
        name: What it is, e.g. ``"Grund"``.
        text: What it says.
        references: Its own evidence, empty where the statement's evidence covers it.
    """

    name: str
    text: str
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that the sources say.

    Attributes:
        text: Wording for readers, complete with quotation marks where it is the source's.
        references: Evidence shown with its position.
        further: Evidence shown by number alone.
        source_count: In how many sources it stands.
        status: Approaches only.
        category: Kind of place or family of format, empty for none.
        notes: Additions, in order.
        finding_ids: Findings behind it.
    """

    text: str
    references: tuple[Reference, ...]
    further: tuple[Reference, ...]
    source_count: int
    status: ApproachStatus | None = None
    category: str = ""
    notes: tuple[Note, ...] = ()
    finding_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Statements under one heading.

    Attributes:
        title: Heading, or None where a section has a single group.
        anchor: Identifier within the document.
        lead: Sentence below the heading, empty for none.
        statements: In the order of their support.
    """

    title: str | None
    anchor: str
    lead: str
    statements: tuple[Statement, ...]


class Layout(StrEnum):
    """How a section shows its statements."""

    LIST = "list"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Section:
    """All that a chapter says on one kind of finding.

    Attributes:
        kind: What its statements are.
        title: Heading.
        anchor: Identifier within the document.
        layout: How the groups are shown.
        groups: Shown in full.
        rest: Beyond the length that an editor set; shown compactly, never left out.
    """

    kind: Kind
    title: str
    anchor: str
    layout: Layout
    groups: tuple[Group, ...]
    rest: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """One action space.

    Attributes:
        title: German name of the space.
        anchor: Identifier within the document.
        description: What the space covers, empty for nothing.
        overview: Paragraphs that sum the chapter up.
        sections: Only those with statements.
    """

    title: str
    anchor: str
    description: str
    overview: tuple[Prose, ...]
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class GlanceRow:
    """Counts of one chapter, in statements."""

    title: str
    anchor: str
    sources: int
    approaches: int
    practised: int
    places: int
    formats: int
    questions: int


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A source in the list of sources.

    Attributes:
        key: Short name used in references, e.g. ``"Q1"``.
        title: As the manifest or the file has it.
        kind: German name of the sort of document.
        event: Event that it records, empty if unknown.
        date: Day in words, empty if unknown.
        findings: Number of findings that the draft takes from it.
        remarks: What of it is missing or unsure, as sentences; empty for nothing.
    """

    key: str
    title: str
    kind: str
    event: str
    date: str
    findings: int
    remarks: str = ""

    @property
    def anchor(self) -> str:
        """Identifier within the document."""
        return self.key.lower()


@dataclass(frozen=True, slots=True)
class ExcludedSource:
    """A file of the corpus that the draft does not use, and why, in plain German."""

    title: str
    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class FurtherMention:
    """Another passage of the same source that says the same."""

    quote: str
    position: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A piece of evidence in the appendix.

    Attributes:
        number: From 1 in order of appearance.
        source_key: Short name of the source, e.g. ``"Q1"``.
        source_title: Its title.
        position: Page, time, paragraph, e.g. ``"S. 4"`` or ``"00:12:41"``.
        speaker: Pseudonym, empty where there is none.
        section: Headings above the passage, outermost first.
        before: Text of the same passage before the quote, with the space in between.
        text: The quote, word for word.
        after: Text behind it.
        also: Further passages of the source.
    """

    number: int
    source_key: str
    source_title: str
    position: str
    speaker: str
    section: tuple[str, ...]
    before: str
    text: str
    after: str
    also: tuple[FurtherMention, ...] = ()

    @property
    def key(self) -> str:
        """Short name that readers see."""
        return f"B{self.number}"

    @property
    def anchor(self) -> str:
        """Identifier within the document."""
        return f"b{self.number}"


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole draft.

    Attributes:
        title: Of the document.
        subtitle: Project or event, empty for none.
        date: Printed day in words, empty if no date is known.
        day: The same day, for file properties.
        note: Paragraphs on how the draft came about.
        sources: Sources used, by key.
        excluded: Files of the corpus that were not used.
        glance: Counts per chapter.
        shared: What several chapters have in common.
        glance_note: What the counts count.
        chapters: One per action space, in the order of the settings.
        quotes: The appendix, by number.
    """

    title: str
    subtitle: str
    date: str
    day: datetime.date | None
    note: tuple[str, ...]
    sources: tuple[SourceEntry, ...]
    excluded: tuple[ExcludedSource, ...]
    glance: tuple[GlanceRow, ...]
    glance_note: str
    shared: tuple[Prose, ...]
    chapters: tuple[Chapter, ...]
    quotes: tuple[Quote, ...]

    @property
    def partial(self) -> tuple[SourceEntry, ...]:
        """Sources of which something is missing or unsure."""
        return tuple(source for source in self.sources if source.remarks)

    def statements(self) -> Iterator[Statement]:
        """Yield every statement in reading order."""
        for chapter in self.chapters:
            for section in chapter.sections:
                for group in section.groups + section.rest:
                    yield from group.statements
