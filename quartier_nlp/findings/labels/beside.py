"""A phrase beside the words around its quote, as the checks of its context see both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Span, Token

from quartier_nlp.findings.labels.told import Told
from quartier_nlp.findings.labels.word import FINITE

_STRONG = frozenset({".", "!", "?", ";", ":", "…", "...", "*", "•"})
_MARKS = frozenset(".,;:!?")
_LONGEST_LEAD, _LONGEST_UNMARKED, _NEAR, LONGEST_AFTER = 40, 5, 15, 12
_WITH_ZU = frozenset({"PTKZU", "VVIZU"})


@dataclass(frozen=True)
class Beside:
    """A quote with its phrase and its surroundings.

    Attributes:
        span: The quote, in a tagged Doc.
        told: The phrase made of it.
    """

    span: Span
    told: Told

    @cached_property
    def lead(self) -> Sequence[Token]:
        """The words of the sentence before the quote; in speech without marks, where it may begin, only a few."""
        return sentence_before(self.span)

    @cached_property
    def before(self) -> Sequence[str]:
        """These words in lower case, without commas."""
        return [token.lower_ for token in self.lead if token.text != ","]

    @property
    def last(self) -> str:
        """The last of them, empty where a sentence begins with the quote."""
        return self.before[-1] if self.before else ""

    @cached_property
    def clause(self) -> Sequence[Token]:
        """Those of them behind the last comma: the clause that the quote goes on with."""
        return behind_comma(self.lead)

    @cached_property
    def governing(self) -> Sequence[Token]:
        """The clause before a quote that begins behind a comma."""
        return behind_comma(self.lead[:-1])

    @cached_property
    def first_clause(self) -> Sequence[Token]:
        """The words of the quote up to its first comma."""
        comma = next((i for i, token in enumerate(self.span) if token.text == "," and i), len(self.span))
        return [token for token in self.span[:comma] if not token.is_space]

    @cached_property
    def after(self) -> Sequence[str]:
        """The next words behind the quote in lower case."""
        return [token.lower_ for token in self.span.doc[self.span.end : self.span.end + LONGEST_AFTER]]

    def next_word(self, reach: int) -> Token | None:
        """The first word among so many tokens behind the quote, past marks."""
        following = self.span.doc[self.span.end : self.span.end + reach]
        return next((token for token in following if token.is_alpha), None)

    @property
    def opener(self) -> Token:
        """First word of the quote."""
        return self.span[0]

    @property
    def previous(self) -> Token | None:
        """The word before the quote, None where a line begins with it."""
        if self.span.start == 0:
            return None
        token = self.span.doc[self.span.start - 1]
        return None if "\n" in token.text else token

    @property
    def finite(self) -> bool:
        """Whether a finite verb stands in the quote."""
        return has_finite(self.span)

    @property
    def behind_comma(self) -> bool:
        """Whether a comma stands right before the quote."""
        return bool(self.lead) and self.lead[-1].text == ","

    @property
    def ends_in_verb(self) -> bool:
        """Whether the only finite verb of the first clause is its last word, or looks like an infinitive."""
        words = [token for token in self.first_clause if not token.is_punct]
        if len(words) <= 1 or has_zu(words):
            return False
        return words[-1].pos_ in {"VERB", "AUX"} and not has_finite(words[:-1])


def sentence_before(span: Span) -> Sequence[Token]:
    """Returns the words of the sentence before a quote; in speech without marks, where it may begin, only a few."""
    start, end = span.start, span.end
    marked = any(token.text[0] in _MARKS for token in span.doc[max(0, start - _NEAR) : end + _NEAR])
    tokens: list[Token] = []
    for token in reversed(list(span.doc[max(0, start - (_LONGEST_LEAD if marked else _LONGEST_UNMARKED)) : start])):
        if token.text in _STRONG or "\n" in token.text:
            break
        tokens.append(token)
    return tokens[::-1]


def has_finite(tokens: Sequence[Token] | Span) -> bool:
    """Returns whether a finite verb is among the tokens."""
    return any(token.tag_ in FINITE for token in tokens)


def has_zu(tokens: Sequence[Token] | Span) -> bool:
    """Returns whether an infinitive with "zu" is among the tokens."""
    return any(token.tag_ in _WITH_ZU for token in tokens)


def behind_comma(tokens: Sequence[Token]) -> Sequence[Token]:
    """Returns the tokens behind the last comma."""
    comma = max((i for i, token in enumerate(tokens) if token.text == ","), default=-1)
    return tokens[comma + 1 :]
