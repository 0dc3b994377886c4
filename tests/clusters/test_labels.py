"""Names of groups: a topic's heading, else noun phrases, and never the same twice."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from quartier_nlp.clusters.labels import Unnamed, name
from quartier_nlp.clusters.phrases import noun_vocabulary


def flat(texts: Sequence[str]) -> NDArray[np.floating]:
    """All phrases equally typical and unrelated."""
    rows = np.zeros((len(texts), 16))
    for row, text in enumerate(texts):
        rows[row, len(text) % 15] = rows[row, 15] = 0.5**0.5 / (1 + row)
    return rows


def names(*groups: tuple[Sequence[str], str | None]) -> list[str]:
    mean = np.eye(16)[15]
    nouns = noun_vocabulary(text for wordings, _ in groups for text in wordings)
    return name([Unnamed(tuple(w), mean, topic) for w, topic in groups], flat, nouns=nouns, diversity=0.6)


def test_a_topic_names_its_group() -> None:
    assert names((["Wer haftet?"], "Haftung")) == ["Haftung"]


def test_a_group_without_topic_gets_its_phrases() -> None:
    (label,) = names((["Was kostet das Wasser?", "Wie weit trägt der Schall vom Wasser?"], None))
    assert label == "Schall und Wasser"


def test_a_single_wording_is_not_named_by_two_phrases() -> None:
    (label,) = names((["Was kosten das Wasser und der Schall?"], None))
    assert " und " not in label or label == "Wasser und der Schall"


def test_labels_are_distinct() -> None:
    same = (["Was kostet das Wasser?"], None)
    found = names(same, same, same, (["Wer haftet?"], "Haftung"), (["Wer haftet?"], "Haftung"))
    assert len({label.casefold() for label in found}) == 5


@pytest.mark.parametrize(
    ("wording", "label"),
    [
        ("Wer haftet?", "Wer haftet"),
        ("?? wer zahlt das", "Wer zahlt das"),
        ("?", "?"),
        ("wer zahlt das " * 10, "Wer zahlt das wer zahlt das wer zahlt das wer zahlt das wer zahlt …"),
        ("x" * 200, "X" + "x" * 69),
    ],
)
def test_a_wording_without_nouns_names_itself(wording: str, label: str) -> None:
    assert names(([wording], None)) == [label]
