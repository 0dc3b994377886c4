"""Finds mentions of places; ``scoring`` weighs them."""

from __future__ import annotations

from spacy.tokens import Doc

from quartier_nlp.findings.annotation import annotate
from quartier_nlp.findings.candidates import Candidate
from quartier_nlp.findings.lexicon_matching import LexiconMatch, LexiconMatcher
from quartier_nlp.findings.noun_cues import noun_cues
from quartier_nlp.findings.noun_phrases import noun_phrase
from quartier_nlp.findings.word_cues import word_cues
from quartier_nlp.model.vocabulary import Kind

_STRENGTH = {"high": 0.7, "medium": 0.5, "low": 0.2}


class Places:
    """Votes for the noun phrases around words of the places lexicon.

    Args:
        matcher: Compiled lexicon.
    """

    def __init__(self, matcher: LexiconMatcher) -> None:
        self._matcher = matcher

    def __call__(self, doc: Doc) -> Doc:
        """Write ``doc.spans["places"]`` and append to ``doc._.candidates``."""
        self.set_annotations(doc, self.match(doc))
        return doc

    def match(self, doc: Doc) -> list[Candidate]:
        """Return a candidate for every mention, left to right."""
        return [self._candidate(doc, match) for match in self._matcher.find(doc)]

    def set_annotations(self, doc: Doc, candidates: list[Candidate]) -> None:
        """Write the candidates."""
        annotate(doc, "places", candidates)

    def _candidate(self, doc: Doc, match: LexiconMatch) -> Candidate:
        phrase = noun_phrase(doc, match.start, match.end, complements=True)
        span = doc[phrase.start : phrase.end]
        head = doc[match.start : match.end]
        return Candidate(
            kind=Kind.PLACE,
            start=span.start_char,
            end=span.end_char,
            score=_STRENGTH[match.name.certainty.value],
            found_by="lexicon:places",
            rule=match.how.value,
            cues=(*noun_cues(doc, match, phrase), *sorted(word_cues(span))),
            label=match.canonical,
            category=match.name.category,
            spaces=match.name.spaces,
            head=(head.start_char, head.end_char),
        )
