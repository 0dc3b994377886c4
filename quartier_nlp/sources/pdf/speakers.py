"""Speakers in plenary records and transcripts that come as PDF."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from quartier_nlp.model.offsets import OffsetMap, Run
from quartier_nlp.model.vocabulary import SegmentRole, SourceKind
from quartier_nlp.sources.clock import STAMP, stamp_seconds
from quartier_nlp.sources.packed import PackedPassages
from quartier_nlp.sources.pdf.blocks import Flow
from quartier_nlp.sources.pdf.headings import Marked
from quartier_nlp.sources.reading import Passage
from quartier_nlp.sources.speakers import SpeakerTags, split_tag

_LEAST_SPEECHES = 3
_LONGEST_LABEL = 200
_SPOKEN = frozenset({SegmentRole.PARAGRAPH, SegmentRole.LIST_ITEM})


def speeches(
    blocks: Sequence[Marked], passages: Iterable[tuple[int, Passage]]
) -> tuple[SourceKind | None, PackedPassages]:
    """Return the kind of the document and its passages, with speakers where it records speech.

    The kind is None where it records none.

    A record of speeches sets the speaker in bold type on a line of its own that ends with a colon; a
    transcript puts a label before each turn.

    Args:
        blocks: All blocks with their roles.
        passages: The passages with the index of the block that they come from.
    """
    names = {index: name for index, marked in enumerate(blocks) if (name := _speech_label(marked))}
    if len(names) >= _LEAST_SPEECHES:
        return SourceKind.PROTOCOL, PackedPassages(_record(passages, names))
    tags = SpeakerTags()
    plain = PackedPassages(_seen(passages, tags))
    labels = tags.speakers()
    if labels:
        return SourceKind.TRANSCRIPT, PackedPassages(_transcript(plain, labels))
    return None, plain


def _seen(passages: Iterable[tuple[int, Passage]], tags: SpeakerTags) -> Iterator[Passage]:
    for _, passage in passages:
        if passage.role is SegmentRole.PARAGRAPH:
            tags.see(passage.text)
        yield passage


def _speech_label(marked: Marked) -> str | None:
    """Return the speaker that a block announces: bold at its start, a colon at its end."""
    block = marked.block
    if block.flow is not Flow.MAIN or block.count > 4 or block.lead < 5 or block.length > _LONGEST_LABEL:
        return None
    text = block.text.strip()
    if not text.endswith(":") or not text[0].isupper():
        return None
    name = re.sub(r"[-\u2010]\s(?=[a-zäöüß])", "", text[:-1]).replace("- ", "").strip()
    words = re.split(r"[,(]", name)[0].split()
    return name if 2 <= len(words) <= 7 and all(word[0].isupper() or len(word) <= 4 for word in words) else None


def _record(passages: Iterable[tuple[int, Passage]], names: dict[int, str]) -> Iterator[Passage]:
    """Give every paragraph the speaker announced last; the announcement itself goes."""
    speaker: str | None = None
    for index, passage in passages:
        if index in names:
            speaker = names[index]
            continue
        remark = passage.text.startswith("(") and passage.text.endswith(")")
        spoken = speaker is not None and passage.role in _SPOKEN and not remark
        role = SegmentRole.TURN if spoken else passage.role
        yield replace(passage, role=role, speaker=speaker if spoken else None, section=())


def _transcript(passages: Iterable[Passage], labels: frozenset[str]) -> Iterator[Passage]:
    """Move labels and stamps out of the text into speaker and time."""
    clocks: list[tuple[float, ...]] = []

    def turns() -> Iterator[Passage]:
        speaker: str | None = None
        for passage in passages:
            stamps: list[float] = []
            if passage.role in _SPOKEN:
                tagged = split_tag(passage.text)
                if tagged and tagged.tag in labels:
                    speaker = tagged.tag
                    stamps = [tagged.time] if tagged.time is not None else []
                    passage = _from(passage, tagged.text_start)
                while stamp := STAMP.search(passage.text):
                    stamps.append(stamp_seconds(stamp))
                    passage = _without(passage, stamp.start(), stamp.end())
                if speaker is not None:
                    passage = replace(passage, role=SegmentRole.TURN, speaker=speaker)
            if passage.text:
                yield passage
                clocks.append(tuple(stamps))
            elif clocks:
                clocks[-1] += tuple(stamps)

    found = PackedPassages(turns())
    yield from _timed(found, clocks)


def _timed(passages: Iterable[Passage], clocks: Sequence[tuple[float, ...]]) -> Iterator[Passage]:
    """Time every turn by the stamps around it: said after the one before and before the next one."""
    if not any(clocks):
        yield from passages
        return
    leading = len(clocks[0]) == 1
    following = _following(clocks)
    last = 0.0
    for passage, stamps, after in zip(passages, clocks, following, strict=True):
        if passage.role is SegmentRole.TURN:
            start = stamps[0] if stamps and leading else last
            end = after if leading else max(stamps, default=after)
            passage = replace(passage, t_start=start, t_end=end if end is not None and end >= start else None)
        yield passage
        last = max([last, *stamps])


def _following(clocks: Sequence[tuple[float, ...]]) -> list[float | None]:
    """Return for every passage the first stamp after it."""
    found: list[float | None] = []
    after: float | None = None
    for stamps in reversed(clocks):
        found.append(after)
        after = stamps[0] if stamps else after
    return found[::-1]


def _from(passage: Passage, start: int) -> Passage:
    """Cut the beginning off the clean and the raw text."""
    if start >= len(passage.text):
        return replace(passage, text="", offsets=OffsetMap(()))
    cut = passage.offsets.to_raw(start, start + 1)[0]
    runs = [
        Run(max(run.clean - start, 0), max(run.raw, cut) - cut, run.length - max(0, start - run.clean))
        for run in passage.offsets.runs
        if run.clean + run.length > start
    ]
    touched = [
        anchor
        for anchor, following in zip(passage.anchors, [*passage.anchors[1:], None], strict=True)
        if following is None or following.start > cut
    ]
    anchors = tuple(replace(anchor, start=max(0, anchor.start - cut)) for anchor in touched)
    return replace(
        passage,
        text=passage.text[start:],
        raw=passage.raw[cut:],
        offsets=OffsetMap(tuple(runs)),
        anchors=anchors,
        page=anchors[0].page,
    )


def _without(passage: Passage, start: int, end: int) -> Passage:
    """Cut a range out of the clean text; the raw text stays."""
    text = passage.text
    while start > 0 and text[start - 1] == " " and (end == len(text) or text[end] == " "):
        start -= 1
    if start == 0:
        end += len(text[end:]) - len(text[end:].lstrip())
    runs: list[Run] = []
    for run in passage.offsets.runs:
        before = min(run.length, start - run.clean)
        if before > 0:
            runs.append(Run(run.clean, run.raw, before))
        skip = max(0, end - run.clean)
        if skip < run.length:
            runs.append(Run(run.clean + skip - (end - start), run.raw + skip, run.length - skip))
    return replace(passage, text=text[:start] + text[end:], offsets=OffsetMap(tuple(runs)))
