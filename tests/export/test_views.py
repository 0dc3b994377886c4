"""What other programs see: the promised names, file names for ids, one cluster per finding."""

import pandas as pd
import pytest

from quartier_nlp.errors import TableError
from quartier_nlp.export import views
from quartier_nlp.model.tables import Table, clusters_frame, findings_frame, segments_frame, sources_frame
from tests.export.conftest import CLUSTERS, FINDINGS, SEGMENT, SOURCES

PROMISED = {
    Table.SOURCES: "source_id path kind format title event date status error reason paths superseded_by",
    Table.SEGMENTS: "segment_id source seq text raw section page boxes speaker t_start t_end",
    Table.FINDINGS: "finding_id source kind quote label status action_spaces named_place cluster_id score found_by "
    "provenance",
    Table.CLUSTERS: "cluster_id kind action_space label representative members",
}


@pytest.mark.parametrize("table", Table)
def test_columns_are_the_promised_ones(
    exported: dict[Table, pd.DataFrame], empty: dict[Table, pd.DataFrame], table: Table
) -> None:
    assert list(exported[table].columns) == PROMISED[table].split() == list(empty[table].columns)


@pytest.mark.parametrize("table", Table)
def test_an_empty_table_has_the_types_of_a_full_one(
    exported: dict[Table, pd.DataFrame], empty: dict[Table, pd.DataFrame], table: Table
) -> None:
    pd.testing.assert_series_equal(exported[table].dtypes, empty[table].dtypes)


def test_a_source_is_named_by_its_file(exported: dict[Table, pd.DataFrame]) -> None:
    assert set(exported[Table.FINDINGS]["source"]) == {"papers/mitte.pdf"}
    assert list(exported[Table.SEGMENTS]["source"]) == ["papers/mitte.pdf"]


def test_a_finding_has_the_cluster_of_its_first_space(exported: dict[Table, pd.DataFrame]) -> None:
    assert list(exported[Table.FINDINGS]["cluster_id"]) == ["c2", "c3", None]


def test_a_first_space_without_cluster_gives_way_to_the_next() -> None:
    view = views.findings_view(findings_frame(FINDINGS), sources_frame(SOURCES), clusters_frame(CLUSTERS[:1]))
    assert list(view["cluster_id"]) == ["c1", None, None]


def test_a_named_place_has_the_promised_keys(exported: dict[Table, pd.DataFrame]) -> None:
    assert list(exported[Table.FINDINGS]["named_place"]) == [
        None,
        {"name": "Alte Post", "municipality": "Leer", "lat": 53.25, "lon": 7.5},
        None,
    ]


def test_views_leave_their_tables_alone() -> None:
    findings = findings_frame(FINDINGS)
    before = findings.copy(deep=True)
    views.findings_view(findings, sources_frame(SOURCES), clusters_frame(CLUSTERS))
    pd.testing.assert_frame_equal(findings, before)


def test_a_segment_of_no_source_is_refused() -> None:
    with pytest.raises(TableError, match="'1111111111111111' is in no row of the sources table"):
        views.segments_view(segments_frame([SEGMENT]), sources_frame(SOURCES[1:]))
