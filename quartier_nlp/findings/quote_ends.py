"""Ends of approaches that the encoder cut in the middle of a clause: open verbs, open brackets, missing nouns.

Also beginnings right behind the verb whose particle the quote holds: "legte | die Parzellen zusammen".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from quartier_nlp.findings.clauses import is_break
from quartier_nlp.findings.merging import ENCODER, Fate, Merged
from quartier_nlp.model.vocabulary import Kind

#: Words that no quote ends with, because what they stand before is missing.
_OPEN = frozenset("APPR APPRART ART KOUI KOUS KON PIAT PPOSAT PDAT PRELAT PTKZU ADJA TRUNC".split())
_HALF = frozenset({"VMFIN", "VAFIN"})
_OTHER_HALF = frozenset("VVINF VVIZU VVPP VAINF VAPP VMINF".split())
_AUXILIARY = frozenset("VAFIN VMFIN VAINF VAPP VMINF".split())
_SUBORDINATE = frozenset("KOUS PRELS PRELAT PWAV PWS KOUI".split())
_NOUNS = frozenset({"NN", "NE"})
_FARTHEST = 12
#: Words that say nothing without the noun or verb that they stand before.
_SCRAP = frozenset("PPER PIS PIAT PRF PDS PWS ADV ART CARD APPR APPRART PTKNEG".split())
_OPENERS = frozenset({"KOUS", "PRELS", "PWS", "PWAV"})
_VERBS = frozenset({"VERB", "AUX"})
_LONGEST_SCRAP, _FEWEST, _NEAR = 7, 3, 6
#: Score from which another approach is no scrap of the one that goes on over it.
_SOUND = 0.3


def completed(judged: Sequence[tuple[Merged, Fate]], doc: Doc) -> list[tuple[Merged, Fate]]:
    """Returns judged votes with the approaches whole that the encoder cut; scraps that they then cover fall away.

    Args:
        judged: What became of the votes of a passage, by start.
        doc: The passage.
    """
    result = list(judged)
    for index, (merged, fate) in enumerate(result):
        mine = merged.candidate
        if fate is not Fate.KEPT or mine.kind is not Kind.APPROACH or ENCODER not in merged.found_by:
            continue
        whole = replace(mine, start=whole_start(doc, mine.start, mine.end), end=whole_end(doc, mine.start, mine.end))
        if (whole.start, whole.end) == (mine.start, mine.end):
            continue
        covered = [
            i
            for i, (other, its) in enumerate(result)
            if i != index and its is Fate.KEPT and other.candidate.kind is mine.kind and whole.overlaps(other.candidate)
        ]
        if all(result[i][0].score < min(_SOUND, merged.score) for i in covered):
            result[index] = (replace(merged, candidate=whole), fate)
            for i in covered:
                result[i] = (result[i][0], Fate.OVERLAPPED)
    return result


def whole_end(doc: Doc, start: int, end: int) -> int:
    """Returns where an approach ends that begins and ends at these characters, at its own end or a few words later.

    Args:
        doc: The passage, tagged and with sentences.
        start: Character where the approach begins.
        end: Character after its last one.
    """
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return end
    stop = _without_scrap(doc, span.start, span.end)
    for ahead in (_noun_ahead, _predicate_ahead, _verb_ahead, _auxiliary_ahead, _bracket_ahead):
        stop = ahead(doc, span.start, stop)
    if stop == span.end:
        return end
    return doc[stop - 1].idx + len(doc[stop - 1])


def whole_start(doc: Doc, start: int, end: int) -> int:
    """Returns where an approach begins: at its own start, or at the verb before it whose particle it holds.

    Args:
        doc: The passage, tagged and with sentences.
        start: Character where the approach begins.
        end: Character after its last one.
    """
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or span.start == span.sent.start:
        return start
    verb = _verb_before(span)
    if verb is None or span[0].tag_ in _SUBORDINATE:
        return start
    for token in span:
        if token.tag_ == "PTKVZ":
            return verb.idx
        if is_break(token) or token.pos_ in _VERBS:
            break
    return start


def _verb_before(span: Span) -> Token | None:
    """The finite verb that stands a few words before a quote in its clause; a comma may part a list."""
    doc = span.doc
    for index in range(span.start - 1, max(span.sent.start, span.start - _NEAR) - 1, -1):
        token = doc[index]
        if token.pos_ in _VERBS:
            return token if token.tag_ == "VVFIN" else None
        if (is_break(token) and token.text != ",") or token.tag_ in _SUBORDINATE | {"KON"}:
            return None
    return None


def _without_scrap(doc: Doc, start: int, stop: int) -> int:
    """Where an approach ends with the last clause that it opens: at its end, or before it where that is far off.

    "aufgegeben, obwohl | wir", "mit einem Zettel, den die Kinder | malen", "auf Rollen und zwei | Stühle".
    """
    for index in range(stop - 1, max(start + _FEWEST, stop - _LONGEST_SCRAP) - 1, -1):
        token = doc[index]
        rest = doc[index + 1 : stop]
        if token.pos_ in _VERBS or is_break(token):
            return stop
        if token.tag_ == "KON":
            counted = doc[index - 1].tag_ == "CARD"
            scrap = bool(rest) and not counted and all(other.tag_ in _SCRAP or other.lower_ == "mal" for other in rest)
            return _before(doc, start, index, stop) if scrap else stop
        if token.tag_ in _OPENERS:
            limit = _limit(doc, stop)
            near = limit - stop <= _NEAR and limit < len(doc) and is_break(doc[limit])
            whole = near and any(other.pos_ in _VERBS for other in doc[stop:limit])
            return limit if whole else _before(doc, start, index, stop)
    return stop


def _before(doc: Doc, start: int, index: int, stop: int) -> int:
    """Where an approach ends before the word that opens a scrap, and its comma."""
    end = index - 1 if doc[index - 1].is_punct else index
    return end if end - start >= _FEWEST else stop


def _farthest(doc: Doc, stop: int) -> int:
    """How far an approach may go on: some words, not beyond its sentence."""
    return min(doc[stop - 1].sent.end, stop + _FARTHEST)


def _limit(doc: Doc, stop: int) -> int:
    """Where the clause ends at the latest: its next break, or the end of its sentence."""
    end = _farthest(doc, stop)
    return next((i for i in range(stop, end) if is_break(doc[i])), end)


def _noun_ahead(doc: Doc, start: int, stop: int) -> int:
    """Goes on to the noun that an article, adjective or preposition at the end stands before."""
    del start
    if doc[stop - 1].tag_ not in _OPEN:
        return stop
    found = next((i for i in range(stop, _limit(doc, stop)) if doc[i].tag_ in _NOUNS), None)
    return stop if found is None else found + 1


def _verb_ahead(doc: Doc, start: int, stop: int) -> int:
    """Goes on to the infinitive or participle of a finite verb that stands alone: "es sollte auch | möglich sein"."""
    finite = next((i for i in range(stop - 1, start - 1, -1) if doc[i].tag_ in _HALF or is_break(doc[i])), None)
    if finite is None or is_break(doc[finite]):
        return stop
    closed = any(token.tag_ in _OTHER_HALF for token in doc[finite + 1 : stop])
    final = finite > start and doc[finite - 1].tag_ in _OTHER_HALF
    if closed or final or doc[finite].tag_ == "VAFIN":
        return stop
    verbs = [i for i in range(stop, _limit(doc, stop)) if doc[i].tag_ in _OTHER_HALF]
    return verbs[-1] + 1 if verbs else stop


def _predicate_ahead(doc: Doc, start: int, stop: int) -> int:
    """Goes on to the end of the clause whose finite verb is the last word: "eine Duldung wäre | eine Lösung"."""
    clause = next((i + 1 for i in range(stop - 1, start - 1, -1) if is_break(doc[i])), start)
    subordinate = any(token.tag_ in _SUBORDINATE for token in doc[clause:stop])
    alone = doc[stop - 1].tag_ in _AUXILIARY and not subordinate and stop - 1 > clause
    final = doc[stop - 2].tag_ in _OTHER_HALF if stop >= 2 else False
    return _limit(doc, stop) if alone and not final else stop


def _auxiliary_ahead(doc: Doc, start: int, stop: int) -> int:
    """Goes on over the auxiliaries behind a participle: "wenn darauf geachtet | werden könnte"."""
    del start
    if doc[stop - 1].tag_ not in _OTHER_HALF:
        return stop
    limit = _limit(doc, stop)
    return next((i for i in range(stop, limit) if doc[i].tag_ not in _AUXILIARY), limit)


def _bracket_ahead(doc: Doc, start: int, stop: int) -> int:
    """Goes on to the bracket that closes one that is open."""
    texts = [token.text for token in doc[start:stop]]
    if texts.count("(") <= texts.count(")"):
        return stop
    return next((i + 1 for i in range(stop, _farthest(doc, stop)) if doc[i].text == ")"), stop)
