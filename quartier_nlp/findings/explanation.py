"""What can be said of why a finding is there; plain values, for programs and for showing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from quartier_nlp.findings.scoring import Term
from quartier_nlp.findings.word_cues import PREFIX
from quartier_nlp.model.records import Provenance
from quartier_nlp.model.vocabulary import FindingState, Kind, LabelSource

Mask = Callable[[str], str]
_UNKNOWN_WORD = "[…]"


class Outcome(StrEnum):
    """What became of votes for a stretch of text.

    ``DROPPED`` scored below the floor; for ``OVERLAPPED`` and ``IN_QUESTION`` see ``merging.Fate``.
    """

    ACTIVE = "active"
    CANDIDATE = "candidate"
    DROPPED = "dropped"
    OVERLAPPED = "overlapped"
    IN_QUESTION = "in_question"


@dataclass(frozen=True, slots=True)
class ContextSentence:
    """A sentence beside the finding's and who says it."""

    speaker: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Context:
    """The text around a finding.

    Attributes:
        sentence: The sentences that the quote touches.
        before: The sentence before, if there is one.
        after: The sentence after, if there is one.
    """

    sentence: str
    before: ContextSentence | None
    after: ContextSentence | None


@dataclass(frozen=True, slots=True)
class Vote:
    """A vote for the finding.

    Attributes:
        voter: Name as in ``found_by``.
        rule: Name of the rule or pattern within the voter.
        quote: What it proposes.
        score: Probability that the encoder gives, or that the cues add up to.
        counts: Whether it enters the finding's score: of several rules only the strongest does.
        cues: What the rule saw, the weightiest first; words without a weight are left out.
    """

    voter: str
    rule: str
    quote: str
    score: float
    counts: bool
    cues: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Combination:
    """How the votes become the score: the logistic function of the sum of the terms.

    Attributes:
        terms: Log-odds of encoder and rules, weighed, and what every finding of the kind starts with.
        score: Their sum as a probability.
        threshold: Score from which the finding is shown.
        usual_threshold: Threshold of its kind; the other is higher where the quote alone says little.
        floor: Score below which nothing is kept.
    """

    terms: tuple[Term, ...]
    score: float
    threshold: float
    usual_threshold: float
    floor: float


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the statuses or action spaces that were weighed.

    Attributes:
        name: Status or id of the action space.
        score: Sum of the terms, in log-odds.
        chosen: Whether the finding has it.
        terms: What spoke for and against it, the weightiest first.
    """

    name: str
    score: float
    chosen: bool
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """Other votes in the same sentence: another kind, another stretch."""

    kind: Kind
    quote: str
    score: float
    found_by: tuple[str, ...]
    threshold: float
    outcome: Outcome
    overlaps: bool


@dataclass(frozen=True, slots=True)
class OtherMention:
    """A further mention of the same finding."""

    quote: str
    score: float
    found_by: tuple[str, ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a finding is there and is what it is; choices are ordered by score, the best first."""

    finding_id: str
    source: str
    kind: Kind
    quote: str
    label: str
    label_source: LabelSource
    status: str | None
    reason: str | None
    action_spaces: tuple[str, ...]
    state: FindingState
    found_by: tuple[str, ...]
    provenance: Provenance
    context: Context
    votes: tuple[Vote, ...]
    combination: Combination
    alternatives: tuple[Alternative, ...]
    statuses: tuple[Choice, ...]
    spaces: tuple[Choice, ...]
    mentions: tuple[OtherMention, ...]
    notes: tuple[str, ...] = field(default=())

    def masked(self, mask: Mask) -> Explanation:
        """Return the explanation with every piece of text masked."""
        return replace(
            self,
            quote=mask(self.quote),
            label=mask(self.label),
            reason=None if self.reason is None else mask(self.reason),
            provenance=_masked_place(self.provenance, mask),
            context=Context(
                mask(self.context.sentence),
                _masked_line(self.context.before, mask),
                _masked_line(self.context.after, mask),
            ),
            votes=tuple(replace(v, quote=mask(v.quote), cues=_masked_terms(v.cues, mask)) for v in self.votes),
            alternatives=tuple(replace(a, quote=mask(a.quote)) for a in self.alternatives),
            statuses=tuple(replace(c, terms=_masked_terms(c.terms, mask)) for c in self.statuses),
            mentions=tuple(
                replace(m, quote=mask(m.quote), provenance=_masked_place(m.provenance, mask)) for m in self.mentions
            ),
        )


def _masked_line(line: ContextSentence | None, mask: Mask) -> ContextSentence | None:
    return None if line is None else replace(line, text=mask(line.text))


def _masked_place(provenance: Provenance, mask: Mask) -> Provenance:
    return replace(provenance, section=tuple(mask(heading) for heading in provenance.section))


def _masked_terms(terms: tuple[Term, ...], mask: Mask) -> tuple[Term, ...]:
    """Hide words that are a name of somebody in this source; lemmas are lower case, names are not."""
    return tuple(replace(term, name=_masked_cue(term.name, mask)) for term in terms)


def _masked_cue(cue: str, mask: Mask) -> str:
    head, found, word = cue.partition(PREFIX)
    known = found and (mask(word) != word or mask(word.title()) != word.title())
    return f"{head}{PREFIX}{_UNKNOWN_WORD}" if known else cue
