"""The scorer itself: rules 24 to 26, and agreement with the reference implementation."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from quartier_nlp.evaluation.gold import read_gold
from quartier_nlp.evaluation.scorer import Tally, match, overlap, score
from quartier_nlp.evaluation.summary import summary
from quartier_nlp.model.vocabulary import Kind

SHARED = Path(__file__).parents[3] / "shared"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("die alte Molkerei", "Molkerei", True),
        ("Die alte Molkerei!", "die alte molkerei", True),
        ("Wer zahlt die Heizung im Winter", "Und wer zahlt die Heizung", True),
        ("Wer zahlt die Heizung", "Wer haftet bei Unfällen", False),
        ("Hof", "der Hof hinter dem Haus", False),
        ("Platz", "ein Satz " + "mit sehr vielen Wörtern " * 6 + "und dem Platz", False),
        ("", "Molkerei", False),
    ],
)
def test_overlap(one: str, other: str, same: bool) -> None:
    assert overlap(one, other) is same
    assert overlap(other, one) is same


def _record(quote: str, label: str = "", also: tuple[str, ...] = ()) -> dict[str, object]:
    return {"type": "place", "quote": quote, "label": label, "also": list(also)}


def test_second_mention_is_a_duplicate_not_an_error() -> None:
    gold = [_record("die alte Molkerei", also=("unsere Molkerei am Bach",))]
    found = [_record("alte Molkerei"), _record("Molkerei am Bach")]
    tally = match(Kind.PLACE, gold, found, [])
    assert (len(tally.hits), tally.wrong, tally.missed) == (1, [], [])


def test_labels_match_places_but_not_approaches() -> None:
    gold, found = [_record("der Ochsen", "Gasthof Ochsen")], [_record("die Wirtschaft", "gasthof ochsen")]
    assert len(match(Kind.PLACE, gold, found, []).hits) == 1
    assert not match(Kind.APPROACH, gold, found, []).hits


def test_borderline_counts_neither_way() -> None:
    tally = match(Kind.PLACE, [], [_record("die Kantine im Erdgeschoss")], ["Kantine im Erdgeschoss"])
    assert (tally.hits, tally.wrong) == ([], [])
    assert match(Kind.PLACE, [], [_record("die Kantine")], []).wrong


def test_measures_of_a_tally() -> None:
    record = _record("x")
    tally = Tally(hits=[(record, record)], wrong=[record], missed=[record, record])
    assert (tally.precision, tally.recall, tally.f1) == (0.5, pytest.approx(1 / 3), pytest.approx(0.4))
    assert Tally().f1 == 0


def reference(found: Path, gold: Path) -> dict[str, Any]:
    """Return what the reference implementation makes of predictions."""
    command = [sys.executable, str(SHARED / "tools" / "score.py"), str(found), "--gold", str(gold), "--json"]
    result: dict[str, Any] = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    return result


@pytest.mark.shared
def test_agrees_with_the_reference(tmp_path: Path) -> None:
    folder = SHARED / "data" / "devset" / "gold"
    gold = read_gold(folder)
    found = {name: _disturbed(records) for name, records in gold.documents.items()}
    for name, records in found.items():
        lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
        (tmp_path / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    expected = reference(tmp_path, folder)
    figures = summary(score(gold.documents, found, gold.borderline))
    assert {name: figures[name] for name in expected if name != "clusters"} == {
        name: value for name, value in expected.items() if name != "clusters"
    }
    assert 0.3 < figures["macro_f1"] < 0.9, "the faults are seen"


def _disturbed(records: list[dict[str, object]]) -> list[dict[str, object]]:
    """Return predictions with known faults: some dropped, cut, moved to another kind, space or status."""
    result = []
    for index, record in enumerate(records):
        if index % 5 == 0:
            continue
        changed = dict(record)
        words = str(record["quote"]).split()
        if index % 3 == 0:
            changed["quote"] = " ".join(words[: max(2, len(words) // 3)])
        if index % 4 == 1:
            changed["action_spaces"] = ["innenstadt"]
            changed["status"] = "proposed" if record["status"] else None
        if index % 7 == 2:
            changed["type"] = "place"
        result.append(changed)
    return result
