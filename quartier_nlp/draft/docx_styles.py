"""Page, fonts and styles of the Word draft."""

from __future__ import annotations

from dataclasses import dataclass

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

from quartier_nlp.draft.docx_xml import element
from quartier_nlp.model.vocabulary import ApproachStatus

FONT = "Calibri"
REFERENCE_STYLE = "Beleg"
NOTE_STYLE = "Notiz"
LEAD_STYLE = "Vorspann"
HINT_STYLE = "Hinweis"
ORIGIN_STYLE = "Fundort"
QUOTE_STYLE = "Belegtext"
CONTENTS_STYLE = "Inhaltstitel"
TABLE_STYLE = "Tabelle"
LINK_STYLE = "Verweis"
REMARK_STYLE = "Anmerkung"
COUNT_STYLE = "Anzahl"
MARK_STYLE = "Zitatstelle"
STATUS_STYLES = {
    ApproachStatus.PRACTISED: "Status praktiziert",
    ApproachStatus.PROPOSED: "Status vorgeschlagen",
    ApproachStatus.REJECTED: "Status verworfen",
}

_ACCENT = RGBColor(0x0B, 0x4F, 0x6C)
_MUTED = RGBColor(0x50, 0x5C, 0x64)
_TEXT = RGBColor(0x1D, 0x24, 0x29)
#: Text colour and shading by status; contrast is at least 7 : 1.
_STATUS_COLOURS = {
    ApproachStatus.PRACTISED: (RGBColor(0x14, 0x53, 0x2D), "DFF1E3"),
    ApproachStatus.PROPOSED: (RGBColor(0x17, 0x3F, 0x6B), "E1ECF7"),
    ApproachStatus.REJECTED: (RGBColor(0x7A, 0x1C, 0x12), "F8E1DE"),
}
TEXT_WIDTH = Cm(16.5)


@dataclass(frozen=True, slots=True)
class _Look:
    size: float
    before: float = 0
    after: float = 4
    bold: bool = False
    italic: bool = False
    colour: RGBColor = _TEXT
    keep_with_next: bool = False
    indent: float = 0
    base: str | None = None


_PARAGRAPHS = {
    "Normal": _Look(10.5, after=6),
    "Title": _Look(30, before=40, after=2, bold=True, colour=_ACCENT, keep_with_next=True),
    "Subtitle": _Look(15, after=4, colour=_MUTED),
    "Heading 1": _Look(20, before=0, after=8, bold=True, colour=_ACCENT, keep_with_next=True),
    "Heading 2": _Look(14.5, before=16, after=5, bold=True, colour=_ACCENT, keep_with_next=True),
    "Heading 3": _Look(11.5, before=11, after=2, bold=True, keep_with_next=True),
    "List Bullet": _Look(10.5, after=3),
    "Header": _Look(8.5, colour=_MUTED),
    "Footer": _Look(8.5, colour=_MUTED),
    "toc 1": _Look(10.5, before=5, after=1, bold=True, base="Normal"),
    "toc 2": _Look(10.5, after=1, indent=0.6, base="Normal"),
    CONTENTS_STYLE: _Look(14.5, before=22, after=4, bold=True, colour=_ACCENT, keep_with_next=True, base="Normal"),
    NOTE_STYLE: _Look(9.5, after=3, colour=_MUTED, indent=0.63, base="Normal"),
    LEAD_STYLE: _Look(10, after=3, colour=_MUTED, keep_with_next=True, base="Normal"),
    HINT_STYLE: _Look(10, before=4, after=4, base="Normal"),
    ORIGIN_STYLE: _Look(9, before=7, after=1, colour=_MUTED, keep_with_next=True, base="Normal"),
    QUOTE_STYLE: _Look(10, after=3, indent=0.63, base="Normal"),
    TABLE_STYLE: _Look(9.5, before=2, after=2, base="Normal"),
}


def set_up(document: Document) -> None:
    """Give a document of python-docx's template our page, language and styles."""
    _page(document)
    _language(document)
    for name, look in _PARAGRAPHS.items():
        _paragraph_style(document, name, look)
    _character_styles(document)
    hint = document.styles[HINT_STYLE].element.get_or_add_pPr()
    border = element("w:pBdr")
    border.append(element("w:left", val="single", sz="24", space="8", color=str(_ACCENT)))
    hint.insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")


def _page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.5), Cm(2)
    section.top_margin, section.bottom_margin = Cm(2.5), Cm(2.2)
    section.header_distance = section.footer_distance = Cm(1.2)


def _language(document: Document) -> None:
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "de-DE")
    for mode in document.settings.element.iter(qn("w:compatSetting")):
        if mode.get(qn("w:name")) == "compatibilityMode":
            mode.set(qn("w:val"), "15")
    for language in document.settings.element.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), "de-DE")


def _paragraph_style(document: Document, name: str, look: _Look) -> None:
    styles = document.styles
    known = {style.name for style in styles}
    style = styles[name] if name in known else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if not isinstance(style, ParagraphStyle):
        raise TypeError(f"{name} is no paragraph style")
    if look.base:
        style.base_style = styles[look.base]
        style.quick_style = True
    _font(style, look)
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after = Pt(look.before), Pt(look.after)
    spacing.line_spacing_rule = WD_LINE_SPACING.MULTIPLE
    spacing.line_spacing = 1.0 if name in ("Header", "Footer", "Title") else 1.12
    spacing.keep_with_next = look.keep_with_next
    spacing.widow_control = True
    spacing.keep_together = True if name in ("List Bullet", QUOTE_STYLE) else None
    if look.indent:
        spacing.left_indent = Cm(look.indent)
    for together in style.element.findall(f".//{qn('w:contextualSpacing')}"):
        together.getparent().remove(together)
    if name in ("Title", "Subtitle"):
        for border in style.element.findall(f".//{qn('w:pBdr')}"):
            border.getparent().remove(border)
    if name in ("Header", "Footer"):
        for tabs in style.element.findall(f".//{qn('w:tabs')}"):
            tabs.getparent().remove(tabs)
        spacing.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)


def _font(style: CharacterStyle, look: _Look) -> None:
    font = style.font
    font.size, font.bold, font.italic = Pt(look.size), look.bold, look.italic
    font.color.rgb = look.colour
    _typeface(style)


def _typeface(style: CharacterStyle) -> None:
    properties = style.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    if fonts is not None:
        properties.remove(fonts)
    properties.insert(0, element("w:rFonts", ascii=FONT, hAnsi=FONT, cs=FONT, eastAsia=FONT))
    for spacing in properties.findall(qn("w:spacing")) + properties.findall(qn("w:kern")):
        properties.remove(spacing)


def _character_styles(document: Document) -> None:
    def add(name: str, size: float | None, colour: RGBColor, shade: str | None = None) -> None:
        style = document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        style.quick_style = True
        if size:
            style.font.size = Pt(size)
        style.font.color.rgb = colour
        if shade:
            style.element.get_or_add_rPr().append(element("w:shd", val="clear", color="auto", fill=shade))

    add(REFERENCE_STYLE, 8.5, _ACCENT)
    add(LINK_STYLE, None, _ACCENT)
    add(REMARK_STYLE, 9.5, _MUTED)
    add(COUNT_STYLE, 9, _MUTED)
    add(MARK_STYLE, None, _TEXT, "FFF2B8")
    for status, (colour, shade) in _STATUS_COLOURS.items():
        add(STATUS_STYLES[status], 9, colour, shade)
