"""Hostile and broken files are read right or quarantined with a message; none stops a run."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from quartier_nlp import steps
from quartier_nlp.model.tables import sources_of
from quartier_nlp.model.vocabulary import SourceStatus
from quartier_nlp.settings import IngestSettings, Settings
from quartier_nlp.workspace import Workspace
from tests.hostile.cases import LOWERED, Refused
from tests.hostile.corpus import cases
from tests.hostile.places import remove_deep_folder
from tests.sources.office_files import minutes_docx

ROOT = Path(__file__).parents[2]
#: Of the parent; readers have ``LOWERED.memory_mb`` of address space each.
PROGRAM_MB = 700


@pytest.fixture(scope="module")
def ground(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    yield folder
    remove_deep_folder(folder / "run" / "corpus")
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def report(ground):
    command = [sys.executable, "-m", "tests.hostile.run", str(ground / "run"), "--json", str(ground / "report.json")]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=240, check=False)
    assert (ground / "report.json").is_file(), result.stderr[-2000:]
    return json.loads((ground / "report.json").read_text())


def test_the_corpus_is_large():
    names = [case.path for case in cases()]
    assert len(names) == len(set(names)) >= 250


@pytest.mark.parametrize("path", [case.path for case in cases()], ids=lambda path: ascii(path)[:60])
def test_each_file_is_read_or_quarantined_as_it_must(report, path):
    assert report["wrong"].get(path) is None


def test_nothing_outside_the_corpus_is_read_or_asked(report):
    assert (report["leaked"], report["asked"]) == ([], 0)


def test_nothing_hangs_or_swells(report):
    assert max(report["slowest"].values()) < LOWERED.wall_seconds
    assert report["readers_mb"] < LOWERED.memory_mb
    assert report["parent_mb"] < PROGRAM_MB


def test_every_message_fits_on_a_line_and_shows_no_folder(report, ground):
    messages = report["messages"]
    assert {path: m for path, m in messages.items() if not m.isprintable() or len(m) > 1010} == {}
    assert {path: m for path, m in messages.items() if str(ground) in m or "tests.hostile" in m} == {}


def test_the_command_lists_all_that_are_quarantined(report, ground):
    command = [sys.executable, "-m", "quartier_nlp.cli", "sources", "--quarantined", "--format", "jsonl"]
    result = subprocess.run(
        [*command, "--out", str(ground / "run" / "store")], cwd=ROOT, capture_output=True, text=True, check=True
    )
    listed = {row["path"]: row for row in map(json.loads, result.stdout.splitlines())}
    assert set(listed) == set(report["messages"]) >= {c.path for c in cases() if isinstance(c.outcome, Refused)}
    assert all(row["error"] and row["reason"] for row in listed.values())


def test_a_repaired_file_is_taken_up_at_the_next_run(report, ground):
    corpus = ground / "run" / "corpus"
    minutes_docx(corpus / "half.docx")
    (corpus / "sidecar-kind.toml").write_text('kind = "protocol"\n')
    (corpus / "sidecar-syntax.toml").unlink()
    workspace = Workspace(Settings(ingest=IngestSettings(limits=LOWERED)), corpus, ground / "run" / "store")
    summary = steps.ingest(workspace)
    with workspace.open_store() as store:
        sources = {source.path: source for source in sources_of(store.sources())}
    repaired = {"half.docx", "sidecar-kind.txt", "sidecar-syntax.txt"}
    assert repaired <= set(report["messages"])
    assert {path for path in repaired if sources[path].status is SourceStatus.QUARANTINED} == set()
    assert summary.read == len(repaired)
