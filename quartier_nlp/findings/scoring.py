"""Turns cues and votes into one probability per finding; the weights are data in ``weights.json``.

A rule's probability is a logistic function of the weights of its cues; encoder and rules are then combined by a
second logistic function of their log-odds. ``training/combine.py`` fits both.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from quartier_nlp.findings.candidates import Candidate
from quartier_nlp.findings.weights import KindWeights
from quartier_nlp.model.vocabulary import Kind

_EDGE = 0.001


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

    def rule(self, candidate: Candidate) -> float:
        """Return the probability that a rule's candidate is a finding."""
        weights = self._weights[candidate.kind].rules
        return logistic(weights.bias + sum(weights.cues.get(cue, 0.0) for cue in candidate.cues))

    def combined(self, kind: Kind, encoder: float | None, rules: float | None, *, both_on: bool) -> float:
        """Return the probability of a finding that encoder, rules or both voted for.

        Args:
            kind: Kind of finding.
            encoder: Score of the encoder, or None where it gave no vote.
            rules: Probability of the strongest rule, or None where none voted.
            both_on: Whether encoder and rules are both in use, so that silence says something.
        """
        weights = self._weights[kind]
        if not both_on:
            if encoder is not None:
                return logistic(weights.encoder_scale * log_odds(encoder) + weights.encoder_bias)
            return rules if rules is not None else 0.0
        combination = weights.combination
        total = combination.bias
        total += combination.without_encoder if encoder is None else combination.encoder * log_odds(encoder)
        total += combination.without_rules if rules is None else combination.rules * log_odds(rules)
        return logistic(total)


def strongest(scored: Sequence[tuple[float, Candidate]]) -> tuple[float, Candidate]:
    """Return the best of scored candidates; earlier and longer ones win ties."""
    return max(scored, key=lambda pair: (pair[0], -pair[1].start, pair[1].end))
