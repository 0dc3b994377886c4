"""Whole files through the reader."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from quartier_nlp.errors import LimitError, ScanError, SourceError
from quartier_nlp.model.notices import Notice, NoticeKind
from quartier_nlp.model.vocabulary import SegmentRole, SourceKind
from quartier_nlp.sources.pdf import PdfReader
from quartier_nlp.sources.reading import Limits, Passage, Reading
from quartier_nlp.sources.tesseract import reads_german
from tests.sources.pdf.typesetting import HEIGHT, LEFT, RIGHT, SECOND, WIDTH, Typesetter

NUMBERS = "Erstens Zweitens Drittens Viertens Fünftens Sechstens Siebtens Achtens Neuntens Zehntens".split()


def read(path: Path, **limits: int) -> Reading:
    return PdfReader().read(path, Limits(**limits))


def texts(reading: Reading, role: SegmentRole) -> list[str]:
    return [passage.text for passage in reading.passages if passage.role is role]


@pytest.fixture(scope="module")
def paper(two_columns: Path) -> Reading:
    return read(two_columns)


def test_paragraphs_come_in_reading_order(paper: Reading) -> None:
    assert [text.split(".")[0] for text in texts(paper, SegmentRole.PARAGRAPH)[1:]] == NUMBERS


def test_no_word_is_split_and_no_hyphen_left(paper: Reading) -> None:
    for text in texts(paper, SegmentRole.PARAGRAPH)[1:]:
        assert "- " not in text
        words = set(text.replace(",", "").replace(".", "").split())
        assert {"Verwaltung", "beschreibt", "derselben", "niemand", "zuständig"} <= words


def test_a_paragraph_runs_over_the_column_past_a_note(paper: Reading) -> None:
    third = next(p for p in paper.passages if p.text.startswith("Drittens"))
    assert third.text.endswith("treffen sich sonntags die Nachbarinnen zum Frühstück.")
    assert len(third.boxes) == 2
    assert third.boxes[0].x0 < third.boxes[1].x0
    assert texts(paper, SegmentRole.FOOTNOTE) == [
        "Die Gespräche wurden im Mai geführt und im Juni von den Befragten freigegeben."
    ]


def test_a_paragraph_runs_over_the_page(paper: Reading) -> None:
    sixth = next(p for p in paper.passages if p.text.startswith("Sechstens"))
    assert {box.page for box in sixth.boxes} == {1, 2}
    assert sixth.page == 1
    assert {anchor.page for anchor in sixth.anchors} == {1, 2}


def test_running_heads_and_page_numbers_are_gone(paper: Reading) -> None:
    everything = " ".join(passage.text for passage in paper.passages)
    assert "Beiträge zur Quartiersforschung" not in everything
    assert not {"42", "43"} & set(everything.split())


def test_headings_make_the_section_path(paper: Reading) -> None:
    assert paper.metadata.title == "Leere Räume, volle Kalender"
    assert paper.metadata.authors == ("Mara Lind", "Jon Ebert")
    assert texts(paper, SegmentRole.HEADING) == ["Leere Räume, volle Kalender", "1 Einleitung", "2 Befunde"]
    sections = {p.text.split(".")[0]: p.section for p in paper.passages if p.role is SegmentRole.PARAGRAPH}
    assert sections["Zweitens"] == ("1 Einleitung",)
    assert sections["Viertens"] == ("2 Befunde",)


def test_a_wide_table_does_not_mix_the_columns(paper: Reading) -> None:
    order = [p.text.split(".")[0] for p in paper.passages if p.page == 2]
    start = order.index("Tabelle 1: Was geteilt wird")
    assert order[start - 1] == "Achtens"
    assert order[start + 1 :] == [
        "Merkmal Dorf Stadt",
        "Ort des Anfangs",
        "Molkerei und alter Gasthof",
        "Warenhaus mit Passage und Hinterhof",
        "Ungelöste Frage",
        "Wer rückt im Vorstand nach?",
        "Wer zahlt den Betrieb danach?",
        "Neuntens",
        "Zehntens",
    ]
    assert texts(paper, SegmentRole.CAPTION) == ["Tabelle 1: Was geteilt wird"]


def test_boxes_lie_where_the_words_are_printed(paper: Reading) -> None:
    first = next(p for p in paper.passages if p.text.startswith("Erstens"))
    assert first.boxes[0].x0 == pytest.approx(LEFT, abs=15)
    assert first.boxes[0].x1 == pytest.approx(LEFT + 225, abs=2)
    fourth = next(p for p in paper.passages if p.text.startswith("Viertens"))
    assert fourth.boxes[0].x0 == pytest.approx(SECOND, abs=15)
    assert 150 < first.boxes[0].top < first.boxes[0].bottom < 400


def check(passage: Passage) -> None:
    """Every character of the clean text stands at its place in the raw text."""
    for run in passage.offsets.runs:
        clean = passage.text[run.clean : run.clean + run.length]
        raw = passage.raw[run.raw : run.raw + run.length].replace("\n", " ").replace("\u2010", "-")
        assert clean == raw
    assert passage.anchors[0].start == 0
    assert [anchor.start for anchor in passage.anchors] == sorted({anchor.start for anchor in passage.anchors})


def test_maps_and_anchors_hold(paper: Reading) -> None:
    for passage in paper.passages:
        check(passage)
        for anchor, line in zip(passage.anchors, passage.raw.split("\n"), strict=True):
            assert passage.raw[anchor.start :].startswith(line)


def test_the_same_file_gives_the_same_reading(two_columns: Path, paper: Reading) -> None:
    assert read(two_columns) == paper


def _interview(setter: Typesetter) -> None:
    setter.line("Gespräch mit dem Nachbarschaftstreff", LEFT, 60, "Helvetica-Bold", 14)
    setter.y = 100
    turns = (
        "I: Wie hat das angefangen mit dem Laden? #00:00:08-2#",
        "B1: Der stand zwei Jahre leer, und dann haben wir den Schlüssel bekommen, ohne dass jemand wusste, wofür. "
        "Das war im Grunde der ganze Plan. #00:00:31-0#",
        "I: Und wer zahlt die Miete? #00:00:35-0#",
        "B1: Niemand. Der Eigentümer nimmt die Betriebskosten, mehr nicht. #00:00:44-7#",
    )
    for turn in turns:
        setter.paragraph(turn, LEFT, RIGHT - LEFT, indent=0, gap=6)


def test_speakers_and_times_of_a_transcript(tmp_path: Path) -> None:
    setter = Typesetter(tmp_path / "interview.pdf")
    _interview(setter)
    reading = read(setter.save())
    turns = [p for p in reading.passages if p.role is SegmentRole.TURN]
    assert reading.metadata.kind is SourceKind.TRANSCRIPT
    assert [(p.speaker, p.t_start, p.t_end) for p in turns] == [
        ("I", 0.0, 8.2),
        ("B1", 8.2, 31.0),
        ("I", 31.0, 35.0),
        ("B1", 35.0, 44.7),
    ]
    assert turns[0].text == "Wie hat das angefangen mit dem Laden?"
    assert turns[1].text.endswith("Das war im Grunde der ganze Plan.")
    for turn in turns:
        check(turn)
        assert not turn.raw.startswith(("I:", "B1:"))


def _record(setter: Typesetter) -> None:
    setter.line("4. Sitzung", 250, 60, "Helvetica-Bold", 16)
    setter.y = 100
    speeches = (
        ("Präsidentin Dr. Ute Sand:", "Ich eröffne die Sitzung und rufe den ersten Punkt auf."),
        ("Karl Moor (Freie Liste):", "Frau Präsidentin! Wir beantragen, den Saal zu öffnen."),
        ("Präsidentin Dr. Ute Sand:", "Das Wort hat nun der Bürgermeister."),
    )
    for name, speech in speeches:
        setter.line(name, LEFT + 12, setter.y, "Times-Bold", 10)
        setter.y += 12
        setter.paragraph(speech + " " + "Der Punkt ist seit dem Frühjahr bekannt und mehrfach vertagt. " * 3, LEFT)
        setter.line("(Beifall)", LEFT + 90, setter.y + 6)
        setter.y += 24


def test_speakers_of_a_record(tmp_path: Path) -> None:
    setter = Typesetter(tmp_path / "plenum.pdf")
    _record(setter)
    reading = read(setter.save())
    assert reading.metadata.kind is SourceKind.PROTOCOL
    spoken = [(p.speaker, p.text.split()[0]) for p in reading.passages if p.role is SegmentRole.TURN]
    assert spoken == [
        ("Präsidentin Dr. Ute Sand", "Ich"),
        ("Karl Moor (Freie Liste)", "Frau"),
        ("Präsidentin Dr. Ute Sand", "Das"),
    ]
    assert [p.speaker for p in reading.passages if p.text == "(Beifall)"] == [None] * 3


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _cut_off(path: Path) -> None:
    setter = Typesetter(path)
    setter.paragraph("Ein Satz. " * 40)
    setter.save()
    path.write_bytes(path.read_bytes()[:300])


def _without_text(path: Path) -> None:
    setter = Typesetter(path)
    setter.rule(LEFT, RIGHT, 100)
    setter.save()


def _protected(path: Path) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), encrypt=StandardEncryption("geheim", canPrint=0))
    canvas.drawString(100, 100, "verschlossen")
    canvas.save()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (_empty, "the PDF cannot be opened, it is damaged or cut off: export or download it again"),
        (_cut_off, "the PDF cannot be opened, it is damaged"),
        (_without_text, "the PDF holds no text"),
        (_protected, "the PDF cannot be opened, it is protected by a password: save it without one"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, make: Callable[[Path], None], message: str) -> None:
    path = tmp_path / "kaputt.pdf"
    make(path)
    with pytest.raises(SourceError, match=message):
        read(path)


def test_limits_on_pages_and_characters(two_columns: Path) -> None:
    with pytest.raises(LimitError, match=r"has 2 pages, the limit is 1: split it or raise ingest\.limits\.pages"):
        read(two_columns, pages=1)
    with pytest.raises(LimitError, match="more than 500 characters"):
        read(two_columns, characters=500)


def _scan(setter: Typesetter) -> Path:
    setter.paragraph("Ein Absatz mit Text, der gelesen werden kann. " * 4)
    setter.next_page()
    setter.canvas.drawInlineImage(Image.new("L", (60, 80), 200), 0, 0, 595, 842)
    return setter.save()


def test_a_scanned_page_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    reading = read(_scan(Typesetter(tmp_path / "scan.pdf")))
    assert reading.notices == (Notice(NoticeKind.SCAN_UNREAD, (2,)),)


def test_a_scanned_page_is_read_where_tesseract_is_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stand-in writes the table that Tesseract writes, so that its format is what is tested."""
    rows = ["level page_num block_num par_num line_num word_num left top width height conf text".replace(" ", "\t")]
    for index, line in enumerate(("Der Saal am Markt-", "platz steht leer.")):
        top, left = 400 + 50 * index, 300
        rows.append(f"4\t1\t1\t1\t{index}\t0\t{left}\t{top}\t900\t42\t-1\t")
        for number, word in enumerate(line.split()):
            rows.append(f"5\t1\t1\t1\t{index}\t{number}\t{left}\t{top}\t{22 * len(word)}\t40\t96.1\t{word}")
            left += 22 * len(word) + 14
    table = tmp_path / "table.tsv"
    table.write_text("\n".join(rows) + "\n", encoding="utf-8")
    program = tmp_path / "tesseract"
    program.write_text(f'#!/bin/sh\n/bin/cat > /dev/null\n/bin/cat "{table}"\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    reading = read(_scan(Typesetter(tmp_path / "scan.pdf")))
    assert reading.notices == (Notice(NoticeKind.SCAN_RECOGNISED, (2,)),)
    assert reading.passages[-1].text == "Der Saal am Marktplatz steht leer."
    assert reading.passages[-1].boxes[0].x0 == pytest.approx(72, abs=1)


def _rendered(path: Path, pages: int) -> Path:
    """Print a page with text and put its picture into a file as a scanner does."""
    printed = Typesetter(path.with_name("gedruckt.pdf"))
    printed.paragraph("Der Saal am Marktplatz steht seit zwei Jahren leer. Wer zahlt die Heizung im Winter?")
    scan = Canvas(str(path), pagesize=(WIDTH, HEIGHT))
    with closing(pypdfium2.PdfDocument(printed.save())) as document:
        picture = document[0].render(scale=200 / 72, grayscale=True).to_pil()
    for _ in range(pages):
        scan.drawInlineImage(picture, 0, 0, WIDTH, HEIGHT)
        scan.showPage()
    scan.save()
    return path


@pytest.mark.skipif(not reads_german(), reason="needs tesseract with German")
def test_tesseract_reads_a_scanned_page(tmp_path: Path) -> None:
    reading = read(_rendered(tmp_path / "scan.pdf", 1))
    assert reading.notices == (Notice(NoticeKind.SCAN_RECOGNISED, (1,)),)
    text = " ".join(passage.text for passage in reading.passages)
    assert text == "Der Saal am Marktplatz steht seit zwei Jahren leer. Wer zahlt die Heizung im Winter?"
    assert reading.passages[0].boxes[0].x0 == pytest.approx(LEFT, abs=3)


@pytest.mark.skipif(not reads_german(), reason="needs tesseract with German")
def test_scans_beyond_the_limit_are_reported(tmp_path: Path) -> None:
    reading = read(_rendered(tmp_path / "scan.pdf", 2), ocr_pages=1)
    assert set(reading.notices) == {Notice(NoticeKind.SCAN_RECOGNISED, (1,)), Notice(NoticeKind.SCAN_BEYOND, (2,))}
    assert {passage.page for passage in reading.passages} == {1}


def test_a_scan_alone_is_quarantined_where_tesseract_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _rendered(tmp_path / "scan.pdf", 1)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not reads_german()
    with pytest.raises(ScanError, match="install tesseract with German"):
        read(path)


def test_it_accepts_pdf_by_content() -> None:
    reader = PdfReader()
    assert reader.accepts(b"junk\n%PDF-1.7\n", Path("a.txt"))
    assert not reader.accepts(b"WEBVTT\n", Path("a.pdf"))
