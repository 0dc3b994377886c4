"""Kinds of actors that are mentioned with an approach."""

from __future__ import annotations

from spacy.tokens import Doc

from quartier_nlp.findings.lexicon_matching import LexiconMatcher


def actors_in(doc: Doc, matcher: LexiconMatcher, start: int, end: int) -> tuple[str, ...]:
    """Return the categories of actors in the sentences that ``doc.text[start:end]`` touches, sorted."""
    categories = set()
    for sentence in doc.sents:
        if sentence.start_char < end and sentence.end_char > start:
            found = matcher.find(doc, sentence.start, sentence.end)
            categories |= {match.name.category for match in found}
    return tuple(sorted(categories))
