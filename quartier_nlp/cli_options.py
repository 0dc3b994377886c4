"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from quartier_nlp import settings as settings_module
from quartier_nlp.workspace import Workspace

Out = Annotated[Path, typer.Option("--out", help="Folder of store, tables and drafts.", show_default="outputs")]
Corpus = Annotated[
    Path | None,
    typer.Option("--corpus", help="Folder of sources.", show_default="the corpus setting"),
]
SettingsFile = Annotated[
    Path | None,
    typer.Option("--settings", help="Settings file.", show_default="quartier.toml if there is one"),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print results and errors only, no progress.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object for programs.")]
FindingId = Annotated[str, typer.Argument(metavar="FINDING_ID", help="Id of the finding, or the beginning of it.")]
DEFAULT_OUT = Path("outputs")


def workspace_of(out: Path, corpus: Path | None, file: Path | None) -> Workspace:
    """Return the workspace that the options of a command name."""
    loaded = settings_module.load(file)
    return Workspace(loaded, corpus or loaded.corpus, out)
