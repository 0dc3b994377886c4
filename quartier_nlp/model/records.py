"""Records that stages work with; ``tables`` turns them into data frames and back.

Conventions: text offsets are half-open ranges of Unicode code points, pages count from 1, times are
seconds as float, boxes are PDF points with the origin at the top left of the page.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from quartier_nlp.errors import QuarantineReason
from quartier_nlp.model.offsets import OffsetMap
from quartier_nlp.model.vocabulary import (
    ApproachStatus,
    DecisionAction,
    FindingState,
    Kind,
    LabelSource,
    SegmentRole,
    SourceKind,
    SourceStatus,
)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in PDF points from the page's top left corner."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Anchor:
    """Says where a stretch of a segment's raw text comes from.

    A transcript has one anchor per cue, a paper one per printed line. An anchor holds from
    ``start`` up to the next anchor's start.

    Attributes:
        start: Offset in the segment's raw text.
        box: Where the line stands, or None outside paged formats.
        page: Page number from 1, or None outside paged formats.
        t_start: Start of the cue in seconds, or None where there is no clock.
        t_end: End of the cue in seconds, or None where there is none.
    """

    start: int
    page: int | None = None
    box: Box | None = None
    t_start: float | None = None
    t_end: float | None = None


@dataclass(frozen=True, slots=True)
class Provenance:
    """The place in a source that a quote can be found at."""

    page: int | None = None
    boxes: tuple[Box, ...] = ()
    section: tuple[str, ...] = ()
    speaker: str | None = None
    t_start: float | None = None
    t_end: float | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A file of the corpus, read or quarantined.

    Attributes:
        source_id: First 16 hex digits of ``sha256``.
        path: Path relative to the corpus, with forward slashes.
        sha256: Of the file's bytes.
        kind: What sort of document it is.
        format: Name of the reader that read it, or None for a file that none could read.
        title: From the manifest, the sidecar or the content.
        event: Event that the source records, if known.
        date: Day of the event or publication, if known.
        language: ISO 639-1 code.
        consent: What the manifest says on consent, verbatim, if anything.
        frame: Action space of the whole event as the manifest states it, if it does.
        inferred: Names of the fields above that were inferred from the content.
        status: See ``SourceStatus``.
        error: Why it was quarantined, in words, else None.
        reason: The same as a fixed choice.
        paths: Every file of the corpus that holds this text now, ``path`` among them; copies and the
            same text in other formats too. None once it has left the corpus.
        superseded_by: The newer version, of a source that has one.
    """

    source_id: str
    path: str
    sha256: str
    kind: SourceKind
    format: str | None
    title: str
    event: str | None = None
    date: date | None = None
    language: str = "de"
    consent: str | None = None
    frame: str | None = None
    inferred: tuple[str, ...] = ()
    status: SourceStatus = SourceStatus.OK
    error: str | None = None
    reason: QuarantineReason | None = None
    paths: tuple[str, ...] = ()
    superseded_by: str | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A paragraph, heading, list item, table cell or speaker's turn.

    Attributes:
        text: Clean text: white space collapsed, line-end hyphens resolved, invisible characters
            gone. Fillers and repairs stay.
        raw: What the file holds, as the reader found it.
        offsets: From ``text`` to ``raw``.
        section: Headings above it, outermost first.
        speaker: Stable pseudonym within the source ("Person 3"), never a name.
        anchors: Where the parts of ``raw`` come from, by ascending start; the first starts at 0.
    """

    segment_id: str
    source_id: str
    seq: int
    text: str
    raw: str
    offsets: OffsetMap
    role: SegmentRole
    section: tuple[str, ...] = ()
    speaker: str | None = None
    page: int | None = None
    boxes: tuple[Box, ...] = ()
    t_start: float | None = None
    t_end: float | None = None
    anchors: tuple[Anchor, ...] = ()

    def provenance(self, start: int, end: int) -> Provenance:
        """Return where the raw range ``[start, end)`` of this segment stands in the source."""
        touched = [
            anchor
            for index, anchor in enumerate(self.anchors)
            if anchor.start < end and self._anchor_end(index) > start
        ]
        pages = [anchor.page for anchor in touched if anchor.page is not None]
        starts = [anchor.t_start for anchor in touched if anchor.t_start is not None]
        ends = [anchor.t_end for anchor in touched if anchor.t_end is not None]
        return Provenance(
            page=pages[0] if pages else self.page,
            boxes=tuple(anchor.box for anchor in touched if anchor.box) or self.boxes,
            section=self.section,
            speaker=self.speaker,
            t_start=min(starts) if starts else self.t_start,
            t_end=max(ends) if ends else self.t_end,
        )

    def _anchor_end(self, index: int) -> int:
        following = index + 1
        return self.anchors[following].start if following < len(self.anchors) else len(self.raw)


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place with a proper name or an unambiguous description.

    Attributes:
        name: Normalised name of the place itself.
        municipality: Town or village it lies in, as the text has it, if known.
        key: Official municipality key (AGS) or geonames id of the municipality, if resolved.
        lat: Latitude of the municipality's centre in degrees (WGS 84), if resolved.
        lon: Longitude likewise.
    """

    name: str
    municipality: str | None = None
    key: str | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quote and where it stands.

    Attributes:
        segment_id: Segment that holds the quote.
        start: Start of the quote in the segment's raw text.
        end: End of it, exclusive.
        quote: The segment's clean text behind that range.
        provenance: Page or time of exactly this range.
    """

    segment_id: str
    start: int
    end: int
    quote: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Finding:
    """An approach, place, format or open question with its evidence.

    Attributes:
        label: Normalised wording (German); ``label_source`` says how it came about.
        status: Approaches only, else None.
        reason: Why an approach was rejected, in the source's words, if it says so.
        action_spaces: In the order of the settings.
        score: Calibrated probability between 0 and 1.
        found_by: Rules and models that voted for it, sorted, e.g. ``("encoder", "rule:modal")``.
        named_place: Places only.
        category: Kind of place or family of format from the lexicon, e.g. ``"leerstand"``.
        actors: Categories of actors mentioned with an approach.
        also: Further mentions of the same finding in the same source.
    """

    finding_id: str
    source_id: str
    kind: Kind
    evidence: Evidence
    label: str
    label_source: LabelSource
    action_spaces: tuple[str, ...]
    score: float
    found_by: tuple[str, ...]
    status: ApproachStatus | None = None
    reason: str | None = None
    named_place: NamedPlace | None = None
    category: str | None = None
    actors: tuple[str, ...] = ()
    also: tuple[Evidence, ...] = ()
    state: FindingState = FindingState.ACTIVE


@dataclass(frozen=True, slots=True)
class Cluster:
    """Findings of one kind in one action space that say the same.

    Attributes:
        cluster_id: Permanent; derived from the members it was first formed of.
        label: Short topic in German.
        subtitle: Wording of the most central member.
        representative: Finding id of the most central member.
        members: Finding ids, most central first.
    """

    cluster_id: str
    kind: Kind
    action_space: str
    label: str
    subtitle: str
    representative: str
    members: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Correction:
    """What an editor puts in place of a finding's values; None leaves a value as it is."""

    kind: Kind | None = None
    label: str | None = None
    status: ApproachStatus | None = None
    action_spaces: tuple[str, ...] | None = None


#: Changes nothing.
AS_IT_IS = Correction()


@dataclass(frozen=True, slots=True)
class Decision:
    """What an editor decided on a finding; the latest decision stands.

    Attributes:
        action: What was decided.
        seen: The finding as the editor saw it.
        correction: New values, of a relabelling.
        who: Name or initials that the editor gave, if any.
    """

    action: DecisionAction
    seen: Finding
    correction: Correction = AS_IT_IS
    who: str | None = None
