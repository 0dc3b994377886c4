"""Average linkage: exact, through micro-clusters, and its own linkage against SciPy's."""

import time

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from quartier_nlp.clusters.agreement import agreement
from quartier_nlp.clusters.grouping import by_appearance, group, weighted_average_linkage
from quartier_nlp.clusters.vectors import unit


def blobs(centres: int, each: int, *, width: int = 32, spread: float = 0.05) -> tuple[NDArray[np.float64], list[int]]:
    random = np.random.default_rng(7)
    middles = unit(random.normal(size=(centres, width)))
    truth = [index % centres for index in range(centres * each)]
    return unit(middles[truth] + spread * random.normal(size=(len(truth), width))), truth


@pytest.mark.parametrize("count", [0, 1])
def test_few_items_need_no_linkage(count: int) -> None:
    assert group(np.ones((count, 3)), cut=0.8, exact_limit=10).tolist() == [0] * count


@pytest.mark.parametrize(
    ("cut", "groups"),
    [
        pytest.param(0.0, [0, 0, 1, 2], id="equal rows only"),
        pytest.param(0.5, [0, 0, 0, 1], id="near rows"),
        pytest.param(2.0, [0, 0, 0, 0], id="everything"),
    ],
)
def test_the_cut_decides_what_is_joined(cut: float, groups: list[int]) -> None:
    rows = unit(np.array([[1.0, 0.0], [1.0, 0.0], [1.0, 0.5], [-1.0, 0.2]]))
    assert group(rows, cut=cut, exact_limit=10).tolist() == groups


@pytest.mark.parametrize("exact_limit", [1_000, 100], ids=["exact", "micro-clusters"])
def test_separate_blobs_are_found(exact_limit: int) -> None:
    rows, truth = blobs(6, 40)
    assert agreement(truth, group(rows, cut=0.5, exact_limit=exact_limit).tolist()).b_cubed == 1.0


def test_weighted_linkage_of_single_items_is_scipys() -> None:
    rows, _ = blobs(5, 12, spread=0.4)
    distances = 1 - rows @ rows.T
    np.fill_diagonal(distances, 0)
    for cut in (0.3, 0.6, 0.9):
        theirs = fcluster(linkage(squareform(distances, checks=False), "average"), cut, "distance")
        ours = weighted_average_linkage(distances, np.ones(len(rows)), cut)
        assert ours.tolist() == by_appearance(theirs).tolist()


def test_weights_stand_for_repeated_items() -> None:
    rows, _ = blobs(4, 5, spread=0.6)
    sizes = np.arange(1, len(rows) + 1)
    repeated = np.repeat(np.arange(len(rows)), sizes)
    weighted = weighted_average_linkage(1 - rows @ rows.T, sizes, 0.7)
    assert weighted[repeated].tolist() == group(rows[repeated], cut=0.7, exact_limit=10_000).tolist()


def test_groups_are_numbered_by_appearance() -> None:
    assert by_appearance(np.array([7, 7, 2, 9, 2])).tolist() == [0, 0, 1, 2, 1]


def test_ten_thousand_items_take_seconds() -> None:
    rows, _ = blobs(300, 34, width=128, spread=0.1)
    started = time.process_time()
    group(rows[:10_000], cut=0.8, exact_limit=5_000)
    assert time.process_time() - started < 10
