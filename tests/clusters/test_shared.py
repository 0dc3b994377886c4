"""Groups of wordings that share a noun: named by it, and only where they are close."""

import numpy as np
import pytest

from quartier_nlp.clusters import shared
from quartier_nlp.clusters.phrases import Nouns
from quartier_nlp.clusters.vectors import unit

WORDINGS = ["eine Wasserampel bauen", "keine Wasserampel abbauen", "jede Wasserampel prüfen", "ein Postfach mieten"]


def rows(closeness: float, count: int) -> np.ndarray:
    """Unit rows that have the same cosine with each other."""
    return unit(np.hstack([np.eye(count) * (1 - closeness) ** 0.5, np.full((count, 1), closeness**0.5)]))


@pytest.mark.parametrize(
    ("count", "closeness", "expected"),
    [
        pytest.param(4, 0.3, [([0, 1, 2], "Wasserampel")], id="three of them"),
        pytest.param(2, 0.3, [], id="two that are not close"),
        pytest.param(2, 0.6, [([0, 1], "Wasserampel")], id="two that are"),
        pytest.param(4, 0.1, [], id="three that have only the word in common"),
        pytest.param(0, 0.5, [], id="none"),
    ],
)
def test_wordings_that_share_a_noun_come_together(
    count: int, closeness: float, expected: list[tuple[list[int], str]]
) -> None:
    assert shared.groups(WORDINGS[:count], rows(closeness, count), Nouns.of(WORDINGS)) == expected


def test_the_same_wording_twice_is_no_group() -> None:
    twice = [WORDINGS[0], WORDINGS[0].upper().capitalize(), WORDINGS[3]]
    assert shared.groups(twice, rows(0.9, 3), Nouns.of(WORDINGS)) == []
