"""A phrase beside the quote that it was made of, as the checks of a phrase see both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from quartier_nlp.findings.labels.chunks import Chunk, ChunkKind, chunk
from quartier_nlp.findings.labels.clauses import Clause
from quartier_nlp.findings.labels.phrase import Phrase
from quartier_nlp.findings.labels.word import Word
from quartier_nlp.model.vocabulary import ApproachStatus

#: Pronouns of those who mean to do what they say.
ACTING = frozenset({"ich", "wir", "man"})
#: Pronouns of those who act.
DOERS = frozenset("ich wir man sie er".split())


@dataclass(frozen=True)
class Told:
    """A phrase and its quote.

    Attributes:
        phrase: The phrase.
        words: The words of the quote.
        parts: The clauses of the quote.
        status: Status of the approach, if known.
    """

    phrase: Phrase
    words: Sequence[Word]
    parts: Sequence[Clause]
    status: ApproachStatus | None

    @property
    def rule(self) -> str:
        """Rule that formed the phrase."""
        return self.phrase.rule

    @cached_property
    def until(self) -> int:
        """Index of the phrase's first infinitive."""
        words = self.phrase.words
        return next((i for i, word in enumerate(words) if word.tag == "VVINF"), len(words) - 1)

    @property
    def action(self) -> Sequence[Word]:
        """The words before that infinitive."""
        return self.phrase.words[: self.until]

    @property
    def doing(self) -> Word:
        """That infinitive."""
        return self.phrase.words[self.until]

    @property
    def following(self) -> Sequence[Word]:
        """The words behind it."""
        return self.phrase.words[self.until + 1 :]

    @cached_property
    def lows(self) -> frozenset[str]:
        """The words before the infinitive in lower case."""
        return frozenset(word.low for word in self.action)

    @cached_property
    def kept(self) -> frozenset[str]:
        """All words of the phrase in lower case."""
        return frozenset(word.low for word in self.phrase.words)

    @cached_property
    def said(self) -> frozenset[str]:
        """The words of the quote in lower case."""
        return frozenset(word.low for word in self.words)

    @cached_property
    def chunks(self) -> Sequence[Chunk]:
        """The phrases before the infinitive."""
        return chunk(self.action)

    @property
    def things(self) -> Sequence[Chunk]:
        """The noun phrases among them."""
        return [part for part in self.chunks if part.kind is ChunkKind.NOUN]

    @cached_property
    def nouns(self) -> Sequence[Chunk]:
        """The noun phrases of the quote."""
        return [part for part in chunk(self.words) if part.kind is ChunkKind.NOUN]

    @property
    def heads(self) -> frozenset[str]:
        """Nouns of the things before the infinitive in lower case."""
        return frozenset(part.head.low for part in self.things)

    @property
    def verb(self) -> Word | None:
        """First finite verb of the quote, None where there is none."""
        return next((word for word in self.words if word.finite), None)

    @property
    def denies(self) -> bool:
        """Whether the action is denied, or one with none of a thing."""
        return any(low == "nicht" or low.startswith("kein") for low in self.lows)

    @property
    def modal(self) -> bool:
        """Whether a modal verb stands in the quote."""
        return any(word.tag in {"VMFIN", "VMINF"} for word in self.words)

    def names(self, pronouns: Set[str]) -> bool:
        """Whether one of these pronouns stands in the quote."""
        return names(self.words, pronouns)

    def actions(self) -> int:
        """How many infinitives stand before the first clause that specifies."""
        opener = (i for i, word in enumerate(self.phrase.words) if word.tag in _OPENERS)
        return sum(word.tag == "VVINF" for word in self.phrase.words[: next(opener, len(self.phrase.words))])


_OPENERS = frozenset({"PRELS", "PRELAT", "PWAV", "KOUS", "KOUI"})


def names(words: Sequence[Word], pronouns: Set[str]) -> bool:
    """Whether one of these pronouns stands among the words."""
    return any(word.tag in {"PPER", "PIS"} and word.low in pronouns for word in words)


def pairs(words: Sequence[Word]) -> frozenset[tuple[str, str]]:
    """Each word with the one that follows it, in lower case."""
    return frozenset((left.low, right.low) for left, right in pairwise(words))


def triples(words: Sequence[Word]) -> Iterator[tuple[Word, Word, Word]]:
    """Each word with the two that follow it."""
    return zip(words, words[1:], words[2:], strict=False)
