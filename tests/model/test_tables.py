"""Records survive the way into a data frame and back; broken frames are named precisely."""

from datetime import date

import pandas as pd
import pytest

from quartier_nlp.errors import TableError
from quartier_nlp.model import tables
from quartier_nlp.model.offsets import OffsetMap
from quartier_nlp.model.records import (
    Anchor,
    Box,
    Cluster,
    Evidence,
    Finding,
    NamedPlace,
    Provenance,
    Segment,
    Source,
)
from quartier_nlp.model.vocabulary import (
    ApproachStatus,
    Kind,
    LabelSource,
    SegmentRole,
    SourceKind,
)

BOX = Box(page=2, x0=50.5, top=70.0, x1=280.25, bottom=82.0)
SOURCE = Source(
    source_id="0" * 16,
    path="papers/mitte.pdf",
    sha256="0" * 64,
    kind=SourceKind.PAPER,
    format="pdf",
    title="Mitten",
    date=date(2024, 5, 3),
    inferred=("title",),
)
SEGMENT = Segment(
    segment_id="1" * 16,
    source_id="0" * 16,
    seq=3,
    text="Die Molkerei wird geöffnet.",
    raw="Die Mol-\nkerei wird geöffnet.",
    offsets=OffsetMap.from_positions([*range(7), *range(9, 29)]),
    role=SegmentRole.PARAGRAPH,
    section=("Ergebnisse", "Land"),
    page=2,
    boxes=(BOX,),
    anchors=(Anchor(0, page=2, box=BOX), Anchor(9, page=2, box=BOX)),
)
EVIDENCE = Evidence(SEGMENT.segment_id, 0, 14, "Die Molkerei", Provenance(page=2, boxes=(BOX,), section=("Land",)))
PLACE = Finding(
    finding_id="2" * 16,
    source_id="0" * 16,
    kind=Kind.PLACE,
    evidence=EVIDENCE,
    label="Molkerei",
    label_source=LabelSource.LEXICON,
    action_spaces=("laendlicher_raum",),
    score=0.75,
    found_by=("encoder", "lexicon"),
    named_place=NamedPlace("Molkerei", "Buchen"),
    also=(EVIDENCE,),
)
APPROACH = Finding(
    finding_id="3" * 16,
    source_id="0" * 16,
    kind=Kind.APPROACH,
    evidence=EVIDENCE,
    label="Molkerei öffnen",
    label_source=LabelSource.PHRASE,
    action_spaces=("laendlicher_raum", "innenstadt"),
    score=0.5,
    found_by=("rule:passive",),
    status=ApproachStatus.PRACTISED,
)
CLUSTER = Cluster("4" * 16, Kind.APPROACH, "innenstadt", "Öffnen", "Molkerei", "3" * 16, ("3" * 16,))


@pytest.mark.parametrize(
    ("records", "to_frame", "from_frame"),
    [
        ([SOURCE], tables.sources_frame, tables.sources_of),
        ([SEGMENT], tables.segments_frame, tables.segments_of),
        ([PLACE, APPROACH], tables.findings_frame, tables.findings_of),
        ([CLUSTER], tables.clusters_frame, tables.clusters_of),
    ],
)
def test_records_survive_the_round_trip(records, to_frame, from_frame):
    assert from_frame(to_frame(records)) == records
    assert from_frame(to_frame([])) == []


def test_a_broken_table_names_table_column_and_rows():
    frame = tables.findings_frame([PLACE, APPROACH])
    frame["kind"] = ["place", "thing"]
    with pytest.raises(TableError, match=r"table findings: .*'kind'.*row 1: 'thing'"):
        tables.validate(tables.Table.FINDINGS, frame)


def test_a_missing_column_is_an_error():
    with pytest.raises(TableError, match="clusters"):
        tables.validate(tables.Table.CLUSTERS, pd.DataFrame({"cluster_id": ["x"]}))


def test_provenance_of_a_range_takes_only_the_cues_it_touches():
    turn = Segment(
        segment_id="5" * 16,
        source_id="0" * 16,
        seq=0,
        text="eins zwei drei",
        raw="eins zwei drei",
        offsets=OffsetMap.identity(14),
        role=SegmentRole.TURN,
        speaker="Person 1",
        t_start=1.0,
        t_end=9.0,
        anchors=(
            Anchor(0, t_start=1.0, t_end=3.0),
            Anchor(5, t_start=4.0, t_end=6.0),
            Anchor(10, t_start=7.0, t_end=9.0),
        ),
    )
    assert turn.provenance(5, 9) == Provenance(speaker="Person 1", t_start=4.0, t_end=6.0)
    assert turn.provenance(3, 11).t_start == 1.0
    assert turn.provenance(3, 11).t_end == 9.0
