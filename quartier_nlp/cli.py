"""The command line. It parses, calls ``steps`` and reports; exit codes are those of the errors.

0 done, 2 wrong usage or settings, 3 nothing to do, 4 with ``--strict`` when a source was
quarantined, 5 if something forgotten is still found, 1 anything else.
"""

from __future__ import annotations

import logging
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.markup import escape

from quartier_nlp import __version__, cli_forget, cli_quality, cli_review, report, steps
from quartier_nlp import settings as settings_module
from quartier_nlp.cli_options import DEFAULT_OUT, Corpus, Out, Quiet, SettingsFile
from quartier_nlp.cli_options import workspace_of as _workspace
from quartier_nlp.errors import QuartierError, UsageError
from quartier_nlp.model.tables import Table
from quartier_nlp.progress import terminal

if TYPE_CHECKING:
    import pandas as pd

app = typer.Typer(
    name="quartier",
    help="From workshop transcripts and papers to a German draft Quintessenz with evidence, offline.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
config_app = typer.Typer(help="Look at and check the settings.", no_args_is_help=True)
app.add_typer(config_app, name="config")

_out = Console()
_err = Console(stderr=True)

Strict = Annotated[bool, typer.Option("--strict", help="End with exit code 4 if a source is quarantined.")]
To = Annotated[
    Path | None,
    typer.Option("--to", help="File to write, replaced if it is there.", show_default="standard output"),
]
Private = Annotated[
    bool, typer.Option("--private", help="Leave participants' names and contact data in: never pass this copy on.")
]


class ShownFormat(StrEnum):
    """How a table is printed."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


class FileFormat(StrEnum):
    """How tables are written to a folder."""

    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"


class State(StrEnum):
    """Which findings are listed."""

    ACTIVE = "active"
    CANDIDATE = "candidate"
    RETIRED = "retired"
    ALL = "all"


As = Annotated[ShownFormat, typer.Option("--format", help="Form of the output.")]


# -- the main job ------------------------------------------------------------------------------


@app.command()
def run(
    out: Out = DEFAULT_OUT,
    corpus: Corpus = None,
    settings: SettingsFile = None,
    strict: Strict = False,
    quiet: Quiet = False,
) -> None:
    """Do the main job: ingest, analyse, cluster, draft; only what is missing is done."""
    workspace = _workspace(out, corpus, settings)
    with terminal(quiet=quiet) as progress:
        summary = steps.run(workspace, progress)
    report.summary(summary, workspace, strict=strict, quiet=quiet)


@app.command()
def ingest(
    out: Out = DEFAULT_OUT,
    corpus: Corpus = None,
    settings: SettingsFile = None,
    strict: Strict = False,
    quiet: Quiet = False,
) -> None:
    """Read what is new or changed in the corpus into the store."""
    workspace = _workspace(out, corpus, settings)
    with terminal(quiet=quiet) as progress:
        summary = steps.ingest(workspace, progress)
    report.summary(summary, workspace, strict=strict, quiet=quiet)


@app.command()
def analyse(out: Out = DEFAULT_OUT, settings: SettingsFile = None, quiet: Quiet = False) -> None:
    """Extract findings from the sources that have not been analysed yet."""
    with terminal(quiet=quiet) as progress:
        summary = steps.analyse(_workspace(out, None, settings), progress)
    report.analysis(summary)


@app.command()
def cluster(out: Out = DEFAULT_OUT, settings: SettingsFile = None, quiet: Quiet = False) -> None:
    """Group the findings that say the same."""
    with terminal(quiet=quiet) as progress:
        changed = steps.cluster(_workspace(out, None, settings), progress)
    report.say("Clusters: formed anew." if changed else "Clusters: up to date.")


@app.command()
def draft(out: Out = DEFAULT_OUT, settings: SettingsFile = None, quiet: Quiet = False) -> None:
    """Write the German draft as Markdown, DOCX and HTML; files that someone has changed are kept."""
    with terminal(quiet=quiet) as progress:
        summary = steps.draft(_workspace(out, None, settings), progress)
    report.drafting(summary)


# -- tables ------------------------------------------------------------------------------------


@app.command()
def sources(
    out: Out = DEFAULT_OUT,
    settings: SettingsFile = None,
    form: As = ShownFormat.TABLE,
    to: To = None,
    quarantined: Annotated[
        bool, typer.Option("--quarantined", help="Only sources that could not be read, with the reason.")
    ] = False,
) -> None:
    """List the sources; below, on standard error, what is missing or unsure in those that were read."""
    with _workspace(out, None, settings).open_store() as store:
        frame = steps.view(store, Table.SOURCES)
        remarks = steps.remarks(store)
    if quarantined:
        frame = frame[frame["status"] == "quarantined"].reset_index(drop=True)
    shown = ["path", "status", "error"] if quarantined else ["path", "kind", "format", "title", "date", "status"]
    _emit(frame, Table.SOURCES, form, to, shown)
    if not quarantined:
        report.remarks(remarks)


@app.command()
def segments(
    out: Out = DEFAULT_OUT,
    settings: SettingsFile = None,
    form: As = ShownFormat.TABLE,
    to: To = None,
    private: Private = False,
) -> None:
    """List the segments: paragraphs, headings, turns, each with page or time."""
    with _workspace(out, None, settings).open_store() as store:
        frame = steps.view(store, Table.SEGMENTS, private=private)
    _emit(frame, Table.SEGMENTS, form, to, ["source", "seq", "page", "t_start", "speaker", "text"])


@app.command()
def findings(
    out: Out = DEFAULT_OUT,
    settings: SettingsFile = None,
    form: As = ShownFormat.TABLE,
    to: To = None,
    state: Annotated[
        State, typer.Option("--state", help="Which findings: those of the draft, those below the threshold, ...")
    ] = State.ACTIVE,
    private: Private = False,
) -> None:
    """List the findings with their evidence."""
    with _workspace(out, None, settings).open_store() as store:
        frame = steps.view(store, Table.FINDINGS, state=None if state is State.ALL else state.value, private=private)
    _emit(frame, Table.FINDINGS, form, to, ["source", "kind", "label", "status", "action_spaces", "score"])


@app.command()
def clusters(
    out: Out = DEFAULT_OUT,
    settings: SettingsFile = None,
    form: As = ShownFormat.TABLE,
    to: To = None,
) -> None:
    """List the clusters."""
    with _workspace(out, None, settings).open_store() as store:
        frame = steps.view(store, Table.CLUSTERS)
    frame = frame.assign(size=[len(members) for members in frame["members"]]) if form is ShownFormat.TABLE else frame
    _emit(frame, Table.CLUSTERS, form, to, ["action_space", "kind", "label", "size"])


@app.command()
def export(
    to: Annotated[Path, typer.Option("--to", help="Folder to write into.")],
    out: Out = DEFAULT_OUT,
    settings: SettingsFile = None,
    form: Annotated[FileFormat, typer.Option("--format", help="File format of the tables.")] = FileFormat.CSV,
    private: Private = False,
) -> None:
    """Write every table into a folder for other programs."""
    for file in steps.export_tables(_workspace(out, None, settings), to, form.value, private=private):
        report.say(str(file))


cli_quality.register(app)
cli_review.register(app)
cli_forget.register(app)


# -- settings ----------------------------------------------------------------------------------


@config_app.command("check")
def config_check(out: Out = DEFAULT_OUT, settings: SettingsFile = None, corpus: Corpus = None) -> None:
    """Check the settings and the lexicons, and say which optional programs are there."""
    workspace = _workspace(out, corpus, settings)
    for line in steps.check(workspace):
        report.say(line)


@config_app.command("docs")
def config_docs() -> None:
    """Print the documentation of every setting as Markdown."""
    sys.stdout.write(settings_module.reference())


@app.callback(invoke_without_command=True)
def _root(
    version: Annotated[bool, typer.Option("--version", help="Print the version and end.")] = False,
) -> None:
    if version:
        report.say(f"quartier {__version__}")
        raise typer.Exit


# -- reporting ---------------------------------------------------------------------------------


def _emit(frame: pd.DataFrame, table: Table, form: ShownFormat, to: Path | None, shown: list[str]) -> None:
    from quartier_nlp.export.tables import TableFormat, to_bytes

    if form is ShownFormat.TABLE:
        if to is not None:
            raise UsageError("--to needs --format jsonl, csv or parquet")
        _print_table(frame[shown])
        return
    content = to_bytes(frame, table, TableFormat(form.value))
    if to is not None:
        steps.write_atomically(to, content)
    elif form is ShownFormat.PARQUET and sys.stdout.isatty():
        raise UsageError("Parquet is no text: name a file with --to, or pipe the output")
    else:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()


def _print_table(frame: pd.DataFrame) -> None:
    from rich.table import Table as RichTable

    grid = RichTable(*frame.columns, box=None, pad_edge=False, header_style="bold")
    for row in frame.itertuples(index=False):
        grid.add_row(*(escape(_cell(value)) for value in row))
    _out.print(grid)
    _err.print(f"{len(frame)} rows", highlight=False)


def _cell(value: Any) -> str:
    import pandas as pd

    if isinstance(value, tuple | list):
        return ", ".join(str(item) for item in value)
    if value is None or pd.isna(value):
        return ""
    text = f"{value:.2f}" if isinstance(value, float) else str(value)
    return text if len(text) <= 160 else f"{text[:159]}…"


def main() -> NoReturn:
    """Run the command line and end the process with the documented exit code."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    try:
        app()
    except QuartierError as error:
        report.failure(error)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): not an error, but nothing more can be said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    sys.exit(0)


if __name__ == "__main__":
    main()
