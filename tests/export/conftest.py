"""One source with segments, findings and clusters, hostile texts included."""

from datetime import date

import pandas as pd
import pytest

from quartier_nlp.errors import QuarantineReason
from quartier_nlp.export import views
from quartier_nlp.model.offsets import OffsetMap
from quartier_nlp.model.records import (
    Box,
    Cluster,
    Evidence,
    Finding,
    NamedPlace,
    Provenance,
    Segment,
    Source,
)
from quartier_nlp.model.tables import Table, clusters_frame, findings_frame, segments_frame, sources_frame
from quartier_nlp.model.vocabulary import (
    ApproachStatus,
    Kind,
    LabelSource,
    SegmentRole,
    SourceKind,
    SourceStatus,
)

BOX = Box(page=2, x0=50.5, top=70.0, x1=280.25, bottom=82.0)
QUOTE = '=HYPERLINK("http://x.example";"Läden")'

SOURCES = (
    Source(
        source_id="1" * 16,
        path="papers/mitte.pdf",
        sha256="1" * 64,
        kind=SourceKind.PAPER,
        format="pdf",
        title="Mitten",
        date=date(2024, 5, 3),
    ),
    Source(
        source_id="2" * 16,
        path="defekt.docx",
        sha256="2" * 64,
        kind=SourceKind.TRANSCRIPT,
        format=None,
        title="defekt",
        status=SourceStatus.QUARANTINED,
        error="no reader takes it",
        reason=QuarantineReason.FORMAT,
    ),
)
SEGMENT = Segment(
    segment_id="s1",
    source_id="1" * 16,
    seq=0,
    text="Zeile eins\u2028Zeile zwei",
    raw="@Zeile eins\u2028Zeile\r\nzwei",
    offsets=OffsetMap.identity(0),
    role=SegmentRole.PARAGRAPH,
    section=("1 Anfang", "1.1 Läden"),
    page=2,
    boxes=(BOX,),
)


def _finding(number: int, kind: Kind, spaces: tuple[str, ...], place: NamedPlace | None = None) -> Finding:
    provenance = Provenance(page=2, boxes=(BOX,), section=SEGMENT.section, speaker=None, t_start=1.5, t_end=None)
    return Finding(
        finding_id=f"f{number}",
        source_id="1" * 16,
        kind=kind,
        evidence=Evidence("s1", 0, 5, QUOTE, provenance),
        label="+ Läden öffnen" if kind is Kind.APPROACH else "Alte Post",
        label_source=LabelSource.PHRASE,
        action_spaces=spaces,
        score=0.875,
        found_by=("encoder", "rule:modal"),
        status=ApproachStatus.PRACTISED if kind is Kind.APPROACH else None,
        named_place=place,
    )


FINDINGS = (
    _finding(1, Kind.APPROACH, ("wohnquartier", "innenstadt")),
    _finding(2, Kind.PLACE, ("innenstadt",), NamedPlace("Alte Post", "Leer", "2879139", 53.25, 7.5)),
    _finding(3, Kind.PLACE, ()),
)
CLUSTERS = (
    Cluster("c1", Kind.APPROACH, "innenstadt", "Läden", "Läden öffnen", "f1", ("f1",)),
    Cluster("c2", Kind.APPROACH, "wohnquartier", "Läden", "Läden öffnen", "f1", ("f1",)),
    Cluster("c3", Kind.PLACE, "innenstadt", "Alte Post (Leer)", "Alte Post", "f2", ("f2",)),
)


@pytest.fixture
def exported() -> dict[Table, pd.DataFrame]:
    sources, clusters = sources_frame(SOURCES), clusters_frame(CLUSTERS)
    return {
        Table.SOURCES: views.sources_view(sources),
        Table.SEGMENTS: views.segments_view(segments_frame([SEGMENT]), sources),
        Table.FINDINGS: views.findings_view(findings_frame(FINDINGS), sources, clusters),
        Table.CLUSTERS: views.clusters_view(clusters),
    }


@pytest.fixture
def empty() -> dict[Table, pd.DataFrame]:
    sources, clusters = sources_frame([]), clusters_frame([])
    return {
        Table.SOURCES: views.sources_view(sources),
        Table.SEGMENTS: views.segments_view(segments_frame([]), sources),
        Table.FINDINGS: views.findings_view(findings_frame([]), sources, clusters),
        Table.CLUSTERS: views.clusters_view(clusters),
    }
