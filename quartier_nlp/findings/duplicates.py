"""One finding per distinct thing in a document; further mentions become ``also`` (guidelines 1 and 24)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Token

from quartier_nlp.findings.document import Passage
from quartier_nlp.findings.inflection import normalised, noun_forms
from quartier_nlp.findings.merging import Merged
from quartier_nlp.model.vocabulary import Kind, SegmentRole

_SIMILAR = 0.7
_FEWEST_SHARED = 3
#: Where things of several sections stand side by side.
_OVERVIEWS = frozenset({SegmentRole.TABLE_CELL, SegmentRole.CAPTION})


@dataclass(frozen=True)
class Mention:
    """A merged finding and the passage it stands in."""

    merged: Merged
    passage: Passage

    @property
    def text(self) -> str:
        """The quote."""
        return self.passage.segment.text[self.merged.candidate.start : self.merged.candidate.end]

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens that it touches."""
        candidate = self.merged.candidate
        span = self.passage.doc.char_span(candidate.start, candidate.end, alignment_mode="expand")
        return tuple(span) if span is not None else ()

    @cached_property
    def content(self) -> frozenset[str]:
        """Base forms of its nouns, names, verbs and adjectives; computed once, every pair of mentions is compared."""
        return frozenset(
            token.lemma_.lower()
            for token in self.tokens
            if token.tag_[:2] in {"NN", "NE", "VV", "AD"} and token.is_alpha
        )

    @property
    def _noun(self) -> Token | None:
        return next((token for token in self.tokens if token.tag_.startswith("N")), None)

    @cached_property
    def head(self) -> str:
        """Its head noun, normalised."""
        candidate = self.merged.candidate
        if candidate.head is not None:
            return normalised(self.passage.segment.text[candidate.head[0] : candidate.head[1]].replace(" ", ""))
        return normalised(self.text if self._noun is None else self._noun.text)

    @cached_property
    def tail(self) -> frozenset[str]:
        """Names and numbers behind its head noun, in lower case."""
        candidate, noun = self.merged.candidate, self._noun
        if candidate.head is not None:
            after = candidate.head[1]
        else:
            after = candidate.end if noun is None else noun.idx + len(noun.text)
        return frozenset(t.lower_ for t in self.tokens if t.idx >= after and t.tag_.startswith(("N", "CARD")))


@dataclass(frozen=True, slots=True)
class Distinct:
    """A finding with its clearest mention and the others in reading order."""

    main: Mention
    others: tuple[Mention, ...]
    score: float

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """All of them, the clearest first."""
        return (self.main, *self.others)

    @property
    def told(self) -> Mention:
        """The mention that tells the action space: the main one, or one in running text where that is in a table."""
        return next((m for m in self.mentions if m.passage.segment.role not in _OVERVIEWS), self.main)


def distinct(mentions: Sequence[Mention]) -> list[Distinct]:
    """Group the mentions of a document, in reading order, into findings."""
    groups: list[list[Mention]] = []
    for mention in mentions:
        home = next((group for group in groups if any(_same(mention, other) for other in group)), None)
        if home is None:
            groups.append([mention])
        else:
            home.append(mention)
    return [_distinct(group) for group in groups]


def _distinct(group: Sequence[Mention]) -> Distinct:
    main = max(group, key=lambda m: (m.merged.score, len(m.text), -m.passage.position))
    others = tuple(mention for mention in group if mention is not main)
    return Distinct(main, others, main.merged.score)


def _same(one: Mention, other: Mention) -> bool:
    first, second = one.merged.candidate, other.merged.candidate
    if first.kind is not second.kind:
        return False
    if first.kind in {Kind.PLACE, Kind.FORMAT}:
        return _same_noun(one, other)
    shared = len(one.content & other.content)
    return shared >= _FEWEST_SHARED and shared >= _SIMILAR * min(len(one.content), len(other.content))


def _same_noun(one: Mention, other: Mention) -> bool:
    """Return whether two noun phrases have the same head and no names or locations that tell them apart."""
    if not (noun_forms(one.head) & noun_forms(other.head)):
        return False
    return not one.tail or not other.tail or bool(one.tail & other.tail)
