"""What a person at the terminal is told about a run."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape

from quartier_nlp import steps
from quartier_nlp.errors import QuarantineError, QuartierError
from quartier_nlp.steps.stale import SUFFIX
from quartier_nlp.workspace import Workspace

_out = Console()
_err = Console(stderr=True)


def say(text: str) -> None:
    """Print a line of result, whatever characters it holds."""
    _out.print(escape(text), soft_wrap=True, highlight=False)


def warn(text: str) -> None:
    """Print a line beside the result."""
    _err.print(escape(text), soft_wrap=True, highlight=False)


def failure(error: QuartierError) -> None:
    """Print an error."""
    _err.print(f"[bold red]error:[/] {escape(str(error))}", soft_wrap=True, highlight=False)


def ingestion(result: steps.IngestSummary, *, quiet: bool = False) -> None:
    """Report what was read, and every quarantined file with its reason."""
    if not quiet:
        parts = [f"{result.read} read", f"{result.unchanged} unchanged"]
        parts += [f"{result.retired} retired"] if result.retired else []
        say(f"Sources: {', '.join(parts)}, {len(result.quarantined)} quarantined.")
        remarks(result.notices)
    for source in result.quarantined:
        warn(f"quarantined: {source.path}: {source.error}")


def remarks(texts: Sequence[str]) -> None:
    """Report what is missing or unsure in sources that were read."""
    for text in texts:
        warn(f"note: {text}")


def analysis(result: steps.AnalysisSummary) -> None:
    """Report what was analysed."""
    say(f"Findings: {result.analysed} sources analysed, {result.unchanged} up to date.")


def drafting(result: steps.DraftSummary) -> None:
    """Report where the draft is and which edited files were kept."""
    for file in result.kept:
        warn(f"kept: {file} has been changed by hand and was left alone")
    for file in result.stale:
        warn(f"stale: {file} holds words of a forgotten source, see {file.name}{SUFFIX} beside it")
    for file in result.files:
        say(f"Draft: {file}")


def summary(
    result: steps.RunSummary | steps.IngestSummary,
    workspace: Workspace,
    *,
    strict: bool = False,
    quiet: bool = False,
) -> None:
    """Report a run or an ingestion.

    Raises:
        QuarantineError: If ``strict`` and a source was quarantined.
    """
    ingested = result if isinstance(result, steps.IngestSummary) else result.ingest
    ingestion(ingested, quiet=quiet)
    if isinstance(result, steps.RunSummary):
        if not quiet:
            analysis(result.analysis)
        drafting(result.draft)
        say(f"Tables: {workspace.tables}")
    if strict and ingested.quarantined:
        count = len(ingested.quarantined)
        raise QuarantineError(f"{count} sources quarantined, see `quartier sources --quarantined`")
