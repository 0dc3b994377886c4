"""The command line: every command, its exit codes and its help."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
import typer.main

from quartier_nlp.cli import app
from tests.conftest import CORPUS, ROOT


def quartier(*arguments: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "quartier_nlp.cli", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        env={**os.environ, "COLUMNS": "200"},
        check=False,
    )


def commands():
    group = typer.main.get_command(app)
    for name, command in group.commands.items():
        nested = getattr(command, "commands", None)
        if nested:
            yield from ((f"{name} {inner}", child) for inner, child in nested.items())
        else:
            yield name, command


@pytest.mark.parametrize(
    ("name", "command"), list(commands()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_option_is_documented(name, command):
    assert command.help
    undocumented = [parameter.name for parameter in command.params if not getattr(parameter, "help", None)]
    assert undocumented == []
    if name != "config docs":
        assert any("--out" in parameter.opts for parameter in command.params)


def test_the_documentation_is_what_help_says(tmp_path):
    fresh = tmp_path / "cli.md"
    arguments = [
        "quartier_nlp.cli",
        "utils",
        "docs",
        "--name",
        "quartier",
        "--title",
        "Command line",
        "--output",
        fresh,
    ]
    subprocess.run([sys.executable, "-m", "typer", *map(str, arguments)], cwd=ROOT, check=True, capture_output=True)
    text = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert text == fresh.read_text(encoding="utf-8"), "run `make docs`"
    for name, _ in commands():
        assert f"## `quartier {name}`" in text


def test_help_lists_the_commands():
    result = quartier("--help")
    assert result.returncode == 0
    for name in "run ingest analyse cluster draft sources segments findings clusters export config".split():
        assert name in result.stdout.decode()


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["findings", "--out", "{tmp}/none"], 3, "there is no store"),
        (["run", "--corpus", "{tmp}/none", "--out", "{tmp}/out"], 3, "does not exist"),
        (["run", "--settings", "{tmp}/none.toml"], 2, "does not exist"),
        (["run", "--settings", "{tmp}/wrong.toml"], 2, "did you mean 'findings'"),
        (["findings", "--format", "xml"], 2, "xml"),
        (["nonsense"], 2, "nonsense"),
        (["run", "--corpus", "{tmp}/bad", "--out", "{tmp}/out", "--strict"], 4, "quarantined"),
        (["run", "--corpus", "{tmp}/bad", "--out", "{tmp}/wrong.toml"], 2, "is a file"),
    ],
)
def test_exit_codes(tmp_path, arguments, code, message):
    (tmp_path / "wrong.toml").write_text("[findngs]\n", encoding="utf-8")
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "empty.pdf").write_bytes(b"")
    result = quartier(*(argument.format(tmp=tmp_path) for argument in arguments))
    assert result.returncode == code, result.stderr.decode()
    assert message in " ".join(result.stderr.decode().split())
    assert b"Traceback" not in result.stderr


def test_findings_come_as_jsonl_csv_and_parquet(finished):
    frames = {}
    for form in ("jsonl", "csv", "parquet"):
        result = quartier("findings", "--out", finished.out, "--format", form)
        assert result.returncode == 0, result.stderr.decode()
        read = {"jsonl": _read_lines, "csv": pd.read_csv, "parquet": pd.read_parquet}[form]
        frames[form] = read(io.BytesIO(result.stdout))
    assert list(frames["jsonl"]) == list(frames["csv"]) == list(frames["parquet"])
    ids = [set(frame["finding_id"]) for frame in frames.values()]
    assert ids[0] == ids[1] == ids[2]
    assert len(ids[0]) > 50


def _read_lines(stream):
    return pd.DataFrame([json.loads(line) for line in stream.read().decode("utf-8").splitlines()])


@pytest.mark.parametrize("name", ["sources", "segments", "findings", "clusters"])
def test_tables_are_shown_to_people(finished, name):
    result = quartier(name, "--out", finished.out)
    assert result.returncode == 0
    assert re.search(rb"\d+ rows", result.stderr)


def test_export_writes_every_table(finished, tmp_path):
    result = quartier("export", "--out", finished.out, "--to", tmp_path / "csv", "--format", "csv")
    assert result.returncode == 0
    assert {file.name for file in (tmp_path / "csv").iterdir()} == {
        f"{table}.csv" for table in ("sources", "segments", "findings", "clusters")
    }


def test_output_is_quiet_when_nobody_watches(finished):
    result = quartier("run", "--corpus", CORPUS, "--out", finished.out)
    assert result.returncode == 0
    assert b"\x1b" not in result.stdout + result.stderr
    assert b"\r" not in result.stdout + result.stderr
    assert b"Draft: " in result.stdout


def test_config_check_reads_settings_and_lexicons(tmp_path):
    settings = tmp_path / "quartier.toml"
    lexicon = tmp_path / "eigene.toml"
    lexicon.write_text("nonsense = [", encoding="utf-8")
    settings.write_text("[findings]\nlexicons = ['eigene.toml']\n", encoding="utf-8")
    broken = quartier("config", "check", "--settings", settings)
    assert broken.returncode == 2
    assert "eigene.toml" in broken.stderr.decode()
    assert quartier("config", "check", "--corpus", CORPUS).returncode == 0


def test_config_docs_is_the_documentation():
    result = quartier("config", "docs")
    assert result.stdout.decode() == (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
