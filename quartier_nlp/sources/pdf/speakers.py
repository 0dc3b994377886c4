"""Speakers in plenary records and transcripts that come as PDF."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from quartier_nlp.model.offsets import OffsetMap, Run
from quartier_nlp.model.vocabulary import SegmentRole, SourceKind
from quartier_nlp.sources.pdf.headings import Marked
from quartier_nlp.sources.pdf.paragraphs import Flow
from quartier_nlp.sources.reading import Passage

#: A label before a turn: "B1:", "Moderatorin:", "Frau Dr. Berg:", with an optional stamp.
_LABEL = re.compile(
    r"(?:[\[(#]?(\d{1,2}:\d{2}(?::\d{2})?)[^\s\w]*\s+)?((?:[A-ZÄÖÜ][\w.'’-]*|I|B\d+)(?: [A-ZÄÖÜ\d(][\w.'’)-]*){0,3})\s?:\s+(?=\S)"
)
_STAMP = re.compile(r"\s*#(\d{1,2}):(\d{2}):(\d{2})(?:[-.,](\d))?#\s*")
_NO_SPEAKER = frozenset(
    "abb abbildung tab tabelle schlagwörter schlagworte keywords zusammenfassung abstract hinweis quelle datum ort "
    "anmerkung beispiel frage fazit ziel ziele thema telefon tel mail e-mail internet web doi issn isbn url stand "
    "tagesordnung anwesend teilnehmende protokoll beginn ende uhrzeit top".split()
)
_LEAST_SPEECHES = 3
_LEAST_TURNS = 4


def speeches(blocks: Sequence[Marked], passages: Sequence[tuple[Marked, Passage]]) -> tuple[SourceKind, list[Passage]]:
    """Return the kind of the document and its passages, with speakers where it records speech.

    A record of speeches sets the speaker in bold type on a line of its own that ends with a colon; a
    transcript puts a label before each turn.

    Args:
        blocks: All blocks with their roles.
        passages: The passages with the blocks that they come from.
    """
    names = {id(marked): name for marked in blocks if (name := _speech_label(marked))}
    if len(names) >= _LEAST_SPEECHES:
        return SourceKind.PROTOCOL, _record(passages, names)
    labels = _turn_labels([passage for _, passage in passages])
    if labels:
        return SourceKind.TRANSCRIPT, _transcript([passage for _, passage in passages], labels)
    return SourceKind.PAPER, [passage for _, passage in passages]


def _speech_label(marked: Marked) -> str | None:
    """Return the speaker that a block announces: bold at its start, a colon at its end."""
    block = marked.block
    if block.flow is not Flow.MAIN or len(block.lines) > 4:
        return None
    text = block.text.strip()
    lead = block.fragments[0].lead
    if not text.endswith(":") or lead < 5 or len(text) > 200 or not text[0].isupper():
        return None
    name = re.sub(r"[-\u2010]\s(?=[a-zäöüß])", "", text[:-1]).replace("- ", "").strip()
    words = re.split(r"[,(]", name)[0].split()
    return name if 2 <= len(words) <= 7 and all(word[0].isupper() or len(word) <= 4 for word in words) else None


def _record(passages: Sequence[tuple[Marked, Passage]], names: dict[int, str]) -> list[Passage]:
    """Give every paragraph the speaker announced last; the announcement itself goes."""
    result: list[Passage] = []
    speaker: str | None = None
    for marked, passage in passages:
        if id(marked) in names:
            speaker = names[id(marked)]
            continue
        remark = passage.text.startswith("(") and passage.text.endswith(")")
        spoken = speaker is not None and passage.role in {SegmentRole.PARAGRAPH, SegmentRole.LIST_ITEM} and not remark
        role = SegmentRole.TURN if spoken else passage.role
        result.append(replace(passage, role=role, speaker=speaker if spoken else None, section=()))
    return result


def _turn_labels(passages: Sequence[Passage]) -> set[str]:
    """Return the labels of a transcript's speakers; none if the document is no transcript."""
    paragraphs = [p for p in passages if p.role in {SegmentRole.PARAGRAPH, SegmentRole.LIST_ITEM}]
    found = Counter(match.group(2) for p in paragraphs if (match := _LABEL.match(p.text)))
    labels = {label for label, count in found.items() if label.lower().rstrip(".") not in _NO_SPEAKER and count >= 2}
    turns = sum(found[label] for label in labels)
    if len(labels) < 2 or turns < max(_LEAST_TURNS, 0.3 * len(paragraphs)):
        return set()
    return {label for label in found if label.lower().rstrip(".") not in _NO_SPEAKER}


def _transcript(passages: Sequence[Passage], labels: set[str]) -> list[Passage]:
    """Move labels and stamps out of the clean text into speaker and time."""
    result: list[Passage] = []
    speaker: str | None = None
    for passage in passages:
        if passage.role not in {SegmentRole.PARAGRAPH, SegmentRole.LIST_ITEM}:
            result.append(passage)
            continue
        match = _LABEL.match(passage.text)
        if match and match.group(2) in labels:
            speaker = match.group(2)
            passage = _without(passage, 0, match.end())
        elif speaker is None:
            result.append(passage)
            continue
        times: list[float] = []
        while stamp := _STAMP.search(passage.text):
            hours, minutes, seconds, tenths = stamp.groups()
            times.append(int(hours) * 3600 + int(minutes) * 60 + int(seconds) + int(tenths or 0) / 10)
            passage = _without(passage, stamp.start(), stamp.end())
        if passage.text:
            start = times[0] if len(times) > 1 else None
            end = times[-1] if times else None
            result.append(replace(passage, role=SegmentRole.TURN, speaker=speaker, t_start=start, t_end=end))
    return result


def _without(passage: Passage, start: int, end: int) -> Passage:
    """Cut a range out of the clean text; the raw text stays."""
    inner = start > 0 and end < len(passage.text)
    text = passage.text[:start] + (" " if inner else "") + passage.text[end:]
    shift = end - start - int(inner)
    runs: list[Run] = []
    for run in passage.offsets.runs:
        before = min(run.length, start - run.clean)
        if before > 0:
            runs.append(Run(run.clean, run.raw, before))
        skip = max(0, end - run.clean)
        if skip < run.length:
            runs.append(Run(run.clean + skip - shift, run.raw + skip, run.length - skip))
    return replace(passage, text=text, offsets=OffsetMap(tuple(runs)))
