"""Cuts a span into clauses and says what each of them is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from quartier_nlp.findings.labels.patterns import FRAME_NOUNS
from quartier_nlp.findings.labels.word import INTERROGATIVE, RELATIVE, Word


class ClauseKind(StrEnum):
    """Sorts of clauses."""

    MAIN = "main"
    THAT = "that"
    WHETHER = "whether"
    IF = "if"
    CAUSE = "cause"
    PURPOSE = "purpose"
    WITHOUT = "without"
    RELATIVE = "relative"
    QUESTION = "question"
    ZU = "zu"
    INFINITIVE = "infinitive"
    PARTICIPLE = "participle"
    FRAGMENT = "fragment"


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch with at most one finite verb group.

    Attributes:
        kind: What it is.
        words: Its words, with the opener ("dass", "und") but without the comma before it.
        mark: The mark or conjunction that stands before it: "", ",", ":", "und" ...
    """

    kind: ClauseKind
    words: tuple[Word, ...]
    mark: str = ""

    @property
    def finite(self) -> Word | None:
        """Its finite verb."""
        return next((word for word in self.words if word.finite), None)


_IFS = frozenset({"wenn", "wenn's", "falls", "sofern"})
_UNTIL = frozenset({"bis", "bevor", "sobald", "solange", "seit", "seitdem", "nachdem", "ehe"})
_BEFORE = frozenset({"bevor", "nachdem", "sobald", "solange", "seitdem", "ehe"})
#: Openers of clauses that say what is, or is to be.
THATS = frozenset({"dass", "daß"})
_ALWAYS = frozenset({"wenn", "weil", "dass", "obwohl", "sobald", "nachdem", "bevor", "solange", "sodass"})
_SUBJECTS = frozenset({"wir", "man", "ich"})
_JOINS = frozenset({"und", "oder", "aber", "sondern", "denn", "sowie"})


def clauses(words: Sequence[Word]) -> list[Clause]:
    """Returns the clauses of a span, in order."""
    parts = _cut(words)
    merged = _merge([Clause(_kind(part), tuple(part), mark) for mark, part in parts if part])
    return [replace(clause, kind=_kind(clause.words)) for clause in merged]


def _cut(words: Sequence[Word]) -> list[tuple[str, list[Word]]]:
    """Cuts at marks, before openers of clauses, and at conjunctions between two finite verbs."""
    parts: list[tuple[str, list[Word]]] = [("", [])]
    for index, word in enumerate(words):
        current = parts[-1][1]
        if word.pause:
            if current:
                parts.append((word.low, []))
            continue
        if current and _clefts(word, current):
            parts.append((",", []))
        elif current and _opens(words, index, current):
            parts.append(("", []))
        elif current and word.tag == "KON" and word.low in _JOINS and _two_clauses(words, index, current):
            parts.append((word.low, []))
            continue
        parts[-1][1].append(word)
    return parts


def _clefts(word: Word, current: Sequence[Word]) -> bool:
    """Whether the main clause of "was wir brauchen ist ein Raum" begins, without its comma."""
    return current[0].low == "was" and current[-1].tag == "VVFIN" and word.low in {"ist", "sind", "wäre", "wären"}


def _opens(words: Sequence[Word], index: int, current: Sequence[Word]) -> bool:
    """Whether a clause begins without a comma before it, as in speech."""
    word = words[index]
    if word.low in _ALWAYS and current[-1].tag not in {"KON", "APPR"} and len(current) > 1:
        return True
    if not any(part.verb for part in current):
        if word.low == "wo":
            return current[-1].tag in {"NN", "NE"}
        return word.tag == "PRELS" and word.low not in {"was"} and len(current) > 1 and current[-1].tag != "APPR"
    if current[-1].tag in {"APPR", "KON"} and len(current) == 1:
        return False
    if word.tag == "KOUS" and word.low not in {"als", "wie", "da"}:
        return current[-1].tag not in {"ADV", "KON"} or len(current) > 2
    if word.low == "wo" and current[-1].tag in {"NN", "NE"}:
        return True
    return word.tag in {"PRELS", "KOUI"} and current[-1].tag not in {"APPR", "KON"}


def _two_clauses(words: Sequence[Word], index: int, current: Sequence[Word]) -> bool:
    following: list[Word] = []
    for word in words[index + 1 :]:
        if word.pause:
            break
        following.append(word)
    finite = next((i for i, word in enumerate(following) if word.finite), None)
    if finite is None or any(word.tag == "KON" and word.low in {"und", "oder"} for word in following[:finite]):
        return False
    return any(part.finite for part in current)


def _merge(parts: Sequence[Clause]) -> list[Clause]:
    """Joins parts that marks cut out of one clause: enumerations, coordinated infinitives, interrupted clauses."""
    result: list[Clause] = []
    for part in parts:
        target = _open_clause(result, part)
        if target is None:
            result.append(part)
            continue
        joint = _joint(result[target], part, interrupted=target != len(result) - 1)
        result[target] = Clause(_kind([*result[target].words, *part.words]), joint, result[target].mark)
    return result


def _joint(left: Clause, right: Clause, *, interrupted: bool) -> tuple[Word, ...]:
    if interrupted or right.mark in {"", ":"}:
        return left.words + right.words
    mark = Word(right.mark, right.mark, "$," if right.mark == "," else "KON", right.mark)
    return (*left.words, mark, *right.words)


def _open_clause(done: Sequence[Clause], part: Clause) -> int | None:
    """Index of the clause that ``part`` goes on, if it does."""
    if not done or part.mark in {".", "!", "?", ":", ";"}:
        return None
    last = len(done) - 1
    opened = done[last].words[0].tag in {"KOUS", "PWAV", "PWS", "PWAT", "PRELS"}
    if done[last].kind is ClauseKind.FRAGMENT and opened and part.kind is not ClauseKind.RELATIVE:
        return last
    if part.words[0].finite and part.kind is ClauseKind.MAIN and _interrupted(done):
        return last - 1
    goes_on = part.words[0].tag not in {"KON", "PTKNEG", "ADV"} and part.mark == ","
    if (
        part.kind in {ClauseKind.ZU, ClauseKind.INFINITIVE}
        and goes_on
        and _interrupted(done)
        and done[-1].words[-1].verb
    ):
        return last - 1
    if part.kind in {ClauseKind.INFINITIVE, ClauseKind.PARTICIPLE} and done[last].kind not in {
        ClauseKind.RELATIVE,
        ClauseKind.PURPOSE,
    }:
        if part.mark == "," and _parenthesis(done):
            return last - 1
        governs = done[last].finite is not None and done[last].kind in {ClauseKind.MAIN, ClauseKind.THAT, ClauseKind.IF}
        return last if governs or done[last].kind is part.kind or done[last].kind is ClauseKind.FRAGMENT else None
    if part.kind is ClauseKind.ZU and done[last].kind is ClauseKind.ZU:
        return last
    if part.kind is ClauseKind.FRAGMENT and part.mark in {",", "/"} | _JOINS:
        return _fragment_target(done, part)
    if (
        done[last].kind is ClauseKind.FRAGMENT
        and part.mark == ","
        and part.kind in {ClauseKind.MAIN, ClauseKind.ZU}
        and not _complete(part)
        and not (part.kind is ClauseKind.ZU and done[last].words[-1].low in FRAME_NOUNS)
    ):
        return last
    return None


def _fragment_target(done: Sequence[Clause], part: Clause) -> int | None:
    """Index of the clause that a verbless part belongs to: enumerations go on, a particle closes its clause."""
    last = len(done) - 1
    if done[last].kind is ClauseKind.RELATIVE and part.mark == "," and last:
        return last - 1 if done[last - 1].kind in {ClauseKind.MAIN, ClauseKind.THAT} else last
    if part.words[-1].tag == "PTKVZ":
        return last
    if done[last].finite is None or done[last].kind is not ClauseKind.MAIN:
        return last
    listed = part.words[0].tag in {"NN", "NE", "ADJA", "ART", "PIAT", "CARD", "TRUNC", "PPOSAT"}
    return last if done[last].words[-1].tag in {"NN", "NE", "TRUNC"} and listed else None


def _parenthesis(done: Sequence[Clause]) -> bool:
    """Whether a phrase between commas parts an auxiliary from its verb: "haben die Kinder, mit Hilfe, einen Steg"."""
    phrase = done[-1].kind is ClauseKind.FRAGMENT and done[-1].words[0].tag in {"APPR", "APPRART"}
    if len(done) < 2 or not phrase or done[-1].mark != ",":
        return False
    before = done[-2]
    waits = before.finite is not None and before.finite.tag in {"VAFIN", "VMFIN"}
    return before.kind is ClauseKind.MAIN and waits and sum(word.verb for word in before.words) == 1


def _interrupted(done: Sequence[Clause]) -> bool:
    """Whether a relative clause stands between a noun phrase and its verb."""
    return len(done) > 1 and done[-1].kind is ClauseKind.RELATIVE and done[-2].kind is ClauseKind.FRAGMENT


def _complete(part: Clause) -> bool:
    """Whether a clause opens like one of its own, with pronoun, article or verb."""
    first = next((word for word in part.words if word.tag != "KON"), part.words[0])
    return first.tag in {"PPER", "PIS", "ART", "PDS", "PAV", "ADV", "PPOSAT"} or first.verb


def _kind(words: Sequence[Word]) -> ClauseKind:
    start = 0
    while (
        start < len(words) - 1
        and (
            words[start].tag == "KON"
            or words[start].low in {"so", "auch", "nur", "nicht", "also", "gerade", "erst", "besonders"}
        )
        and words[start + 1].tag in {"KOUS", "KOUI", "PRELS", "APPR", "PWAV", "PWS", "ADV", "KON"}
    ):
        start += 1
    first = words[start]
    opener = _by_opener(words, start, first)
    if opener is not None:
        return opener
    if any(word.finite for word in words):
        return ClauseKind.MAIN
    if any(word.tag in {"PTKZU", "VVIZU"} for word in words):
        return ClauseKind.ZU
    last = next((word for word in reversed(words) if word.verb), None)
    if last is None:
        return ClauseKind.FRAGMENT
    if words[0].low in _SUBJECTS and len(words) > 2 and not words[1].verb:
        return ClauseKind.THAT
    if last.tag in {"VVINF", "VAINF", "VMINF"}:
        return ClauseKind.INFINITIVE
    return ClauseKind.PARTICIPLE


def _by_opener(words: Sequence[Word], start: int, first: Word) -> ClauseKind | None:
    has_verb = any(word.verb for word in words[start + 1 :])
    aims = any(word.tag in {"PTKZU", "VVIZU"} for word in words) or (
        words[-1].tag == "VVINF" and not any(word.finite for word in words)
    )
    if first.low == "um" and aims:
        return ClauseKind.PURPOSE
    if first.low in _UNTIL and len(words) > start + 2 and words[-1].finite and not words[start + 1].finite:
        if first.low in _BEFORE:
            return ClauseKind.CAUSE
        return ClauseKind.CAUSE if words[start + 1].tag in {"PPER", "ART", "PIS", "PDS", "NE"} else None
    following = words[start + 1] if start + 1 < len(words) else None
    if first.low in {"ohne", "anstatt", "statt"} and following is not None and (aims or following.low in THATS):
        return ClauseKind.WITHOUT
    if first.tag == "KOUI":
        return ClauseKind.PURPOSE if first.low == "um" else ClauseKind.WITHOUT
    if not has_verb:
        return None
    if first.tag == "KOUS" or first.low in _IFS | THATS | {"weil", "damit", "sodass", "obwohl"}:
        if first.low in THATS:
            return ClauseKind.CAUSE if start and words[start - 1].low == "so" else ClauseKind.THAT
        if first.low == "ob":
            return ClauseKind.WHETHER
        return ClauseKind.IF if first.low in _IFS else ClauseKind.CAUSE
    if first.tag in RELATIVE or (first.tag in {"APPR", "NN"} and following is not None and following.tag in RELATIVE):
        return ClauseKind.RELATIVE
    if first.low == "wo" and start == 0 and len(words) > 2 and not words[1].finite:
        return ClauseKind.RELATIVE
    if first.tag in INTERROGATIVE or (first.tag == "APPR" and following is not None and following.tag in INTERROGATIVE):
        return ClauseKind.QUESTION
    return None
