"""Every reader, on documents made at random: each word comes back once, in order, from the place it was put.

Every word of a document is its own, so that a passage's words tell which cue, paragraph or page they came from.
"""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape, quoteattr

import docx
import openpyxl
import pptx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from odf.opendocument import OpenDocumentText
from odf.text import H, P
from reportlab.pdfgen.canvas import Canvas

from quartier_nlp.model.records import Provenance, Segment
from quartier_nlp.sources import registry
from quartier_nlp.sources.reading import Limits, Passage
from tests.sources.test_provenance import assert_anchors_hold, assert_map_holds

EXAMPLES = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
_STEMS = ("haus", "gäste", "straße", "öffnung", "laden", "café", "platz", "über", "markt", "müll", "werk", "hof")
_NAMES = ("Frau Ihde", "Herr Balke", "Moderation")


@dataclass(frozen=True)
class Said:
    """Words of one cue."""

    speaker: str
    start: float
    end: float
    words: tuple[str, ...]

    @property
    def text(self) -> str:
        return sentence(self.words)


@dataclass(frozen=True)
class Section:
    """A heading and its paragraphs."""

    heading: str
    paragraphs: tuple[tuple[str, ...], ...]


def sentence(words: tuple[str, ...]) -> str:
    return f"{words[0].capitalize()} {' '.join(words[1:])}."


def letters(number: int) -> str:
    return "".join(chr(ord("b") + int(digit)) for digit in str(number))


def own_words() -> Iterator[str]:
    number = 0
    while True:
        yield f"{_STEMS[number % len(_STEMS)]}{letters(number)}"
        number += 1


@st.composite
def conversations(draw: st.DrawFn) -> tuple[Said, ...]:
    """Two or three people who take turns, each of one to three cues."""
    people = draw(st.integers(2, 3))
    turns = draw(st.integers(6, 10))
    words, clock, cues = own_words(), 0.0, []
    for turn in range(turns):
        for _ in range(draw(st.integers(1, 3))):
            length = draw(st.integers(3, 14))
            clock += draw(st.sampled_from((0.0, 0.25, 1.5)))
            end = clock + draw(st.sampled_from((1.0, 2.75, 6.125)))
            cues.append(Said(_NAMES[turn % people], clock, end, tuple(next(words) for _ in range(length))))
            clock = end
    return tuple(cues)


@st.composite
def papers(draw: st.DrawFn) -> tuple[Section, ...]:
    """Two to four headings with one to three paragraphs each."""
    words = own_words()
    return tuple(
        Section(
            f"Abschnitt {next(words)}",
            tuple(tuple(next(words) for _ in range(draw(st.integers(12, 30)))) for _ in range(draw(st.integers(1, 3)))),
        )
        for _ in range(draw(st.integers(2, 4)))
    )


def read(write: Callable[[Path], None], name: str) -> tuple[Passage, ...]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        write(path)
        passages = registry.read(path, Limits()).passages
    for passage in passages:
        assert_map_holds(passage)
        assert_anchors_hold(passage)
    return passages


def places(passages: tuple[Passage, ...]) -> list[tuple[str, Passage, Provenance]]:
    """Every word with its passage and where it stands."""
    found = []
    for seq, passage in enumerate(passages):
        segment = Segment(
            f"{seq}", "s", seq, passage.text, passage.raw, passage.offsets, passage.role, passage.section,
            passage.speaker, passage.page, passage.boxes, passage.t_start, passage.t_end, passage.anchors,
        )  # fmt: skip
        position = 0
        for word in passage.text.split():
            start = passage.text.index(word, position)
            position = start + len(word)
            found.append(
                (word.strip(".").lower(), passage, segment.provenance(*passage.offsets.to_raw(start, position)))
            )
    return found


# -- transcripts -------------------------------------------------------------------------------


def clock(seconds: float, sign: str = ".") -> str:
    whole = math.floor(seconds)
    text = f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"
    return f"{text}{sign}{round((seconds - whole) * 1000):03}" if sign else text


def turns_of(cues: tuple[Said, ...]) -> list[list[Said]]:
    turns: list[list[Said]] = []
    for cue in cues:
        if turns and turns[-1][-1].speaker == cue.speaker:
            turns[-1].append(cue)
        else:
            turns.append([cue])
    return turns


def vtt(path: Path, cues: tuple[Said, ...]) -> None:
    blocks = (f"{clock(c.start)} --> {clock(c.end)}\n<v {c.speaker}>{escape(c.text)}</v>\n" for c in cues)
    path.write_text("WEBVTT\n\n" + "\n".join(blocks), encoding="utf-8")


def zoom(path: Path, cues: tuple[Said, ...]) -> None:
    blocks = (f"{n}\n{clock(c.start)} --> {clock(c.end)}\n{c.speaker}: {c.text}\n" for n, c in enumerate(cues, 1))
    path.write_text("WEBVTT\n\n" + "\n".join(blocks), encoding="utf-8")


def srt(path: Path, cues: tuple[Said, ...]) -> None:
    blocks = (
        f"{n}\n{clock(c.start, ',')} --> {clock(c.end, ',')}\n{c.speaker}: {c.text}\n" for n, c in enumerate(cues, 1)
    )
    path.write_text("\n".join(blocks), encoding="utf-8")


def whisper(path: Path, cues: tuple[Said, ...]) -> None:
    rows = [{"start": c.start, "end": c.end, "text": f" {c.text}", "speaker": c.speaker} for c in cues]
    path.write_text(json.dumps({"segments": rows}), encoding="utf-8")


def speeches(path: Path, cues: tuple[Said, ...]) -> None:
    rows = [
        {"speaker": c.speaker, "start": c.start, "duration": c.end - c.start, "transcription": c.text} for c in cues
    ]
    path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")


def trs(path: Path, cues: tuple[Said, ...]) -> None:
    people = sorted({c.speaker for c in cues})
    speakers = "".join(f'<Speaker id="spk{n}" name={quoteattr(name)}/>' for n, name in enumerate(people))
    turns = "".join(
        f'<Turn speaker="spk{people.index(c.speaker)}" startTime="{c.start}" endTime="{c.end}">'
        f'<Sync time="{c.start}"/>{escape(c.text)}</Turn>'
        for c in cues
    )
    path.write_text(
        f'<?xml version="1.0" encoding="UTF-8"?><Trans><Speakers>{speakers}</Speakers><Episode><Section>{turns}'
        "</Section></Episode></Trans>",
        encoding="utf-8",
    )


def table(path: Path, cues: tuple[Said, ...]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["Start", "Ende", "Sprecher", "Text"])
        writer.writerows([c.start, c.end, c.speaker, c.text] for c in cues)


def workbook(path: Path, cues: tuple[Said, ...]) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Start", "Ende", "Sprecher", "Text"])
    for cue in cues:
        book.active.append([cue.start, cue.end, cue.speaker, cue.text])
    book.save(path)


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("teams.vtt", vtt),
        ("zoom.vtt", zoom),
        ("talk.srt", srt),
        ("whisper.json", whisper),
        ("session-speeches.json", speeches),
        ("talk.trs", trs),
        ("talk.csv", table),
        ("talk.xlsx", workbook),
    ],
)
@EXAMPLES
@given(cues=conversations())
def test_every_word_is_said_when_and_by_whom_it_was(name, write, cues):
    found = places(read(lambda path: write(path, cues), name))
    truth = [(word, cue) for cue in cues for word in cue.words]
    assert [word for word, _, _ in found] == [word for word, _ in truth]
    for (_, passage, place), (_, cue) in zip(found, truth, strict=True):
        assert passage.speaker == cue.speaker
        assert (place.t_start, place.t_end) == (pytest.approx(cue.start), pytest.approx(cue.end))


def lines_of(cues: tuple[Said, ...]) -> list[str]:
    return [f"{turn[0].speaker}: {' '.join(cue.text for cue in turn)}" for turn in turns_of(cues)]


def turns_txt(path: Path, cues: tuple[Said, ...]) -> None:
    path.write_text("\n\n".join(lines_of(cues)) + "\n", encoding="utf-8")


def turns_rtf(path: Path, cues: tuple[Said, ...]) -> None:
    text = "\\par\n".join(lines_of(cues))
    body = "".join(char if ord(char) < 128 else f"\\u{ord(char)}?" for char in text)
    path.write_text("{\\rtf1\\ansi\\ansicpg1252\\uc1 " + body + "}", encoding="ascii")


def turns_docx(path: Path, cues: tuple[Said, ...]) -> None:
    document = docx.Document()
    for line in lines_of(cues):
        document.add_paragraph(line)
    document.save(str(path))


def turns_odt(path: Path, cues: tuple[Said, ...]) -> None:
    document = OpenDocumentText()
    for line in lines_of(cues):
        document.text.addElement(P(text=line))
    document.save(str(path))


def turns_md(path: Path, cues: tuple[Said, ...]) -> None:
    named = ("**{}:**{}".format(*line.split(":", 1)) for line in lines_of(cues))
    path.write_text("\n\n".join(named) + "\n", encoding="utf-8")


def f4(path: Path, cues: tuple[Said, ...]) -> None:
    lines = (
        f"{line} #{clock(turn[-1].end, '')}-{int(turn[-1].end % 1 * 10)}#"
        for line, turn in zip(lines_of(cues), turns_of(cues), strict=True)
    )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("talk.txt", turns_txt),
        ("f4.txt", f4),
        ("talk.rtf", turns_rtf),
        ("talk.docx", turns_docx),
        ("talk.odt", turns_odt),
        ("talk.md", turns_md),
    ],
)
@EXAMPLES
@given(cues=conversations())
def test_every_word_of_a_typed_transcript_has_its_speaker(name, write, cues):
    found = places(read(lambda path: write(path, cues), name))
    truth = [(word, cue.speaker) for cue in cues for word in cue.words]
    assert [(word, passage.speaker) for word, passage, _ in found] == truth


# -- documents ---------------------------------------------------------------------------------


def paper_md(path: Path, sections: tuple[Section, ...]) -> None:
    parts = (f"## {s.heading}\n\n" + "\n\n".join(map(sentence, s.paragraphs)) for s in sections)
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def paper_html(path: Path, sections: tuple[Section, ...]) -> None:
    parts = (
        f"<h2>{escape(s.heading)}</h2>" + "".join(f"<p>{escape(sentence(p))}</p>" for p in s.paragraphs)
        for s in sections
    )
    page = f"<html><head><title>x</title></head><body><nav>Menü</nav><main>{''.join(parts)}</main></body></html>"
    path.write_text(f"<!doctype html>{page}", encoding="utf-8")


def paper_docx(path: Path, sections: tuple[Section, ...]) -> None:
    document = docx.Document()
    for section in sections:
        document.add_heading(section.heading, 1)
        for paragraph in section.paragraphs:
            document.add_paragraph(sentence(paragraph))
    document.save(str(path))


def paper_odt(path: Path, sections: tuple[Section, ...]) -> None:
    document = OpenDocumentText()
    for section in sections:
        document.text.addElement(H(outlinelevel=1, text=section.heading))
        for paragraph in section.paragraphs:
            document.text.addElement(P(text=sentence(paragraph)))
    document.save(str(path))


@pytest.mark.parametrize(
    ("name", "write"),
    [("paper.md", paper_md), ("paper.html", paper_html), ("paper.docx", paper_docx), ("paper.odt", paper_odt)],
)
@EXAMPLES
@given(sections=papers())
def test_every_word_of_a_document_stands_below_its_heading(name, write, sections):
    found = places(read(lambda path: write(path, sections), name))
    truth = []
    for section in sections:
        truth += [(word.lower(), ()) for word in section.heading.split()]
        truth += [(word, (section.heading,)) for paragraph in section.paragraphs for word in paragraph]
    assert [(word, place.section) for word, _, place in found] == truth


def deck(path: Path, sections: tuple[Section, ...]) -> None:
    slides = pptx.Presentation()
    for section in sections:
        slide = slides.slides.add_slide(slides.slide_layouts[1])
        slide.shapes.title.text = section.heading
        slide.placeholders[1].text = "\n".join(map(sentence, section.paragraphs))
    slides.save(str(path))


@EXAMPLES
@given(sections=papers())
def test_every_word_of_a_slide_has_its_number(sections):
    found = places(read(lambda path: deck(path, sections), "deck.pptx"))
    truth = []
    for number, section in enumerate(sections, 1):
        truth += [(word.lower(), number) for word in section.heading.split()]
        truth += [(word, number) for paragraph in section.paragraphs for word in paragraph]
    assert [(word, place.page) for word, _, place in found] == truth


_LINE = 13.0
_TOP = 80.0
_HEIGHT = 842.0


def printed(path: Path, sections: tuple[Section, ...], columns: int) -> dict[str, tuple[int, float]]:
    """Set a section a page, line by line; return page and distance from the top of every word's foot."""
    canvas = Canvas(str(path), pagesize=(595.0, _HEIGHT), invariant=True)
    width = 6 if columns == 1 else 3
    where: dict[str, tuple[int, float]] = {}
    for page, section in enumerate(sections, 1):
        canvas.setFont("Helvetica-Bold", 15)
        canvas.drawString(70, _HEIGHT - 60, section.heading)
        where.update((word.lower(), (page, 60.0)) for word in section.heading.split())
        lines: list[tuple[str, ...]] = []
        for paragraph in section.paragraphs:
            text = sentence(paragraph).split()
            lines += [tuple(text[n : n + width]) for n in range(0, len(text), width)] + [()]
        half = -(-len(lines) // columns)
        canvas.setFont("Helvetica", 10)
        for number, line in enumerate(lines):
            column, row = divmod(number, half)
            foot = _TOP + _LINE * (row + 1)
            canvas.drawString(70 + 240 * column, _HEIGHT - foot, " ".join(line))
            where.update((word.strip(".").lower(), (page, foot)) for word in line)
        canvas.showPage()
    canvas.save()
    return where


@pytest.mark.parametrize("columns", [1, 2])
@EXAMPLES
@given(sections=papers())
def test_every_word_of_a_page_stands_in_its_box(columns, sections):
    where: dict[str, tuple[int, float]] = {}
    found = places(read(lambda path: where.update(printed(path, sections, columns)), "paper.pdf"))
    assert sorted(word for word, _, _ in found if word != "abschnitt") == sorted(where.keys() - {"abschnitt"})
    for word, _, place in found:
        if word != "abschnitt":
            page, foot = where[word]
            assert place.page == page
            assert any(box.page == page and box.top - 2 <= foot <= box.bottom + 2 for box in place.boxes), word
