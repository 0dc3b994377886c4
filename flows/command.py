"""The command line that every flow has."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from quartier_nlp import report, settings
from quartier_nlp.errors import QuartierError
from quartier_nlp.workspace import Workspace


def run_flow(flow: Callable[[Workspace], Any], description: str) -> NoReturn:
    """Parse the command line, run the flow, report, and end with the documented exit code."""

    def command(
        corpus: Annotated[
            Path | None, typer.Option(help="Folder of sources.", show_default="the corpus setting")
        ] = None,
        out: Annotated[Path, typer.Option(help="Folder of store, tables and drafts.")] = Path("outputs"),
        settings_file: Annotated[
            Path | None,
            typer.Option("--settings", help="Settings file.", show_default="quartier.toml if there is one"),
        ] = None,
        strict: Annotated[bool, typer.Option("--strict", help="End with 4 if a source is quarantined.")] = False,
    ) -> None:
        loaded = settings.load(settings_file)
        workspace = Workspace(loaded, corpus or loaded.corpus, out)
        report.summary(flow(workspace), workspace, strict=strict)

    command.__doc__ = description
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    app.command()(command)
    try:
        app()
    except QuartierError as error:
        report.failure(error)
        sys.exit(error.exit_code)
    sys.exit(0)
