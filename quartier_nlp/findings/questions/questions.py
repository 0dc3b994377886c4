"""Finds direct, indirect and nominal questions; ``scoring`` weighs their cues.

What follows in later segments is added by ``findings.question_context``, which sees the whole document.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Span

from quartier_nlp.findings.annotation import annotate
from quartier_nlp.findings.candidates import Candidate
from quartier_nlp.findings.clauses import clauses, is_break, is_finite, is_stream, sentences
from quartier_nlp.findings.questions import patterns
from quartier_nlp.findings.word_cues import word_cues
from quartier_nlp.findings.wordlists import pattern
from quartier_nlp.model.vocabulary import Kind

_STRENGTH = {"direct": 0.5, "indirect": 0.6, "nominal": 0.5, "verb-first": 0.2, "open-sentence": 0.3, "marked": 0.5}
#: A question mark in front of a note, as on flipcharts, or after a note that is no sentence.
_MARK = re.compile(r"\W*\?\W*")
_MOST_MARKS = 8
_MARKED = re.compile(r"^\W*\?|^(offen|frage|fragen|ungeklärt|unklar|klären)\w*:", re.IGNORECASE)
_WORDS_BEFORE, _WORDS_AFTER = 8, 14
_SHORTEST = 3


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
    ahead = sentence.doc[: sentence.start].text if sentence.start <= _MOST_MARKS else ""
    if _MARKED.search(sentence.text) or _MARK.fullmatch(ahead):
        return [("marked", sentence.start, _without_tail(sentence, sentence.start))]
    if is_stream(sentence):
        return _in_stream(sentence)
    indirect = _indirect(sentence)
    if indirect is not None:
        return [("indirect", *indirect)]
    if re.search(patterns.NOMINAL_OPEN, text):
        finite = any(is_finite(token) for token in sentence)
        return [("open-sentence" if finite else "nominal", start, end) for start, end in _open_items(sentence)]
    return []


def _open_items(sentence: Span) -> list[tuple[int, int]]:
    """Return the matters that a sentence calls open: the parts of a list, or the whole sentence."""
    doc = sentence.doc
    starts = [
        token.i + 1
        for token in doc[sentence.start : sentence.end - 2]
        if token.text in {":", ";", ","} and doc[token.i + 1].tag_ in {"ART", "PPOSAT"}
    ]
    listed = [token.i for token in sentence if token.text in {":", ";"}]
    if not listed or len(starts) < 2:
        return [(sentence.start, _without_tail(sentence, sentence.start))]
    ends = [start - 1 for start in starts[1:]]
    return [(start, end) for start, end in zip(starts, [*ends, _without_tail(sentence, starts[-1])], strict=True)]


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


def _in_stream(sentence: Span) -> list[tuple[str, int, int]]:
    """Return the questions in a stream without punctuation: clauses that open with a question word or a verb."""
    doc = sentence.doc
    parts = clauses(sentence)
    found = []
    for number, clause in enumerate(parts):
        start = _opening(doc, clause.start, clause.end)
        opener = doc[start]
        asks = opener.lower_ in patterns.INTERROGATIVES and opener.tag_ not in {"ART", "APPR"}
        verb_first = is_finite(opener) and opener.tag_ != "VVIMP"
        if not asks and not verb_first:
            continue
        end = clause.end
        if number + 1 < len(parts) and doc[parts[number + 1].start].lower_ in {
            "wenn",
            "falls",
            "weil",
            "damit",
            "ohne",
        }:
            end = parts[number + 1].end
        rule = "verb-first" if verb_first else "indirect" if _verb_final(doc, clause.start, clause.end) else "direct"
        found.append((rule, start, end))
    return found


def _opening(doc: Doc, start: int, end: int) -> int:
    while start < end - 1 and (doc[start].tag_ in {"KON", "ITJ", "APPR"} or doc[start].lower_ in patterns.LEAD):
        start += 1
    return start


def _verb_final(doc: Doc, start: int, end: int) -> bool:
    tail = doc[max(start, end - 2) : end]
    return any(token.tag_.startswith("V") for token in tail)


def _candidate(doc: Doc, span: Span, sentence: Span, rule: str, previous: str, following: str) -> Candidate:
    if is_stream(sentence):
        first = max(sentence.start, span.start - _WORDS_BEFORE)
        text = span.doc[first : min(sentence.end, span.end + _WORDS_AFTER)].text.lower()
        cues = {f"stream:{rule}"}
    else:
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
    if re.search(patterns.LEAD_QUESTION, f"{previous.lower()} {text}"):
        cues.add("lead-question")
    if re.search(patterns.OPEN_HEADING, doc._.heading.lower()):
        cues.add("open-heading")
    cues |= _shape(sentence, span, rule) | word_cues(span)
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
    cues = {f"asks:{first}"} if first else {f"no-interrogative:{rule}"}
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
