"""Adds to an action the clauses that go on with it: a second action, which or what for, how, on what condition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from quartier_nlp.findings.labels.cases import NOM
from quartier_nlp.findings.labels.chunks import ChunkKind, chunk
from quartier_nlp.findings.labels.clauses import Clause, ClauseKind
from quartier_nlp.findings.labels.framed import LONGEST_RELATIVE, OPEN
from quartier_nlp.findings.labels.patterns import WEAK_VERBS
from quartier_nlp.findings.labels.phrase import DECIDING, Phrase, phrase_of
from quartier_nlp.findings.labels.roles import is_agent
from quartier_nlp.findings.labels.told import ACTING, names
from quartier_nlp.findings.labels.word import Word, make

#: Words of the longest phrase.
LONGEST = 24
_FEWEST_ADDED = 2
_LONGEST_ADDED = 7
_COUNTING = ("tausend", "hundert", "zig", "ßig")
_POINTING = frozenset("daraus draus damit darin drin darauf drauf dran davon".split())
_OTHERS_ACT = 3
_OTHERS = frozenset({"anderen", "andern", "einen", "übrigen"})
_ANTECEDENTS = frozenset({"das", "die", "den", "dem", "denen"})
_OPENING = frozenset({"PPER", "PIS", "KOUS", "PRELS", "PDS", "KOUI"})
_OWN_SUBJECTS = frozenset({"ich", "er", "sie", "es", "wir", "man", "jeder", "die", "das"})


def with_condition(phrase: Phrase, parts: Sequence[Clause], index: int) -> Phrase:
    """Adds the condition that stands before a main clause: "wenn einer fehlt, rufen wir an"."""
    condition = parts[0].words
    said = index == 1 and parts[0].kind is ClauseKind.IF and parts[1].kind is ClauseKind.MAIN
    open_end = condition[-1].finite and not any(word.low in OPEN for word in condition)
    if not said or not open_end or len(condition) + len(phrase.words) > LONGEST - 2:
        return phrase
    first = replace(condition[0], text=condition[0].low)
    return replace(phrase, words=(*phrase.words, make(",", "$,"), first, *condition[1:]))


def with_followers(phrase: Phrase, parts: Sequence[Clause], index: int) -> Phrase:
    """Adds a coordinated second action, and the clauses that say which or what for."""
    words = list(phrase.words)
    measured = any(b.low == "so" and b.tag == "ADV" and not a.pause for a, b in pairwise(parts[index].words))
    for place, part in enumerate(parts[index + 1 :]):
        if not place and measured and part.kind is ClauseKind.THAT and part.mark == "," and words[-1].tag == "VVINF":
            degree = [] if any(word.low == "so" for word in words) else [make("so", "ADV")]
            words = [*words[:-1], *degree, words[-1], make(",", "$,"), *part.words]
            continue
        if _adds_action(parts, index, index + 1 + place):
            second = phrase_of(_as_last(part, parts[index]), continues=True)
            if second is None or _says_little(second):
                break
            words.extend([make("und", "KON"), *second.words])
        elif _goes_on(parts, index, index + 1 + place):
            second = phrase_of(part)
            if second is None or _says_little(second) or _is_long(words, second):
                break
            words.extend([make("und", "KON"), *second.words])
        elif _continues_relative(parts, index + 1 + place) and words[-1] is parts[index + place].words[-1]:
            words.extend([make(part.mark, "KON" if part.mark == "und" else "$,"), *part.words])
        elif _qualifies(part) and _is_one_action(words):
            words = [*_joined(words[:-1]), *part.words, words[-1]]
        elif _specifies(part, words):
            words = [*_with_antecedent_last(words), make(",", "$,"), *part.words]
        else:
            break
    return replace(phrase, words=tuple(words)) if len(words) <= LONGEST else phrase


def _with_antecedent_last(words: Sequence[Word]) -> Sequence[Word]:
    """Puts the pronoun that a relative clause hangs on behind the verb: "Kühlschrank reinstellen für das, was ..."."""
    if len(words) < _FEWEST_ADDED + 2 or words[-1].tag != "VVINF":
        return words
    *before, preposition, pronoun, verb = words
    points = preposition.tag == "APPR" and pronoun.tag in {"PDS", "ART"} and pronoun.low in _ANTECEDENTS
    return [*before, verb, preposition, pronoun] if points else words


def _says_little(second: Phrase) -> bool:
    """Whether a second action is not understood by itself: "und es machen"."""
    named = any(word.tag in {"NN", "NE"} for word in second.words)
    return second.words[-1].low in WEAK_VERBS and len(second.words) <= _FEWEST_ADDED and not named


def _is_long(words: Sequence[Word], second: Phrase) -> bool:
    return len(words) + len(second.words) > LONGEST - 1


def _goes_on(parts: Sequence[Clause], index: int, place: int) -> bool:
    """Whether the speakers say what else they do: "wir haben ... leergeräumt, und jetzt spielen wir dort"."""
    part, first = parts[place], parts[index]
    if place != index + 1 or part.mark not in {"und", ","} or {part.kind, first.kind} != {ClauseKind.MAIN}:
        return False
    return any(names(first.words, {speaker}) and names(part.words, {speaker}) for speaker in ACTING)


def _continues_relative(parts: Sequence[Clause], place: int) -> bool:
    """Whether a clause goes on with a relative clause: ", bei dem die Stadt Häuser kauft, sichert und vergibt"."""
    part, before = parts[place], parts[place - 1]
    related = before.kind is ClauseKind.RELATIVE or (place > 1 and parts[place - 2].kind is ClauseKind.RELATIVE)
    ends = part.words[-1].finite and before.words[-1].finite and sum(word.finite for word in part.words) == 1
    return related and ends and part.mark in {"und", ","} and part.words[0].tag not in _OPENING


def _qualifies(part: Clause) -> bool:
    """Whether a verbless part only says with what, for whom or how: "..., ohne Nachweis", "..., kostenlos"."""
    if part.kind is not ClauseKind.FRAGMENT or part.mark != "," or len(part.words) > _LONGEST_ADDED:
        return False
    kinds = [group.kind for group in chunk(part.words)]
    manner = len(part.words) == 1 and part.words[0].tag == "ADJD" and not part.words[0].low.endswith(_COUNTING)
    return manner or (kinds == [ChunkKind.PREPOSITION] and part.words[0].tag in {"APPR", "APPRART"})


def _is_one_action(words: Sequence[Word]) -> bool:
    """Whether one infinitive ends the words, and none of them points at what may be added: "daraus"."""
    several = sum(word.tag == "VVINF" for word in words) > 1
    return words[-1].tag == "VVINF" and not several and not any(word.low in _POINTING for word in words)


def _joined(words: Sequence[Word]) -> Sequence[Word]:
    return [word for word in words if not word.pause]


def _adds_action(parts: Sequence[Clause], index: int, place: int) -> bool:
    """Whether a clause goes on with what the same people do: "..., helfen beim Einkaufen", "... und baut sie aus"."""
    part, first = parts[place], parts[index]
    if part.kind is not ClauseKind.MAIN or part.mark not in {"und", ","}:
        return False
    if first.kind in {ClauseKind.IF, ClauseKind.THAT}:
        own = any(word.tag in {"PPER", "PIS"} and word.low in _OWN_SUBJECTS for word in part.words)
        leading = chunk(part.words)[0]
        own = own or (leading.kind is ChunkKind.NOUN and NOM in leading.cases and is_agent(leading))
        return part.mark == "und" and place == index + 1 and part.words[-1].finite and not own
    opens = first.finite is not None and first.kind is ClauseKind.MAIN and not first.words[0].finite
    return part.words[0].finite and (part.mark == "und" or (opens and place == index + 1))


def _as_last(part: Clause, first: Clause) -> Clause:
    """A second clause whose verb comes last, as that of the clause it goes on."""
    return replace(part, kind=ClauseKind.THAT) if first.kind in {ClauseKind.IF, ClauseKind.THAT} else part


def _tells_more(part: Clause) -> bool:
    """Whether a clause that looks relative is a main clause with its verb second: "die kennt jeden"."""
    second = part.words[1] if part.kind is ClauseKind.RELATIVE and len(part.words) > 2 else None
    return second is not None and second.finite and not part.words[-1].verb


def _specifies(part: Clause, words: Sequence[Word]) -> bool:
    """Whether a clause behind the action says which, what for, how or on what condition."""
    length = len(part.words)
    if part.kind is ClauseKind.PURPOSE:
        return True
    if length == _OTHERS_ACT and part.words[1].low in _OTHERS and part.words[2].verb:
        return False
    if part.words[0].tag == "KON" or _tells_more(part):
        return False
    decides = part.kind is ClauseKind.WHETHER and bool(DECIDING & {word.low for word in words})
    asks = (part.kind is ClauseKind.QUESTION or decides) and part.mark == ","
    if part.kind is ClauseKind.RELATIVE or asks:
        return length <= LONGEST_RELATIVE
    if part.kind is ClauseKind.WITHOUT:
        return length <= LONGEST_RELATIVE // 2
    return part.kind is ClauseKind.IF and any(word.low in {"erst", "nur"} for word in words)
