"""Single pages: tables, marks, lists and heads that the two-column fixture does not have."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from quartier_nlp.model.vocabulary import SegmentRole
from quartier_nlp.sources.pdf import PdfReader
from quartier_nlp.sources.reading import Limits, Passage
from tests.sources.pdf.conftest import FILLER
from tests.sources.pdf.typesetting import COLUMN, LEFT, RIGHT, SECOND, Typesetter

WIDE = RIGHT - LEFT


def passages(setter: Typesetter) -> list[Passage]:
    return list(PdfReader().read(setter.save(), Limits()).passages)


def of_role(found: list[Passage], role: SegmentRole) -> list[str]:
    return [passage.text for passage in found if passage.role is role]


@pytest.fixture
def setter(tmp_path: Path) -> Typesetter:
    return Typesetter(tmp_path / "seite.pdf")


def test_table_with_rules_across_only(setter: Typesetter) -> None:
    setter.paragraph(FILLER * 3, width=WIDE)
    top = setter.y + 20
    for height in (top, top + 16, top + 80):
        setter.rule(LEFT, RIGHT, height)
    cells = (
        (12, ("Ort", "Betreuung", "Ungeregelt")),
        (28, ("Saal im Gasthof", "Genossenschaft, Vereine", "Nachfolge im Vorstand")),
        (38, ("", "im Wechsel", "")),
        (54, ("Raumliste", "eine Rentnerin", "Wer pflegt die Liste")),
        (64, ("", "", "künftig?")),
    )
    for below, row in cells:
        for x, cell in zip((LEFT, LEFT + 150, LEFT + 320), row, strict=True):
            setter.line(cell, x, top + below, size=8)
    assert of_role(passages(setter), SegmentRole.TABLE_CELL) == [
        "Ort Betreuung Ungeregelt",
        "Saal im Gasthof",
        "Genossenschaft, Vereine im Wechsel",
        "Nachfolge im Vorstand",
        "Raumliste",
        "eine Rentnerin",
        "Wer pflegt die Liste künftig?",
    ]


def test_a_note_mark_leaves_the_text_but_an_exponent_stays(setter: Typesetter) -> None:
    x = LEFT
    for piece, size, raise_by in (
        ("Der Saal hat 120 m", 10, 0),
        ("2", 6, 4),
        (" und steht leer.", 10, 0),
        ("7", 6, 4),
    ):
        setter.line(piece, x, 100 - raise_by, size=size)
        x += stringWidth(piece, "Times-Roman", size)
    assert passages(setter)[0].text == "Der Saal hat 120 m2 und steht leer."


def test_bullets_and_numbers_make_list_items(setter: Typesetter) -> None:
    setter.paragraph("Vorgeschlagen wird:", width=WIDE, indent=0)
    for item in ("• den Schlüssel früh zu über|geben,", "• die Mie|te am Um|satz zu be|mes|sen " + FILLER):
        rows = item.replace("|", "")
        setter.paragraph(rows, LEFT, WIDE, indent=0)
    setter.y += 6
    for item in ("1. Dach dichten", "2. Saal öffnen"):
        setter.paragraph(item, LEFT, WIDE, indent=0)
    setter.paragraph("Am 3. Mai be|ginnt die Ar|beit. " + FILLER, width=WIDE)
    found = passages(setter)
    assert [text[:12] for text in of_role(found, SegmentRole.LIST_ITEM)] == [
        "den Schlüsse",
        "die Miete am",
        "1. Dach dich",
        "2. Saal öffn",
    ]
    assert of_role(found, SegmentRole.PARAGRAPH)[-1].startswith("Am 3. Mai beginnt die Arbeit.")


def test_references_with_hanging_lines(setter: Typesetter) -> None:
    setter.paragraph(FILLER * 6, LEFT, COLUMN)
    setter.heading("Literatur", LEFT)
    for entry in (
        "Kammer, B. (2019): Der Handel geht, die Stadt bleibt. Anmerkungen zu einer Debatte der frühen Jahre. Leipzig.",
        "Odrich, F. (2020): Befristung als Prinzip. Rechtsfragen der Nutzung auf Zeit und ihrer Folgen. Kassel.",
        "Wild, P. (2018): Was bleibt, wenn der Wirt geht. Passau.",
    ):
        rows = wrapped_hanging(entry)
        setter.lines(rows[:1], LEFT, COLUMN, size=9, runs_on=len(rows) > 1)
        setter.lines(rows[1:], LEFT + 14, COLUMN - 14, size=9)
    found = of_role(passages(setter), SegmentRole.REFERENCE)
    assert [text.split(",")[0] for text in found] == ["Kammer", "Odrich", "Wild"]
    assert [text.split()[-1] for text in found] == ["Leipzig.", "Kassel.", "Passau."]


def wrapped_hanging(entry: str) -> list[str]:
    from tests.sources.pdf.typesetting import wrapped

    return wrapped(entry, COLUMN - 14, "Times-Roman", 9, -14)


def test_a_title_over_both_columns_and_a_quotation(setter: Typesetter) -> None:
    setter.line("Ein Titel, der über beide Spalten der Seite reicht", LEFT, 90, "Helvetica-Bold", 18)
    setter.y = 130
    setter.paragraph("Links. " + FILLER * 4)
    setter.y += 6
    setter.lines(
        ["„Wir haben erst die Tür geöffnet und dann", "gefragt, wer kommen will“, sagt eine Frau."],
        LEFT + 20,
        COLUMN - 40,
    )
    setter.y += 6
    setter.paragraph("Danach. " + FILLER * 3)
    setter.y = 130
    setter.paragraph("Rechts. " + FILLER * 8, SECOND)
    found = [p.text for p in passages(setter)]
    assert found[0] == "Ein Titel, der über beide Spalten der Seite reicht"
    assert [text.split()[0] for text in found[1:]] == ["Links.", "„Wir", "Danach.", "Rechts."]


def test_a_changing_head_above_a_rule(setter: Typesetter) -> None:
    for name in ("Moser und Lind", "Leere Räume, volle Kalender"):
        setter.line(name, LEFT, 40, size=8)
        setter.rule(LEFT, RIGHT, 46)
        setter.paragraph(FILLER * 12, width=WIDE)
        setter.next_page()
    text = " ".join(p.text for p in passages(setter))
    assert "Moser" not in text
    assert "volle Kalender" not in text


def test_a_turned_page_reads_like_an_upright_one(setter: Typesetter) -> None:
    setter.paragraph("Oben. " + FILLER * 5)
    setter.y = 80
    setter.paragraph("Daneben. " + FILLER * 5, SECOND)
    path = setter.save()
    upright = [p.text for p in PdfReader().read(path, Limits()).passages]
    document = pypdfium2.PdfDocument(path)
    document[0].set_rotation(90)
    turned = path.with_name("gedreht.pdf")
    document.save(turned)
    document.close()
    assert len(upright) == 2
    found = PdfReader().read(turned, Limits()).passages
    assert [p.text for p in found] == upright
    assert found[0].boxes[0].x0 > found[1].boxes[0].x0 - 1  # on the turned page the top is at the right
    assert found[0].boxes[0].bottom < found[1].boxes[0].top


def test_ligatures_and_invisible_characters(setter: Typesetter) -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    try:
        pdfmetrics.registerFont(TTFont("DejaVu", "DejaVuSans.ttf"))
    except TTFError:
        pytest.skip("needs the font DejaVu Sans")
    setter.line("Die o\ufb03zielle Ö\ufb00nung \ufb01el a\u0308lteren Gästen auf\u200b.", LEFT, 100, "DejaVu", 10)
    assert passages(setter)[0].text == "Die offizielle Öffnung fiel älteren Gästen auf."
