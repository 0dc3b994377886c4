"""Commands of editors: what they decide, and what is learnt from it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from quartier_nlp import report, steps
from quartier_nlp.cli_options import DEFAULT_OUT, FindingId, Out, SettingsFile, workspace_of
from quartier_nlp.model.records import Correction
from quartier_nlp.model.vocabulary import ApproachStatus, DecisionAction, Kind


def decide(
    finding: FindingId,
    action: Annotated[DecisionAction, typer.Argument(metavar="ACTION", help="accept, reject or relabel.")],
    label: Annotated[str | None, typer.Option("--label", help="Relabel: new wording.", show_default=False)] = None,
    kind: Annotated[Kind | None, typer.Option("--kind", help="Relabel: what it is.", show_default=False)] = None,
    status: Annotated[
        ApproachStatus | None, typer.Option("--status", help="Relabel: status of an approach.", show_default=False)
    ] = None,
    space: Annotated[
        list[str] | None,
        typer.Option("--space", help="Relabel: action space; may be given several times.", show_default=False),
    ] = None,
    by: Annotated[str | None, typer.Option("--by", help="Who decides, e.g. initials.", show_default=False)] = None,
    out: Out = DEFAULT_OUT,
    settings: SettingsFile = None,
) -> None:
    """Record an editor's decision on a finding; the latest one stands, earlier ones are kept."""
    correction = Correction(kind, label, status, tuple(space) if space else None)
    now = steps.decide(workspace_of(out, None, settings), finding, action, correction, by)
    report.say(f"{action.value}: {now}")


def export_training(
    to: Annotated[Path, typer.Option("--to", help="Folder to write docs and gold into.")],
    out: Out = DEFAULT_OUT,
    settings: SettingsFile = None,
) -> None:
    """Write editors' decisions as training examples, without names, in the form of training/data."""
    for file in steps.export_training(workspace_of(out, None, settings), to):
        report.say(str(file))


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (decide, export_training):
        app.command()(command)
