"""Web pages: the page's own text without navigation, cookie notes, teasers and comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from quartier_nlp.errors import LimitError, SourceError
from quartier_nlp.model.notices import Notice, NoticeKind
from quartier_nlp.model.vocabulary import SegmentRole, SourceKind
from quartier_nlp.sources.bounds import bounded, too_many_paragraphs, whole
from quartier_nlp.sources.cleaning import as_raw
from quartier_nlp.sources.decoding import decode_head, read_text
from quartier_nlp.sources.document import PSEUDO_LEVEL, Block, Content, looks_like_heading, read_blocks
from quartier_nlp.sources.libraries import parsing
from quartier_nlp.sources.metadata import document_metadata, transcript_metadata
from quartier_nlp.sources.noscribe import cues_of_page, is_noscribe
from quartier_nlp.sources.reading import Limits, Reading
from quartier_nlp.sources.spoken_tables import lines_of_spoken_rows
from quartier_nlp.sources.turns import join_cues

_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_CHROME = (
    "script",
    "style",
    "noscript",
    "template",
    "nav",
    "header",
    "footer",
    "aside",
    "form",
    "iframe",
    "svg",
    "button",
)
_CHROME_NAME = re.compile(r"cookie|consent|banner|newsletter|teaser|related|share|breadcrumb|comment", re.IGNORECASE)
#: What XML has no place for, and what the extractor builds is XML.
_CONTROL = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]")
#: Tags that a page spends on a paragraph at most, scripts and menus included.
_TAGS_A_PARAGRAPH = 10
_BLOCKS = frozenset(
    {"p", "li", "td", "th", "blockquote", "dd", "dt", "figcaption", "pre", "h1", "h2", "h3", "h4", "h5", "h6"}
)
_DATES = (
    ("//meta[@property='article:published_time' or @name='date' or @name='dc.date' or @name='DC.date']", "content"),
    ("//time[@datetime]", "datetime"),
)


class HtmlReader:
    """Reads HTML pages."""

    name = "html"

    def accepts(self, head: bytes, path: Path) -> bool:
        """Return whether the file begins like a page, or is named so and has tags."""
        text = decode_head(head)
        if text is None:
            return False
        text = text.lstrip("\ufeff")
        return bool(_START.match(text)) or (path.suffix.lower() in (".html", ".htm", ".xhtml") and "<" in text)

    def read(self, path: Path, limits: Limits) -> Reading:
        """Read the file."""
        source = _CONTROL.sub(" ", read_text(path, limits))
        if source.count("<") - source.count("</") > _TAGS_A_PARAGRAPH * limits.paragraphs:
            raise too_many_paragraphs(limits)
        tree = _parse(source)
        if is_noscribe(tree):
            passages = tuple(join_cues(cues_of_page(tree)))
            return Reading(self.name, transcript_metadata(passages, path, title=_title(tree)), passages)
        content, notices = _content(source, limits)
        if content.spoken:
            metadata = transcript_metadata(content.passages, path, title=_title(tree))
        else:
            metadata = document_metadata(content.passages, path, title=_title(tree), default=SourceKind.ARTICLE)
        day = _published(tree)
        if day and metadata.date is None:
            metadata = replace(metadata, date=day)
        return Reading(self.name, metadata, content.passages, (*content.notices, *notices))


def _parse(source: str) -> Any:
    parser = lxml_html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    text = re.sub(r"\A\s*<\?xml[^>]*>", "", source.lstrip("\ufeff"))
    try:
        tree = lxml_html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(f"broken HTML ({error}): save the page again") from error
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise LimitError("the page nests deeper than 256 levels: save its text in another format")
    return tree


def _content(source: str, limits: Limits) -> tuple[Content, tuple[Notice, ...]]:
    from trafilatura import bare_extraction  # heavy, and most files are no pages

    body = None
    with suppress(SourceError), parsing("page", "save it again"):
        found = bare_extraction(
            re.sub(r"\A\s*<\?xml[^>]*>", "", source), include_comments=False, include_tables=True,
            include_formatting=True, include_images=False, include_links=False, deduplicate=False,
            with_metadata=False, fast=False,
        )  # fmt: skip
        body = getattr(found, "body", None)
    content = read_blocks(list(bounded(_extracted(body), limits)) if body is not None else [])
    if len(content.passages) > 1:
        return content, ()
    # on short pages the extractor gives all text in one piece, navigation included
    content = read_blocks(list(bounded(_fallback(_parse(source)), limits)))
    return content, (Notice(NoticeKind.MAIN_TEXT_UNSURE),)


def _extracted(body: Any) -> Iterator[Block]:
    for element in body.iterchildren():
        yield from _element(element)


def _element(element: Any, depth: int = 0) -> Iterator[Block]:
    if depth > 20 or not isinstance(element.tag, str):
        return
    if element.tag == "head":
        level = whole((element.get("rend") or "h2")[-1], 2)
        yield Block(SegmentRole.HEADING, _text(element), level=level)
    elif element.tag == "list":
        for item in element.iterchildren("item"):
            yield Block(SegmentRole.LIST_ITEM, _text(item, without=("list",)))
            for inner in item.iterchildren("list"):
                yield from _element(inner, depth + 1)
    elif element.tag == "table":
        yield from _table(element)
    elif element.tag == "quote" and any(child.tag in ("p", "list", "head") for child in element):
        for child in element.iterchildren():
            yield from _element(child, depth + 1)
    else:
        text = _text(element)
        if _is_strong(element, text):
            yield Block(SegmentRole.HEADING, text, level=PSEUDO_LEVEL)
        elif text:
            yield Block(SegmentRole.PARAGRAPH, text)


def _is_strong(element: Any, text: str) -> bool:
    strong = "".join(
        "".join(child.itertext()) for child in element.iterchildren("hi") if child.get("rend") in ("#b", "b", "strong")
    )
    return bool(text) and "".join(strong.split()) == "".join(text.split()) and looks_like_heading(text)


def _table(table: Any) -> Iterator[Block]:
    spoken = lines_of_spoken_rows([[_text(cell) for cell in row.iterchildren("cell")] for row in table.iter("row")])
    if spoken is not None:
        yield from (Block(SegmentRole.PARAGRAPH, line) for line in spoken)
        return
    labels: list[str] = []
    for number, row in enumerate(table.iter("row")):
        cells = list(row.iterchildren("cell"))
        texts = [_text(cell) for cell in cells]
        if number == 0 and all(cell.get("role") == "head" for cell in cells):
            labels = texts
            yield from (Block(SegmentRole.TABLE_CELL, text) for text in texts)
            continue
        for column, text in enumerate(texts):
            label = labels[column] if column < len(labels) else ""
            yield Block(SegmentRole.TABLE_CELL, text, labels=(label,) if label else ())


def _text(element: Any, without: tuple[str, ...] = ()) -> str:
    return as_raw("".join(_pieces(element, without))).strip()


def _pieces(element: Any, without: tuple[str, ...]) -> Iterator[str]:
    yield element.text or ""
    for child in element.iterchildren():
        if child.tag in ("lb", "br"):
            yield "\n"
        elif child.tag not in without and isinstance(child.tag, str):
            yield from _pieces(child, without)
        yield child.tail or ""


def _fallback(tree: Any) -> Iterator[Block]:
    for element in [*tree.iter(*_CHROME)]:
        if element.getparent() is not None:
            element.drop_tree()
    for element in [*tree.iter()]:
        names = f"{element.get('id') or ''} {element.get('class') or ''}" if isinstance(element.tag, str) else ""
        if _CHROME_NAME.search(names) and element.getparent() is not None and element.tag not in ("body", "html"):
            element.drop_tree()
    for table in [*tree.iter("table")]:
        _turns_for_rows(table)
    body = tree.find("body")
    for element in (body if body is not None else tree).iter(*_BLOCKS):
        if any(child.tag in _BLOCKS for child in element.iterdescendants()):
            continue
        text = " ".join(_text(element).split())
        if re.fullmatch(r"h[1-6]", element.tag):
            yield Block(SegmentRole.HEADING, text, level=int(element.tag[1]))
        else:
            roles = {"li": SegmentRole.LIST_ITEM, "td": SegmentRole.TABLE_CELL, "th": SegmentRole.TABLE_CELL}
            yield Block(roles.get(element.tag, SegmentRole.PARAGRAPH), text)


def _turns_for_rows(table: Any) -> None:
    """Put paragraphs in place of a table that is a transcript."""
    rows = [[" ".join(_text(cell).split()) for cell in row.iterchildren("td", "th")] for row in table.iter("tr")]
    lines = lines_of_spoken_rows(rows)
    if lines is None:
        return
    for child in [*table]:
        table.remove(child)
    for line in lines:
        etree.SubElement(table, "p").text = line


def _title(tree: Any) -> str | None:
    heads = [" ".join(as_raw(head.text_content()).split()) for head in tree.iter("h1")]
    heads = [head for head in heads if head]
    if len(heads) == 1:
        return heads[0]
    title = tree.find(".//title")
    text = " ".join(as_raw(title.text_content()).split()) if title is not None else ""
    return text or (heads[0] if heads else None)


def _published(tree: Any) -> date | None:
    for path, attribute in _DATES:
        days = {element.get(attribute, "")[:10] for element in tree.xpath(path)}
        if len(days) == 1:
            try:
                return date.fromisoformat(days.pop())
            except ValueError:
                continue
    return None
