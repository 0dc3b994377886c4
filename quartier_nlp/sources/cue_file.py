"""The block structure that WebVTT and SRT share: times, then lines, then a blank line."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from quartier_nlp.errors import EmptyError, LimitError
from quartier_nlp.sources.reading import Limits, Passage
from quartier_nlp.sources.speakers import decide_speakers, split_tag
from quartier_nlp.sources.turns import Cue, join_cues

_CLOCK = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
TIMING = re.compile(rf"\s*{_CLOCK}\s*-->\s*{_CLOCK}(?:\s.*)?")
_SKIPPED_BLOCK = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)|X-TIMESTAMP-MAP")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]*)>")
_MARKUP = re.compile(
    r"</?(?:[cibu]|ruby|rt|lang|v|font|span)(?:[.\s][^>]*)?>|<(?:\d+:)?\d{1,2}:\d{2}\.\d{3}>|\{\\[^}]*\}", re.IGNORECASE
)
_NOISE_WORDS = (
    r"Musik|Applaus|Gelächter|Lachen|Geräusch(?:e)?|Stille|Beifall|Jubel|Music|Applause|Laughter|Silence|Noise|"
    r"BLANK_AUDIO|Klatschen|Räuspern"
)
#: Marks that captioning programs set for sounds; remarks of a transcriber stand in round brackets.
NOISE = re.compile(rf"\[\s*(?:{_NOISE_WORDS})\s*\]|♪+|♫+", re.IGNORECASE)
_DASH = re.compile(r"^[-–]\s+", re.MULTILINE)
_ROLLING_SHARE = 0.3
_ROLLING_MINIMUM = 2


@dataclass(frozen=True, slots=True)
class TimedBlock:
    """A cue as it stands in the file: times in seconds and the lines below them."""

    t_start: float
    t_end: float
    lines: tuple[str, ...]


def parse_blocks(text: str, limits: Limits) -> list[TimedBlock]:
    """Return the cues of a WebVTT or SRT file.

    Raises:
        EmptyError: If there is none.
        LimitError: If there are more than allowed.
    """
    lines = text.split("\n")
    blocks: list[tuple[float, float, list[str]]] = []
    skipping = inside = False
    for index, line in enumerate(lines):
        match = TIMING.fullmatch(line) if "-->" in line else None
        if match:
            skipping, inside = False, True
            blocks.append(_opened(match))
            if len(blocks) > limits.cues:
                raise LimitError(
                    f"more than {limits.cues} cues (line {index + 1}): split the file or raise ingest.limits.cues"
                )
        elif not line.strip():
            skipping = inside = False
        elif not inside and _SKIPPED_BLOCK.match(line):
            skipping = True
        elif blocks and not skipping and not _is_identifier(lines, index, inside=inside):
            blocks[-1][2].append(line.strip())
    if not blocks:
        raise EmptyError("no cue found (a line like '00:00:01.000 --> 00:00:04.000'): export the transcript again")
    return [TimedBlock(start, end, tuple(lines)) for start, end, lines in blocks]


def _opened(match: re.Match[str]) -> tuple[float, float, list[str]]:
    start, end = _seconds(match.groups()[:4]), _seconds(match.groups()[4:])
    return start, max(start, end), []


def _seconds(parts: Sequence[str | None]) -> float:
    hours, minutes, rest, fraction = (part or "0" for part in parts)
    return round(int(hours) * 3600 + int(minutes) * 60 + int(rest) + float(f"0.{fraction}"), 3)


def _is_identifier(lines: Sequence[str], index: int, *, inside: bool) -> bool:
    """A line right above a timing line names the cue, unless it follows the text of another cue."""
    following = lines[index + 1] if index + 1 < len(lines) else ""
    if "-->" not in following or not TIMING.fullmatch(following):
        return False
    return not inside or lines[index].strip().isdigit()


def plain(markup: str) -> str:
    """Return cue text without tags, entities resolved."""
    return html.unescape(_MARKUP.sub("", markup))


def is_rolling(blocks: Sequence[TimedBlock]) -> bool:
    """Return whether cues repeat the line before them, as captions that roll up do."""
    repeats = sum(
        1
        for before, after in pairwise(blocks)
        if before.lines and after.lines and plain(after.lines[0]) == plain(before.lines[-1])
    )
    return repeats >= max(_ROLLING_MINIMUM, _ROLLING_SHARE * (len(blocks) - 1))


def without_repeats(blocks: Iterable[TimedBlock]) -> list[TimedBlock]:
    """Return rolling captions with every line that equals the last kept one left out."""
    kept: list[TimedBlock] = []
    last = None
    for block in blocks:
        lines = []
        for line in block.lines:
            text = plain(line).strip()
            if text and text != last:
                lines.append(line)
                last = text
        if lines:
            kept.append(replace(block, lines=tuple(lines)))
    return kept


def cues_of_blocks(blocks: Sequence[TimedBlock]) -> list[Cue]:
    """Return the cues with their speakers, whichever way the file names them."""
    if is_rolling(blocks):
        blocks = without_repeats(blocks)
    if any(_VOICE.search(line) for block in blocks for line in block.lines):
        return [cue for block in blocks for cue in _voices(block)]
    texts = [plain("\n".join(block.lines)).strip() for block in blocks]
    parts = [part for block, text in zip(blocks, texts, strict=True) for part in _opened_parts(block, text)]
    return _named(parts)


def passages_of_cues(cues: Iterable[Cue]) -> tuple[Passage, ...]:
    """Return the passages of captions, marks for sounds left out of the clean text."""
    return tuple(
        join_cues(
            replace(cue, drop=tuple(match.span() for match in NOISE.finditer(cue.text)))
            for cue in cues
            if NOISE.sub("", cue.text).strip()
        )
    )


def _voices(block: TimedBlock) -> Iterable[Cue]:
    text = "\n".join(block.lines)
    pieces = _VOICE.split(text)
    for position in range(0, len(pieces), 2):
        speech = plain(pieces[position]).strip()
        name = " ".join(html.unescape(pieces[position - 1]).split()) if position else None
        if speech:
            yield Cue.timed(speech, block.t_start, block.t_end, name or None)


def _opened_parts(block: TimedBlock, text: str) -> Iterable[Cue]:
    """``>>`` opens a new turn; so do dashes if a cue has several lines that begin with one."""
    dashes = len(_DASH.findall(text))
    text = _DASH.sub(">>" if dashes > 1 else "", text)
    for position, part in enumerate(re.split(r">>+", text)):
        if part.strip():
            yield replace(Cue.timed(part.strip(), block.t_start, block.t_end), opens_turn=position > 0)


def _named(cues: Sequence[Cue]) -> list[Cue]:
    speakers = decide_speakers([cue.text for cue in cues])
    named: list[Cue] = []
    current: str | None = None
    for cue in cues:
        current = None if cue.opens_turn else current
        named.extend(_named_lines(cue, speakers, current))
        current = named[-1].speaker
    return named


def _named_lines(cue: Cue, speakers: frozenset[str], current: str | None) -> Iterable[Cue]:
    """Split a cue where a line within it begins with another speaker's tag."""
    lines: list[str] = []
    opens = cue.opens_turn
    for line in cue.text.split("\n"):
        tagged = split_tag(line)
        if tagged and tagged.tag in speakers:
            if lines:
                yield replace(cue, text="\n".join(lines), speaker=current, opens_turn=opens)
            lines, current, opens = [], tagged.tag, False
            line = line[tagged.text_start :]
        lines.append(line)
    yield replace(cue, text="\n".join(lines), speaker=current, opens_turn=opens)
