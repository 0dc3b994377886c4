"""Tables are read by row: its status column decides, the cell before names what a measure is about."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from quartier_nlp.findings.document import documents
from quartier_nlp.findings.extract import Extractor
from quartier_nlp.findings.options import FindingOptions
from quartier_nlp.findings.table_rows import names_no_measure, row_status, rows_of
from quartier_nlp.language.options import LanguageOptions
from quartier_nlp.language.pipeline import build
from quartier_nlp.model.records import Finding, Segment
from quartier_nlp.model.vocabulary import ApproachStatus, FindingState, Kind
from quartier_nlp.settings import Settings
from quartier_nlp.steps.evaluate import read_folder
from quartier_nlp.workspace import Workspace
from tests.findings.conftest import make_segments

CORPUS = Path(__file__).parents[2] / "corpus"


def _cells(*cells: tuple[str, str], section: str = "3 Übersicht") -> list[Segment]:
    made = make_segments([("|", text) for _, text in cells])
    return [replace(cell, section=(section, column)) for cell, (column, _) in zip(made, cells, strict=True)]


def _texts(rows: list[tuple[Segment, ...]]) -> list[tuple[str, ...]]:
    return list(dict.fromkeys(tuple(cell.text for cell in row) for row in rows))


def test_a_row_ends_where_the_columns_begin_anew() -> None:
    cells = _cells(("Ort", "Rheine"), ("Was", "Dach öffnen"), ("Stand", "läuft"), ("Ort", "Burg"), ("Was", "Chor"))
    assert _texts(rows_of(cells)) == [("Rheine", "Dach öffnen", "läuft"), ("Burg", "Chor")]


def test_a_row_whose_first_cells_are_empty_is_none_of_the_one_before() -> None:
    cells = _cells(("Ort", "Rheine"), ("Was", "Dach öffnen"), ("Stand", "läuft"), ("Was", "Hof öffnen"))
    assert _texts(rows_of(cells)) == [("Rheine", "Dach öffnen", "läuft"), ("Hof öffnen",)]


def test_paragraphs_of_one_cell_belong_to_one_row() -> None:
    cells = _cells(("Was", "Dach öffnen"), ("Was", "auch im Winter"), ("Stand", "geplant"), ("Was", "Hof"))
    assert _texts(rows_of(cells)) == [("Dach öffnen", "auch im Winter", "geplant"), ("Hof",)]


def test_other_text_and_other_tables_have_no_part_in_a_row() -> None:
    turns = make_segments([("Person 1", "Guten Abend."), ("|", "ohne Kopf")])
    other = _cells(("Ort", "Burg"), section="4 Anhang")
    rows = rows_of([*turns, *_cells(("Ort", "Rheine")), *other])
    assert [[cell.text for cell in row] for row in rows] == [[], [], ["Rheine"], ["Burg"]]


@pytest.mark.parametrize(
    ("column", "text", "status"),
    [
        ("Status", "erprobt", ApproachStatus.PRACTISED),
        ("Stand", "läuft, 4. Runde", ApproachStatus.PRACTISED),
        ("Stand", "seit Mai", ApproachStatus.PRACTISED),
        ("Stand, Bemerkung", "seit 2018, Toilette fehlt", ApproachStatus.PRACTISED),
        ("Stand im September", "fertig", ApproachStatus.PRACTISED),
        ("Stand", "in Planung", ApproachStatus.PROPOSED),
        ("Sachstand", "– beantragt", ApproachStatus.PROPOSED),
        ("Umsetzung", "Vorschlag der Händler", ApproachStatus.PROPOSED),
        ("Ergebnis", "eingestellt (Leiter nicht zugelassen)", ApproachStatus.REJECTED),
        ("Stand", "nach Protest der Anwohner aufgegeben", ApproachStatus.REJECTED),
        ("Stand", "seit Mai nicht eingestellt", ApproachStatus.PRACTISED),
        # nothing that is sure, another column
        ("Stand", "TÜV?", None),
        ("Stand", "Kaufpreis 185 T€", None),
        ("Bemerkung", "läuft", None),
        ("Standort", "läuft", None),
    ],
)
def test_status_of_a_row(column: str, text: str, status: ApproachStatus | None) -> None:
    assert row_status(_cells(("Was", "Dach öffnen"), (column, text))) is status


@pytest.mark.parametrize(
    ("column", "barred"),
    [
        ("Stand", True),
        ("Zustand", True),
        ("Wer?", True),
        ("Nr.", True),
        ("Träger", True),
        ("Stand im Mai", True),
        ("Stand, Bemerkung", False),
        ("Standort", False),
        ("Was", False),
        ("Maßnahme", False),
        ("Von wem gelernt", False),
    ],
)
def test_columns_that_name_no_measure(column: str, barred: bool) -> None:
    (cell,) = _cells((column, "Umbau ab Frühjahr"))
    assert names_no_measure(cell) is barred


@pytest.fixture(scope="module")
def approaches(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Finding]:
    """Approaches of the paper with a table, by quote."""
    folder = tmp_path_factory.mktemp("papers")
    shutil.copy(CORPUS / "papers" / "erdgeschosse.docx", folder)
    sources, segments = read_folder(Workspace(Settings(), folder, folder), folder)
    options = FindingOptions()
    (document,) = documents(sources, segments, build(LanguageOptions(findings=True)), options)
    return {f.evidence.quote: f for f in Extractor.create(options).findings(document) if f.kind is Kind.APPROACH}


@pytest.mark.parametrize(
    ("quote", "label", "status"),
    [
        ("zum Dachgarten umbauen", "Flachdach zum Dachgarten umbauen", ApproachStatus.PRACTISED),
        (
            "verglasen und stundenweise verleihen",
            "Garage verglasen und stundenweise verleihen",
            ApproachStatus.PRACTISED,
        ),
        (
            "als Paketstation und Auskunft besetzen",
            "Conciergeloge als Paketstation und Auskunft besetzen",
            ApproachStatus.PROPOSED,
        ),
        ("in ein Waschcafé umwandeln", "Heizzentrale in ein Waschcafé umwandeln", ApproachStatus.REJECTED),
    ],
)
def test_a_cell_is_read_with_its_row(
    approaches: dict[str, Finding], quote: str, label: str, status: ApproachStatus
) -> None:
    found = approaches[quote]
    assert (found.label, found.status, found.state) == (label, status, FindingState.ACTIVE)
