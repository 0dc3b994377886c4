"""Each file is of the format it is there to show."""

import json
import re
from itertools import pairwise

import pytest
from docx import Document

from tests.corpus.plain_text import CORPUS, pdf_pages

TRANSCRIPTS = CORPUS / "transcripts"
PAPERS = CORPUS / "papers"


def _starts(text: str) -> list[float]:
    times = re.findall(r"(?m)^(\d\d):(\d\d):(\d\d)[.,](\d{3}) -->", text)
    return [int(h) * 3600 + int(m) * 60 + int(s) + int(ms) / 1000 for h, m, s, ms in times]


@pytest.mark.parametrize(
    ("name", "cue", "count"),
    [
        ("werkstatt-innenstadt.vtt", r"(?m)^[0-9a-f-]{36}/\d+-\d+\n.* --> .*\n<v [^>]+>(.|\n)+?</v>\n", 120),
        ("werkstatt-wohnquartier.vtt", r"(?m)^\d+\n.* --> .*\n.+\n", 80),
        ("dorfgespraech.srt", r"(?m)^\d+\n\d\d:\d\d:\d\d,\d{3} --> \d\d:\d\d:\d\d,\d{3}\n.+\n", 100),
    ],
)
def test_captions_are_well_formed(name: str, cue: str, count: int) -> None:
    text = (TRANSCRIPTS / name).read_text(encoding="utf-8")
    starts = _starts(text)
    assert len(re.findall(cue, text)) == len(starts) >= count
    assert all(before < after for before, after in pairwise(starts))


def test_teams_cues_run_over_lines_and_overlap() -> None:
    text = (TRANSCRIPTS / "werkstatt-innenstadt.vtt").read_text(encoding="utf-8")
    assert len(re.findall(r"<v [^>]+>[^<\n]+\n[^<]+</v>", text)) > 50
    ends = re.findall(r"--> (\d\d:\d\d:\d\d\.\d{3})", text)
    starts = re.findall(r"(\d\d:\d\d:\d\d\.\d{3}) -->", text)
    assert any(start < end for start, end in zip(starts[1:], ends, strict=False))


def test_zoom_cues_go_on_without_a_name() -> None:
    text = (TRANSCRIPTS / "werkstatt-wohnquartier.vtt").read_bytes().decode()
    bodies = re.findall(r"--> [\d:.]+\r\n(.+)\r\n", text)
    named = [body for body in bodies if re.match(r"\w+ [\w ]*[\w-]+: ", body)]
    assert len(named) > 60
    assert len(bodies) - len(named) > 5


def test_automatic_captions_have_neither_capitals_nor_punctuation() -> None:
    text = (TRANSCRIPTS / "dorfgespraech.srt").read_text(encoding="utf-8")
    words = re.sub(r"(?m)^(\d+|.*-->.*)$|\[\w+\]", "", text)
    assert not re.search(r"[A-ZÄÖÜ!?;,]|\.(?!\d)", words)


def test_whisper_segments_follow_each_other() -> None:
    data = json.loads((TRANSCRIPTS / "interview-handel.json").read_text(encoding="utf-8"))
    assert {"start", "end", "speaker", "text"} <= set(data["segments"][0])
    assert len({segment["speaker"] for segment in data["segments"]}) == 3
    assert all(a["end"] <= b["start"] for a, b in pairwise(data["segments"]))


def test_f4_turns_end_with_a_time() -> None:
    text = (TRANSCRIPTS / "gruppengespraech-land.txt").read_text(encoding="utf-8")
    turns = re.findall(r"(?m)^(I|B\d): .+ #\d\d:\d\d:\d\d-\d#$", text)
    assert set(turns) == {"I", "B1", "B2", "B3", "B4"}
    assert len(turns) > 50


def test_word_transcript_has_turns_with_times() -> None:
    paragraphs = [p.text for p in Document(str(TRANSCRIPTS / "runde-siedlung.docx")).paragraphs]
    turns = [m[1] for p in paragraphs if (m := re.match(r"([\w ]+): \[\d\d:\d\d:\d\d\] \S", p))]
    assert len(turns) > 45
    assert len(set(turns)) == 5


def test_word_paper_uses_styles() -> None:
    document = Document(str(PAPERS / "erdgeschosse.docx"))
    styles = {paragraph.style.name for paragraph in document.paragraphs if paragraph.style}
    assert {"Title", "Heading 1", "Heading 2", "List Bullet"} <= styles
    assert len(document.tables) == 1


@pytest.mark.parametrize(("name", "heads"), [("offene-mitte.pdf", 2), ("letzter-saal.pdf", 3)])
def test_pdf_has_the_parts_of_a_paper(name: str, heads: int) -> None:
    raw = (PAPERS / name).read_bytes()
    pages = pdf_pages(PAPERS / name)
    assert len(pages) == heads + 1
    assert b"/FontFile2" in raw
    assert b"/Helvetica" not in raw
    text = "\n".join(pages)
    for part in ("Zusammenfassung.", "Schlagwörter:", "Tabelle 1:", "Literatur"):
        assert part in text
    assert set("äöüß„“–") <= set(text)


def test_web_page_carries_what_must_be_ignored() -> None:
    text = (PAPERS / "kirche-kiosk-kegelbahn.html").read_text(encoding="utf-8")
    outside = re.sub(r"<article>.*</article>", "", text, flags=re.DOTALL)
    for chrome in ("cookie-banner", "<nav", "Newsletter abonnieren", "Wie rettet man eine Molkerei?"):
        assert chrome in outside
