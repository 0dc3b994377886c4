from __future__ import annotations

import pytest

from training.scoring import GoldDocument, Prediction, judge, overlaps, tally, tally_all


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("das alte Kino", "Kino", True),
        ("das alte Kino am Markt", "im alten Kino am Markt", True),
        ("Kino", "Kin", False),
        ("Kino", "Schule", False),
        ("wer zahlt die Heizung", "zahlt die Stadt", True),
        ("wer zahlt die Heizung im Saal", "zahlt dann wohl die Stadt", False),
        ("", "Kino", False),
        ("…", "—", False),
        ("Kino", "Kino " + "und noch vieles mehr dazu " * 10, False),
        ("„Stadt-Labor“", "stadt labor", True),
    ],
)
def test_overlaps(first: str, second: str, same: bool) -> None:
    assert overlaps(first, second) is same
    assert overlaps(second, first) is same


GOLD = GoldDocument(
    "d",
    (
        {"type": "place", "quote": "das alte Kino", "also": ["im Kino"], "label": "altes Kino", "action_spaces": ["a"]},
        {"type": "place", "quote": "die Schule", "label": "Schule", "action_spaces": ["b"]},
        {
            "type": "approach",
            "quote": "öffnen das Kino",
            "label": "Kino öffnen",
            "status": "practised",
            "action_spaces": ["a"],
        },
    ),
    {"place": ("der Keller",)},
)


@pytest.mark.parametrize(
    ("quotes", "counts"),
    [
        ([], (0, 0, 2)),
        (["das alte Kino", "die Schule"], (2, 0, 0)),
        (["das alte Kino", "nochmal im Kino"], (1, 0, 1)),
        (["der Keller"], (0, 0, 2)),
        (["das Rathaus"], (0, 1, 2)),
    ],
)
def test_each_record_counts_once(quotes: list[str], counts: tuple[int, int, int]) -> None:
    found = tally(judge([Prediction("place", quote) for quote in quotes], GOLD), GOLD, "place")
    assert (found.hits, found.errors, found.missed) == counts


def test_label_matches_places_but_not_approaches() -> None:
    place = judge([Prediction("place", "woanders", label="Altes Kino")], GOLD)
    approach = judge([Prediction("approach", "woanders ganz", label="Kino öffnen")], GOLD)
    assert tally(place, GOLD, "place").hits == 1
    assert tally(approach, GOLD, "approach").errors == 1


def test_status_and_spaces_are_scored_on_hits() -> None:
    predictions = [
        Prediction("approach", "öffnen das Kino", status="proposed", spaces=("a",)),
        Prediction("place", "das alte Kino", spaces=("b",)),
    ]
    judged = judge(predictions, GOLD)
    assert tally(judged, GOLD, "approach").status == [0, 1]
    assert tally(judged, GOLD, "approach").spaces == [1, 1]
    assert tally(judged, GOLD, "place").spaces == [0, 1]


def test_thresholds_apply_by_kind() -> None:
    judged = {
        "d": judge([Prediction("place", "die Schule", 0.4), Prediction("approach", "öffnen das Kino", 0.4)], GOLD)
    }
    totals = tally_all(judged, [GOLD], {"approach": 0.3, "place": 0.5, "format": 0.5, "open_question": 0.5})
    assert (totals["approach"].f1, totals["place"].f1) == (1.0, 0.0)
    assert (totals["place"].precision, totals["place"].recall) == (0.0, 0.0)
