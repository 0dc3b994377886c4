"""Commands that look into findings: why one is there, and how good they are."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from quartier_nlp import report_evaluation, report_explanation, steps
from quartier_nlp.cli_options import DEFAULT_OUT, AsJson, FindingId, Out, Quiet, SettingsFile, workspace_of
from quartier_nlp.progress import terminal


def explain(finding: FindingId, out: Out = DEFAULT_OUT, settings: SettingsFile = None, as_json: AsJson = False) -> None:
    """Say why a finding is there: context, votes, cues and weights, score and threshold, and what else was weighed."""
    report_explanation.show(steps.explain(workspace_of(out, None, settings), finding), as_json=as_json)


def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="Folder of annotations, one DOCUMENT.jsonl each.")],
    files: Annotated[
        Path | None,
        typer.Argument(
            metavar="RUN_DIR",
            help="Folder of the annotated files, to be read and analysed now.",
            show_default="run beside GOLD_DIR, else the findings of the store",
        ),
    ] = None,
    out: Out = DEFAULT_OUT,
    settings: SettingsFile = None,
    errors: Annotated[bool, typer.Option("--errors", help="List misses, false findings and wrong fields.")] = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Score findings against annotated documents: precision, recall and F1 per kind, document and register."""
    with terminal(quiet=quiet) as progress:
        evaluation = steps.evaluate(workspace_of(out, None, settings), gold, files, progress)
    report_evaluation.show(evaluation, errors=errors, as_json=as_json)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (explain, evaluate):
        app.command()(command)
