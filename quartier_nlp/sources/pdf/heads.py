"""Running heads, footers, page numbers and margin marks."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from quartier_nlp.sources.pdf.fragments import Fragment
from quartier_nlp.sources.pdf.tables import Table
from quartier_nlp.sources.pdf.words import Rule

_K = TypeVar("_K")

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[\s|\-–—·•]*(?:Seite|S\.|Page|p\.)?\s*(?:\d{1,5}|[ivxlc]{1,7})(?:\s*(?:von|of|/|\|)\s*\d{1,5})?[\s|\-–—·•]*",
    re.IGNORECASE,
)
#: Part of the page's height at its top and foot where heads and footers stand.
_ZONE = 0.12
_SHARE = 0.25
#: Places to count texts in, so many that two texts of a long document seldom share one.
_SLOTS = 1 << 20
_MOST_COUNTED = 255


@dataclass(frozen=True, slots=True)
class PageContent:
    """Fragments and tables of a page before its layout is known.

    Attributes:
        rules: Horizontal lines of some length outside tables.
    """

    number: int
    width: float
    height: float
    fragments: tuple[Fragment, ...]
    tables: tuple[Table, ...]
    rules: tuple[Rule, ...] = ()


class Pages(Protocol):
    """Pages in order that can be gone through several times."""

    def __iter__(self) -> Iterator[PageContent]: ...

    def __len__(self) -> int: ...


class TextCounts:
    """How often texts stand in a document at least, in little room: never too few, hardly ever too many."""

    def __init__(self) -> None:
        self._slots = bytearray(_SLOTS)

    def add(self, page: PageContent) -> None:
        """Count the texts of a page."""
        slots = self._slots
        for fragment in page.fragments:
            slot = _slot_of(_written(fragment))
            if slots[slot] < _MOST_COUNTED:
                slots[slot] += 1

    def may_reach(self, text: str, least: int) -> bool:
        """Return whether a text may stand there so often."""
        return self._slots[_slot_of(text)] >= min(least, _MOST_COUNTED)


class _PageCounts(Generic[_K]):
    """On how many pages something stands; pages come in order."""

    def __init__(self) -> None:
        self._seen: dict[_K, tuple[int, int]] = {}

    def add(self, key: _K, page: int) -> None:
        count, last = self._seen.get(key, (0, 0))
        if last != page:
            self._seen[key] = count + 1, page

    def on_many(self, least: int) -> set[_K]:
        return {key for key, (count, _) in self._seen.items() if count >= least}


class RunningHeads:
    """Knows which lines are no part of the text, once it has seen all pages.

    These are texts that stand at the same height on many pages (digits do not count), page numbers
    alone at the top or foot, and lines above the usual first line of the text, where their place
    and type are the same on many pages though their words differ (a speaker's or chapter's name).

    Args:
        pages: All pages in order; gone through several times.
        texts: How often their texts come.
        body_size: Font size of the running text.
    """

    def __init__(self, pages: Pages, texts: TextCounts, body_size: float) -> None:
        self._body_size = body_size
        self._same, body_top = _repeated(pages, texts, body_size)
        self._slots = _slots(pages, body_top, body_size)

    def on(self, page: PageContent) -> tuple[int, ...]:
        """Return which of a page's fragments belong to them, counted from 0."""
        heads = [f for f in page.fragments if _key(f) in self._same or _slot(f) in self._slots]
        heads.extend(_ruled_off(page, heads, self._body_size))
        heads.extend(_page_numbers(page, {id(f) for f in heads}))
        away = {id(f) for f in heads}
        return tuple(index for index, f in enumerate(page.fragments) if id(f) in away)


def _written(fragment: Fragment) -> str:
    return _DIGITS.sub("#", fragment.text).strip()


def _key(fragment: Fragment) -> tuple[str, int]:
    return _written(fragment), round(fragment.baseline / 3)


def _slot_of(text: str) -> int:
    return zlib.crc32(text.encode("utf-8", "surrogatepass")) % _SLOTS


def _in_zone(fragment: Fragment, height: float) -> bool:
    return fragment.bottom <= _ZONE * height or fragment.top >= (1 - _ZONE) * height


def _repeated(pages: Pages, texts: TextCounts, body_size: float) -> tuple[set[tuple[str, int]], float]:
    """Return keys of texts that come back at the same height, and the height at which the text begins."""
    few = 2 if len(pages) <= 6 else 3
    many = max(4, round(_SHARE * len(pages)))
    everywhere, in_zone = _PageCounts[tuple[str, int]](), _PageCounts[tuple[str, int]]()
    tops: Counter[int] = Counter()
    for page in pages:
        for fragment in page.fragments:
            text, height = _key(fragment)
            zone = _in_zone(fragment, page.height)
            if not texts.may_reach(text, few if zone else many):
                continue
            often = texts.may_reach(text, many)
            for near in (height - 1, height, height + 1):
                if often:
                    everywhere.add((text, near), page.number)
                if zone:
                    in_zone.add((text, near), page.number)
        body = [f.baseline for f in page.fragments if abs(f.size - body_size) <= 0.05 * body_size and len(f.text) > 20]
        if body:
            tops[round(min(body))] += 1
    return in_zone.on_many(few) | everywhere.on_many(many), _body_top(tops, len(pages))


def _body_top(tops: Counter[int], pages: int) -> float:
    """Return the baseline at which the text begins on most pages; 0 if they do not agree."""
    if not tops:
        return 0.0
    top, count = max(tops.items(), key=lambda pair: (pair[1], -pair[0]))
    return float(top) if count >= max(3, 0.4 * pages) else 0.0


def _slot(fragment: Fragment) -> tuple[int, float, bool]:
    return round(fragment.baseline), fragment.size, fragment.bold


def _slots(pages: Pages, body_top: float, body_size: float) -> set[tuple[int, float, bool]]:
    """Return places above the text that are filled on many pages in the same type."""
    seen = _PageCounts[tuple[int, float, bool]]()
    for page in pages:
        for fragment in page.fragments:
            if fragment.baseline < body_top - 0.6 * body_size and fragment.size < 1.05 * body_size:
                seen.add(_slot(fragment), page.number)
    return seen.on_many(max(3, round(_SHARE * len(pages))))


def _ruled_off(page: PageContent, heads: Sequence[Fragment], body_size: float) -> list[Fragment]:
    """Return the line in small type at the top or foot that a rule divides from the text."""
    taken = {id(f) for f in heads}
    rest = [f for f in page.fragments if id(f) not in taken and _in_zone(f, page.height)]
    found: list[Fragment] = []
    for rule in page.rules:
        if rule.x1 - rule.x0 < 0.4 * page.width:
            continue
        near = [f for f in rest if abs(f.baseline - rule.top) <= 2.0 * f.size and f.size < 0.95 * body_size]
        above = [f for f in near if f.baseline <= rule.top and not _anything(page, -1.0, f.top - 1)]
        below = [f for f in near if f.top >= rule.top and not _anything(page, f.bottom + 1, page.height, numbers=False)]
        found.extend(above if rule.top < page.height / 2 else below)
    return found


def _anything(page: PageContent, top: float, bottom: float, numbers: bool = True) -> bool:
    """Return whether text stands between two heights."""
    return any(top <= f.middle <= bottom and (numbers or not _PAGE_NUMBER.fullmatch(f.text)) for f in page.fragments)


def _page_numbers(page: PageContent, taken: set[int]) -> list[Fragment]:
    """Return numbers that stand alone as the first or last line of the page."""
    rest = [f for f in page.fragments if id(f) not in taken]
    if not rest:
        return []
    found: list[Fragment] = []
    for edge in (min(f.baseline for f in rest), max(f.baseline for f in rest)):
        row = [f for f in rest if abs(f.baseline - edge) <= 2]
        if all(_PAGE_NUMBER.fullmatch(f.text) and _in_zone(f, page.height) for f in row):
            found.extend(row)
    return found
