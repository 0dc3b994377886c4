"""From the findings table to the clusters table."""

import pandas as pd
import pytest

from quartier_nlp.clusters.build import build
from quartier_nlp.clusters.options import ClusterOptions
from quartier_nlp.clusters.vectors import Vectors
from quartier_nlp.model.identity import derived_id
from quartier_nlp.model.records import Cluster, Finding, NamedPlace
from quartier_nlp.model.tables import Table, clusters_of, columns, findings_frame
from quartier_nlp.model.vocabulary import FindingState, Kind
from tests.clusters.conftest import MakeFinding

LIABILITY = ["Wer haftet bei Unfällen?", "Wer haftet bei Unfällen im Hof?", "Wer haftet bei Unfällen im Laden?"]
FUNDING = ["Wer zahlt den Strom?", "Wer zahlt den Strom im Winter?"]


def built(findings: list[Finding], vectors: Vectors, options: ClusterOptions | None = None) -> list[Cluster]:
    return clusters_of(build(findings_frame(findings), vectors=vectors, options=options or ClusterOptions()))


def test_no_findings_give_an_empty_table(words: Vectors) -> None:
    table = build(findings_frame([]), vectors=words, options=ClusterOptions())
    assert table.empty
    assert tuple(table.columns) == columns(Table.CLUSTERS)


def test_questions_that_say_the_same_come_together(words: Vectors, finding: MakeFinding) -> None:
    found = built([finding(text) for text in (*LIABILITY, *FUNDING)], words)
    assert [len(cluster.members) for cluster in found] == [3, 2]
    assert found[0].label == "Haftung und Versicherung"
    assert found[0].subtitle in LIABILITY
    assert found[0].representative == found[0].members[0]


def test_the_order_of_findings_plays_no_part(use: Vectors, finding: MakeFinding) -> None:
    findings = [
        finding(text, source=source, kind=kind, spaces=spaces)
        for source in "abc"
        for kind in (Kind.OPEN_QUESTION, Kind.APPROACH, Kind.FORMAT)
        for spaces, texts in ((("innenstadt", "wohnquartier"), LIABILITY), (("wohnquartier",), FUNDING))
        for text in texts
    ]
    table = findings_frame(findings)
    first = build(table, vectors=use, options=ClusterOptions())
    again = build(table.sample(frac=1, random_state=3), vectors=use, options=ClusterOptions())
    pd.testing.assert_frame_equal(first, again)


def test_a_finding_is_in_a_cluster_of_each_of_its_spaces(words: Vectors, finding: MakeFinding) -> None:
    both = finding("Wer haftet?", spaces=("laendlicher_raum", "innenstadt"))
    found = built([both, finding("Wer zahlt?", spaces=())], words)
    assert [(c.action_space, c.members) for c in found] == [
        ("innenstadt", (both.finding_id,)),
        ("laendlicher_raum", (both.finding_id,)),
    ]
    assert len({c.cluster_id for c in found}) == 2


@pytest.mark.parametrize("state", [FindingState.CANDIDATE, FindingState.RETIRED])
def test_only_active_findings_count(words: Vectors, finding: MakeFinding, state: FindingState) -> None:
    active = finding("Wer haftet?")
    (cluster,) = built([active, finding("Wer haftet im Hof?", state=state)], words)
    assert cluster.members == (active.finding_id,)


def test_spaces_keep_the_order_of_the_options(words: Vectors, finding: MakeFinding) -> None:
    findings = [finding("Wer haftet?", spaces=("wohnquartier", "hafen", "am_fluss", "innenstadt"))]
    options = ClusterOptions(action_spaces=("wohnquartier", "innenstadt"))
    assert [c.action_space for c in built(findings, words, options)] == [
        "wohnquartier",
        "innenstadt",
        "am_fluss",
        "hafen",
    ]


def test_more_sources_come_before_more_members(words: Vectors, finding: MakeFinding) -> None:
    liability = [finding(text, source="a") for text in LIABILITY]
    funding = [finding(text, source=source) for text, source in zip(FUNDING, "ab", strict=True)]
    assert [len(c.members) for c in built(liability + funding, words)] == [2, 3]


def test_an_id_stands_for_kind_space_and_members(words: Vectors, finding: MakeFinding) -> None:
    findings = [finding(text) for text in LIABILITY]
    (cluster,) = built(findings, words)
    assert cluster.cluster_id == derived_id(
        "cluster", "open_question", "innenstadt", *sorted(f.finding_id for f in findings)
    )


def test_what_has_no_name_in_common_stays_alone(use: Vectors, finding: MakeFinding) -> None:
    texts = ["Noch nach Wonsees?", "Zudem, bei?", "Ihnen bis heute?", "Lassen wir das als Frage stehen?"]
    found = built([finding(text) for text in texts], use)
    assert [len(cluster.members) for cluster in found] == [1] * 4
    assert {cluster.label for cluster in found} == {text.rstrip("?") for text in texts}


def test_the_same_wording_of_two_sources_is_together(use: Vectors, finding: MakeFinding) -> None:
    (cluster,) = built([finding("Noch nach Wonsees?", source=source) for source in "ab"], use)
    assert len(cluster.members) == 2


@pytest.mark.parametrize("kind", [Kind.OPEN_QUESTION, Kind.APPROACH])
def test_a_finding_without_cues_joins_no_topic_by_accident(use: Vectors, finding: MakeFinding, kind: Kind) -> None:
    texts = ["Wer haftet bei Unfällen?", "Wer haftet im Hof?", "Was macht der Kirschkuchen?"]
    assert sorted(len(c.members) for c in built([finding(text, kind=kind) for text in texts], use)) == [1, 2]


def test_labels_are_distinct_within_a_space(use: Vectors, finding: MakeFinding) -> None:
    texts = [f"Was wird aus dem {noun}?" for noun in ("Bahnhof", "Kiosk", "Freibad", "Depot", "Turm", "Wald")]
    found = built([finding(text) for text in texts + LIABILITY + FUNDING], use)
    assert len({c.label for c in found}) == len(found)


def test_the_members_of_a_few_are_not_all_in_one(use: Vectors, finding: MakeFinding) -> None:
    texts = ["Wer haftet bei Unfällen?", "Wer haftet im Hof?", "Wie kommt man ohne Bus zur Arbeit?", "Wer gießt?"]
    sizes = sorted(len(c.members) for c in built([finding(text) for text in texts], use))
    assert sizes == [1, 1, 2]


# -- places and formats ------------------------------------------------------------------------


def test_equal_formats_are_counted_together(words: Vectors, finding: MakeFinding) -> None:
    labels = ["Runder Tisch", "runde Tische", "Runder Tisch", "Planspiel"]
    found = built(
        [finding(label, kind=Kind.FORMAT, source=source) for label, source in zip(labels, "abcd", strict=True)], words
    )
    assert [(c.label, len(c.members)) for c in found] == [("Runder Tisch", 3), ("Planspiel", 1)]


def test_named_places_go_by_name_and_town(words: Vectors, finding: MakeFinding) -> None:
    places = [
        NamedPlace("Kaufhaus Merz", "Hof"),
        NamedPlace("Kaufhaus Merz"),
        NamedPlace("Alte Post", "Hof"),
        NamedPlace("Alte Post", "Leer"),
        NamedPlace("Alte Post"),
        None,
    ]
    found = built([finding("Kaufhaus", kind=Kind.PLACE, place=p, number=i) for i, p in enumerate(places)], words)
    assert {(c.label, c.subtitle): len(c.members) for c in found} == {
        ("Kaufhaus Merz (Hof)", "Kaufhaus"): 2,
        ("Alte Post (Hof)", "Kaufhaus"): 1,
        ("Alte Post (Leer)", "Kaufhaus"): 1,
        ("Alte Post", "Kaufhaus"): 1,
        ("Kaufhaus", "Kaufhaus"): 1,
    }


def test_a_better_scored_finding_represents_equal_ones(words: Vectors, finding: MakeFinding) -> None:
    best = finding("Planspiel", kind=Kind.FORMAT, source="b", score=0.95)
    (cluster,) = built([finding("Planspiel", kind=Kind.FORMAT, score=0.6), best], words)
    assert cluster.representative == best.finding_id
