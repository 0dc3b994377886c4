"""Words of a PDF page with font, size and place, from pdfium's characters.

Everything after this module works on ``Word`` and ``Rule`` records, whatever library they come from.
Boxes are PDF points with the origin at the top left corner of the page as it is displayed.
"""

from __future__ import annotations

import ctypes
import math
import re
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

#: Objects looked at per page when searching for ruling lines and images; a map can hold millions.
_MAX_OBJECTS = 20_000
_MAX_SEGMENTS = 2_000
_FORM_DEPTH = 3
#: Shortest piece of a ruling line and greatest thickness of one, in points.
_SHORTEST_PIECE = 5.0
_THICKEST = 2.5
#: How far a word may lie off the page, and its largest font size, in points.
_MARGIN = 30.0
_LARGEST_SIZE = 1000.0
_BOLD_NAME = re.compile(r"bold|black|heavy|semibold|demi|-bd|fett", re.IGNORECASE)
_ITALIC_NAME = re.compile(r"italic|oblique|kursiv|-it\b", re.IGNORECASE)
_FORCE_BOLD = 1 << 18
_ITALIC_FLAG = 1 << 6
_LINE_END_HYPHEN = 2  # what pdfium makes of a hyphen at the end of a line


@dataclass(frozen=True, slots=True)
class Face:
    """How a run of characters is set; ``angle`` in degrees, counted from the reading direction."""

    size: float
    bold: bool
    italic: bool
    angle: float


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without a gap.

    Attributes:
        text: As the file maps the glyphs, ligatures included.
        x0: Left edge of the first glyph's advance box.
        x1: Right edge of the last glyph's.
        baseline: Distance of the baseline from the page's top. For text at an angle all three
            are counted in the frame in which it is upright, see ``Turn``.
        face: Size and style.
        glued: Whether no gap stands between this word and the one before it in its line, as with a
            footnote mark or a change of font inside a word.
    """

    text: str
    x0: float
    x1: float
    baseline: float
    face: Face
    glued: bool = False

    @property
    def top(self) -> float:
        """Upper edge of the line of type, ascenders included."""
        return self.baseline - 0.78 * self.face.size

    @property
    def bottom(self) -> float:
        """Lower edge, descenders included."""
        return self.baseline + 0.22 * self.face.size


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight horizontal or vertical line, or the edge of a drawn rectangle."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def horizontal(self) -> bool:
        """Whether it runs across."""
        return self.x1 - self.x0 >= self.bottom - self.top


@dataclass(frozen=True, slots=True)
class RawPage:
    """What a page holds before any reading of its layout.

    Attributes:
        number: Counts from 1.
        image_share: Part of the page's area that its largest image covers, 0 to 1.
        seen_whole: Whether all its drawings were looked at.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...]
    image_share: float
    seen_whole: bool = True


class _Frame:
    """Turns user space into points from the displayed page's top left corner.

    Attributes:
        left: Left edge of the page in user space.
        rotation: Clockwise turn of the displayed page in degrees.
    """

    def __init__(self, page: Any) -> None:
        left, bottom, right, top = page.get_bbox()
        self.left, self._bottom, self._right, self._top = left, bottom, right, top
        self.rotation = page.get_rotation()
        flat = self.rotation in (0, 180)
        self.width = right - left if flat else top - bottom
        self.height = top - bottom if flat else right - left

    def point(self, x: float, y: float) -> tuple[float, float]:
        if self.rotation == 90:
            return y - self._bottom, x - self.left
        if self.rotation == 180:
            return self._right - x, y - self._bottom
        if self.rotation == 270:
            return self._top - y, self._right - x
        return x - self.left, self._top - y


@dataclass(frozen=True, slots=True)
class Turn:
    """The way from a page to the frame in which its text that runs at an angle is upright.

    Attributes:
        angle: Direction of the text, 0, 90, 180 or 270 degrees counted against the clock.
        width: Of the page as displayed.
        height: Likewise.
    """

    angle: int
    width: float
    height: float

    def apply(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the page lies in the frame of the text."""
        if self.angle == 90:
            return self.height - y, x
        if self.angle == 180:
            return self.width - x, self.height - y
        if self.angle == 270:
            return y, self.width - x
        return x, y

    def undo(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the frame lies on the page."""
        if self.angle == 90:
            return y, self.height - x
        if self.angle == 180:
            return self.width - x, self.height - y
        if self.angle == 270:
            return self.width - y, x
        return x, y


def read_page(page: Any, number: int) -> RawPage:
    """Return the words, ruling lines and image share of a pypdfium2 page; the page stays open."""
    frame = _Frame(page)
    textpage = page.get_textpage()
    try:
        characters = textpage.count_chars()
        words = _words(textpage.raw, characters, frame)
    finally:
        textpage.close()
    rules, image_area, seen_whole = _drawings(page.raw, frame)
    share = min(1.0, image_area / (frame.width * frame.height or 1.0))
    return RawPage(number, frame.width, frame.height, words, rules, share, seen_whole)


class _Faces:
    """Looks up the face of a character, once per text object."""

    def __init__(self, textpage: Any, rotation: int) -> None:
        self._textpage = textpage
        self._rotation = rotation
        self._known: dict[int, Face] = {}
        self._buffer = ctypes.create_string_buffer(128)
        self._flags = ctypes.c_int()
        self._matrix = pdfium.FS_MATRIX()

    def of(self, index: int) -> Face:
        obj = pdfium.FPDFText_GetTextObject(self._textpage, index)
        key = ctypes.cast(obj, ctypes.c_void_p).value or 0
        face = self._known.get(key) if key else None
        if face is None:
            face = self._measure(index)
            self._known[key] = face
        return face

    def _measure(self, index: int) -> Face:
        size = pdfium.FPDFText_GetFontSize(self._textpage, index)
        angle = 0.0
        if pdfium.FPDFText_GetMatrix(self._textpage, index, ctypes.byref(self._matrix)):
            size *= math.hypot(self._matrix.c, self._matrix.d)
            angle = math.degrees(math.atan2(self._matrix.b, self._matrix.a)) - self._rotation
        length = pdfium.FPDFText_GetFontInfo(
            self._textpage, index, self._buffer, len(self._buffer), ctypes.byref(self._flags)
        )
        name = self._buffer.value.decode("utf-8", "replace") if 0 < length <= len(self._buffer) else ""
        if not math.isfinite(size + angle):
            size = angle = 0.0
        bold = bool(_BOLD_NAME.search(name)) or bool(self._flags.value & _FORCE_BOLD)
        italic = bool(_ITALIC_NAME.search(name)) or bool(self._flags.value & _ITALIC_FLAG)
        return Face(round(abs(size), 2) or 1.0, bold, italic, round(angle) % 360)


class _Collector:
    """Grows words from characters in the order of the file."""

    def __init__(self, width: float, height: float) -> None:
        self._farthest = max(width, height) + _MARGIN
        self.words: list[Word] = []
        self._seen: set[tuple[str, int, int]] = set()
        self._chars: list[str] = []
        self._x0 = self._x1 = self._last = self._baseline = 0.0
        self._face: Face | None = None
        self._glued = False

    def add(self, char: str, x0: float, x1: float, baseline: float, face: Face) -> None:
        """Append a character to the word, or end the word and start the next with it."""
        if self._chars and self._face is not None and x0 != self._last:  # equal: second letter of a ligature
            gap, size = x0 - self._x1, max(face.size, self._face.size)
            if face is not self._face or abs(baseline - self._baseline) > 0.1 * size:
                glued = abs(gap) <= 0.12 * size and abs(baseline - self._baseline) <= 0.6 * size
                self.flush()
                self._glued = glued
            elif gap > 0.19 * size or x0 < self._last - 0.5 * size:
                self.flush()
        if not self._chars:
            self._x0, self._x1, self._baseline, self._face = x0, x0, baseline, face
        self._chars.append(char)
        self._last = x0
        self._x1 = max(self._x1, x1)

    def flush(self) -> None:
        """End the word."""
        if self._chars and self._face is not None and self._on_page():
            text = "".join(self._chars)
            key = (text, round(self._x0), round(self._baseline))
            if key not in self._seen:
                self._seen.add(key)
                self.words.append(Word(text, self._x0, self._x1, self._baseline, self._face, self._glued))
        self._chars = []
        self._glued = False

    def _on_page(self) -> bool:
        """Return whether the word lies where a reader could see it; false for places that are no numbers."""
        inside = -_MARGIN <= self._x0 <= self._x1 <= self._farthest and -_MARGIN <= self._baseline <= self._farthest
        return inside and self._face is not None and self._face.size <= _LARGEST_SIZE


def _words(textpage: Any, count: int, frame: _Frame) -> tuple[Word, ...]:
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    box_at, x_at, y_at = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y)
    unicode_of, loose_box = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
    faces, collector = _Faces(textpage, frame.rotation), _Collector(frame.width, frame.height)
    add, flush, point, offset = collector.add, collector.flush, frame.point, frame.left
    vertical: tuple[float, float] | None = None  # edges of the box that a face and baseline give
    turns = {float(angle): Turn(angle, frame.width, frame.height) for angle in (0, 90, 180, 270)}
    face, baseline, turn = Face(1.0, False, False, 0.0), 0.0, turns[0]
    for index in range(count):
        code = unicode_of(textpage, index)
        if code <= 32 or code == 0xA0 or 0xD800 <= code < 0xE000 or code >= 0x110000:
            if code != _LINE_END_HYPHEN:
                flush()
                vertical = None
                continue
            code = 45
        char = chr(code)
        if char.isspace():
            flush()
            vertical = None
            continue
        loose_box(textpage, index, box_at)
        if vertical != (box.top, box.bottom) or face.angle or frame.rotation:
            vertical = (box.top, box.bottom)
            pdfium.FPDFText_GetCharOrigin(textpage, index, x_at, y_at)
            face = faces.of(index)
            turn = turns.get(face.angle, turns[0])
            baseline = turn.apply(*point(x.value, y.value))[1]
        if frame.rotation or face.angle:
            xa, _ = turn.apply(*point(box.left, box.top))
            xb, _ = turn.apply(*point(box.right, box.bottom))
            add(char, min(xa, xb), max(xa, xb), baseline, face)
        else:
            add(char, box.left - offset, box.right - offset, baseline, face)
    flush()
    return tuple(collector.words)


class _Drawings:
    """Looks at the objects of a page, and into the forms among them, for ruling lines and images.

    Attributes:
        rules: What may be ruling lines.
        largest: Area of the largest image, in square points.
    """

    def __init__(self, frame: _Frame) -> None:
        self._frame = frame
        self.rules: list[Rule] = []
        self.largest = 0.0

    def look(self, page: Any) -> bool:
        """Look at a page; return whether all was seen."""
        count = pdfium.FPDFPage_CountObjects(page)
        pending = [(pdfium.FPDFPage_GetObject(page, i), 0, _UPRIGHT) for i in range(min(count, _MAX_OBJECTS))]
        whole, budget = count <= _MAX_OBJECTS, _MAX_OBJECTS
        while pending and budget:
            obj, depth, matrix = pending.pop()
            budget -= 1
            kind = pdfium.FPDFPageObj_GetType(obj)
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                self.rules.extend(_rules(obj, self._frame, matrix))
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                x0, top, x1, bottom = _bounds(obj, self._frame, matrix)
                self.largest = max(self.largest, (x1 - x0) * (bottom - top))
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth >= _FORM_DEPTH:
                whole = False
            elif kind == pdfium.FPDF_PAGEOBJ_FORM:
                inner = min(pdfium.FPDFFormObj_CountObjects(obj), _MAX_OBJECTS)
                within = matrix.after(_matrix_of(obj))
                pending.extend((pdfium.FPDFFormObj_GetObject(obj, i), depth + 1, within) for i in range(inner))
        return whole and not pending


@dataclass(frozen=True, slots=True)
class _Matrix:
    """Takes points of an object to points of the page's user space."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def apply(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def after(self, first: _Matrix) -> _Matrix:
        """Return the matrix that does the other one's work, then this one's."""
        a, b = self.apply(first.a, first.b)
        c, d = self.apply(first.c, first.d)
        e, f = self.apply(first.e, first.f)
        return _Matrix(a - self.e, b - self.f, c - self.e, d - self.f, e, f)


_UPRIGHT = _Matrix(1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _matrix_of(obj: Any) -> _Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(obj, found):
        return _UPRIGHT
    return _Matrix(found.a, found.b, found.c, found.d, found.e, found.f)


def _drawings(page: Any, frame: _Frame) -> tuple[tuple[Rule, ...], float, bool]:
    """Return ruling lines, the area of the largest image, and whether all drawings were seen."""
    drawings = _Drawings(frame)
    whole = drawings.look(page)
    return tuple(sorted(drawings.rules, key=lambda r: (r.top, r.x0, r.bottom, r.x1))), drawings.largest, whole


def _bounds(obj: Any, frame: _Frame, matrix: _Matrix) -> tuple[float, float, float, float]:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(obj, left, bottom, right, top):
        return 0.0, 0.0, 0.0, 0.0
    corners = [frame.point(*matrix.apply(x.value, y.value)) for x in (left, right) for y in (bottom, top)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _rules(obj: Any, frame: _Frame, matrix: _Matrix) -> list[Rule]:
    x0, top, x1, bottom = _bounds(obj, frame, matrix)
    width, height = x1 - x0, bottom - top
    if max(width, height) < _SHORTEST_PIECE:
        return []
    if min(width, height) <= _THICKEST:
        return [Rule(x0, top, x1, bottom)]
    count = pdfium.FPDFPath_CountSegments(obj)
    if not 2 <= count <= _MAX_SEGMENTS:
        return []
    return _segment_rules(obj, count, frame, matrix.after(_matrix_of(obj)))


def _segment_rules(obj: Any, count: int, frame: _Frame, matrix: _Matrix) -> list[Rule]:
    """Return the straight axis-parallel pieces of a path."""
    x, y = ctypes.c_float(), ctypes.c_float()
    rules: list[Rule] = []
    start = last = (0.0, 0.0)
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(obj, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = frame.point(*matrix.apply(x.value, y.value))
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            rules.extend(_straight(last, point))
        last = point
        if pdfium.FPDFPathSegment_GetClose(segment):
            rules.extend(_straight(last, start))
            last = start
    return rules


def _straight(a: tuple[float, float], b: tuple[float, float]) -> list[Rule]:
    dx, dy = abs(a[0] - b[0]), abs(a[1] - b[1])
    if min(dx, dy) > 1.0 or max(dx, dy) < _SHORTEST_PIECE:
        return []
    return [Rule(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))]
