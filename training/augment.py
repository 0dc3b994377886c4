"""Variants of annotated text: without punctuation, in lower case, as one stream, with swapped nouns.

Every function keeps the mentions on their text. Randomness comes from the generator that is passed in.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace

from training.corpus import AnnotatedDocument, Mention, Passage

Mentions = tuple[Mention, ...]
Range = tuple[int, int]


def strip_punctuation(
    text: str, mentions: Mentions, sentences: Sequence[Range] = (), *, lower: bool
) -> tuple[str, Mentions, tuple[Range, ...]]:
    """Leaves letters, digits and blanks, as automatic subtitles do."""
    kept = [i for i, c in enumerate(text) if c.isalnum() or c.isspace() or c in "'-"]
    # position[i]: how many kept characters stand before i
    position, flags, count = [], set(kept), 0
    for i in range(len(text) + 1):
        position.append(count)
        count += i in flags
    bare = "".join(text[i] for i in kept)
    # Lower-casing can lengthen a string (İ); offsets must not move.
    lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in bare) if lower else bare
    moved = (replace(m, start=position[m.start], end=position[m.end]) for m in mentions)
    ranges = tuple((position[a], position[b]) for a, b in sentences)
    return lowered, tuple(m for m in moved if m.end > m.start), tuple((a, b) for a, b in ranges if b > a)


def shifted(mentions: Iterable[Mention], by: int) -> Mentions:
    """Mentions moved to the right by ``by`` code points."""
    return tuple(replace(m, start=m.start + by, end=m.end + by) for m in mentions)


def clip(mentions: Iterable[Mention], start: int, end: int, *, share: float = 0.4) -> Mentions:
    """Mentions of which more than ``share`` lies in the range, relative to its start."""
    inside = []
    for m in mentions:
        a, b = max(m.start, start), min(m.end, end)
        if b - a > share * (m.end - m.start):
            inside.append(replace(m, start=a - start, end=b - start))
    return tuple(inside)


def as_stream(document: AnnotatedDocument, *, lower: bool, keep_sentences: bool) -> AnnotatedDocument:
    """The document as one unpunctuated passage; its sentences are kept as ranges or given up for windows."""
    texts, mentions, sentences, length = [], [], [], 0
    for passage in document.passages:
        bare, moved, ranges = strip_punctuation(passage.text, passage.mentions, passage.sentences, lower=lower)
        texts.append(bare)
        mentions.extend(shifted(moved, length))
        sentences.extend((a + length, b + length) for a, b in ranges)
        length += len(bare) + 1
    text = " ".join(texts)
    whole = Passage(text, "", "", tuple(mentions), tuple(sentences) if keep_sentences else ((0, len(text)),))
    return replace(document, stream=True, passages=(whole,))


def with_speakers(document: AnnotatedDocument) -> AnnotatedDocument:
    """The document with the speaker's name in front of every turn, as some files have it."""
    passages = []
    for passage in document.passages:
        if not passage.speaker:
            passages.append(passage)
            continue
        label = f"{passage.speaker}: "
        ranges = [(a + len(label), b + len(label)) for a, b in passage.sentences]
        ranges[0] = (0, ranges[0][1])
        mentions = shifted(passage.mentions, len(label))
        passages.append(replace(passage, text=label + passage.text, mentions=mentions, sentences=tuple(ranges)))
    return replace(document, passages=tuple(passages))


def render(document: AnnotatedDocument, random_: random.Random) -> AnnotatedDocument:
    """One random variant of a document, as another recorder, transcriber or layout might have left it."""
    if document.stream:
        return document
    if random_.random() < (0.36 if document.spoken else 0.14):
        return as_stream(document, lower=random_.random() < 0.45, keep_sentences=random_.random() < 0.5)
    if document.spoken and random_.random() < 0.25:
        return with_speakers(document)
    return document


def swap_noun(
    text: str, mentions: Mentions, substitutes: dict[str, list[str]], random_: random.Random
) -> tuple[str, Mentions]:
    """Puts another place or format in the stead of one, so that the context has to tell what stands there."""
    candidates = [m for m in mentions if m.kind in substitutes and m.scored]
    if not candidates:
        return text, mentions
    chosen = random_.choice(candidates)
    new = random_.choice(substitutes[chosen.kind])
    if text[chosen.start : chosen.end].islower():
        new = new.lower()
    growth = len(new) - (chosen.end - chosen.start)
    moved = []
    for m in mentions:
        if m.start >= chosen.end:
            moved.append(replace(m, start=m.start + growth, end=m.end + growth))
        elif m.end <= chosen.start or m == chosen or (m.start <= chosen.start and m.end >= chosen.end):
            moved.append(replace(m, end=m.end + growth) if m.end >= chosen.end else m)
        else:
            return text, mentions  # overlaps partly: leave it
    return text[: chosen.start] + new + text[chosen.end :], tuple(moved)
