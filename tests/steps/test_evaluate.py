"""Scoring findings of a store or of files against annotations."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest

from quartier_nlp import steps
from quartier_nlp.errors import NothingToDoError, UsageError
from quartier_nlp.evaluation.prediction import record_of
from quartier_nlp.evaluation.registers import Register
from quartier_nlp.model.tables import findings_of, sources_of
from quartier_nlp.model.vocabulary import FindingState, Kind
from quartier_nlp.settings import Settings
from quartier_nlp.workspace import Workspace
from tests.evaluation.test_scorer import reference
from tests.test_cli import quartier

_FILES = ("interview-handel", "stadtteilforum", "letzter-saal", "dorfgespraech")


def _write(path: Path, records: list[dict[str, object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), encoding="utf-8")


@pytest.fixture(scope="module")
def found(finished: Workspace) -> dict[str, list[dict[str, object]]]:
    """Findings of four sources as annotations."""
    records = defaultdict(list)
    with finished.open_store() as store:
        names = {source.source_id: Path(source.path).stem for source in sources_of(store.sources())}
        clusters = {m: row.cluster_id for row in store.clusters().itertuples() for m in row.members}
        for finding in findings_of(store.findings()):
            name = names[finding.source_id]
            if name in _FILES and finding.state is FindingState.ACTIVE:
                records[name].append(dict(record_of(finding, clusters.get(finding.finding_id))))
    return dict(records)


@pytest.fixture
def gold(found: dict[str, list[dict[str, object]]], tmp_path: Path) -> Path:
    """Annotations that differ from the findings: some are left out, moved to another space or status, one is new."""
    for name, records in found.items():
        kept = [dict(record) for index, record in enumerate(records) if index % 6]
        for record in kept[::5]:
            record["action_spaces"] = ["laendlicher_raum"]
            record["status"] = "rejected" if record["status"] else None
        new = {**kept[0], "quote": "ganz anderer Wortlaut von niemandem", "label": "Neues?"}
        _write(tmp_path / "gold" / f"{name}.jsonl", [*kept, new])
    left_out = [{"doc": n, "type": r[0]["type"], "quote": r[0]["quote"], "reason": "-"} for n, r in found.items()]
    _write(tmp_path / "gold" / "borderline.jsonl", left_out)
    return tmp_path / "gold"


def test_the_store_is_scored_where_there_are_no_files(finished, gold):
    evaluation = steps.evaluate(finished, gold)
    assert evaluation.missing == ()
    assert set(evaluation.registers) >= {Register.SPOKEN, Register.WRITTEN, Register.NOTES}
    pooled = [tally for kinds in evaluation.registers.values() for tally in kinds.values()]
    assert sum(len(t.hits) for t in pooled) == sum(len(t.hits) for t in evaluation.scores.kinds.values())
    figures = steps.summary_of(evaluation)
    assert all(0.6 < figures[kind]["f1"] < 1 for kind in Kind)
    assert figures["clusters"]["v"] == 1.0


@pytest.mark.shared
def test_the_figures_are_those_of_the_reference(finished, found, gold, tmp_path):
    for name, records in found.items():
        _write(tmp_path / "found" / f"{name}.jsonl", records)
    expected = reference(tmp_path / "found", gold)
    figures = steps.summary_of(steps.evaluate(finished, gold))
    assert {name: figures[name] for name in expected} == expected


def test_files_are_read_and_analysed(tmp_path):
    run = tmp_path / "run"
    run.mkdir()
    run.joinpath("eins.txt").write_text(
        "ANNA: Wir haben die alte Molkerei gekauft. Guten Tag.\nBERND: Wer bezahlt das auf Dauer?\n", encoding="utf-8"
    )
    record = {"type": "place", "quote": "die alte Molkerei", "label": "alte Molkerei", "action_spaces": ["innenstadt"]}
    _write(tmp_path / "gold" / "eins.jsonl", [record])
    _write(tmp_path / "gold" / "zwei.jsonl", [])
    _write(tmp_path / "gold" / "negatives.jsonl", [{"doc": "eins", "quote": "Guten Tag", "tempts": "approach"}])
    workspace = Workspace(Settings(), tmp_path, tmp_path / "none")
    evaluation = steps.evaluate(workspace, tmp_path / "gold")
    assert [len(part) for part in (evaluation.scores.kinds[Kind.PLACE].hits, evaluation.negatives)] == [1, 1]
    assert evaluation.missing == ("zwei",)
    assert evaluation == steps.evaluate(workspace, tmp_path / "gold", run)


def test_what_cannot_be_scored(finished, tmp_path):
    with pytest.raises(UsageError, match="is not a folder of annotations"):
        steps.evaluate(finished, tmp_path / "none")
    with pytest.raises(UsageError, match="holds no annotated documents"):
        steps.evaluate(finished, tmp_path)
    _write(tmp_path / "nobody.jsonl", [])
    with pytest.raises(NothingToDoError, match="named after a document"):
        steps.evaluate(finished, tmp_path)
    with pytest.raises(UsageError, match="is not a folder of files"):
        steps.evaluate(finished, tmp_path, tmp_path / "none")


def test_the_command_shows_a_table_errors_and_json(finished, gold):
    shown = quartier("evaluate", gold, "--errors", "--out", finished.out)
    assert shown.returncode == 0, shown.stderr.decode()
    text = shown.stdout.decode()
    for part in ("open_question", "spoken", "interview-handel", "MISSED ganz anderer", "FALSE", "action spaces right"):
        assert part in text
    told = json.loads(quartier("evaluate", gold, "--json", "--errors", "--out", finished.out).stdout)
    assert {"approach", "macro_f1", "registers", "documents", "errors"} <= set(told)
    assert {error["error"] for error in told["errors"]} == {"missed", "false", "action_spaces", "status"}
