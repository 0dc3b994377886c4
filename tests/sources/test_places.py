"""Quotes stand in the files themselves where their provenance says, and the search notices when they don't."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from benchmarks.provenance import cut, verdict_on, verify
from benchmarks.raw_places import stands_in
from benchmarks.raw_search import place_problem
from tests.conftest import SHARED

RESOURCES = Path(__file__).parents[1] / "resources" / "sources"


def test_every_finding_of_the_example_corpus_stands_in_its_file(finished):
    verdict = verdict_on(finished)
    assert verdict.wrong == ()
    assert verdict.quotes >= 150
    assert set(verdict.formats) >= {".pdf", ".docx", ".html", ".vtt", ".srt", ".json", ".md", ".txt"}


@pytest.mark.shared
@pytest.mark.parametrize(
    ("folder", "most", "pages"),
    [
        ("devset/run", 0, 0),
        ("training/docs", 0, 0),
        ("stadtrat-magdeburg", 3, 0),
        ("papers-dhd2023", 4, 3),
        ("plenarprotokolle", 3, 4),
    ],
)
def test_every_sentence_of_real_material_stands_in_its_file(tmp_path, folder, most, pages):
    corpus = cut(SHARED / folder, tmp_path / "corpus", most=most, pages=pages)
    verdict = verify(corpus, tmp_path / "out", sentences=True)
    assert verdict.wrong == ()
    assert verdict.quotes >= 100


@pytest.mark.parametrize(
    ("quote", "raw", "found"),
    [
        ("Die Öffnung gelingt.", "Die Öff-\nnung ge-\nlingt.", True),
        ("Ost-West-Achse", "Ost-West-\nAchse", True),
        ("Stadt- und Landkreis", "Stadt- und Land-\nkreis", True),
        ("Die Öffnung", "Die  Öffnung", True),
        ("Die Öffnung", "Die Öff nung", True),
        ("Die Öffnung", "Die Offnung", False),
        ("Mittelstadt", "Mittel-stadt", False),
    ],
)
def test_hyphens_are_resolved_at_line_ends_only(quote, raw, found):
    assert stands_in(quote, raw) is found


def place(**values: Any) -> dict[str, Any]:
    empty = {"page": None, "boxes": [], "section": (), "speaker": None, "t_start": None, "t_end": None}
    return {**empty, **values}


@pytest.mark.parametrize(
    ("file", "quote", "where", "name", "problem"),
    [
        ("teams.vtt", "Seit wann?", place(t_start=11.63, t_end=19.02), "Amara Lindqvist", None),
        ("teams.vtt", "Seit wann?", place(t_start=11.63, t_end=19.02), "Jörg Ottenbreit", "by its speaker"),
        ("teams.vtt", "Seit wann?", place(t_start=3.412, t_end=7.902), "Amara Lindqvist", "not said between"),
        ("zoom.vtt", "Moin.", place(t_start=6.01, t_end=16.02), "Piet Hansen", "wider than the cues"),
        ("f4.txt", "Und wer bezahlt das?", place(t_start=55.7, t_end=59.1), "I", None),
        ("f4.txt", "Und wer bezahlt das?", place(t_start=55.7, t_end=59.1), "B1", "not by B1"),
        ("f4.txt", "Und wer bezahlt das?", place(t_start=1.0, t_end=59.1), "I", "begins at 1.0"),
        ("f4.txt", "Das steht hier nicht.", place(), None, "stands nowhere"),
    ],
)
def test_a_wrong_place_is_noticed(file, quote, where, name, problem):
    names = ("I", "B1", "B2") if file == "f4.txt" else ("Amara Lindqvist", "Jörg Ottenbreit", "Piet Hansen")
    found = place_problem(RESOURCES / file, quote, where, name, names)
    assert (found is None) if problem is None else problem in (found or "")


def test_a_wrong_section_is_noticed(tmp_path):
    path = tmp_path / "paper.md"
    path.write_text("# Markt\n\nEin Satz.\n\n# Hafen\n\nNoch einer.\n", encoding="utf-8")
    assert place_problem(path, "Noch einer.", place(section=("Hafen",)), None, ()) is None
    assert "stands below 'Hafen'" in (place_problem(path, "Noch einer.", place(section=("Markt",)), None, ()) or "")
    assert "does not stand below" in (place_problem(path, "Ein Satz.", place(section=("Hafen",)), None, ()) or "")


def test_a_wrong_box_is_noticed(finished):
    with finished.open_store() as store:
        rows = store.findings().to_dict("records")
        paths = dict(zip(store.sources()["source_id"], store.sources()["path"], strict=True))
    row = next(row for row in rows if paths[row["source_id"]].endswith(".pdf"))
    path, where = finished.corpus / paths[row["source_id"]], row["provenance"]
    assert place_problem(path, row["quote"], where, None, ()) is None
    moved = [{**box, "top": box["top"] + 60, "bottom": box["bottom"] + 60} for box in where["boxes"]]
    assert "not in its boxes" in (place_problem(path, row["quote"], {**where, "boxes": moved}, None, ()) or "")
    assert place_problem(path, row["quote"], {**where, "page": 99}, None, ()) == "no box on its page"
