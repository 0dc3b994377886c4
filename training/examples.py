"""Endless, seeded streams of training examples: units of documents, augmented sentences, contributions."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from quartier_nlp.language.decoding_units import (
    GROUP_WORDS,
    LEFT_WORDS,
    LONGEST_SENTENCE,
    RIGHT_WORDS,
    STRIDE_WORDS,
    WINDOW_WORDS,
    first_words,
    grouped,
    last_words,
    window_ranges,
)
from quartier_nlp.language.encoder_spaces import SPACES
from quartier_nlp.language.encoder_tokens import UNKNOWN, Offset, PackedUnit, PieceTokenizer, Unit, pack
from training.augment import Mentions, clip, render, shifted, strip_punctuation, swap_noun
from training.corpus import KINDS, STATUSES, AnnotatedDocument, Contribution, LabelledSentence, Mention, Passage

IGNORED = -100
_BREAK = "break"
OUTSIDE, FIRST, INSIDE = 0, 1, 2

# How often the variants occur; chosen for robustness, not tuned.
SWAP_SHARE = 0.12
UNKNOWN_PIECES_SHARE = 0.03
KEEP_EMPTY_UNIT = 0.75
LOSE_BREAK = 0.08
GROUP_SIZES = (1, 32, GROUP_WORDS, GROUP_WORDS)
DROP_CONTEXT = 0.08
DROP_RIGHT = 0.15


@dataclass(frozen=True)
class Example:
    """A packed unit with its targets.

    Attributes:
        packed: Piece ids and layout.
        tags: ``[pieces, kinds]`` outside, first, inside, or ignored.
        weights: ``[pieces]`` one for the text, less for the context.
        statuses: Ranges of pieces of an approach with the index of its status and that of its sentence.
        present: ``[kinds]`` whether the sentence holds a mention of the kind, for every sentence.
        spaces: ``[spaces]`` or nothing where the action space is not taught; only for units of one sentence.
        cimt: Argumentative, option, premise, or nothing; only for units of one sentence.
    """

    packed: PackedUnit
    tags: npt.NDArray[np.int64] | None = None
    weights: npt.NDArray[np.float32] | None = None
    statuses: tuple[tuple[int, int, int, int], ...] = ()
    present: tuple[tuple[float, ...], ...] = ()
    spaces: tuple[float, ...] | None = None
    cimt: tuple[float, float, float] | None = None


@dataclass(frozen=True)
class LabelledUnit:
    """A unit with mentions on its text and on its context."""

    unit: Unit
    mentions: Mentions
    left_mentions: Mentions = ()
    right_mentions: Mentions = ()
    spaces: tuple[str, ...] = ()


def _pieces(offsets: Sequence[Offset], mention: Mention) -> list[int]:
    return [i for i, (a, b) in enumerate(offsets) if b > mention.start and a < mention.end and b > a]


def _tag(
    tags: npt.NDArray[np.int64], offsets: Sequence[Offset], mentions: Mentions, base: int
) -> list[tuple[Mention, int, int]]:
    """Writes the tags of ``mentions``; returns the piece range of each."""
    placed = []
    tags[base : base + len(offsets)] = OUTSIDE
    for mention in sorted(mentions, key=lambda m: m.scored):
        pieces = _pieces(offsets, mention)
        if not pieces:
            continue
        kind = KINDS.index(mention.kind)
        first, last = base + pieces[0], base + pieces[-1] + 1
        if mention.scored:
            tags[first:last, kind] = INSIDE
            tags[first, kind] = FIRST
            placed.append((mention, first, last))
        else:
            tags[first:last, kind] = IGNORED
    return placed


def label(tokenizer: PieceTokenizer, labelled: LabelledUnit, context_weight: float) -> Example:
    """Turns mentions into tags of pieces."""
    packed = pack(tokenizer, labelled.unit)
    tags = np.full((len(packed.ids), len(KINDS)), IGNORED, np.int64)
    weights = np.zeros(len(packed.ids), np.float32)
    left = packed.first - 1 - len(packed.left_offsets)
    right = packed.first + len(packed.offsets) + 1
    _tag(tags, packed.left_offsets, labelled.left_mentions, left)
    _tag(tags, packed.right_offsets, labelled.right_mentions, right)
    weights[left : left + len(packed.left_offsets)] = context_weight
    weights[right : right + len(packed.right_offsets)] = context_weight
    placed = _tag(tags, packed.offsets, labelled.mentions, packed.first)
    weights[packed.first : packed.first + len(packed.offsets)] = 1.0
    owners = packed.owners
    statuses = tuple(
        (first, last, STATUSES.index(m.status), int(owners[(first + last) // 2 - packed.first]))
        for m, first, last in placed
        if m.kind == "approach" and m.status
    )
    present = _present(labelled)
    spaces = tuple(float(s in labelled.spaces) for s in SPACES) if labelled.spaces else None
    return Example(packed, tags, weights, statuses, present, spaces)


def _present(labelled: LabelledUnit) -> tuple[tuple[float, ...], ...]:
    """Which kinds every sentence holds, by the share of a mention that counts elsewhere."""
    rows = []
    for start, end in labelled.unit.sentences:
        found = {m.kind for m in clip(labelled.mentions, start, end) if m.scored}
        rows.append(tuple(float(kind in found) for kind in KINDS))
    return tuple(rows)


class Sampler:
    """Draws examples; one instance per training run."""

    def __init__(
        self,
        tokenizer: PieceTokenizer,
        documents: Sequence[AnnotatedDocument],
        sentences: Sequence[LabelledSentence],
        *,
        seed: int,
        context_weight: float,
    ) -> None:
        self._tokenizer = tokenizer
        self._documents = documents
        self._sentences = sentences
        self._random = random.Random(seed)
        self._context_weight = context_weight
        self._substitutes = _substitutes(documents, sentences)
        self._by_space: dict[str, list[LabelledSentence]] = {}
        for sentence in sentences:
            self._by_space.setdefault(sentence.spaces[0], []).append(sentence)

    def documents(self) -> Iterator[Example]:
        """Units of all documents, each time in another variant and order."""
        while True:
            units = [u for document in self._documents for u in self._document_units(document)]
            self._random.shuffle(units)
            for unit in units:
                yield self._roughened(label(self._tokenizer, unit, self._context_weight))

    def sentences(self) -> Iterator[Example]:
        """The single sentences with invented context."""
        while True:
            order = list(self._sentences)
            self._random.shuffle(order)
            for sentence in order:
                yield self._roughened(label(self._tokenizer, self._sentence_unit(sentence), 0.0))

    def contributions(self, contributions: Sequence[Contribution]) -> Iterator[Example]:
        """Contributions with their neighbours in three of five cases."""
        while True:
            order = list(contributions)
            self._random.shuffle(order)
            for c in order:
                context = self._random.random() < 0.6
                unit = Unit(c.text, left=c.left if context else "", right=first_words(c.right, 12) if context else "")
                yield Example(pack(self._tokenizer, unit), cimt=c.labels)

    def _roughened(self, example: Example) -> Example:
        """Hides a few pieces of every second example."""
        if self._random.random() < 0.5:
            first = example.packed.first
            for i in range(first, first + len(example.packed.offsets)):
                if self._random.random() < UNKNOWN_PIECES_SHARE:
                    example.packed.ids[i] = UNKNOWN
        return example

    def _document_units(self, original: AnnotatedDocument) -> Iterator[LabelledUnit]:
        document = render(original, self._random)
        text = " ".join(p.text for p in document.passages)
        mentions: list[Mention] = []
        placed: list[tuple[int, int, tuple[int, ...], str]] = []
        start = 0
        for passage in document.passages:
            mentions.extend(shifted(passage.mentions, start))
            placed.extend((a + start, b + start, breaks, passage.heading) for a, b, breaks in self._units(passage))
            start += len(passage.text) + 1
        for a, b, breaks, heading in placed:
            near = [m for m in mentions if m.end > a - 900 and m.start < b + 400]
            if not clip(near, a, b) and self._random.random() > KEEP_EMPTY_UNIT:
                continue
            yield self._placed_unit(text, near, (a, b), breaks, heading)

    def _units(self, passage: Passage) -> Iterator[tuple[int, int, tuple[int, ...]]]:
        """Ranges of units with the breaks between their sentences; some breaks are lost, as they are at run time."""
        for group in grouped(passage.text, passage.sentences, self._random.choice(GROUP_SIZES)):
            ranges = [own for _, own in group]
            if len(ranges) == 1:
                first = passage.text[ranges[0][0] : ranges[0][1]].split(" ")
                skipped = self._random.randrange(STRIDE_WORDS) if len(first) > LONGEST_SENTENCE else 0
                begin = ranges[0][0] + len(" ".join(first[:skipped]))
                for a, b in window_ranges(passage.text, begin, ranges[0][1]):
                    yield a, b, ()
                continue
            kept = [a for a, _ in ranges[1:] if self._random.random() >= LOSE_BREAK]
            yield ranges[0][0], ranges[-1][1], tuple(a - ranges[0][0] for a in kept)

    def _placed_unit(
        self, text: str, mentions: Sequence[Mention], where: tuple[int, int], breaks: tuple[int, ...], heading: str
    ) -> LabelledUnit:
        a, b = where
        bare = self._random.random() < DROP_CONTEXT
        before = "" if bare else last_words(text[max(0, a - 600) : a], LEFT_WORDS)
        no_right = bare or self._random.random() < DROP_RIGHT
        after = "" if no_right else first_words(text[b : b + 400], RIGHT_WORDS)
        left_start = a - 1 - len(before)
        right_start = b + 1
        inner, own = text[a:b], clip(mentions, a, b)
        if self._random.random() < SWAP_SHARE:
            # a break travels as a mention without length
            marks = (*own, *(Mention(_BREAK, at, at) for at in breaks))
            inner, marks = swap_noun(inner, marks, self._substitutes, self._random)
            own = tuple(m for m in marks if m.kind != _BREAK)
            breaks = tuple(m.start for m in marks if m.kind == _BREAK)
        return LabelledUnit(
            Unit(inner, before, after, "" if bare else heading, breaks),
            own,
            clip(mentions, left_start, left_start + len(before)) if before else (),
            clip(mentions, right_start, right_start + len(after)) if after else (),
        )

    def _neighbour(self, sentence: LabelledSentence, same_space: float) -> LabelledSentence:
        pool = self._by_space[sentence.spaces[0]] if self._random.random() < same_space else self._sentences
        return self._random.choice(pool)

    def _sentence_unit(self, sentence: LabelledSentence) -> LabelledUnit:
        draw = self._random.random
        left = self._neighbour(sentence, 0.75).text if draw() < 0.6 else ""
        right = first_words(self._neighbour(sentence, 0.5).text, RIGHT_WORDS) if draw() < 0.4 else ""
        text, mentions = sentence.text, sentence.mentions
        if draw() < SWAP_SHARE:
            text, mentions = swap_noun(text, mentions, self._substitutes, self._random)
        variant = draw()
        if variant < 0.18 and len(text.split()) > 4:
            lower = draw() < 0.45
            text, mentions, _ = strip_punctuation(text, mentions, lower=lower)
            left, right = (strip_punctuation(t, (), lower=lower)[0] for t in (left, right))
            if draw() < 0.6:
                other = self._neighbour(sentence, 1.0)
                bare, moved, _ = strip_punctuation(other.text, other.mentions, lower=lower)
                text, mentions = self._window(*_joined(text, mentions, bare, moved, first=draw() < 0.5))
        elif variant < 0.32:
            other = self._neighbour(sentence, 1.0)
            text, mentions = _joined(text, mentions, other.text, other.mentions, first=True)
        elif variant < 0.36:
            prefix = self._random.choice(["- ", "* ", "B1: ", "B2: ", "I: ", "| "])
            text, mentions = prefix + text, shifted(mentions, len(prefix))
        return LabelledUnit(Unit(text, last_words(left, LEFT_WORDS), right), mentions, spaces=sentence.spaces)

    def _window(self, text: str, mentions: Mentions) -> tuple[str, Mentions]:
        words = text.split(" ")
        if len(words) <= WINDOW_WORDS:
            return text, mentions
        skip = self._random.randrange(len(words) - WINDOW_WORDS + 1)
        start = len(" ".join(words[:skip])) + (1 if skip else 0)
        window = " ".join(words[skip : skip + WINDOW_WORDS])
        return window, clip(mentions, start, start + len(window))


def _joined(text: str, mentions: Mentions, other: str, moved: Mentions, *, first: bool) -> tuple[str, Mentions]:
    if first:
        return f"{text} {other}", (*mentions, *shifted(moved, len(text) + 1))
    return f"{other} {text}", (*moved, *shifted(mentions, len(other) + 1))


def _substitutes(documents: Sequence[AnnotatedDocument], sentences: Sequence[LabelledSentence]) -> dict[str, list[str]]:
    """Quotes of places and formats without punctuation, in a fixed order."""
    found: dict[str, set[str]] = {"place": set(), "format": set()}
    passages = [(p.text, p.mentions) for d in documents if not d.stream for p in d.passages]
    for text, mentions in [*passages, *((s.text, s.mentions) for s in sentences)]:
        for m in mentions:
            quote = text[m.start : m.end]
            if m.kind in found and m.scored and len(quote) < 60 and not any(c in "|.,;:()" for c in quote):
                found[m.kind].add(quote)
    return {kind: sorted(quotes) for kind, quotes in found.items()}
