"""Says why a finding is there, by running extraction again and keeping what it otherwise throws away."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Span

from quartier_nlp.findings.candidates import Candidate
from quartier_nlp.findings.document import Document, Passage, spoken
from quartier_nlp.findings.duplicates import Distinct, Mention, distinct
from quartier_nlp.findings.explanation import (
    Alternative,
    Choice,
    Combination,
    Context,
    ContextSentence,
    Explanation,
    OtherMention,
    Outcome,
    Vote,
)
from quartier_nlp.findings.extract import Extractor, cues_of_status, evidence_of
from quartier_nlp.findings.merging import ENCODER, Fate, Merged
from quartier_nlp.findings.scoring import Scorer, Term
from quartier_nlp.findings.spaces import SpaceEvidence
from quartier_nlp.findings.status import ORDER, status_terms
from quartier_nlp.findings.word_cues import PREFIX
from quartier_nlp.model.records import Finding
from quartier_nlp.model.vocabulary import ApproachStatus, Kind

_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Target:
    """Where the finding to be explained stands: its kind and the raw range of its quote."""

    kind: Kind
    segment_id: str
    start: int
    end: int


def explain(document: Document, extractor: Extractor, target: Target) -> Explanation | None:
    """Explain a finding of a document; None if extraction does not find it there."""
    for group in distinct(extractor.mentions(document)):
        where = evidence_of(group.main)
        kind = group.main.merged.candidate.kind
        if target == Target(kind, where.segment_id, where.start, where.end):
            return _Explainer(document, extractor, group).explanation()
    return None


class _Explainer:
    """Collects what is known of one finding."""

    def __init__(self, document: Document, extractor: Extractor, group: Distinct) -> None:
        self._document = document
        self._extractor = extractor
        self._group = group
        self._main = group.main
        self._scorer = Scorer(extractor.weights.kinds)

    def explanation(self) -> Explanation:
        extractor, main = self._extractor, self._main
        evidence = extractor.spaces.evidence(self._document)
        finding = extractor.finding(self._document, evidence, self._group)
        statuses = self._statuses(finding.status)
        return Explanation(
            finding_id=finding.finding_id,
            source=self._document.source.path,
            kind=finding.kind,
            quote=finding.evidence.quote,
            label=finding.label,
            label_source=finding.label_source,
            status=finding.status.value if finding.status else None,
            reason=finding.reason,
            action_spaces=finding.action_spaces,
            state=finding.state,
            found_by=finding.found_by,
            provenance=finding.evidence.provenance,
            context=context_of(self._document, main),
            votes=tuple(self._votes(main.merged)),
            combination=self._combination(),
            alternatives=tuple(self._alternatives()),
            statuses=statuses,
            spaces=self._spaces(evidence, finding),
            mentions=tuple(_other(mention) for mention in self._group.others),
            notes=() if not statuses or statuses[0].chosen else ("a further mention decides on the status",),
        )

    def _votes(self, merged: Merged) -> Iterable[Vote]:
        """Return the votes, those that count first."""
        encoders = [vote for vote in merged.votes if vote.found_by == ENCODER]
        rules = sorted(
            ((self._scorer.rule(vote), vote) for vote in merged.votes if vote.found_by != ENCODER),
            key=lambda pair: (-pair[0], pair[1].start, -pair[1].end, pair[1].rule),
        )
        for vote in encoders:
            yield self._vote(vote, vote.score, counts=vote is encoders[0])
        for index, (score, vote) in enumerate(rules):
            yield self._vote(vote, score, counts=index == 0)

    def _vote(self, vote: Candidate, score: float, *, counts: bool) -> Vote:
        text = self._main.passage.segment.text[vote.start : vote.end]
        cues = () if vote.found_by == ENCODER else _weightiest(self._scorer.cue_weights(vote))
        return Vote(vote.found_by, vote.rule, text, round(score, _DIGITS), counts, cues)

    def _combination(self) -> Combination:
        extractor, merged = self._extractor, self._main.merged
        both_on = extractor.encoder_on(self._main.passage) and extractor.options.use_rules
        kind = merged.candidate.kind
        terms = self._scorer.terms(kind, merged.encoder, merged.rules, merged.faint, both_on=both_on)
        return Combination(
            terms=tuple(_rounded(term) for term in terms),
            score=round(merged.score, _DIGITS),
            threshold=extractor.threshold(self._main),
            usual_threshold=extractor.options.threshold(kind),
            floor=extractor.options.floor,
        )

    def _alternatives(self) -> Iterable[Alternative]:
        """Return other votes that touch the finding's sentences: overlapping ones first, then by score."""
        extractor, main, passage = self._extractor, self._main, self._main.passage
        sentences = _touched(passage, main.merged.candidate)
        low, high = sentences[0].start_char, sentences[-1].end_char
        found = []
        for merged, fate in extractor.judged(self._document, passage):
            candidate = merged.candidate
            if candidate == main.merged.candidate or not (candidate.start < high and low < candidate.end):
                continue
            threshold = extractor.threshold(Mention(merged, passage))
            found.append(
                Alternative(
                    kind=candidate.kind,
                    quote=passage.segment.text[candidate.start : candidate.end],
                    score=round(merged.score, _DIGITS),
                    found_by=merged.found_by,
                    threshold=threshold,
                    outcome=self._outcome(merged, fate, threshold),
                    overlaps=candidate.overlaps(main.merged.candidate),
                )
            )
        return sorted(found, key=lambda one: (not one.overlaps, -one.score))

    def _outcome(self, merged: Merged, fate: Fate, threshold: float) -> Outcome:
        if fate is not Fate.KEPT:
            return Outcome(fate.value)
        if merged.score < self._extractor.options.floor:
            return Outcome.DROPPED
        return Outcome.ACTIVE if merged.score >= threshold else Outcome.CANDIDATE

    def _statuses(self, chosen: ApproachStatus | None) -> tuple[Choice, ...]:
        """Return the statuses as the main mention alone has them, the best first."""
        if chosen is None:
            return ()
        cues = cues_of_status(self._main)
        encoder = self._main.merged.candidate.status_probs
        weights = self._extractor.weights.status
        terms = {status: status_terms(status, cues, encoder, weights) for status in ORDER}
        return _choices({status.value: own for status, own in terms.items()}, (chosen.value,))

    def _spaces(self, evidence: SpaceEvidence, finding: Finding) -> tuple[Choice, ...]:
        resolver, told = self._extractor.spaces, self._group.told
        features = resolver.features(self._document, evidence, told.passage, told.merged.candidate)
        return _choices({space: resolver.terms(own) for space, own in features.items()}, finding.action_spaces)


def context_of(document: Document, mention: Mention) -> Context:
    """Return the sentences of a mention and those beside them, across turns and paragraphs."""
    passage = mention.passage
    touched = _touched(passage, mention.merged.candidate)
    text = passage.segment.text[touched[0].start_char : touched[-1].end_char]
    before = [sent for sent in passage.sentences if sent.end_char <= touched[0].start_char]
    after = [sent for sent in passage.sentences if sent.start_char >= touched[-1].end_char]
    return Context(
        sentence=text.strip(),
        before=_line(passage, before[-1]) if before else _beside(document, passage, -1),
        after=_line(passage, after[0]) if after else _beside(document, passage, 1),
    )


def _touched(passage: Passage, candidate: Candidate) -> list[Span]:
    touched = passage.touched(candidate.start, candidate.end)
    return [passage.sentences[i] for i in touched] or [passage.doc[:]]


def _beside(document: Document, passage: Passage, step: int) -> ContextSentence | None:
    """Return the nearest sentence of the passages before or after."""
    others = document.passages[passage.position + 1 :] if step > 0 else document.passages[: passage.position][::-1]
    nearest = next((other for other in spoken(others) if len(other.doc)), None)
    if nearest is None:
        return None
    return _line(nearest, nearest.sentences[0 if step > 0 else -1])


def _line(passage: Passage, sentence: Span) -> ContextSentence:
    return ContextSentence(passage.segment.speaker, sentence.text.strip())


def _other(mention: Mention) -> OtherMention:
    evidence = evidence_of(mention)
    score = round(mention.merged.score, _DIGITS)
    return OtherMention(evidence.quote, score, mention.merged.found_by, evidence.provenance)


def _choices(terms: dict[str, list[Term]], chosen: Sequence[str]) -> tuple[Choice, ...]:
    scores = {name: sum(term.log_odds for term in own) for name, own in terms.items()}
    ordered = sorted(terms, key=lambda name: -scores[name])
    return tuple(
        Choice(name, round(scores[name], _DIGITS), name in chosen, _weightiest(t for t in terms[name] if t.log_odds))
        for name in ordered
    )


def _weightiest(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Return terms by weight; a word that no weight knows says nothing but what was said."""
    kept = [term for term in terms if term.log_odds or PREFIX not in term.name]
    return tuple(_rounded(term) for term in sorted(kept, key=lambda term: (-abs(term.log_odds), term.name)))


def _rounded(term: Term) -> Term:
    return dataclasses.replace(term, log_odds=round(term.log_odds, _DIGITS))
