"""How the figures of an evaluation are shown."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from quartier_nlp import steps
from quartier_nlp.evaluation.summary import errors_of
from quartier_nlp.model.vocabulary import Kind
from quartier_nlp.report import warn

#: Precision, recall and F1 of the kinds beside each other; a table that wraps is no table.
_WIDTH = 100
_MEASURES = ("p", "r", "f1")


def show(evaluation: steps.Evaluation, *, errors: bool, as_json: bool) -> None:
    """Print the figures, with ``errors`` also every miss, false finding and wrong field."""
    figures = steps.summary_of(evaluation)
    listed = errors_of(evaluation.scores) if errors else []
    if as_json:
        extra = {"errors": listed} if errors else {}
        sys.stdout.write(json.dumps({**figures, **extra}, ensure_ascii=False, indent=1) + "\n")
        return
    console = Console()
    console = Console(width=max(console.width, _WIDTH))
    for error in listed:
        console.print(_line(error), soft_wrap=True, highlight=False, markup=False)
    console.print(_table(figures))
    for title, (right, count) in _shares(figures).items():
        console.print(f"{title}: {'-' if right is None else f'{right:.3f}'} of {count}", highlight=False)
    for name in figures["missing"]:
        warn(f"note: no readable source is named after {name}; all of it counts as missed")


def _table(figures: Mapping[str, Any]) -> Table:
    grid = Table("", *(f"{kind.value}\n   P    R   F1" for kind in Kind), "all\n  F1", box=None, header_style="bold")
    for name, kinds in figures["documents"].items():
        whole = figures["f1_by_doc"][name]
        grid.add_row(escape(name), *_cells(kinds), "" if whole is None else _short(whole))
    for name, kinds in figures["registers"].items():
        grid.add_row(f"[italic]{name}[/]", *_cells(kinds), "")
    grid.add_row("[bold]all[/]", *_cells(figures), _short(figures["macro_f1"]))
    return grid


def _cells(kinds: Mapping[str, Mapping[str, float]]) -> list[str]:
    return [" ".join(_short(kinds[kind.value][measure]) for measure in _MEASURES) for kind in Kind]


def _short(value: float) -> str:
    return f"{value:.3f}"[1:] if value < 1 else "1.00"


def _shares(figures: Mapping[str, Any]) -> dict[str, tuple[float | None, int]]:
    shares = {"action spaces right": figures["space_acc"], "status right": figures["status_acc"]}
    if figures["negatives"][1]:
        shares["negatives taken"] = figures["negatives"]
    if figures["clusters"]["n"]:
        shares["clusters, V-measure"] = (figures["clusters"]["v"], figures["clusters"]["n"])
        shares["clusters, B-cubed"] = (figures["clusters"]["b3"], figures["clusters"]["n"])
    return {title: (right, count) for title, (right, count) in shares.items()}


def _line(error: Mapping[str, Any]) -> str:
    where = f"{error['doc']} {error['kind']}"
    match error["error"]:
        case "missed":
            return f"{where} MISSED {error['quote']}"
        case "false":
            return f"{where} FALSE {error['score']:.2f} {error['quote']} <{' '.join(error['found_by'])}>"
        case field:
            return f"{where} {field} {error['found']} for {error['annotated']}: {error['quote']}"
