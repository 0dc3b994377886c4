"""Deciding on findings of a store, and what comes of it as training examples."""

from __future__ import annotations

import dataclasses
import json
import shutil
from pathlib import Path

import pytest

from quartier_nlp import steps
from quartier_nlp.errors import NothingToDoError, UsageError
from quartier_nlp.evaluation.gold import read_gold
from quartier_nlp.model.records import AS_IT_IS, Correction, Decision
from quartier_nlp.model.tables import findings_of
from quartier_nlp.model.vocabulary import DecisionAction, Kind, SourceStatus
from quartier_nlp.store.life import Place
from quartier_nlp.workspace import Workspace
from tests.test_cli import quartier
from training.corpus import read_documents

ACCEPT, REJECT, RELABEL = DecisionAction


@pytest.fixture
def workspace(finished: Workspace, tmp_path: Path) -> Workspace:
    """A store of its own."""
    shutil.copy(finished.out / "quartier.db", tmp_path / "quartier.db")
    return dataclasses.replace(finished, out=tmp_path)


def _rows(workspace: Workspace) -> list[dict[str, object]]:
    with workspace.open_store() as store:
        return store.findings().to_dict(orient="records")


def _files(folder: Path) -> dict[str, bytes]:
    return {str(f.relative_to(folder)): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()}


def test_decisions_on_the_whole_corpus_are_examples_that_training_reads(workspace, tmp_path):
    with workspace.open_store() as store:
        decided = findings_of(store.findings())[::9]
        actions = {finding.finding_id: (ACCEPT, REJECT)[index % 2] for index, finding in enumerate(decided)}
        for finding in decided:
            store.decisions.add(Decision(actions[finding.finding_id], finding))
    steps.export_training(workspace, tmp_path / "one")
    steps.export_training(workspace, tmp_path / "two")
    assert _files(tmp_path / "one") == _files(tmp_path / "two")

    gold = read_gold(tmp_path / "one" / "gold")
    annotated = {record["id"]: record for records in gold.documents.values() for record in records}
    assert set(annotated) == {one for one, action in actions.items() if action is ACCEPT}
    assert len(gold.negatives) == sum(action is REJECT for action in actions.values())
    for document in read_documents(tmp_path / "one"):
        text = " ".join(passage.text for passage in document.passages)
        for record in gold.documents[document.name]:
            assert record["quote"] in text
        for record in (*gold.negatives, *gold.borderline):
            assert record["doc"] != document.name or record["quote"] in text
    unscored = sum(not m.scored for d in read_documents(tmp_path / "one") for p in d.passages for m in p.mentions)
    assert unscored >= len(gold.borderline) > 0


def test_nobody_is_named_in_examples(workspace, tmp_path):
    with workspace.open_store() as store:
        names = store.names()
        for finding in findings_of(store.findings())[::20]:
            store.decisions.add(Decision(ACCEPT, finding))
    files = _files(tmp_path) if steps.export_training(workspace, tmp_path / "t") else {}
    for source_id, own in names.items():
        texts = [content.decode() for name, content in files.items() if source_id in name and "quartier" not in name]
        for name in own.values():
            if len(name.split()) > 1:
                assert not [text for text in texts if name in text]
    assert any(names.values())


def test_relabelling_changes_what_is_learnt(workspace, tmp_path):
    row = next(r for r in _rows(workspace) if r["kind"] == "format" and r["state"] == "active")
    wanted = str(row["finding_id"])
    correction = Correction(Kind.PLACE, "ein Ort", None, ("wohnquartier", "innenstadt"))
    assert steps.decide(workspace, wanted[:12], RELABEL, correction, "KM") == "ein Ort"
    assert steps.decide(workspace, wanted, ACCEPT) == "ein Ort"
    steps.export_training(workspace, tmp_path / "t")
    gold = read_gold(tmp_path / "t" / "gold")
    (record,) = gold.documents[str(row["source_id"])]
    assert (record["type"], record["label"], record["status"]) == ("place", "ein Ort", None)
    assert record["action_spaces"] == ["wohnquartier", "innenstadt"]
    assert [(n["tempts"], n["reason"]) for n in gold.negatives] == [("format", "relabelled")]
    assert "decisions of editors: relabel, accept" in steps.explain(workspace, wanted).notes


def test_sources_that_have_left_take_their_examples_along(workspace, tmp_path):
    rows = _rows(workspace)
    first, last = rows[0], rows[-1]
    for row in (first, last):
        steps.decide(workspace, str(row["finding_id"]), ACCEPT)
    steps.export_training(workspace, tmp_path / "t")
    (tmp_path / "t" / "docs" / "own.md").write_text("of the user", encoding="utf-8")
    with workspace.open_store() as store:
        store.life.settle({}, {str(first["source_id"]): Place(SourceStatus.WITHDRAWN)})
    steps.export_training(workspace, tmp_path / "t")
    names = {Path(name).name for name in _files(tmp_path / "t")}
    assert not [name for name in names if name.startswith(str(first["source_id"]))]
    assert f"{last['source_id']}.jsonl" in names
    assert "own.md" in names


@pytest.mark.parametrize(
    ("action", "correction", "message"),
    [
        (RELABEL, AS_IT_IS, "relabel needs a new value"),
        (ACCEPT, Correction(label="x"), "accept takes no values"),
        (RELABEL, Correction(label=" "), "--label is empty"),
        (RELABEL, Correction(action_spaces=("dorf",)), "no action space dorf: there are innenstadt"),
        (RELABEL, Correction(action_spaces=("innenstadt", "innenstadt")), "given twice"),
    ],
)
def test_what_does_not_fit_is_refused(workspace, action, correction, message):
    wanted = str(_rows(workspace)[0]["finding_id"])
    with pytest.raises(UsageError, match=message):
        steps.decide(workspace, wanted, action, correction)
    with workspace.open_store() as store:
        assert store.decisions.all() == []


def test_nothing_decided_is_nothing_to_learn(workspace, tmp_path):
    with pytest.raises(NothingToDoError, match="nothing has been decided"):
        steps.export_training(workspace, tmp_path / "t")
    assert not (tmp_path / "t").exists()


def test_the_commands(workspace, tmp_path):
    wanted = next(str(r["finding_id"]) for r in _rows(workspace) if r["kind"] == "approach")
    options = ["--out", workspace.out]
    assert quartier("decide", wanted, "accept", "--by", "KM", *options).returncode == 0
    told = quartier("decide", wanted, "relabel", "--label", "=neu", "--status", "rejected", *options)
    assert told.stdout.decode() == "relabel: =neu\n"
    assert quartier("decide", wanted, "maybe", *options).returncode == 2
    assert quartier("decide", wanted, "relabel", "--status", "never", *options).returncode == 2
    told = quartier("export-training", "--to", tmp_path / "t", *options)
    assert len(told.stdout.decode().splitlines()) == 4
    lines = next((tmp_path / "t" / "gold").glob("?" * 16 + ".jsonl")).read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["label"] for line in lines] == ["=neu"]
