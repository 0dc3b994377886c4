"""Tables: which pages are looked at more closely, where cells lie, and what odd pages give."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells

from quartier_nlp.model.vocabulary import SegmentRole
from quartier_nlp.sources.pdf import PdfReader, ruling
from quartier_nlp.sources.pdf.ruling import SAME, Cell, edges_of, suggests_table, tables_of
from quartier_nlp.sources.pdf.tables import take_tables
from quartier_nlp.sources.pdf.words import Face, RawPage, Rule, Word, read_page
from quartier_nlp.sources.reading import Limits
from tests.sources.pdf.conftest import FILLER
from tests.sources.pdf.typesetting import HEIGHT, LEFT, RIGHT, WIDTH, Typesetter

TOP, ROW = 200.0, 24.0
EDGES = (LEFT, LEFT + 110, LEFT + 290, RIGHT)
CELLS = (
    ("Merkmal der Orte", "Dorf mit Kirche", "Stadt am Fluss"),
    ("Ort des Anfangs", "Molkerei und alter Gasthof", "Warenhaus mit Passage"),
    ("Frage ohne Antwort", "Wer rückt im Vorstand nach?", "Wer zahlt den Betrieb danach?"),
)


@pytest.fixture
def setter(tmp_path: Path) -> Typesetter:
    return Typesetter(tmp_path / "seite.pdf")


def down(setter: Typesetter, x: float, top: float, bottom: float) -> None:
    setter.canvas.line(x, HEIGHT - top, x, HEIGHT - bottom)


def cells(setter: Typesetter) -> None:
    for index, row in enumerate(CELLS):
        for edge, cell in zip(EDGES, row, strict=False):
            setter.line(cell, edge + 4, TOP + ROW * index + 15, size=8)


def framed(setter: Typesetter) -> None:
    cells(setter)
    for index in range(len(CELLS) + 1):
        setter.rule(LEFT, RIGHT, TOP + ROW * index)
    for edge in EDGES:
        down(setter, edge, TOP, TOP + ROW * len(CELLS))


def boxes(setter: Typesetter) -> None:
    """Every cell a rectangle of its own."""
    cells(setter)
    for index in range(len(CELLS)):
        for left, right in pairwise(EDGES):
            setter.canvas.rect(left, HEIGHT - TOP - ROW * (index + 1), right - left, ROW)


def without_sides(setter: Typesetter) -> None:
    cells(setter)
    for index in range(len(CELLS) + 1):
        setter.rule(LEFT, RIGHT, TOP + ROW * index)
    for edge in EDGES[1:-1]:
        down(setter, edge, TOP, TOP + ROW * len(CELLS))


def without_frame(setter: Typesetter) -> None:
    cells(setter)
    for index in (1, 2):
        setter.rule(LEFT, RIGHT, TOP + ROW * index)
    for edge in EDGES[1:-1]:
        down(setter, edge, TOP, TOP + ROW * len(CELLS))


def rules_across(setter: Typesetter) -> None:
    cells(setter)
    for index in (0, 1, 3):
        setter.rule(LEFT, RIGHT, TOP + ROW * index)


def merged_head(setter: Typesetter) -> None:
    """The first column's head and first cell are one."""
    cells(setter)
    for index in range(len(CELLS) + 1):
        setter.rule(LEFT if index != 1 else EDGES[1], RIGHT, TOP + ROW * index)
    for edge in EDGES:
        down(setter, edge, TOP, TOP + ROW * len(CELLS))


def first(path: Path) -> RawPage:
    document = pypdfium2.PdfDocument(path)
    page = document[0]
    raw = read_page(page, 1)
    page.close()
    document.close()
    return raw


def rows(path: Path) -> list[list[list[tuple[str, ...]]]]:
    tables, _ = take_tables(first(path))
    return [[[tuple(line.text for line in cell) for cell in row] for row in table.rows] for table in tables]


ALL = [[[(cell,) for cell in row] for row in CELLS]]


@pytest.mark.parametrize("draw", [framed, boxes, without_sides, without_frame, rules_across])
def test_every_cell_gets_its_words(setter: Typesetter, draw: Callable[[Typesetter], None]) -> None:
    setter.paragraph(FILLER * 2, width=RIGHT - LEFT)
    draw(setter)
    setter.y = TOP + 110
    setter.paragraph(FILLER * 2, width=RIGHT - LEFT)
    assert rows(setter.save()) == ALL


def test_a_cell_over_two_rows_belongs_to_the_first(setter: Typesetter) -> None:
    merged_head(setter)
    assert rows(setter.save()) == [
        [[("Merkmal der Orte", "Ort des Anfangs"), *ALL[0][0][1:]], ALL[0][1][1:], ALL[0][2]],
    ]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_cells_lie_with_the_words_on_a_turned_and_cut_page(setter: Typesetter, rotation: int) -> None:
    middle = WIDTH / 2, HEIGHT / 2
    setter.canvas.translate(*middle)
    setter.canvas.rotate(rotation)  # upright once the page is turned back
    setter.canvas.translate(-middle[0], -middle[1])
    framed(setter)
    path = setter.save()
    document = pypdfium2.PdfDocument(path)
    document[0].set_mediabox(-20, -10, 620, 850)
    document[0].set_cropbox(31, 17, 580, 800)
    document[0].set_rotation(rotation)
    turned = path.with_name("gedreht.pdf")
    document.save(turned)
    document.close()
    assert rows(turned) == ALL


def _curve(setter: Typesetter) -> None:
    """A chart: two axes and a line that goes up."""
    setter.rule(LEFT, RIGHT, 500)
    down(setter, LEFT, 300, 500)
    setter.canvas.line(LEFT, HEIGHT - 500, RIGHT, HEIGHT - 300)


def _box(setter: Typesetter) -> None:
    setter.canvas.rect(LEFT, 300, 200, 100)


def _heads_and_notes(setter: Typesetter) -> None:
    setter.rule(LEFT, RIGHT, 46)
    setter.rule(LEFT, LEFT + 150, 742)
    setter.rule(LEFT, RIGHT, 800)


def _raster(setter: Typesetter) -> None:
    for index in range(70):
        setter.rule(LEFT, LEFT + 345, 300 + 5 * index)
        down(setter, LEFT + 5 * index, 300, 645)


def _map(setter: Typesetter) -> None:
    framed(setter)
    path = setter.canvas.beginPath()
    path.moveTo(0, 0)
    for index in range(60_000):
        path.lineTo(index % 500, index % 700)
    setter.canvas.drawPath(path)


@pytest.mark.parametrize(
    ("draw", "suggested"),
    [
        (framed, True),
        (boxes, True),
        (without_frame, True),
        (rules_across, True),
        (cells, False),
        (_curve, False),
        (_box, False),
        (_heads_and_notes, False),
        (_raster, False),
        (_map, True),
    ],
)
def test_tables_are_looked_for_only_where_rules_suggest_one(
    setter: Typesetter, draw: Callable[[Typesetter], None], suggested: bool
) -> None:
    draw(setter)
    assert suggests_table(first(setter.save())) is suggested


def test_a_slanted_line_is_no_side_of_a_cell(setter: Typesetter) -> None:
    rules_across(setter)
    setter.canvas.line(LEFT + 160, HEIGHT - TOP, LEFT + 200, HEIGHT - TOP - 3 * ROW)
    assert [len(row) for row in rows(setter.save())[0]] == [3, 3, 3]


@pytest.mark.parametrize(
    ("entry", "odd"),
    [(b"/Rotate 0", b"/Rotate /"), (b"/MediaBox [ 0 0", b"/MediaBox [ 0 /")],
)
def test_the_words_of_a_table_stay_where_its_lines_cannot_be_read(setter: Typesetter, entry: bytes, odd: bytes) -> None:
    setter.canvas.setPageCompression(0)
    setter.paragraph(FILLER * 2, width=RIGHT - LEFT)
    framed(setter)
    path = setter.save()
    content = path.read_bytes()
    assert entry in content
    path.write_bytes(content.replace(entry, odd))
    found = PdfReader().read(path, Limits()).passages
    text = " ".join(passage.text for passage in found)
    assert {word for row in CELLS for cell in row for word in cell.split()} <= set(text.split())


def test_a_table_on_every_page(setter: Typesetter) -> None:
    """Pages do not depend on each other."""
    for number in range(20):
        setter.line(f"Seite {number + 1}", LEFT, 100)
        framed(setter)
        setter.next_page()
    found = PdfReader().read(setter.save(), Limits()).passages
    assert sum(p.role is SegmentRole.TABLE_CELL for p in found) == 20 * 9


def _across(top: float, *ends: float) -> list[Rule]:
    """A line in pieces that do not quite meet and do not quite lie in line."""
    return [Rule(a + 1, top + i % 3 * 0.7, b - 1, top + i % 3 * 0.7) for i, (a, b) in enumerate(pairwise(ends))]


def _upright(x: float, *ends: float) -> list[Rule]:
    return [Rule(x + i % 2 * 1.1, a + 1, x + i % 2 * 1.1, b - 1) for i, (a, b) in enumerate(pairwise(ends))]


def test_pieces_of_lines_are_joined_before_cells_are_looked_for() -> None:
    columns, heights = (60.0, 200.0, 333.3, 500.0), (100.0, 121.0, 150.1, 190.0, 240.0)
    pieces = [piece for height in heights for piece in _across(height, *columns)]
    pieces += [piece for x in columns for piece in _upright(x, *heights)]
    edges = edges_of(pieces)
    assert len(edges) == len(columns) + len(heights)
    (table,) = tables_of(edges)
    assert len(table) == (len(columns) - 1) * (len(heights) - 1)


def test_tables_apart_are_told_apart_and_a_box_alone_is_none() -> None:
    def framed_at(x: float, top: float, columns: int) -> list[Rule]:
        down = [Rule(x + 50 * i, top, x + 50 * i, top + 40) for i in range(columns + 1)]
        return [*down, *(Rule(x, top + 20 * i, x + 50 * columns, top + 20 * i) for i in range(0, 3, 2))]

    found = tables_of([*framed_at(60, 300, 3), *framed_at(60, 100, 2), *framed_at(400, 500, 1)])
    assert found == [
        [Cell(60, 100, 110, 140), Cell(110, 100, 160, 140)],
        [Cell(60, 300, 110, 340), Cell(110, 300, 160, 340), Cell(160, 300, 210, 340)],
    ]


@pytest.mark.parametrize("seed", range(40))
def test_cutting_at_full_lines_finds_the_cells_that_a_search_at_once_finds(seed: int) -> None:
    """Random tables with merged cells and, now and then, another table beside them."""
    choice = random.Random(seed)
    lines = [Rule(60, 100 + 20 * row, 460, 100 + 20 * row) for row in range(9) if choice.random() < 0.6]
    for row in range(9):
        start = choice.randrange(0, 6)
        lines.append(Rule(60 + 50 * start, 100 + 20 * row, 60 + 50 * (start + choice.randint(1, 3)), 100 + 20 * row))
    for column in range(9):
        top = choice.randrange(0, 5)
        x = 60 + 50 * column + choice.choice((0, 0, 1.5))
        lines.append(Rule(x, 100 + 20 * top, x, 100 + 20 * (top + choice.randint(1, 8))))
    if choice.random() < 0.5:
        lines += [Rule(480, 130 + 30 * row, 560, 130 + 30 * row) for row in range(3)]
        lines += [Rule(480 + 40 * column, 130, 480 + 40 * column, 190) for column in range(3)]
    edges = [ruling._edge(line) for line in edges_of(lines)]
    at_once = intersections_to_cells(edges_to_intersections(edges, SAME, SAME))
    expected = [[Cell(*cell) for cell in sorted(table)] for table in cells_to_tables(at_once)]
    assert tables_of(edges_of(lines)) == expected


def test_a_page_of_lines_is_searched_a_few_times_only(monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[int] = []
    search = ruling.cells_to_tables

    def counted(found: list[tuple[float, float, float, float]]) -> list[list[tuple[float, float, float, float]]]:
        searched.append(1)
        return search(found)

    monkeypatch.setattr(ruling, "cells_to_tables", counted)
    rules = tuple(Rule(72, 60 + 9 * i, 520, 60 + 9 * i) for i in range(79))
    words = tuple(Word("Beet", 74 + 15 * i, 80 + 15 * i, 760, Face(7, False, False, 0)) for i in range(28))
    tables, left = take_tables(RawPage(1, 595, 842, words, rules, 0))
    assert not tables
    assert left == list(words)
    assert 1 < len(searched) < 20
