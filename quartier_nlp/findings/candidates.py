"""Votes for findings: what a rule, a lexicon or the encoder proposes before votes are weighed against each other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from quartier_nlp.model.vocabulary import ApproachStatus, Kind


@dataclass(frozen=True, slots=True)
class Candidate:
    """One vote for a finding.

    Attributes:
        start: Start of the proposed quote, a code point offset in ``doc.text``.
        end: Its end, exclusive.
        score: Strength that the voter itself gives, between 0 and 1; not yet calibrated.
        found_by: Voter in the form that the findings table shows, e.g. ``"rule:modal"``.
        rule: Name of the rule or pattern within the voter, e.g. ``"modal"``.
        cues: Names of what speaks for or against it; the weights of ``scoring`` are keyed by these.
        label: Canonical form where a lexicon knows it.
        category: Family of the lexicon entry.
        spaces: Action spaces that the lexicon entry points to.
        status: Status that the rule itself tells, e.g. practice reports.
        status_probs: The encoder's probabilities of proposed, practised and rejected, in this order.
        head: Range of the head noun (places and formats), else None.
        heard: What the encoder makes of the range of a rule's vote, between 0 and 1; None where it did not read it.
    """

    kind: Kind
    start: int
    end: int
    score: float
    found_by: str
    rule: str
    cues: tuple[str, ...] = ()
    label: str | None = None
    category: str | None = None
    spaces: tuple[str, ...] = ()
    status: ApproachStatus | None = None
    status_probs: tuple[float, ...] = ()
    head: tuple[int, int] | None = None
    heard: float | None = None

    def with_cues(self, *cues: str) -> Candidate:
        """Return the candidate with further cues, sorted and without repeats."""
        return replace(self, cues=tuple(sorted({*self.cues, *cues})))

    def overlaps(self, other: Candidate) -> bool:
        """Return whether the two quotes share a character."""
        return self.start < other.end and other.start < self.end


class EncoderWords(Protocol):
    """What the encoder leaves in ``doc._.encoder_words``, one a sentence."""

    def evidence(self, kind: Kind, start: int, end: int) -> float | None:
        """Score of a stretch of text, or None where it stands in another sentence."""
        ...


class EncoderSpan(Protocol):
    """What the encoder leaves in ``doc._.encoder_spans``."""

    @property
    def kind(self) -> Kind | str:
        """Kind of finding."""
        ...

    @property
    def start(self) -> int:
        """Start in ``doc.text``."""
        ...

    @property
    def end(self) -> int:
        """End in ``doc.text``, exclusive."""
        ...

    @property
    def score(self) -> float:
        """Probability that the encoder gives."""
        ...

    @property
    def status_probs(self) -> tuple[float, ...]:
        """Probabilities of proposed, practised, rejected."""
        ...
