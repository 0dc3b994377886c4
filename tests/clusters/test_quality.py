"""Groups of the development set's questions agree with its annotator at least so far."""

import csv
import json
from collections import defaultdict
from pathlib import Path
from statistics import fmean

import pytest

from quartier_nlp.clusters.agreement import Agreement, agreement
from quartier_nlp.clusters.build import build
from quartier_nlp.clusters.options import ClusterOptions
from quartier_nlp.clusters.vectors import Vectors
from quartier_nlp.model.tables import clusters_of, findings_frame
from tests.clusters.conftest import MakeFinding

RESOURCES = Path(__file__).parents[1] / "resources" / "clusters"


@pytest.fixture
def measured(use: Vectors, finding: MakeFinding) -> list[Agreement]:
    topics: dict[str, str] = {}
    findings = []
    with (RESOURCES / "questions.tsv").open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)):
            made = finding(
                row["question"], source=row["document"], spaces=tuple(row["spaces"].split("|")), number=number
            )
            topics[made.finding_id] = row["topic"]
            findings.append(made)
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for cluster in clusters_of(build(findings_frame(findings), vectors=use, options=ClusterOptions())):
        found[cluster.action_space] |= dict.fromkeys(cluster.members, cluster.cluster_id)
    return [agreement([topics[member] for member in groups], list(groups.values())) for groups in found.values()]


def test_agreement_with_the_annotator_stays_above_its_floors(measured: list[Agreement]) -> None:
    floors = json.loads((RESOURCES / "floors.json").read_text("utf-8"))
    for figure, floor in floors.items():
        value = fmean(getattr(one, figure) for one in measured)
        assert value >= floor, f"{figure} fell to {value:.3f}"


@pytest.mark.parametrize(
    ("given", "found", "expected"),
    [
        ("aabb", "1122", Agreement(1.0, 1.0, 1.0)),
        ("aabb", "1111", Agreement(2 / 3, 0.5, 0.0)),
        ("aabb", "1234", Agreement(2 / 3, 0.0, 2 / 3)),
        ("abc", "123", Agreement(1.0, 1.0, 1.0)),
        ("", "", Agreement(1.0, 1.0, 1.0)),
    ],
)
def test_figures_of_small_groupings(given: str, found: str, expected: Agreement) -> None:
    result = agreement(given, found)
    assert (result.b_cubed, result.pair_f1, result.v_measure) == pytest.approx(
        (expected.b_cubed, expected.pair_f1, expected.v_measure)
    )


def test_groupings_of_different_items_are_refused() -> None:
    with pytest.raises(ValueError, match="2 given items, 1 found"):
        agreement("ab", "1")
