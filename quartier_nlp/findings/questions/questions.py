"""Finds direct, indirect and nominal questions; ``scoring`` weighs their cues.

What follows in later segments is added by ``findings.question_context``, which sees the whole document.
"""

from __future__ import annotations

import re
from functools import lru_cache

from spacy.tokens import Doc, Span

from quartier_nlp.findings.annotation import annotate
from quartier_nlp.findings.candidates import Candidate
from quartier_nlp.findings.clauses import clauses, is_break, sentences
from quartier_nlp.findings.questions import patterns
from quartier_nlp.findings.wordlists import phrases
from quartier_nlp.model.vocabulary import Kind

_STRENGTH = {"direct": 0.5, "indirect": 0.6, "nominal": 0.5}
_SHORTEST = 3


@lru_cache(maxsize=32)
def pattern(name: str) -> re.Pattern[str]:
    """Return the phrases of a list in ``cues.toml`` as one expression."""
    return re.compile("|".join(f"(?:{phrase})" for phrase in phrases(name)))


class Questions:
    """Votes for questions of substance."""

    def __call__(self, doc: Doc) -> Doc:
        """Write ``doc.spans["open_questions"]`` and append to ``doc._.candidates``."""
        self.set_annotations(doc, self.match(doc))
        return doc

    def match(self, doc: Doc) -> list[Candidate]:
        """Return a candidate for every question, left to right."""
        spans = list(sentences(doc))
        found: list[Candidate] = []
        for index, sentence in enumerate(spans):
            following = spans[index + 1].text if index + 1 < len(spans) else ""
            previous = spans[index - 1].text if index else ""
            for rule, start, end in _ranges(sentence):
                span = doc[start:end]
                if sum(token.is_alpha for token in span) >= _SHORTEST:
                    found.append(_candidate(doc, span, sentence, rule, previous, following))
        return found

    def set_annotations(self, doc: Doc, candidates: list[Candidate]) -> None:
        """Write the candidates."""
        annotate(doc, "open_questions", candidates)


def _ranges(sentence: Span) -> list[tuple[str, int, int]]:
    """Return rule and token range of every question in a sentence."""
    text = sentence.text.lower().rstrip(' "“”«»)')
    if text.endswith("?"):
        start = _without_lead(sentence)
        return [("direct", start, _without_tail(sentence, start))]
    indirect = _indirect(sentence)
    if indirect is not None:
        return [("indirect", *indirect)]
    if re.search(patterns.NOMINAL_OPEN, text) and not any(token.tag_.endswith("FIN") for token in sentence):
        return [("nominal", sentence.start, _without_tail(sentence, sentence.start))]
    return []


def _without_lead(sentence: Span) -> int:
    start = sentence.start
    while start < sentence.end - _SHORTEST:
        token = sentence.doc[start]
        if (
            token.lower_ in patterns.LEAD
            or is_break(token)
            or token.is_space
            or token._.disfluent
            or token.text in "-–•*"
        ):
            start += 1
        else:
            return start
    return sentence.start


def _without_tail(sentence: Span, start: int) -> int:
    end = sentence.end
    while end > start + 1 and (sentence.doc[end - 1].is_space or sentence.doc[end - 1].text in {".", '"', "“", "”"}):
        end -= 1
    return end


def _indirect(sentence: Span) -> tuple[int, int] | None:
    """Return the range of an indirect question: from its opening word to the sentence's end or the open cue."""
    doc = sentence.doc
    for clause in clauses(sentence):
        for index in range(clause.start, min(clause.start + 3, clause.end)):
            token = doc[index]
            if token.lower_ not in patterns.INTERROGATIVES or token.tag_ not in {
                "PWS",
                "PWAV",
                "PWAT",
                "KOUS",
                "KOKOM",
                "PRELS",
                "PIS",
                "ADV",
            }:
                continue
            if token.lower_ in {"wie", "wo", "was"} and not _verb_final(doc, clause.start, clause.end):
                continue
            return index, _without_tail(sentence, index)
    return None


def _verb_final(doc: Doc, start: int, end: int) -> bool:
    tail = doc[max(start, end - 2) : end]
    return any(token.tag_.startswith("V") for token in tail)


def _candidate(doc: Doc, span: Span, sentence: Span, rule: str, previous: str, following: str) -> Candidate:
    text = sentence.text.lower()
    cues = {f"form:{rule}"}
    if pattern("open_cues").search(text):
        cues.add("open-cue")
    if following and pattern("open_cues").search(following.lower()):
        cues.add("open-cue-next")
    if previous and pattern("open_cues").search(previous.lower()):
        cues.add("open-cue-before")
    for name in ("organisational", "rhetorical"):
        if pattern(name).search(text):
            cues.add(name)
    for name in ("ADDRESS", "REPORTED_QUESTION", "PAST"):
        if re.search(getattr(patterns, name), text):
            cues.add(name.lower().replace("_", "-"))
    if re.search(patterns.OPEN_HEADING, doc._.heading.lower()):
        cues.add("open-heading")
    cues |= _shape(sentence, span, rule)
    return Candidate(
        kind=Kind.OPEN_QUESTION,
        start=span.start_char,
        end=span.end_char,
        score=_STRENGTH[rule],
        found_by=f"rule:{rule}-question",
        rule=rule,
        cues=tuple(sorted(cues)),
    )


def _shape(sentence: Span, span: Span, rule: str) -> set[str]:
    first = next((token.lower_ for token in span if token.lower_ in patterns.INTERROGATIVES), "")
    cues = {f"word:{first}"} if first else {f"no-interrogative:{rule}"}
    words_in = sum(token.is_alpha for token in span)
    cues.add("length:short" if words_in < 5 else "length:long" if words_in > 20 else "length:medium")
    if sentence.text.strip()[:1] in '„"»“' or "„" in sentence.text:
        cues.add("quoted")
    if not any(token.tag_ == "NN" for token in span):
        cues.add("no-noun")
    if sentence.start == 0:
        cues.add("segment-start")
    if sentence.end == len(sentence.doc):
        cues.add("segment-end")
    return cues
