"""A file that was read in part: said at the run, in the list of sources and in the draft."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from quartier_nlp import steps
from quartier_nlp.model.notices import Notice, NoticeKind
from quartier_nlp.settings import Settings
from quartier_nlp.workspace import Workspace
from tests.conftest import ROOT
from tests.sources.pdf.typesetting import Typesetter

SETTINGS = Settings(clusters={"vectors": "use"}, findings={"use_encoder": False}, draft={"formats": ("md",)})
MESSAGE = "bericht.pdf: page 2 is a scan without text: its content is missing"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    setter = Typesetter(corpus / "bericht.pdf")
    setter.paragraph("Die Stadt sollte im alten Kiosk am Markt eine Werkstatt einrichten. " * 4)
    setter.next_page()
    setter.canvas.drawInlineImage(Image.new("L", (60, 80), 200), 0, 0, 595, 842)
    setter.save()
    monkeypatch.setenv("PATH", str(tmp_path))  # without tesseract
    return Workspace(SETTINGS, corpus, tmp_path / "out")


def test_unread_pages_are_told_at_the_run_in_the_list_and_in_the_draft(workspace: Workspace) -> None:
    summary = steps.run(workspace)
    (told,) = summary.ingest.notices
    assert told.startswith(MESSAGE)
    with workspace.open_store() as store:
        assert list(store.notices().values()) == [[Notice(NoticeKind.SCAN_UNREAD, (2,))]]
    listed = subprocess.run(
        [sys.executable, "-m", "quartier_nlp.cli", "sources", "--out", str(workspace.out)],
        cwd=ROOT,
        capture_output=True,
        env={**os.environ, "COLUMNS": "200"},
        check=True,
    )
    assert f"note: {MESSAGE}" in listed.stderr.decode()
    assert MESSAGE not in listed.stdout.decode()
    draft = (workspace.drafts / "quintessenz.md").read_text(encoding="utf-8")
    assert "Seite 2 ist ein Scan ohne erkannten Text; ihr Inhalt fehlt." in draft.replace("\\", "")
