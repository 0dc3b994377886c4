"""The command that forgets."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from quartier_nlp import report, report_forgetting, steps
from quartier_nlp.cli_options import DEFAULT_OUT, Corpus, Out, Quiet, SettingsFile, workspace_of
from quartier_nlp.errors import UsageError
from quartier_nlp.progress import terminal


def forget(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="Path in the corpus, or beginning of the source id.")],
    speaker: Annotated[
        str | None,
        typer.Option("--speaker", help="Only this speaker: name, or pseudonym such as 'Person 3'.", show_default=False),
    ] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Let it be taken up again at the next run.")] = False,
    delete_file: Annotated[bool, typer.Option("--delete-file", help="Also delete the files in the corpus.")] = False,
    blacken_drafts: Annotated[
        bool, typer.Option("--blacken-drafts", help="Black the words out in drafts that were edited by hand.")
    ] = False,
    search: Annotated[
        list[Path] | None,
        typer.Option("--search", help="A further file or folder to search, e.g. of exports.", show_default=False),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    out: Out = DEFAULT_OUT,
    corpus: Corpus = None,
    settings: SettingsFile = None,
    quiet: Quiet = False,
) -> None:
    """Forget a source, or one speaker's words, everywhere, and prove it by a search.

    All versions and copies of the source go from the store, the tables and the draft; only digests stay, so that the
    file is not taken up again. Ends with exit code 5 if anything is found afterwards, and says where.
    """
    workspace = workspace_of(out, corpus, settings)
    if undo:
        steps.undo_forget(workspace, source, speaker)
        report.say("The next run takes it up again.")
        return
    plan = steps.plan_forget(workspace, source, speaker)
    report_forgetting.plan(plan)
    if not yes:
        if not sys.stdin.isatty():
            raise UsageError("nobody is there to ask: give --yes to forget without asking")
        typer.confirm("Forget this for good?", abort=True)
    options = steps.ForgetOptions(delete_file, blacken_drafts, tuple(search or ()))
    with terminal(quiet=quiet) as progress:
        summary = steps.forget(workspace, plan, options, progress)
    report_forgetting.result(summary)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(forget)
