"""Looks a quote up at the place that its provenance names, in the file itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.raw_places import (
    Line,
    cues_of,
    lines_of,
    shown,
    stands_in,
    text_in_boxes,
    without_marks,
)

_CLOSE = 0.0015
_STAMP = re.compile(
    r"#(\d{1,2}:\d{2}:\d{2}(?:[-.,]\d+)?)#|\[(\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d+)?)\]|\((\d{1,2}:\d{2}:\d{2}(?:[.,-]\d+)?)\)"
)
_DOCUMENTS = (".docx", ".html", ".htm", ".md", ".txt")


@dataclass(frozen=True, slots=True)
class _Found:
    """An occurrence of a quote: its first and last line."""

    first: int
    last: int


def place_problem(
    path: Path, quote: str, place: Mapping[str, Any], name: str | None, names: Sequence[str]
) -> str | None:
    """Return why a quote does not stand at a place of a file, or None if it does.

    Args:
        path: The file.
        quote: Clean text.
        place: Provenance as in the findings table.
        name: Who is said to speak, as the store's private table has it.
        names: Everybody who speaks in the file.
    """
    if path.suffix == ".pdf":
        return _in_boxes(path, quote, place)
    cues = cues_of(path)
    if cues:
        return _in_cues(cues, quote, place, name, names)
    if path.suffix in _DOCUMENTS:
        return _in_lines(lines_of(path), quote, place, name, names)
    return f"no way to look into {path.suffix} files"


def _in_boxes(path: Path, quote: str, place: Mapping[str, Any]) -> str | None:
    boxes = place["boxes"]
    if not boxes:
        return "no boxes"
    if place["page"] not in {box["page"] for box in boxes}:
        return "no box on its page"
    if any(stands_in(quote, text_in_boxes(path, boxes, across=across)) for across in (False, True)):
        return None
    return f"not in its boxes on page {place['page']}"


def _in_cues(
    cues: Sequence[Line], quote: str, place: Mapping[str, Any], name: str | None, names: Sequence[str]
) -> str | None:
    start, end = place["t_start"], place["t_end"]
    if start is None:
        return "no time"
    inside = [
        cue
        for cue in cues
        if cue.start is not None
        and cue.start >= start - _CLOSE
        and (end is None or (cue.end if cue.end is not None else cue.start) <= end + _CLOSE)
    ]
    own = [cue for cue in inside if cue.speaker is None or _is_called(cue.speaker, name)]
    if not stands_in(quote, _said(own, names)):
        return f"not said between {start} and {end}" + (
            " by its speaker" if stands_in(quote, _said(inside, names)) else ""
        )
    times = sorted({(cue.start or 0.0, cue.end or 0.0) for cue in own})
    for outer in (times[0], times[-1]) if len(times) > 1 else ():
        rest = [cue for cue in own if (cue.start, cue.end) != outer]
        if stands_in(quote, _said(rest, names)) and not _overlapping(times):
            return f"its time from {start} to {end} is wider than the cues that hold it"
    return None


def _overlapping(times: Sequence[tuple[float, float]]) -> bool:
    return any(after[0] < before[1] - _CLOSE for before, after in pairwise(times))


def _said(cues: Sequence[Line], names: Sequence[str]) -> str:
    tags = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    text = "\n".join(cue.text for cue in cues)
    if tags:
        text = re.sub(rf"^\s*(?:{tags})\s*:", "", text, flags=re.MULTILINE)
    return without_marks(re.sub(r"^\s*>>+|^[-–]\s+", "", text, flags=re.MULTILINE))


def _is_called(tag: str, name: str | None) -> bool:
    """Whether a tag of the file is one of the ways to write a speaker's name."""
    if name is None:
        return False
    known = re.findall(r"\w+", name.casefold())
    words = re.findall(r"\w+", tag.casefold())
    return bool(words) and all(any(one.startswith(word) for one in known) for word in words)


# -- documents -----------------------------------------------------------------------------------


def _in_lines(
    lines: Sequence[Line], quote: str, place: Mapping[str, Any], name: str | None, names: Sequence[str]
) -> str | None:
    problem = "stands nowhere in the file"
    for found in _occurrences(lines, quote, names):
        problem = (
            _section_problem(lines, found, tuple(place["section"]))
            or _speaker_problem(lines, found, name, names)
            or _time_problem(lines, found, place)
        )
        if problem is None:
            return None
    return problem


def _occurrences(lines: Sequence[Line], quote: str, names: Sequence[str]) -> Iterator[_Found]:
    bare = [_squeezed(_untagged(line.text, names)) for line in lines]
    text = "".join(bare)
    owner = [number for number, line in enumerate(bare) for _ in line]
    wanted = _squeezed(quote)
    start = text.find(wanted)
    while start >= 0:
        yield _Found(owner[start], owner[start + len(wanted) - 1])
        start = text.find(wanted, start + 1)


def _squeezed(text: str) -> str:
    return re.sub(r"[\s*_\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+", "", shown(without_marks(text)))


def _untagged(text: str, names: Sequence[str]) -> str:
    match = _tag_of(text, names)
    return text[match.end() :] if match and text[match.end() - 1] == ":" else text


def _tag_of(text: str, names: Sequence[str]) -> re.Match[str] | None:
    tags = "|".join(re.escape(name) for name in sorted({*names}, key=len, reverse=True))
    if not tags:
        return None
    lead = r"[\s*_\[(]*(?:#?[\d:.,-]+#?[\])]*\s*[-–]?\s*)?[*_]*"
    return re.match(rf"{lead}(?:{tags})(?!\w)[\s*_]*(?:\[[\d:.]+\]|\([\d:.]+\))?[\s*_]*:?", text)


def _section_problem(lines: Sequence[Line], found: _Found, section: tuple[str, ...]) -> str | None:
    position = 0
    for heading in section:
        wanted = _squeezed(heading)
        position = next((n + 1 for n in range(position, found.first) if wanted in _squeezed(lines[n].text)), -1)
        if position < 0:
            return f"does not stand below {heading!r}"
    if lines[found.first].level is not None or lines[found.first].text.lstrip().startswith("[^"):
        return None  # notes stand apart from what they belong to
    above = next(
        (line for line in reversed(lines[: found.first]) if line.level is not None and line.text.strip()), None
    )
    if above is not None and section and _squeezed(above.text) not in {_squeezed(heading) for heading in section}:
        return f"stands below {' '.join(above.text.split())!r}, not {section[-1]!r}"
    return None


def _speaker_problem(lines: Sequence[Line], found: _Found, name: str | None, names: Sequence[str]) -> str | None:
    if name is None:
        return None
    tag = next((match for line in reversed(lines[: found.first + 1]) if (match := _tag_of(line.text, names))), None)
    if tag is None or not _is_called(re.sub(r"[\d:#\[\]]{5,}|[-–:]", " ", tag.group()), name):
        return f"said by {tag.group().strip() if tag else 'nobody'}, not by {name}"
    return None


def _time_problem(lines: Sequence[Line], found: _Found, place: Mapping[str, Any]) -> str | None:
    before = [_stamp(match) for line in lines[: found.first] for match in _STAMP.finditer(line.text)]
    within = [_stamp(match) for line in lines[found.first : found.last + 1] for match in _STAMP.finditer(line.text)]
    after = [_stamp(match) for line in lines[found.last + 1 :] for match in _STAMP.finditer(line.text)]
    if not (before or within or after) or place["t_start"] is None:
        return None
    starts = {0.0, *before[-1:], *within}
    ends = {None, *after[:1], *within}
    if not any(abs(place["t_start"] - start) <= _CLOSE for start in starts):
        return f"begins at {place['t_start']}, between none of the stamps around it"
    if place["t_end"] not in ends:
        return f"ends at {place['t_end']}, at none of the stamps around it"
    return None


def _stamp(match: re.Match[str]) -> float:
    text = next(group for group in match.groups() if group).replace("-", ".").replace(",", ".")
    return sum(float(part) * 60**power for power, part in enumerate(reversed(text.split(":"))))
