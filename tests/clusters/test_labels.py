"""Names of groups: what their members share, else the wording, and never the same twice."""

from collections.abc import Sequence

import pytest

from quartier_nlp.clusters.labels import Unnamed, name


def names(*groups: tuple[Sequence[str], str | None]) -> list[str]:
    return name([Unnamed(tuple(wordings), heading) for wordings, heading in groups])


def test_what_its_members_share_names_a_group() -> None:
    assert names((["Wer haftet?", "Wer ist versichert?"], "Haftung")) == ["Haftung"]


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
def test_a_wording_alone_names_itself(wording: str, label: str) -> None:
    assert names(([wording], None)) == [label]
