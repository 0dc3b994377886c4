"""Plain text of the corpus files by the shortest means, independent of the readers under test."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import lxml.html
import pypdfium2
from docx import Document

CORPUS = Path(__file__).resolve().parents[2] / "corpus"

_TIMES = r"\d\d:\d\d:\d\d[.,]\d{3} --> .*"


def _captions(text: str) -> str:
    text = re.sub(rf"(?m)^(WEBVTT|[0-9a-f-]{{36}}/\d+-\d+|\d+|{_TIMES})\s*$", "", text)
    return re.sub(r"</?v[^>]*>", "", text)


def _zoom(text: str) -> str:
    """Without the speaker tags, so that a turn over several cues reads as one."""
    return re.sub(r"(?m)^(\w+ )[\w-]+: ", "", _captions(text))


def _json(text: str) -> str:
    return " ".join(segment["text"] for segment in json.loads(text)["segments"])


def _html(text: str) -> str:
    (article,) = lxml.html.fromstring(text.encode()).iter("article")
    return "".join(map(str, article.itertext()))


def _docx(path: Path) -> str:
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([p.text for p in document.paragraphs] + cells)


def pdf_pages(path: Path) -> list[str]:
    """Text of each page; U+FFFE is what pdfium gives for a hyphen at the end of a line."""
    document = pypdfium2.PdfDocument(path)
    pages = [page.get_textpage().get_text_range().replace("\ufffe", "") for page in document]
    document.close()
    return pages


_TEXT_READERS: dict[str, Callable[[str], str]] = {
    ".vtt": _zoom,
    ".srt": _captions,
    ".json": _json,
    ".html": _html,
    ".md": lambda text: text.replace("**", ""),
    ".txt": lambda text: re.sub(r"#\d\d:\d\d:\d\d-\d#", "", text),
}


def plain_text(path: Path) -> str:
    """The words of a file, whitespace collapsed."""
    if path.suffix == ".pdf":
        text = "\n".join(pdf_pages(path))
    elif path.suffix == ".docx":
        text = _docx(path)
    else:
        text = _TEXT_READERS[path.suffix](path.read_text(encoding="utf-8"))
    return " ".join(text.split())
