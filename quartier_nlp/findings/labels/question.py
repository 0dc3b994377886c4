"""Labels of open questions: a direct question with a question mark."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span

from quartier_nlp.findings.labels.chunks import chunk
from quartier_nlp.findings.labels.clauses import Clause, ClauseKind, clauses
from quartier_nlp.findings.labels.inflection import bare_accusative
from quartier_nlp.findings.labels.label import Label
from quartier_nlp.findings.labels.patterns import (
    FRAME_OPENINGS,
    OPENNESS,
    QUESTION_PARTICLES,
    SEPARABLE_PREFIXES,
    UNSEPARATED_STEMS,
)
from quartier_nlp.findings.labels.words import INTERROGATIVE, NONFINITE, Word, make, read, render, upper_first
from quartier_nlp.model.vocabulary import LabelSource

_FOLLOWERS = frozenset(
    {
        ClauseKind.IF,
        ClauseKind.RELATIVE,
        ClauseKind.THAT,
        ClauseKind.PURPOSE,
        ClauseKind.ZU,
        ClauseKind.CAUSE,
        ClauseKind.WITHOUT,
    }
)
_BRACKET = NONFINITE | {"PTKVZ", "PTKZU"}
_COMMA = make(",", "$,")


def question_label(span: Span) -> Label:
    """Returns the label of an open question.

    Direct questions are cleaned, indirect ones get the word order of direct ones; where neither is found the cleaned
    quote gets a question mark.
    """
    quote = _without_frame(read(span))
    words = [word for word in quote if word.low not in QUESTION_PARTICLES or word.tag not in {"ADV", "KON"}]
    parts = clauses(words)
    for index, part in enumerate(parts):
        found = _direct(part, parts, index) or _indirect(part)
        if found is not None:
            question, rule = found
            text = render([*_condition(parts, index, rule), *question, *_followers(parts, index)])
            return Label(_ask(text), LabelSource.PHRASE, rule)
    return Label(_ask(render(_open_matter(quote)) or span.text.strip()), LabelSource.CLAUSE, "clause")


def _without_frame(words: list[Word]) -> list[Word]:
    """Cuts off what speech adds without a pause to say that it is open: "... das weiß kein Mensch"."""
    lows = [word.low for word in words]
    for index in range(3, len(words) - 1):
        if any(tuple(lows[index : index + len(frame)]) == frame for frame in FRAME_OPENINGS):
            return words[:index]
    return words


def _open_matter(words: list[Word]) -> list[Word]:
    """The matter itself where a note calls it open: "Ungeklärt: die Haftung" is about "Haftung"."""
    rest = list(words)
    if rest and rest[0].low in OPENNESS:
        rest = rest[1:]
        while rest and (rest[0].pause or rest[0].low in {"ist", "sind", "bleibt", "bleiben", "auch"}):
            rest = rest[1:]
    while rest and (rest[-1].low in OPENNESS or rest[-1].pause):
        rest = rest[:-1]
    if len(rest) > 1 and rest[0].tag == "ART" and not any(word.verb for word in rest):
        rest = bare_accusative(chunk(rest)[0].words) + rest[len(chunk(rest)[0].words) :]
    return rest or words


def _ask(text: str) -> str:
    return upper_first(text).rstrip(" .,;:!?–") + "?"


def _followers(parts: Sequence[Clause], index: int) -> list[Word]:
    """Subordinate clauses behind the question, up to the first clause that only says that it is open."""
    result: list[Word] = []
    for part in parts[index + 1 :]:
        joined = part.mark in {"und", "oder"} and part.kind in {ClauseKind.MAIN, ClauseKind.QUESTION}
        asked_within = part.kind is ClauseKind.WHETHER and parts[index].kind is not ClauseKind.WHETHER
        added = part.kind is ClauseKind.FRAGMENT or asked_within
        if (added and part.mark == ",") or (part.kind in _FOLLOWERS and part.mark not in {".", "?", "!"}):
            result.extend([_COMMA, *part.words])
        elif joined and part.kind is ClauseKind.MAIN and part.words[0].tag != "PPER" and not _frame(part):
            result.extend([make(part.mark, "KON"), *part.words])
        else:
            break
    return result


def _frame(part: Clause) -> bool:
    """Whether a clause only says that nobody knows."""
    return any(
        word.lemma.lower() in {"wissen", "klären", "offen", "ungeklärt", "fragen", "sagen"} for word in part.words
    )


def _condition(parts: Sequence[Clause], index: int, rule: str) -> list[Word]:
    """A condition before a direct question stays: "Wenn da einer ausrutscht, zahlt die Kasse?"."""
    if rule != "direct" or index == 0 or parts[index - 1].kind is not ClauseKind.IF or parts[index].mark != ",":
        return []
    return [*parts[index - 1].words, _COMMA]


def _direct(part: Clause, parts: Sequence[Clause], index: int) -> tuple[list[Word], str] | None:
    words = _without_join(part.words)
    if not words:
        return None
    if words[0].finite and part.kind is ClauseKind.MAIN and words[0].tag not in {"VVIMP", "VAIMP"}:
        last = not any(other.kind in {ClauseKind.QUESTION, ClauseKind.WHETHER} for other in parts)
        return (list(words), "direct") if last and len(words) > 1 and not _frame(part) else None
    end = _wh_end(words)
    if end and end < len(words) and words[end].finite and (end + 1 < len(words) or index + 1 < len(parts) or end == 1):
        return list(words), "direct"
    return None


def _without_join(words: Sequence[Word]) -> list[Word]:
    rest = list(words)
    while len(rest) > 1 and (rest[0].tag in {"KON", "ITJ"} or rest[0].low in {"also", "dann", "nur", "bloß", "aber"}):
        rest = rest[1:]
    return rest


def _wh_end(words: Sequence[Word]) -> int:
    """Returns the end of the interrogative phrase that opens a clause, 0 if none does."""
    start = 0
    if words[0].tag == "APPR" and len(words) > 1 and words[1].tag in INTERROGATIVE:
        start = 1
    if words[start].tag not in INTERROGATIVE and words[start].low not in {"wie", "was", "wo", "warum", "wieso", "wann"}:
        return 0
    end = start + 1
    if words[start].low.startswith(("welch", "wessen")) or words[start].tag == "PWAT":
        return _noun_end(words, end)
    if words[start].low == "wie" and end < len(words):
        if words[end].low in {"viel", "viele", "vielen", "vieler"}:
            return _noun_end(words, end + 1)
        if words[end].low in _DEGREES:
            return end + 1
    return end


_DEGREES = frozenset(
    "laut lange oft hoch groß weit stark sehr teuer viel schnell genau gut ernst tief breit alt verbindlich".split()
)


def _noun_end(words: Sequence[Word], start: int) -> int:
    end = start
    while end < len(words) and words[end].tag in {"ADJA", "NN", "NE", "CARD", "PIAT", "TRUNC", "FM"}:
        end += 1
    if end < len(words) and words[end].tag == "ADJD" and end + 1 < len(words) and words[end + 1].tag in {"ADJA", "NN"}:
        return _noun_end(words, end + 1)
    return end


def _indirect(part: Clause) -> tuple[list[Word], str] | None:
    words = _without_join(part.words)
    if part.kind is ClauseKind.WHETHER and words[0].low == "ob":
        moved = _verb_moved(words[1:])
        return None if moved is None else ([moved[0], *moved[1]], "whether")
    if part.kind not in {ClauseKind.QUESTION, ClauseKind.RELATIVE, ClauseKind.CAUSE} or not words:
        return None
    end = _wh_end(words)
    if not end:
        return None
    moved = _verb_moved(words[end:])
    return None if moved is None else ([*words[:end], moved[0], *moved[1]], "indirect")


def _verb_moved(words: Sequence[Word]) -> tuple[Word, list[Word]] | None:
    """Takes the finite verb from the end of a clause: returns it and the rest, its particle last."""
    last = next((i for i in range(len(words) - 1, -1, -1) if words[i].tag in _BRACKET or words[i].finite), None)
    if last is None:
        return None
    first = last
    while first > 0 and (words[first - 1].tag in _BRACKET or words[first - 1].finite):
        first -= 1
    group = words[first : last + 1]
    finite = next((i for i in range(len(group) - 1, -1, -1) if group[i].finite), len(group) - 1)
    verb = group[finite]
    particle, base = _split(verb) if verb.tag in {"VVFIN", "VVINF", "VVPP"} else ("", verb.text)
    rest = [*words[:first], *(word for i, word in enumerate(group) if i != finite)]
    if particle:
        rest.append(make(particle, "PTKVZ"))
    return make(base, verb.tag), [*rest, *words[last + 1 :]]


def _split(verb: Word) -> tuple[str, str]:
    """Separates the particle of a verb form: "aufhört" is "hört ... auf"."""
    for prefix in SEPARABLE_PREFIXES:
        base = verb.text[len(prefix) :]
        if verb.low.startswith(prefix) and len(base) > 2 and any(c in "aeiouäöü" for c in base):
            if verb.low.startswith(UNSEPARATED_STEMS):
                break
            return prefix, base
    return "", verb.text
