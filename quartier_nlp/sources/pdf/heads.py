"""Running heads, footers, page numbers and margin marks."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from quartier_nlp.sources.pdf.fragments import Fragment
from quartier_nlp.sources.pdf.tables import Table
from quartier_nlp.sources.pdf.words import Rule

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[\s|\-–—·•]*(?:Seite|S\.|Page|p\.)?\s*(?:\d{1,5}|[ivxlc]{1,7})(?:\s*(?:von|of|/|\|)\s*\d{1,5})?[\s|\-–—·•]*",
    re.IGNORECASE,
)
#: Part of the page's height at its top and foot where heads and footers stand.
_ZONE = 0.12
_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class PageContent:
    """Fragments and tables of a page before its layout is known.

    Attributes:
        characters: Number of visible characters on the page.
        image_share: Part of the page that its largest image covers.
        recognised: Whether its text comes from OCR.
        scanned: Whether it is a picture of a page.
        passed_over: Whether it is one that OCR was not tried on, as there are too many.
        drawn: Whether it holds so many lines that no table was looked for.
        rules: Horizontal lines of some length outside tables.
    """

    number: int
    width: float
    height: float
    fragments: tuple[Fragment, ...]
    tables: tuple[Table, ...]
    characters: int
    image_share: float
    recognised: bool = False
    scanned: bool = False
    passed_over: bool = False
    drawn: bool = False
    rules: tuple[Rule, ...] = ()


def running_heads(pages: Sequence[PageContent], body_size: float) -> list[tuple[Fragment, ...]]:
    """Return for every page its fragments that are no part of the text.

    These are texts that stand at the same height on many pages (digits do not count), page numbers
    alone at the top or foot, and lines above the usual first line of the text, where their place
    and type are the same on many pages though their words differ (a speaker's or chapter's name).
    """
    same = _repeated(pages)
    body_top = _body_top(pages, body_size)
    slots = _slots(pages, body_top, body_size)
    found: list[tuple[Fragment, ...]] = []
    for page in pages:
        heads = [f for f in page.fragments if _key(f) in same or _slot(f) in slots]
        heads.extend(_ruled_off(page, heads, body_size))
        heads.extend(_page_numbers(page, {id(f) for f in heads}))
        found.append(tuple(heads))
    return found


def _key(fragment: Fragment) -> tuple[str, int]:
    return _DIGITS.sub("#", fragment.text).strip(), round(fragment.baseline / 3)


def _in_zone(fragment: Fragment, height: float) -> bool:
    return fragment.bottom <= _ZONE * height or fragment.top >= (1 - _ZONE) * height


def _repeated(pages: Sequence[PageContent]) -> set[tuple[str, int]]:
    """Return keys of texts that come back at the same height."""
    everywhere: dict[tuple[str, int], set[int]] = defaultdict(set)
    in_zone: dict[tuple[str, int], set[int]] = defaultdict(set)
    for page in pages:
        for fragment in page.fragments:
            text, height = _key(fragment)
            for near in (height - 1, height, height + 1):
                everywhere[text, near].add(page.number)
                if _in_zone(fragment, page.height):
                    in_zone[text, near].add(page.number)
    few = 2 if len(pages) <= 6 else 3
    many = max(4, round(_SHARE * len(pages)))
    return {key for key, where in in_zone.items() if len(where) >= few} | {
        key for key, where in everywhere.items() if len(where) >= many
    }


def _body_top(pages: Sequence[PageContent], body_size: float) -> float:
    """Return the baseline at which the text begins on most pages; 0 if they do not agree."""
    tops: Counter[int] = Counter()
    for page in pages:
        body = [f.baseline for f in page.fragments if abs(f.size - body_size) <= 0.05 * body_size and len(f.text) > 20]
        if body:
            tops[round(min(body))] += 1
    if not tops:
        return 0.0
    top, count = max(tops.items(), key=lambda pair: (pair[1], -pair[0]))
    return float(top) if count >= max(3, 0.4 * len(pages)) else 0.0


def _slot(fragment: Fragment) -> tuple[int, float, bool]:
    return round(fragment.baseline), fragment.size, fragment.bold


def _slots(pages: Sequence[PageContent], body_top: float, body_size: float) -> set[tuple[int, float, bool]]:
    """Return places above the text that are filled on many pages in the same type."""
    seen: dict[tuple[int, float, bool], set[int]] = defaultdict(set)
    for page in pages:
        for fragment in page.fragments:
            if fragment.baseline < body_top - 0.6 * body_size and fragment.size < 1.05 * body_size:
                seen[_slot(fragment)].add(page.number)
    least = max(3, round(_SHARE * len(pages)))
    return {slot for slot, where in seen.items() if len(where) >= least}


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
