"""The flows do what the command line does. Prefect starts once for this module."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.flow


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    return {**os.environ, "PREFECT_HOME": str(tmp_path_factory.mktemp("prefect"))}


def flow(module: str, environment, *arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", f"flows.{module}", *map(str, arguments)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        check=False,
    )


def test_the_whole_runs_without_a_server_and_leaves_artifacts(environment, small_corpus, tmp_path):
    (small_corpus / "broken.docx").write_bytes(b"PK\x03\x04 not really")
    out = tmp_path / "out"
    result = flow("quintessenz", environment, "--corpus", small_corpus, "--out", out)
    assert result.returncode == 0, result.stderr.decode()[-3000:]
    shown = result.stdout.decode()
    assert "3 read" in shown or "4 read" in shown
    assert str(out / "draft" / "quintessenz.docx") in shown.replace("\n", "")
    assert b"quarantined: broken.docx" in result.stderr
    assert (out / "tables" / "findings.parquet").is_file()

    keys = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sqlite3, os; db = sqlite3.connect(os.path.join(os.environ['PREFECT_HOME'], 'prefect.db'));"
            "print(sorted({row[0] for row in db.execute('select key from artifact where key is not null')}))",
        ],
        env=environment,
        capture_output=True,
        check=True,
    ).stdout.decode()
    for key in ("quintessenz-summary", "quintessenz-draft", "reading-sources", "extracting-findings"):
        assert key in keys

    strict = flow("ingest", environment, "--corpus", small_corpus, "--out", out, "--strict")
    assert strict.returncode == 4, strict.stderr.decode()[-3000:]
    assert "0 read, 4 unchanged, 1 quarantined" in strict.stdout.decode()


def test_wrong_settings_end_before_prefect_does_anything(environment, tmp_path):
    result = flow("quintessenz", environment, "--settings", tmp_path / "none.toml")
    assert result.returncode == 2
    assert b"does not exist" in result.stderr
