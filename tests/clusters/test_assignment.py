"""Topics of findings: their own cues first, then their group's."""

import numpy as np
import pytest

from quartier_nlp.clusters.assignment import NONE, adopt, assign

NEAR = np.array([0, 0, 0, 1])


@pytest.mark.parametrize(
    ("strengths", "topics"),
    [
        pytest.param([[1, 0], [0, 1], [0, 0], [0, 2]], [0, 1, NONE, 1], id="its own"),
        pytest.param([[1, 1], [0, 1], [0, 1], [1, 1]], [1, 1, 1, 0], id="among equals its group's, then the first"),
        pytest.param([[2, 1], [0, 1], [0, 1], [0, 0]], [0, 1, 1, NONE], id="the stronger against its group"),
    ],
)
def test_a_finding_has_the_topic_that_it_speaks_of(strengths: list[list[float]], topics: list[int]) -> None:
    assert assign(np.array(strengths, dtype=float), NEAR).tolist() == topics


def test_without_topics_none_is_assigned() -> None:
    assert assign(np.zeros((2, 0)), np.array([0, 1])).tolist() == [NONE, NONE]


@pytest.mark.parametrize(
    ("chosen", "cosine", "adopted"),
    [
        pytest.param([4, 4, NONE, NONE], 0.8, 4, id="close to most of its group"),
        pytest.param([4, 4, NONE, NONE], 0.3, NONE, id="far"),
        pytest.param([4, NONE, NONE, NONE], 0.8, NONE, id="too few of the group"),
        pytest.param([NONE, NONE, NONE, 4], 0.8, NONE, id="another group's"),
    ],
)
def test_a_finding_without_a_topic_takes_its_groups(chosen: list[int], cosine: float, adopted: int) -> None:
    other = [cosine, (1 - cosine**2) ** 0.5]
    meaning = np.array([[1.0, 0.0], [1.0, 0.0], other, [1.0, 0.0]])
    assert adopt(np.array(chosen), NEAR, meaning, share=0.5, closeness=0.6)[2] == adopted
