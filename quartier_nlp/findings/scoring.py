"""Turns cues and votes into one probability per finding; the weights are data in ``weights.json``.

A rule's probability is a logistic function of the weights of its cues; encoder and rules are then combined by a
second logistic function of their log-odds. ``training/combine.py`` fits both.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quartier_nlp.findings.candidates import Candidate
from quartier_nlp.findings.weights import KindWeights
from quartier_nlp.model.vocabulary import Kind

BIAS = "bias"
_EDGE = 0.001


@dataclass(frozen=True, slots=True)
class Term:
    """Something that speaks for (above 0) or against a finding, in log-odds."""

    name: str
    log_odds: float


def log_odds(probability: float) -> float:
    """Return the log-odds of a probability, kept away from certainty."""
    kept = min(max(probability, _EDGE), 1 - _EDGE)
    return math.log(kept / (1 - kept))


def logistic(value: float) -> float:
    """Return the probability behind log-odds."""
    if value >= 0:
        return 1 / (1 + math.exp(-value))
    return math.exp(value) / (1 + math.exp(value))


class Scorer:
    """Scores candidates and their combinations."""

    def __init__(self, weights: Mapping[Kind, KindWeights]) -> None:
        self._weights = weights

    def cue_weights(self, candidate: Candidate) -> list[Term]:
        """Return the cues of a rule's candidate and, first, what every candidate of its kind starts with."""
        weights = self._weights[candidate.kind].rules
        return [Term(BIAS, weights.bias), *(Term(cue, weights.cues.get(cue, 0.0)) for cue in candidate.cues)]

    def rule(self, candidate: Candidate) -> float:
        """Return the probability that a rule's candidate is a finding."""
        return logistic(sum(term.log_odds for term in self.cue_weights(candidate)))

    def combined(
        self, kind: Kind, encoder: float | None, rules: float | None, faint: float | None = None, *, both_on: bool
    ) -> float:
        """Return the probability of a finding that encoder, rules or both voted for.

        Args:
            kind: Kind of finding.
            encoder: Score of the encoder, or None where it gave no vote.
            rules: Probability of the strongest rule, or None where none voted.
            faint: What the encoder makes of the rule's range where it gave no vote itself.
            both_on: Whether encoder and rules are both in use, so that silence says something.
        """
        if not both_on and encoder is None:
            return rules if rules is not None else 0.0
        return logistic(sum(term.log_odds for term in self.terms(kind, encoder, rules, faint, both_on=both_on)))

    def terms(
        self, kind: Kind, encoder: float | None, rules: float | None, faint: float | None = None, *, both_on: bool
    ) -> list[Term]:
        """Return what the voters contribute to the probability that ``combined`` gives; arguments as there."""
        weights = self._weights[kind]
        if not both_on and encoder is None:
            return [] if rules is None else [Term("rules", log_odds(rules))]
        if not both_on and encoder is not None:
            return [Term(BIAS, weights.encoder_bias), Term("encoder", weights.encoder_scale * log_odds(encoder))]
        ways = weights.combination
        return [
            Term(BIAS, ways.bias),
            Term("no-encoder", ways.without_encoder + (0.0 if faint is None else ways.faint * log_odds(faint)))
            if encoder is None
            else Term("encoder", ways.encoder * log_odds(encoder)),
            Term("no-rules", ways.without_rules) if rules is None else Term("rules", ways.rules * log_odds(rules)),
        ]


def strongest(scored: Sequence[tuple[float, Candidate]]) -> tuple[float, Candidate]:
    """Return the best of scored candidates; earlier and longer ones win ties."""
    return max(scored, key=lambda pair: (pair[0], -pair[1].start, pair[1].end))
