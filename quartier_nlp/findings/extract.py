"""Segments in, findings out: votes of encoder, rules and lexicons, weighed, merged, labelled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from spacy.language import Language
from spacy.tokens import Span

from quartier_nlp.findings.actors import actors_in
from quartier_nlp.findings.document import Document, Passage, documents, spoken
from quartier_nlp.findings.duplicates import Distinct, Mention, distinct
from quartier_nlp.findings.labelling import category_of, label_of
from quartier_nlp.findings.lexicon_files import LexiconName
from quartier_nlp.findings.lexicon_matching import LexiconMatcher, compiled
from quartier_nlp.findings.merging import Fate, Merged, judge
from quartier_nlp.findings.options import FindingOptions
from quartier_nlp.findings.place_naming import PlaceNamer, unnamed
from quartier_nlp.findings.quote_ends import completed
from quartier_nlp.findings.scoring import Scorer
from quartier_nlp.findings.spaces import SpaceEvidence, SpaceResolver
from quartier_nlp.findings.status import ENDING_CUES, rejection_reason, status_cues, status_of
from quartier_nlp.findings.substance import NEVER, names_thing, needed
from quartier_nlp.findings.table_rows import names_no_measure
from quartier_nlp.findings.votes import votes
from quartier_nlp.findings.weights import Weights, shipped_weights
from quartier_nlp.model.identity import finding_id
from quartier_nlp.model.records import Evidence, Finding
from quartier_nlp.model.tables import findings_frame, segments_of, sources_of
from quartier_nlp.model.vocabulary import ApproachStatus, FindingState, Kind

_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Extractor:
    """What extraction needs besides the documents.

    Attributes:
        options: Options of the run.
        weights: Weights of cues and votes.
        namer: Resolves named places.
        actors: Compiled lexicon of actors.
        spaces: Resolver of action spaces.
    """

    options: FindingOptions
    weights: Weights
    namer: PlaceNamer
    actors: LexiconMatcher
    spaces: SpaceResolver

    @classmethod
    def create(cls, options: FindingOptions, namer: PlaceNamer = unnamed, weights: Weights | None = None) -> Extractor:
        """Compile lexicons and weights."""
        chosen = weights or shipped_weights()
        spaces = compiled(LexiconName.ACTION_SPACES, options.extra_lexicons)
        return cls(
            options=options,
            weights=chosen,
            namer=namer,
            actors=compiled(LexiconName.ACTORS, options.extra_lexicons),
            spaces=SpaceResolver(spaces, chosen.spaces, chosen.heard_spaces, options),
        )

    def findings(self, document: Document) -> list[Finding]:
        """Return the findings of a document, in reading order."""
        mentions = self.mentions(document)
        evidence = self.spaces.evidence(document)
        found = [self.finding(document, evidence, group) for group in distinct(mentions)]
        position = {p.segment.segment_id: p.position for p in document.passages}
        return sorted(found, key=lambda f: (position[f.evidence.segment_id], f.evidence.start, f.evidence.end, f.kind))

    def mentions(self, document: Document) -> list[Mention]:
        """Return the merged votes of a document that reach the floor, in reading order."""
        found = []
        for passage in spoken(document.passages):
            kept = (merged for merged, fate in self.judged(document, passage) if fate is Fate.KEPT)
            found += [Mention(merged, passage) for merged in kept if merged.score >= self.options.floor]
        return found

    def judged(self, document: Document, passage: Passage) -> list[tuple[Merged, Fate]]:
        """Return all votes of a passage, weighed, with what becomes of them."""
        judged = judge(
            votes(document, passage, self.options),
            Scorer(self.weights.kinds),
            encoder_on=self.encoder_on(passage),
            rules_on=self.options.use_rules,
        )
        return completed(judged, passage.doc)

    def encoder_on(self, passage: Passage) -> bool:
        """Return whether the encoder had a say in a passage."""
        return self.options.use_encoder and bool(passage.doc._.sentence_scores)

    def threshold(self, mention: Mention) -> float:
        """Return the score from which a finding with this mention is shown."""
        kind = mention.merged.candidate.kind
        if kind is Kind.APPROACH and names_no_measure(mention.passage.segment):
            return NEVER
        return needed(kind, span_of(mention), mention.passage.segment.role, self.options.threshold(kind))

    def finding(self, document: Document, evidence: SpaceEvidence, group: Distinct) -> Finding:
        """Return the finding that a group of mentions makes."""
        main, merged, told = group.main, group.main.merged, group.told
        candidate, passage = merged.candidate, main.passage
        span = span_of(main)
        where = evidence_of(main)
        cues = [cues_of_status(mention) for mention in group.mentions] if candidate.kind is Kind.APPROACH else []
        status = self._status(group, cues) if cues else None
        ended = bool(cues) and status is not ApproachStatus.REJECTED and not ENDING_CUES.isdisjoint(cues[0])
        thing = thing_of_row(document, passage, span) if cues else None
        label = label_of(span, merged, status, 0.0 if ended else group.score, thing)
        return Finding(
            finding_id=finding_id(
                document.source.source_id, candidate.kind.value, passage.segment.seq, where.start, where.end
            ),
            source_id=document.source.source_id,
            kind=candidate.kind,
            evidence=where,
            label=label.text,
            label_source=label.source,
            action_spaces=self.spaces.resolve(document, evidence, told.passage, told.merged.candidate),
            score=round(group.score, _DIGITS),
            found_by=merged.found_by,
            status=status,
            reason=rejection_reason(span) if status is ApproachStatus.REJECTED else None,
            named_place=self.namer(document, passage, span) if candidate.kind is Kind.PLACE else None,
            category=category_of(merged),
            actors=self._actors(main),
            also=tuple(evidence_of(mention) for mention in group.others),
            state=FindingState.ACTIVE if group.score >= self.threshold(main) else FindingState.CANDIDATE,
        )

    def _actors(self, mention: Mention) -> tuple[str, ...]:
        candidate = mention.merged.candidate
        if candidate.kind is not Kind.APPROACH:
            return ()
        return actors_in(mention.passage.doc, self.actors, candidate.start, candidate.end)

    def _status(self, group: Distinct, cues: Sequence[tuple[str, ...]]) -> ApproachStatus:
        """Return the status over all mentions: practised beats proposed, the last word decides on rejection."""
        found = [
            status_of(own, mention.merged.candidate.status_probs, self.weights.status)
            for mention, own in zip(group.mentions, cues, strict=True)
        ]
        ordered = sorted(
            zip(group.mentions, found, strict=True),
            key=lambda pair: (pair[0].passage.position, pair[0].merged.candidate.start),
        )
        settled = [status for _, status in ordered if status is not ApproachStatus.PROPOSED]
        return settled[-1] if settled else ApproachStatus.PROPOSED


def thing_of_row(document: Document, passage: Passage, span: Span) -> Span | None:
    """Return the nearest cell before a whole cell of the same row that names one thing, None where there is none."""
    if not passage.row or len(span) < len([token for token in passage.doc if not token.is_punct]):
        return None
    before = reversed(document.passages[passage.row_start : passage.position])
    named = (cell.doc for cell in before if not names_no_measure(cell.segment) and names_thing(cell.doc))
    doc = next(named, None)
    return None if doc is None else doc[:]


def cues_of_status(mention: Mention) -> tuple[str, ...]:
    """Return what the text says about the status of an approach."""
    clause = sorted({cue for vote in mention.merged.votes for cue in vote.cues})
    return status_cues(mention.passage, mention.merged.candidate, clause)


def span_of(mention: Mention) -> Span:
    """Return the tokens of a mention."""
    candidate = mention.merged.candidate
    span = mention.passage.doc.char_span(candidate.start, candidate.end, alignment_mode="expand")
    if span is None:
        raise ValueError(
            f"no tokens behind [{candidate.start}, {candidate.end}) of {mention.passage.segment.segment_id}"
        )
    return span


def evidence_of(mention: Mention) -> Evidence:
    """Return where a mention stands in the raw text; the quote is the clean text of its tokens."""
    span, segment = span_of(mention), mention.passage.segment
    start, end = segment.offsets.to_raw(span.start_char, span.end_char)
    return Evidence(segment.segment_id, start, end, span.text, segment.provenance(start, end))


def extract(
    segments: pd.DataFrame,
    sources: pd.DataFrame,
    *,
    nlp: Language,
    options: FindingOptions,
    namer: PlaceNamer = unnamed,
) -> pd.DataFrame:
    """Return the findings table of the given sources.

    Args:
        segments: Segments table; all segments of the sources.
        sources: Sources table.
        nlp: Pipeline with tagger and the components of this package, with or without the encoder.
        options: Thresholds and choices.
        namer: Resolves named places.
    """
    return findings_frame(findings_in(segments, sources, nlp=nlp, options=options, namer=namer))


def findings_in(
    segments: pd.DataFrame,
    sources: pd.DataFrame,
    *,
    nlp: Language,
    options: FindingOptions,
    namer: PlaceNamer = unnamed,
) -> Sequence[Finding]:
    """Return the findings of the given sources as records, in the order of sources and text."""
    extractor = Extractor.create(options, namer)
    found: list[Finding] = []
    for document in documents(sources_of(sources), segments_of(segments), nlp, options):
        found += extractor.findings(document)
    return found
