"""Finds mentions of formats; ``scoring`` weighs them."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from quartier_nlp.findings.annotation import annotate
from quartier_nlp.findings.candidates import Candidate
from quartier_nlp.findings.formats.patterns import EVENT_NOUNS, NAMING
from quartier_nlp.findings.lexicon_matching import LexiconMatch, LexiconMatcher
from quartier_nlp.findings.noun_cues import noun_cues
from quartier_nlp.findings.noun_phrases import NounPhrase, noun_phrase
from quartier_nlp.model.vocabulary import Kind

_STRENGTH = {"high": 0.8, "medium": 0.55, "low": 0.25}


class Formats:
    """Votes for words of the formats lexicon and compounds with its heads.

    Args:
        matcher: Compiled lexicon.
    """

    def __init__(self, matcher: LexiconMatcher) -> None:
        self._matcher = matcher

    def __call__(self, doc: Doc) -> Doc:
        """Write ``doc.spans["formats"]`` and append to ``doc._.candidates``."""
        self.set_annotations(doc, self.match(doc))
        return doc

    def match(self, doc: Doc) -> list[Candidate]:
        """Return a candidate for every mention, left to right."""
        return [self._candidate(doc, match) for match in self._matcher.find(doc)]

    def set_annotations(self, doc: Doc, candidates: list[Candidate]) -> None:
        """Write the candidates."""
        annotate(doc, "formats", candidates)

    def _candidate(self, doc: Doc, match: LexiconMatch) -> Candidate:
        phrase = noun_phrase(doc, match.start, match.end, complements=False)
        span = doc[phrase.start : phrase.end]
        head = doc[match.start : match.end]
        return Candidate(
            kind=Kind.FORMAT,
            start=span.start_char,
            end=span.end_char,
            score=_STRENGTH[match.name.certainty.value],
            found_by="lexicon:formats",
            rule=match.how.value,
            cues=(*noun_cues(doc, match, phrase), *_event_cues(doc, match, phrase)),
            label=match.canonical,
            category=match.name.category,
            spaces=match.name.spaces,
            head=(head.start_char, head.end_char),
        )


def _event_cues(doc: Doc, match: LexiconMatch, phrase: NounPhrase) -> list[str]:
    """Return cues that tell the recorded event and its parts from formats that are talked about."""
    sentence = doc[match.start].sent
    text = sentence.text.lower()
    cues = []
    if re.search(NAMING, text):
        cues.append("naming")
    if phrase.determiner.startswith(("dies", "heutig")) or any(word in EVENT_NOUNS for word in phrase.adjectives):
        cues.append("this-event")
    return cues
