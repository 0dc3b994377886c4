"""Widens quotes that were cut within a phrase, so that no label begins or ends with half of one."""

from __future__ import annotations

from spacy.tokens import Span, Token

from quartier_nlp.findings.labels.noun_lists import MONTHS
from quartier_nlp.findings.labels.word import FINITE, PAUSES

_ATTRIBUTES = frozenset({"ART", "APPRART", "APPR", "ADJA", "PPOSAT", "PDAT", "PIAT", "CARD"})
_NOMINAL = frozenset({"NN", "NE", "ADJA", "CARD", "TRUNC", "FM"})
_DETERMINERS = frozenset({"ART", "PPOSAT", "PDAT", "PIAT"})
_OPEN_ENDS = frozenset({"ART", "APPRART", "PPOSAT", "PDAT", "KON", "KOUS", "KOUI", "TRUNC", "PTKZU", "APPR"})
_CLOSING = frozenset({"VVINF", "VVPP", "VVIZU", "VAINF", "VAPP", "VMINF", "VMFIN", "VAFIN"})
_NONFINITE = _CLOSING - {"VMFIN", "VAFIN"}
#: Words whose number is that of a year: "Sommer 23 | Liegestühle".
_DATED = MONTHS | frozenset("frühling frühjahr sommer herbst winter jahr saison ende anfang mitte".split())
#: Prepositions of what stands before a verb.
_PLACING = frozenset("in auf an bei mit von aus unter vor hinter neben über nach zwischen für seit".split())
_STOPS = PAUSES | {"(", "[", "„", '"', "»", ")"}
_TURNING = frozenset({"nicht", "weniger", "kaum", "wenig", "nie", "niemals", "keineswegs"})
_LONGEST_WAIT = 15
_LONGEST_LEFT = 4
_LONGEST_RIGHT = 12


def whole(span: Span) -> Span:
    """Returns the quote with the phrase that it begins in and the phrase or verbs that it ends in."""
    doc, sentence = span.doc, span.sent
    start, end = span.start, span.end
    complete = doc[start].tag_ in _DETERMINERS and not _is_fronted(span)
    while (
        not complete
        and start > max(sentence.start, span.start - _LONGEST_LEFT)
        and _governs(doc[start - 1], doc[start])
    ):
        start -= 1
    if doc[start].lower_ in {"des", "eines"} and start > sentence.start and doc[start - 1].tag_ == "NN":
        start -= 1
        while start > sentence.start and doc[start - 1].tag_ in _ATTRIBUTES:
            start -= 1
    while start > sentence.start and _turns(doc[start - 1], doc[start]):
        start -= 1
    if end - start > 2 and doc[end - 1].tag_ == "KON" and _is_closed(doc[end - 2]):
        end -= 1
    elif _is_open(doc[end - 1], span):
        while end < min(sentence.end, span.end + _LONGEST_RIGHT) and doc[end].text not in _STOPS:
            end += 1
    elif end < sentence.end and _closes(doc[end - 1], doc[end], span):
        while end < sentence.end and doc[end].tag_ in _CLOSING:
            end += 1
    end = _awaited(doc[start:end], end)
    return span if (start, end) == (span.start, span.end) else doc[start:end]


def _is_fronted(span: Span) -> bool:
    """Whether a quote lost the preposition of what stands before its verb: "in | jeder dritten Etage gibt es ..."."""
    doc, start = span.doc, span.start
    if start <= span.sent.start or doc[start - 1].lower_ not in _PLACING:
        return False
    end = next((i for i, token in enumerate(span) if token.tag_ not in _ATTRIBUTES | _NOMINAL), 0)
    return 0 < end < len(span) and span[end].tag_ in FINITE


def _turns(before: Token, first: Token) -> bool:
    """Whether the word before a quote turns its meaning round, or is half of one: "weniger | überzeugend"."""
    if before.lower_ in _TURNING and not before._.disfluent:
        return first.tag_ not in {"KOUS", "KON", "PRELS", "$,"}
    return before.lower_ == "darüber" and first.lower_ == "hinaus"


def _awaited(span: Span, end: int) -> int:
    """End of the infinitive that a modal verb in the last clause of a quote still waits for."""
    sentence = span.sent
    waiting = False
    for token in span:
        if token.text in PAUSES - {"-", "–", "/"}:
            waiting = False
        elif token.tag_ == "VMFIN":
            waiting = not any(other.tag_ in _NONFINITE for other in span.doc[max(span.start, token.i - 2) : token.i])
        elif token.tag_ in _NONFINITE:
            waiting = False
    if not waiting:
        return end
    last = end
    while last < min(sentence.end, end + _LONGEST_WAIT):
        token = span.doc[last]
        if token.text in {",", ";", ":", ".", "!", "?"} or token.tag_ in FINITE:
            return end
        last += 1
        if token.tag_ in _NONFINITE:
            while last < sentence.end and span.doc[last].tag_ in _NONFINITE:
                last += 1
            return last
    return end


def _governs(before: Token, first: Token) -> bool:
    """Whether the first word of a quote belongs to the word before it: "in den | Ortsteilen"."""
    numbered = before.tag_ == "CARD" and first.text[:1].isupper()
    numbered = numbered and (before.i - before.sent.start <= 1 or before.nbor(-1).lower_ in _DATED)
    if before._.disfluent or before.tag_ not in _ATTRIBUTES or numbered:
        return False
    if before.tag_ in {"APPR", "APPRART"}:
        return first.tag_ in _NOMINAL | {"ART", "PPOSAT", "PDAT", "PIAT", "PWAT"}
    return first.tag_ in _NOMINAL


def _is_open(last: Token, span: Span) -> bool:
    """Whether a quote ends before a noun: with an article, attribute, preposition or conjunction."""
    following = span.doc[span.end] if span.end < len(span.doc) else None
    if following is None or following.text in _STOPS or last._.disfluent:
        return False
    if last.tag_ == "ADJA":
        return following.tag_ in {"NN", "ADJA", "NE"}
    if last.tag_ == "APPR":
        return following.tag_ in _NOMINAL | {"ART", "PPOSAT", "PDAT", "PIAT", "PPER", "PRF"}
    return last.tag_ in _OPEN_ENDS


def _is_closed(last: Token) -> bool:
    """Whether a clause ends before "und": "drücken sich die Nase platt | und"; not "Feste und | Märkte"."""
    return last.text == "," or last.tag_ in FINITE | _CLOSING | {"PTKVZ"}


def _closes(last: Token, following: Token, span: Span) -> bool:
    """Whether the verbs of the clause follow: "die Läden ohne Miete | nutzen dürfen"; not a modal verb alone."""
    if last.text in _STOPS or following._.disfluent:
        return False
    goes_on = last.tag_ in _NONFINITE and any(token.tag_ in FINITE for token in span)
    return following.tag_ in _NONFINITE or (goes_on and following.tag_ in _CLOSING)
