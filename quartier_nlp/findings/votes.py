"""Collects the votes for one segment: what components left in the Doc, what the encoder proposes, what roles allow."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from quartier_nlp.findings.candidates import Candidate, EncoderSpan, EncoderWords
from quartier_nlp.findings.document import NOTE_ROLES, Document, Passage
from quartier_nlp.findings.merging import ENCODER
from quartier_nlp.findings.noun_phrases import is_noun
from quartier_nlp.findings.options import FindingOptions
from quartier_nlp.findings.question_context import with_context
from quartier_nlp.findings.wordlists import pattern
from quartier_nlp.model.vocabulary import Kind

_TRIM = " \t,;:–—-*|_>#„“”\"'()[]»«…"
_SHORTEST = 4
_EARLY = 0.06
_FEWEST_WORDS = 3
_BEFORE_NOUN_PHRASE = frozenset("APPR APPRART ART KON KOUS PRELS PWAV".split())
_NEVER_LAST = _BEFORE_NOUN_PHRASE | frozenset(
    "$, $. $( ADJD ADV KOKOM KOUI PDS PPER PRF PTKA PTKNEG PTKVZ PTKZU PWS VAFIN VAINF VAPP VMFIN VMINF".split()
    + "VVFIN VVINF VVIZU VVPP".split()
)


def votes(document: Document, passage: Passage, options: FindingOptions) -> list[Candidate]:
    """Return all votes of a passage, by start."""
    found: list[Candidate] = []
    if options.use_rules:
        found += [_in_document(candidate, document, passage) for candidate in _apart(passage.doc._.candidates)]
    if options.use_encoder:
        found = [replace(candidate, heard=_heard(candidate, passage.doc._.encoder_words)) for candidate in found]
        found += encoder_votes(passage.doc)
    low = passage.segment.text.lower()
    sayings = [match.span() for name in ("idioms", "venues") for match in pattern(name).finditer(low)]
    meant = [
        candidate for candidate in found if not _is_saying(candidate, sayings) and _says_enough(candidate, passage)
    ]
    return sorted(meant, key=lambda c: (c.start, c.end, c.kind.value, c.found_by, c.rule))


def _heard(candidate: Candidate, sentences: Sequence[EncoderWords]) -> float | None:
    """Return what the encoder makes of a rule's range, though it may propose nothing there itself."""
    said = [words.evidence(candidate.kind, candidate.start, candidate.end) for words in sentences]
    return max((score for score in said if score is not None), default=None)


def _is_saying(candidate: Candidate, sayings: Sequence[tuple[int, int]]) -> bool:
    """Return whether a place is only the place of a saying, or where people meet to talk."""
    return candidate.kind is Kind.PLACE and any(
        candidate.start < end and start < candidate.end for start, end in sayings
    )


def _says_enough(candidate: Candidate, passage: Passage) -> bool:
    """Return whether an approach is long enough to be understood; notes may be shorter than speech."""
    if candidate.kind is not Kind.APPROACH or passage.segment.role in NOTE_ROLES:
        return True
    return len(passage.segment.text[candidate.start : candidate.end].split()) >= _FEWEST_WORDS


def encoder_votes(doc: Doc) -> list[Candidate]:
    """Return the encoder's spans as candidates, trimmed of punctuation."""
    found, text = [], doc.text  # spaCy joins the tokens anew at every access
    for span in doc._.encoder_spans:
        candidate = _encoder_vote(doc, text[span.start : span.end], span)
        if candidate is not None:
            found.append(candidate)
    return found


def _encoder_vote(doc: Doc, text: str, span: EncoderSpan) -> Candidate | None:
    start = span.start + len(text) - len(text.lstrip(_TRIM))
    end = span.end - (len(text) - len(text.rstrip(_TRIM + ".")))
    kind = Kind(span.kind)
    if kind in {Kind.PLACE, Kind.FORMAT}:
        start, end = _noun_phrase(doc, start, end)
    if end - start < _SHORTEST:
        return None
    return Candidate(
        kind=kind,
        start=start,
        end=end,
        score=float(span.score),
        found_by=ENCODER,
        rule=ENCODER,
        status_probs=tuple(float(p) for p in span.status_probs or ()),
    )


def _noun_phrase(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Return the range of a place or format without what the encoder's ragged edges took of the sentence around it.

    A range without any noun by the tagger's judgement stays as it is: the encoder may know better.
    """
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not any(is_noun(token) for token in span):
        return start, end
    first, last = span[0].i, span[-1].i
    while doc[first].tag_ in _BEFORE_NOUN_PHRASE:
        first += 1
    while doc[last].tag_ in _NEVER_LAST:
        last -= 1
    return doc[first].idx, doc[last].idx + len(doc[last])


def _apart(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Tell places and formats apart that share a head noun: each learns that the other also voted."""
    every = list(candidates)
    heads = {
        kind: {candidate.head: candidate for candidate in every if candidate.kind is kind and candidate.head}
        for kind in (Kind.PLACE, Kind.FORMAT)
    }
    result = []
    for candidate in every:
        if candidate.kind is Kind.APPROACH:
            candidate = candidate.with_cues(*_held(candidate, heads))
        rival = Kind.FORMAT if candidate.kind is Kind.PLACE else Kind.PLACE
        if candidate.head is not None and candidate.kind in heads and candidate.head in heads[rival]:
            other = heads[rival][candidate.head]
            certainty = next(cue for cue in other.cues if cue.startswith("certainty:"))
            candidate = candidate.with_cues("rival", f"rival-{other.rule}-{certainty.removeprefix('certainty:')}")
        result.append(candidate)
    return result


def _held(approach: Candidate, heads: Mapping[Kind, Mapping[tuple[int, int], Candidate]]) -> list[str]:
    """Return whether an approach names a format or a place: merely holding a format is none (guideline 9)."""
    cues = []
    for kind, known in heads.items():
        inside = [c for c in known.values() if approach.overlaps(c)]
        cues += sorted(
            {
                f"holds-{kind.value}:{cue.removeprefix('certainty:')}"
                for c in inside
                for cue in c.cues
                if cue.startswith("certainty:")
            }
        )
    return cues


def _in_document(candidate: Candidate, document: Document, passage: Passage) -> Candidate:
    """Add what only the document tells: the source's kind, the segment's role, how often the noun occurs."""
    if candidate.kind is Kind.OPEN_QUESTION:
        return with_context(candidate, document, passage)
    cues = [f"source:{document.source.kind.value}", f"role:{passage.segment.role.value}"]
    if passage.position < _EARLY * len(document.passages):
        cues.append("early")
    if candidate.head is not None:
        word = passage.segment.text[candidate.head[0] : candidate.head[1]].lower()
        count = sum(other.segment.text.lower().count(word) for other in document.passages)
        cues.append("once" if count == 1 else "twice" if count == 2 else "often")
        in_title = any(word in part.lower() for part in (document.source.title, document.source.event or ""))
        if in_title:
            cues.append("in-title")
        if re.search(rf"\b{re.escape(word)}", " ".join(passage.segment.section).lower()):
            cues.append("in-heading")
    return candidate.with_cues(*cues)
