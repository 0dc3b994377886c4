"""What stands at a place of a source file, read without the package's readers.

PDF pages come from pypdfium2's bounded text, captions from webvtt-py and srt, JSON from the standard parser, office
files from their XML, pages from lxml. A text is compared without white space; a hyphen at a line end may be resolved.
"""

from __future__ import annotations

import html
import json
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import pypdfium2
import srt
import webvtt
from lxml import html as lxml_html

#: Stands for a line end at which a word may have been divided.
LINE_END = "\n"
_HYPHENS = "-\u00ad\u2010\u2011\ufffe\x02"
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"}
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u00ad\x00-\x08\x0e-\x1f]")
_NOISE = re.compile(r"\[\s*(?:Musik|Applaus|Gelächter|Lachen|Beifall|Räuspern|Music|Applause|Laughter)\s*\]|♪+", re.I)
_STAMPS = re.compile(
    r"#\d{1,2}:\d{2}:\d{2}(?:[-.,]\d+)?#|\[\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d+)?\](?:\s*[-–](?=\s))?|\(\d{1,2}:\d{2}:\d{2}(?:[.,-]\d+)?\)"
)
#: A box may be cut a little short; more would take in accents of the next line.
_MARGIN = 0.5
#: A digit that begins this far above the foot of its line is the mark of a note, which is no text.
_RAISED = 0.4


@dataclass(frozen=True, slots=True)
class Line:
    """A cue, a printed line or a paragraph of a file.

    Attributes:
        text: As the file shows it.
        start: In seconds, if the file says.
        end: Likewise.
        speaker: Whom the file names for it, if it does so in a field of its own.
        level: Of a heading that the file marks as one, from 1.
    """

    text: str
    start: float | None = None
    end: float | None = None
    speaker: str | None = None
    level: int | None = None


def shown(text: str) -> str:
    """Return a text in the form that texts are compared in; line ends stay."""
    for sign, letters in _LIGATURES.items():
        text = text.replace(sign, letters)
    return unicodedata.normalize("NFC", text)


def stands_in(quote: str, raw: str) -> bool:
    """Return whether a quote stands in a raw text, white space apart, hyphens at line ends resolved or not."""
    wanted = re.sub(r"\s+", "", _INVISIBLE.sub("", shown(quote)))
    raw = shown(raw)
    divided = re.sub(rf"[{_HYPHENS}]\s*\r?\n\s*", "\0", raw)
    text = re.sub(r"\s+", "", _INVISIBLE.sub("", divided.replace("\0", "\uf8ff")))
    if wanted in text.replace("\uf8ff", "-") or wanted in text.replace("\uf8ff", ""):
        return True
    pattern = re.sub(r"(?<=.)(?=.)", "\0", wanted)
    parts = (f"{re.escape(char)}(?:\uf8ff)?" if char != "-" else "[-\uf8ff]" for char in pattern.split("\0"))
    return bool(re.search("".join(parts), text))


# -- PDF -----------------------------------------------------------------------------------------


@lru_cache(maxsize=4)
def _document(path: Path) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(str(path))


def text_in_boxes(path: Path, boxes: Sequence[dict[str, float]], *, across: bool = False) -> str:
    """Return what stands in some boxes (points from the top left corner), a line each.

    Args:
        path: The PDF.
        boxes: As in the findings table.
        across: From left to right and without the marks of notes, instead of in pdfium's order, which puts the number
            of a note behind it.
    """
    lines: list[str] = []
    for box in boxes:
        left, top, textpage = _page_text(path, int(box["page"]))
        edges = (
            left + box["x0"] - _MARGIN,
            top - box["bottom"] - _MARGIN,
            left + box["x1"] + _MARGIN,
            top - box["top"] + _MARGIN,
        )
        lines.append(_left_to_right(textpage, edges) if across else textpage.get_text_bounded(*edges).strip())
    return LINE_END.join(lines)


@lru_cache(maxsize=8)
def _page_text(path: Path, number: int) -> tuple[float, float, pypdfium2.PdfTextPage]:
    page = _document(path)[number - 1]
    left, _, _, top = page.get_cropbox()
    return left, top, page.get_textpage()


def _left_to_right(textpage: pypdfium2.PdfTextPage, edges: tuple[float, float, float, float]) -> str:
    left, bottom, right, top = edges
    found = []
    for index in range(textpage.count_chars()):
        x0, y0, x1, y1 = textpage.get_charbox(index)
        char = textpage.get_text_range(index, 1)
        raised = char.isdigit() and y0 > bottom + _RAISED * (top - bottom)
        if left <= (x0 + x1) / 2 <= right and bottom <= (y0 + y1) / 2 <= top and x1 > x0 and not raised:
            found.append((x0, char))
    return "".join(char for _, char in sorted(found))


# -- transcripts ---------------------------------------------------------------------------------


@lru_cache(maxsize=4)
def cues_of(path: Path) -> tuple[Line, ...]:
    """Return the cues of a VTT, SRT or JSON file; empty for other formats."""
    if path.suffix == ".vtt":
        return tuple(_without_repeats(_vtt(path)))
    if path.suffix == ".srt":
        return tuple(_without_repeats(_srt(path)))
    if path.suffix == ".json":
        return tuple(_json(path))
    return ()


def _vtt(path: Path) -> Iterator[Line]:
    for caption in webvtt.read(str(path)):
        start, end = caption.start_in_seconds, caption.end_in_seconds
        start += caption.start_time.milliseconds / 1000
        end += caption.end_time.milliseconds / 1000
        voices = re.split(r"<v(?:\.[^\s>]*)?\s+([^>]*)>", caption.raw_text)
        for position in range(0, len(voices), 2):
            text = html.unescape(re.sub(r"<[^>]*>", "", voices[position]))
            if text.strip():
                yield Line(text, start, end, voices[position - 1] if position else None)


def _srt(path: Path) -> Iterator[Line]:
    for cue in srt.parse(path.read_text(encoding="utf-8-sig")):
        text = re.sub(r"<[^>]*>|\{\\[^}]*\}", "", cue.content)
        yield Line(html.unescape(text), cue.start.total_seconds(), cue.end.total_seconds())


def _json(path: Path) -> Iterator[Line]:
    data = json.loads(path.read_text(encoding="utf-8"))
    unit = 1.0
    if isinstance(data, dict):
        unit = 1000.0 if "utterances" in data else 1.0
        data = data.get("utterances") or data.get("segments") or data.get("transcripts") or []
    for item in data:
        text = item.get("text") or item.get("transcription") or ""
        if not text.strip():
            continue
        start = item["start_ms"] / 1000 if "start_ms" in item else item.get("start")
        end = item["end_ms"] / 1000 if "end_ms" in item else item.get("end")
        if isinstance(start, str) or isinstance(end, str):
            start, end = _clock(start), _clock(end)
        elif "start_ms" not in item and start is not None:
            end = start + item["duration"] if end is None and "duration" in item else end
            start, end = start / unit, None if end is None else end / unit
        speaker = item.get("voice") or item.get("speaker_name") or item.get("speaker")
        yield Line(text, start, end, speaker if isinstance(speaker, str) else None)


def _clock(text: str | None) -> float | None:
    parts = [float(part) for part in re.split(":", text)] if text else []
    return sum(part * 60**power for power, part in enumerate(reversed(parts))) if parts else None


def _without_repeats(cues: Iterable[Line]) -> Iterator[Line]:
    """Captions that roll up show every line twice."""
    cues = list(cues)
    firsts = [[line for line in cue.text.split("\n") if line.strip()] for cue in cues]
    rolling = sum(1 for a, b in pairwise(firsts) if a and b and a[-1].strip() == b[0].strip())
    if rolling < max(2, 0.3 * (len(cues) - 1)):
        yield from cues
        return
    last = None
    for cue, lines in zip(cues, firsts, strict=True):
        kept = []
        for line in lines:
            if line.strip() != last:
                kept.append(line)
                last = line.strip()
        if kept:
            yield Line("\n".join(kept), cue.start, cue.end, cue.speaker)


def without_marks(text: str) -> str:
    """Return a text without time stamps and marks for sounds."""
    return _STAMPS.sub("", _NOISE.sub("", text))


# -- documents -----------------------------------------------------------------------------------


@lru_cache(maxsize=4)
def lines_of(path: Path) -> tuple[Line, ...]:
    """Return the paragraphs of a document in order, headings as the file marks them."""
    if path.suffix == ".docx":
        return tuple(_word(path))
    if path.suffix in (".html", ".htm"):
        return tuple(_page(path))
    return tuple(_plain(path))


def _word(path: Path) -> Iterator[Line]:
    with zipfile.ZipFile(path) as archive:
        body = archive.read("word/document.xml").decode("utf-8")
        names = archive.namelist()
        notes = [archive.read(f"word/{part}.xml").decode() for part in ("footnotes",) if f"word/{part}.xml" in names]
        styles = archive.read("word/styles.xml").decode("utf-8") if "word/styles.xml" in names else ""
    levels = {
        match[1]: int(match[2])
        for match in re.finditer(r'<w:style [^>]*w:styleId="([^"]+)"[^>]*>\s*<w:name w:val="[Hh]eading (\d)"', styles)
    }
    for part in (body, *notes):
        part = re.sub(r"<w:del [^>]*>.*?</w:del>|<w:instrText[^>]*>.*?</w:instrText>", "", part, flags=re.DOTALL)
        for paragraph in re.finditer(r"<w:p[ >].*?</w:p>", part, re.DOTALL):
            text = re.sub(r"<w:(?:br|cr|tab)\b[^>]*/>", "\n", paragraph.group())
            style = re.search(r'<w:pStyle w:val="([^"]+)"', text)
            level = levels.get(style[1]) if style else None
            yield Line(html.unescape(re.sub(r"<[^>]*>", "", text)), level=level)


def _page(path: Path) -> Iterator[Line]:
    tree = lxml_html.document_fromstring(path.read_bytes().decode("utf-8"))
    for element in tree.iter("p", "li", "td", "th", "blockquote", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "a"):
        level = int(element.tag[1]) if re.fullmatch(r"h[1-6]", element.tag) else None
        yield Line(element.text_content(), level=level)


def _plain(path: Path) -> Iterator[Line]:
    marked = path.suffix == ".md"
    for line in path.read_text(encoding="utf-8").split("\n"):
        heading = re.match(r"(#{1,6})\s+", line) if marked else None
        text = (
            re.sub(r"(?<![\w*])[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}(?![\w*])|^\s*[>|]|\\(?=[^\w\s])", "", line)
            if marked
            else line
        )
        if marked:
            text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
        yield Line(text[heading.end() :] if heading else text, level=len(heading[1]) if heading else None)
