"""Real papers and records: floors for what ``benchmarks/pdf_quality.py`` measures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.pdf_quality import Counts, measure
from quartier_nlp.model.vocabulary import SegmentRole
from quartier_nlp.sources.pdf import PdfReader
from quartier_nlp.sources.reading import Limits

SHARED = Path(__file__).parents[4] / "shared" / "data"
pytestmark = pytest.mark.shared

FLOORS = {
    "recall": 0.986,
    "order": 0.99,
    "hyphen precision": 0.995,
    "hyphen recall": 0.99,
    "starts precision": 0.9,
    "starts recall": 0.95,
    "headings": 0.95,
    "headings precision": 0.9,
}


def test_two_column_papers_against_their_source() -> None:
    total = Counts()
    for number in ("02", "05", "07", "10"):
        total.add(measure(SHARED / "papers-dhd2023" / f"dhd2023-{number}.pdf"))
    figures = total.figures()
    assert {name: figures[name] for name in FLOORS if figures[name] < FLOORS[name]} == {}
    assert figures["running heads"] <= 0.001


def test_every_quote_of_the_development_paper_stands_in_one_passage() -> None:
    passages = PdfReader().read(SHARED / "devset" / "run" / "d6.pdf", Limits()).passages
    gold = (SHARED / "devset" / "gold" / "d6.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in gold]
    quotes = [quote for record in records for quote in (record["quote"], *record.get("also", []))]
    assert len(quotes) > 100
    assert [quote for quote in quotes if not any(quote in passage.text for passage in passages)] == []


def test_speakers_of_a_plenary_record() -> None:
    reading = PdfReader().read(SHARED / "plenarprotokolle" / "18001.pdf", Limits())
    turns = [p for p in reading.passages if p.role is SegmentRole.TURN and p.page == 14]
    speakers = list(dict.fromkeys(p.speaker for p in turns))
    assert speakers == [
        "Präsident Dr. Norbert Lammert",
        "Peter Hintze (CDU/CSU)",
        "Johannes Singhammer (CDU/CSU)",
        "Edelgard Bulmahn (SPD)",
        "Ulla Schmidt (Aachen) (SPD)",
        "Petra Pau (DIE LINKE)",
    ]
    assert not any("Wahlperiode – 1. Sitzung. Berlin" in p.text for p in reading.passages)
    assert not any(p.text in {"(A)", "(B)", "(C)", "(D)"} for p in reading.passages)
