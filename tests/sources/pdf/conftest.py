"""Files for the tests of the PDF reader, set afresh for every session."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sources.pdf.typesetting import COLUMN, LEFT, RIGHT, SECOND, Typesetter, wrapped

FILLER = (
    "Die Ver|waltung be|schreibt seit Jah|ren die|selbe La|ge, und die Ver|ei|ne ant|wor|ten mit der|sel|ben Ge|duld, "
    "weil nie|mand so recht weiß, wer für die lee|ren Räu|me zu|stän|dig ist und wer die Schlüs|sel ver|wah|ren soll. "
)


@pytest.fixture(scope="session")
def two_columns(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two pages, two columns: heads, page numbers, note, a paragraph over column and page, a wide table."""
    setter = Typesetter(tmp_path_factory.mktemp("pdf") / "zwei-spalten.pdf")
    _heads(setter)
    setter.line("Leere Räume, volle Kalender", LEFT, 90, "Helvetica-Bold", 20)
    setter.line("Mara Lind und Jon Ebert", LEFT, 112, "Times-Italic", 11)
    setter.y = 140
    setter.heading("1 Einleitung")
    for name in ("Erstens", "Zweitens"):
        setter.paragraph(f"{name}. " + FILLER * 3)
    _over_the_column(setter)
    setter.y = 140
    _rest_of_column(setter)
    setter.heading("2 Befunde", SECOND)
    setter.paragraph("Viertens. " + FILLER * 2, SECOND)
    setter.paragraph("Fünftens. " + FILLER * 2, SECOND)
    _over_the_page(setter)
    return setter.save()


def _heads(setter: Typesetter) -> None:
    setter.line("Beiträge zur Quartiersforschung 3/2024", 210, 40, "Times-Roman", 8)
    setter.line(str(41 + setter.page), 295, 815, "Times-Roman", 8)


def _over_the_column(setter: Typesetter) -> None:
    text = "Drittens. " + FILLER * 2 + "Im Ge|mein|de|haus tref|fen sich sonn|tags die Nach|ba|rin|nen zum Früh|stück."
    rows = wrapped(text, COLUMN, "Times-Roman", 10, 12)
    setter.lines(rows[:4], LEFT, COLUMN, indent=12, runs_on=True)
    setter.canvas.setFont("Times-Roman", 6)
    setter.rule(LEFT, LEFT + 60, 742)
    setter.line("1", LEFT, 750, size=5)
    setter.line("Die Gespräche wurden im Mai geführt und im Juni", LEFT + 4, 754, size=8)
    setter.line("von den Befragten freigegeben.", LEFT, 764, size=8)
    setter.rest = rows[4:]  # type: ignore[attr-defined]


def _rest_of_column(setter: Typesetter) -> None:
    setter.lines(setter.rest, SECOND, COLUMN)  # type: ignore[attr-defined]


def _over_the_page(setter: Typesetter) -> None:
    rows = wrapped("Sechstens. " + FILLER * 4, COLUMN, "Times-Roman", 10, 12)
    setter.lines(rows[:3], SECOND, COLUMN, indent=12, runs_on=True)
    setter.next_page()
    _heads(setter)
    setter.lines(rows[3:], LEFT, COLUMN)
    setter.paragraph("Siebtens. " + FILLER * 3)
    below = setter.y + 20
    setter.y = 80
    setter.paragraph("Achtens. " + FILLER * 3, SECOND)
    setter.y = below
    setter.line("Tabelle 1: Was geteilt wird", LEFT, setter.y, "Times-Italic", 9)
    _wide_table(setter, setter.y + 10)
    setter.y += 120
    start = setter.y
    setter.paragraph("Neuntens. " + FILLER * 2)
    setter.y = start
    setter.paragraph("Zehntens. " + FILLER * 2, SECOND)


def _wide_table(setter: Typesetter, top: float) -> None:
    rows = (
        ("Merkmal", "Dorf", "Stadt"),
        ("Ort des Anfangs", "Molkerei und alter Gasthof", "Warenhaus mit Passage und Hinterhof"),
        ("Ungelöste Frage", "Wer rückt im Vorstand nach?", "Wer zahlt den Betrieb danach?"),
    )
    edges = (LEFT, LEFT + 110, LEFT + 290, RIGHT)
    for index in range(len(rows) + 1):
        setter.rule(LEFT, RIGHT, top + 24 * index)
    for edge in edges:
        setter.canvas.line(edge, 841.89 - top, edge, 841.89 - top - 24 * len(rows))
    for index, row in enumerate(rows):
        for edge, cell in zip(edges, row, strict=False):
            setter.line(cell, edge + 4, top + 24 * index + 15, size=8)
