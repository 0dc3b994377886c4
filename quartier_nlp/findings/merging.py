"""Merges the votes of encoder, rules and lexicons for the same stretch of text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from quartier_nlp.findings.candidates import Candidate
from quartier_nlp.findings.scoring import Scorer, strongest
from quartier_nlp.model.vocabulary import Kind

ENCODER = "encoder"
_COMMON, _LONGER = 0.6, 2.5
_INSIDE, _SURE_QUESTION = 0.7, 0.5


@dataclass(frozen=True, slots=True)
class Merged:
    """Votes that agree on a finding.

    Attributes:
        candidate: Its range, with what the voters know of it.
        votes: All voters, the strongest first.
        score: Calibrated probability.
        encoder: The encoder's score, if it voted.
        rules: Probability of the strongest rule, if one voted.
        faint: What the encoder makes of the rules' ranges where it did not vote.
    """

    candidate: Candidate
    votes: tuple[Candidate, ...]
    score: float
    encoder: float | None = None
    rules: float | None = None
    faint: float | None = None

    @property
    def found_by(self) -> tuple[str, ...]:
        """Names of the voters, sorted."""
        return tuple(sorted({vote.found_by for vote in self.votes}))


class Fate(StrEnum):
    """What becomes of votes that agree.

    ``OVERLAPPED``: a better finding of the same kind shares text with it. ``IN_QUESTION``: an action inside an open
    question, to which it belongs.
    """

    KEPT = "kept"
    OVERLAPPED = "overlapped"
    IN_QUESTION = "in_question"


def judge(
    candidates: Sequence[Candidate], scorer: Scorer, *, encoder_on: bool, rules_on: bool
) -> list[tuple[Merged, Fate]]:
    """Return all votes that agree, by start, with what becomes of them; of overlapping ones the best is kept.

    Args:
        candidates: Votes of one segment.
        scorer: Weights.
        encoder_on: Whether the encoder had a say in this segment.
        rules_on: Whether rules and lexicons had.
    """
    groups: list[Merged] = []
    apart: list[Merged] = []
    for kind in Kind:
        mine = [candidate for candidate in candidates if candidate.kind is kind]
        own = [_weigh(group, scorer, both_on=encoder_on and rules_on) for group in grouped(mine)]
        groups += own
        apart += _best_apart(own)
    kept = {id(merged) for merged in apart}
    judged = [
        (
            merged,
            Fate.OVERLAPPED
            if id(merged) not in kept
            else Fate.IN_QUESTION
            if _part_of_question(merged, apart)
            else Fate.KEPT,
        )
        for merged in groups
    ]
    return sorted(judged, key=lambda pair: (pair[0].candidate.start, pair[0].candidate.end, pair[0].candidate.kind))


def _part_of_question(merged: Merged, others: Sequence[Merged]) -> bool:
    """Return whether an action appears only inside an open question, to which it then belongs (guideline 8)."""
    mine = merged.candidate
    if mine.kind is not Kind.APPROACH:
        return False
    for other in others:
        question = other.candidate
        sure = question.kind is Kind.OPEN_QUESTION and other.score >= _SURE_QUESTION
        if sure and _common(mine, question) >= _INSIDE * (mine.end - mine.start):
            return True
    return False


def grouped(candidates: Sequence[Candidate]) -> list[list[Candidate]]:
    """Group rule votes with the encoder spans that they overlap; other rule votes stand alone.

    A rule's question speaks for one span only, that with most of its text: where the encoder heard it in pieces, the
    others are torn out of it and get no vote.
    """
    anchors = [[candidate] for candidate in candidates if candidate.found_by == ENCODER]
    alone: list[list[Candidate]] = []
    for candidate in candidates:
        if candidate.found_by == ENCODER:
            continue
        touching = [group for group in anchors if group[0].overlaps(candidate)]
        if candidate.kind is Kind.OPEN_QUESTION and touching:
            touching = [max(touching, key=lambda group: _common(group[0], candidate))]
        for group in touching:
            group.append(candidate)
        if not touching:
            same = next((g for g in alone if (g[0].start, g[0].end) == (candidate.start, candidate.end)), None)
            if same is None:
                alone.append([candidate])
            else:
                same.append(candidate)
    return [*anchors, *alone]


def _weigh(group: Sequence[Candidate], scorer: Scorer, *, both_on: bool) -> Merged:
    rules = [(scorer.rule(vote), vote) for vote in group if vote.found_by != ENCODER]
    spans = [vote for vote in group if vote.found_by == ENCODER]
    best = strongest(rules) if rules else None
    encoder = spans[0].score if spans else None
    faint = None if spans else heard(group)
    score = scorer.combined(group[0].kind, encoder, best[0] if best else None, faint, both_on=both_on)
    candidate = _shape(spans[0] if spans else None, best[1] if best else None)
    return Merged(candidate, tuple(group), score, encoder, best[0] if best else None, faint)


def heard(group: Sequence[Candidate]) -> float | None:
    """Return the most that the encoder makes of the ranges of rules' votes."""
    return max((vote.heard for vote in group if vote.heard is not None), default=None)


def _shape(span: Candidate | None, rule: Candidate | None) -> Candidate:
    """Return the range and the knowledge of both voters as one candidate."""
    if span is None or rule is None:
        chosen = span or rule
        if chosen is None:
            raise ValueError("a group has at least one vote")
        return chosen
    noun = span.kind in {Kind.PLACE, Kind.FORMAT}
    if noun:
        start, end = min(span.start, rule.start), max(span.end, rule.end)
    else:
        start, end = (rule.start, rule.end) if _same_clause(span, rule) else (span.start, span.end)
    return replace(rule, start=start, end=end, score=span.score, status_probs=span.status_probs)


def _common(one: Candidate, other: Candidate) -> int:
    """Return how many characters two ranges share; negative where they share none."""
    return min(one.end, other.end) - max(one.start, other.start)


def _same_clause(span: Candidate, rule: Candidate) -> bool:
    """Return whether the rule's clause is what the encoder means, whose edges are ragged."""
    common = _common(span, rule)
    length = rule.end - rule.start
    return common >= _COMMON * (span.end - span.start) and common * _LONGER >= length


def _best_apart(groups: Sequence[Merged]) -> list[Merged]:
    kept: list[Merged] = []
    order = sorted(groups, key=lambda merged: (-merged.score, merged.candidate.start, -merged.candidate.end))
    for merged in order:
        if not any(merged.candidate.overlaps(other.candidate) for other in kept):
            kept.append(merged)
    return kept
