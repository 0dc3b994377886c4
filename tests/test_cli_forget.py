"""The command that forgets: what it says, what it asks, how it ends."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from quartier_nlp import steps
from quartier_nlp.settings import Settings
from quartier_nlp.workspace import Workspace
from tests.conftest import CORPUS
from tests.test_cli import quartier


@pytest.fixture
def workspace(tmp_path, monkeypatch):
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "prefect"))
    (tmp_path / "corpus").mkdir()
    shutil.copy(CORPUS / "transcripts" / "runde-siedlung.docx", tmp_path / "corpus" / "runde.docx")
    settings = Settings(findings={"use_encoder": False}, clusters={"vectors": "use"}, draft={"formats": ("md",)})
    made = Workspace(settings, tmp_path / "corpus", tmp_path / "out")
    steps.run(made)
    return made


def forget(workspace, *arguments: str | Path):
    result = quartier("forget", *arguments, "--corpus", workspace.corpus, "--out", workspace.out, "--quiet")
    assert b"Traceback" not in result.stderr
    return result.returncode, result.stdout.decode(), " ".join(result.stderr.decode().split())


def test_a_speaker_then_the_source_then_back(workspace):
    code, shown, told = forget(workspace, "runde.docx")
    assert (code, told) == (2, "error: nobody is there to ask: give --yes to forget without asking")
    assert "To be forgotten: " in shown
    code, shown, told = forget(workspace, "runde.docx", "--speaker", "Kofi Adomako", "--yes")
    assert (code, shown.splitlines()[-1]) == (0, "Nothing was found.")
    assert "Kofi" not in shown + told
    assert "still there: runde.docx in the corpus" in told
    code, shown, _ = forget(workspace, "runde.docx", "--yes", "--delete-file")
    assert (code, "Deleted: runde.docx" in shown) == (0, True)
    assert list(workspace.corpus.iterdir()) == []
    assert forget(workspace, "runde.docx", "--undo")[0] == 0
    assert forget(workspace, "runde.docx", "--undo")[0] == 2


def test_it_fails_when_something_is_left(workspace):
    edited = workspace.drafts / "quintessenz.md"
    edited.write_text(edited.read_text(encoding="utf-8") + "\nMeine Anmerkung\n", encoding="utf-8")
    code, shown, told = forget(workspace, "runde.docx", "--yes")
    assert code == 5
    assert f"edited: {edited} holds words of it" in told
    assert f"still found in {edited}" in told
    assert "Searched: " in shown
    assert edited.read_text(encoding="utf-8").endswith("Meine Anmerkung\n")
