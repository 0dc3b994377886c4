"""Turns clauses that cannot stand alone into statements: the verb of a subordinate clause goes to its second place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from quartier_nlp.findings.labels.cases import NOM
from quartier_nlp.findings.labels.chunks import Chunk, ChunkKind, chunk
from quartier_nlp.findings.labels.clauses import THATS, ClauseKind, clauses
from quartier_nlp.findings.labels.inflection import infinitive
from quartier_nlp.findings.labels.noun_lists import TIME_NOUNS
from quartier_nlp.findings.labels.patterns import DROPPED_ADVERBS
from quartier_nlp.findings.labels.question_order import verb_to_front
from quartier_nlp.findings.labels.roles import is_plural
from quartier_nlp.findings.labels.torn import runs_on
from quartier_nlp.findings.labels.word import RELATIVE, Word, make

#: Openers of clauses that are true without them; "wenn" and "damit" say more.
_OPENERS = THATS | {"weil", "da", "sodass", "wo"}
#: Present forms of auxiliaries with their infinitives.
_PRESENT = {"ist": "sein", "sind": "sein", "wird": "werden", "werden": "werden", "hat": "haben", "haben": "haben"}
#: Words that belong to the number behind them.
_AT_LEAST = frozenset({"wenigstens", "mindestens", "nur", "höchstens", "auch", "sogar"})
#: Prepositions that say which people a pronoun means: "einer von der Stadt", "die vom Wohnungsamt".
_OF = frozenset({"von", "vom", "aus"})
_HAVING = frozenset({"hat", "haben", "hatte", "hatten", "war", "waren", "wurde", "wurden", "würde", "würden"})
_FRONTED = frozenset({ChunkKind.NOUN, ChunkKind.PRONOUN, ChunkKind.PREPOSITION})
#: Words that only tie a statement to the one before it.
_TIES = frozenset("da dann dafür daher darum deshalb deswegen".split())
_FEWEST = 3
#: Prepositions of phrases that belong to the noun before them.
_BELONGING = frozenset({"von", "vom", "für", "ohne", "aus", "über"})
_OPEN_ENDS = frozenset({"KON", "ART", "APPR", "APPRART"})
#: First parts of compounds that captions tear and that are seldom words of their own: "nach dem gottes dienst".
_TORN = frozenset("gottes arbeits geburts weihnachts verkehrs bürger jugend kinder stadt dorf land feuer musik".split())
#: Adverbs that stay with the phrase behind them.
_QUALIFYING = frozenset({"auch", "sogar"})


def as_wish(words: Sequence[Word]) -> list[Word]:
    """Returns a clause with "dass" as one with "soll": as a statement it would say that what is proposed is so.

    "dass unten jemand einzieht" becomes "dass unten jemand einziehen soll". Other words stay as they are.
    """
    end = next((i for i, word in enumerate(words) if word.pause), len(words))
    if end < _FEWEST or words[0].low not in THATS:
        return list(words)
    verb, inner = words[end - 1], words[1 : end - 1]
    present = verb.tag in {"VVFIN", "VVINF"} or (verb.tag == "VAFIN" and verb.low in _PRESENT)
    perfect = verb.low in {"hat", "haben"} and bool(inner) and inner[-1].tag == "VVPP"
    if not present or perfect or any(word.finite or word.tag == "VVINF" for word in inner):
        return list(words)
    base = _PRESENT.get(verb.low) or infinitive(verb)
    modal = make("sollen" if verb.tag == "VVINF" or is_plural(verb) else "soll", "VMFIN", "sollen")
    return [*words[: end - 1], make(base, "VVINF"), modal, *words[end:]]


def wished_statement(words: Sequence[Word]) -> list[Word] | None:
    """Returns a clause with "dass" as what is to be, "soll" behind its subject; None where that is not sure.

    "dass man die Höfe aufmacht und damit Licht reinlässt" becomes "man soll die Höfe aufmachen und damit Licht
    reinlassen".
    """
    end = next((i for i, word in enumerate(words) if word.pause), len(words))
    if end < _FEWEST + 1 or words[0].low not in THATS or _goes_on(words[end:]):
        return None
    body = list(words[1:end])
    verbs = _closing_verbs(body)
    if not verbs or any(_stays(body[i - 1], body[i]) for i in verbs):
        return None
    parts = chunk(body[: verbs[0]])
    while parts and parts[0].kind is ChunkKind.ADVERB and parts[0].words[0].low in DROPPED_ADVERBS:
        parts = parts[1:]
    first = int(bool(parts) and parts[0].words[0].low in _AT_LEAST)
    if len(parts) <= first or not may_act(parts[first]) or not leads(parts[first]):
        return None
    if parts[first].words[0].low in {"es", "ich", "du"}:
        return None
    last = behind_subject(parts, first)
    shown = parts[first].kind is ChunkKind.PRONOUN and last < len(parts)
    last += shown and parts[last].words[0].low in _OF
    if any(word.tag == "ART" for part in parts[first + 1 : last] for word in part.words[2:]):
        return None
    several = is_plural(body[verbs[0]])
    if not clearly_ends(parts, first, last) or parts[first].plural not in {None, several}:
        return None
    subject = [word for part in parts[:last] for word in part.words]
    start = next(i for i, word in enumerate(body) if word is subject[-1]) + 1
    if start == verbs[0] and any(word.low == "der" for word in parts[first].words[1:]):
        return None  # "dass das Erdgeschoss der Öffentlichkeit dient"
    changed = [
        make(_PRESENT.get(word.low) or infinitive(word), "VVINF") if i in verbs else word for i, word in enumerate(body)
    ]
    intended = "wollen" if subject[-1].low == "wir" else "sollen" if several else "soll"
    modal = make(intended, "VMFIN", "sollen")
    return [*subject, modal, *changed[start:], *words[end:]]


def _stays(before: Word, verb: Word) -> bool:
    """Whether a verb tells what was, may or must be, or what others said: no wish."""
    past = verb.low in _HAVING and before.tag == "VVPP"
    said = verb.tag == "VVFIN" and verb.low.endswith("e")
    return past or said or (verb.tag == "VMFIN" and not verb.low.startswith(("darf", "dürf")))


def _goes_on(rest: Sequence[Word]) -> bool:
    """Whether the clause goes on behind a relative clause in its midst: "dass man für alle, die kommen, Tee kocht"."""
    return any(left.low == "," and not right.pause for left, right in pairwise(rest[1:])) and any(
        word.finite for word in rest
    )


def _closing_verbs(body: Sequence[Word]) -> list[int]:
    """Indices of the finite verbs of a clause, each at the end of what "und" joins; none where one stands elsewhere."""
    verbs = [i for i, word in enumerate(body) if word.finite]
    if not verbs and body[-1].tag == "VVINF":
        return [len(body) - 1]
    ends = all(i + 1 == len(body) or (body[i + 1].tag == "KON" and i + 2 < len(body)) for i in verbs)
    return verbs if ends and verbs and verbs[-1] == len(body) - 1 else []


def as_statement(words: Sequence[Word]) -> list[Word]:
    """Returns the words with the opener of a subordinate clause left out and its verb in second place.

    Where the order of a statement is not sure the words stay as they are.
    """
    opener = _opener(words)
    if not opener or runs_on(words):
        return list(words)
    parts = clauses(words)
    first = parts[0].words
    if not _ends_for_sure(words, len(first)):
        return list(words)
    if parts[0].kind not in {ClauseKind.THAT, ClauseKind.CAUSE, ClauseKind.RELATIVE} or list(first) != list(
        words[: len(first)]
    ):
        return list(words)
    moved = verb_to_front(first[opener:]) if _closes_with_verbs(first) else None
    if moved is None or not moved[1]:
        return list(words)
    found = _second(moved[0], moved[1])
    if found is None:
        return list(words)
    return [*found, *words[len(first) :]]


def _ends_for_sure(words: Sequence[Word], end: int) -> bool:
    """Whether nothing goes on with a clause behind its end, and no main clause depends on it."""
    if any(word.pause for word in words[:end]):
        return False
    rest = words[end:]
    if not rest:
        return True
    depends = any(left.pause and right.finite for left, right in pairwise(rest))
    return rest[0].pause and rest[0].low not in {"/", "-"} and not depends


def _opener(words: Sequence[Word]) -> int:
    """How many words open a subordinate clause, none where it may not be taken apart."""
    if len(words) < _FEWEST + 1 or words[1].finite:
        return 0
    if words[0].low in _OPENERS and (words[0].tag in {"KOUS", "PWAV"} or words[0].low in THATS):
        return 1
    if words[0].tag == "APPR" and words[1].tag in RELATIVE and not words[2].finite:
        return 2
    return 0


def _closes_with_verbs(words: Sequence[Word]) -> bool:
    """Whether a clause has one finite verb, among the verbs at its end."""
    end = next((i for i in range(len(words) - 1, -1, -1) if not (words[i].verb or words[i].tag == "PTKVZ")), -1)
    closing = words[end + 1 :]
    plural = bool(closing) and not any(word.finite for word in closing) and closing[-1].low.endswith("n")
    finite = [word for word in words if word.finite]
    joined = any(word.verb for word in words[: end + 1])
    return (
        bool(closing)
        and not joined
        and (finite == [word for word in closing if word.finite])
        and (len(finite) == 1 or plural)
    )


def _second(finite: Word, rest: Sequence[Word]) -> list[Word] | None:
    """The verb behind the first phrase of its clause."""
    end = next((i for i, word in enumerate(rest) if word.pause), len(rest))
    parts = chunk(rest[:end])
    ahead: list[Word] = []
    while parts and parts[0].kind is ChunkKind.ADVERB and parts[0].words[0].low in DROPPED_ADVERBS:
        ahead = list(parts[0].words) if parts[0].words[0].low in _QUALIFYING else []
        parts = parts[1:]
    place = next((i for i, part in enumerate(parts) if part.kind is not ChunkKind.REFLEXIVE), len(parts))
    if place == len(parts) or not (leads(parts[place]) or _sets_scene(parts[place])):
        return None
    last = behind_subject(parts, place)
    if not clearly_ends(parts, place, last):
        return None
    front = [*ahead] + [word for part in parts[place:last] for word in part.words]
    behind = [word for i, part in enumerate(parts) if not place <= i < last for word in part.words]
    if not behind and end == len(rest):
        return None
    return [*front, replace(finite, text=finite.text.lower()), *behind, *rest[end:]]


def behind_subject(parts: Sequence[Chunk], place: int) -> int:
    """Where the phrases end that belong to the noun phrase at an index: "die Zugezogenen aus dem Neubaugebiet"."""
    last = place + 1
    while last < len(parts) and parts[place].kind is ChunkKind.NOUN and _belongs(parts[last]):
        last += 1
    return last


def clearly_ends(parts: Sequence[Chunk], place: int, last: int) -> bool:
    """Whether it is sure where a noun phrase ends: no other noun without an article follows in it or behind it."""
    words = parts[place].words
    if parts[place].kind is ChunkKind.NOUN and any(a.tag == b.tag == "NN" for a, b in pairwise(words)):
        return False
    if parts[last - 1].words[-1].tag in _OPEN_ENDS:
        return False
    bare = last < len(parts) and parts[last].words[0].tag in {"NN", "TRUNC"}
    torn = bare and parts[place].words[-1].low in _TORN
    return not (bare and parts[place].kind is ChunkKind.NOUN) and not torn


def _belongs(part: Chunk) -> bool:
    timed = part.head.low in TIME_NOUNS or part.head.lemma.lower() in TIME_NOUNS
    pronoun = part.words[-1].tag in {"PPER", "PRF", "PDS"}
    return part.kind is ChunkKind.PREPOSITION and part.words[0].low in _BELONGING and not (timed or pronoun)


def _sets_scene(part: Chunk) -> bool:
    """Whether an adverb says where or when: "dort", "abends"."""
    return part.kind is ChunkKind.ADVERB and part.words[0].tag == "ADV" and part.words[0].low not in DROPPED_ADVERBS


def may_act(part: Chunk) -> bool:
    """Whether a phrase can be the subject."""
    named = part.kind in {ChunkKind.NOUN, ChunkKind.PRONOUN} and NOM in part.cases
    return named and part.head.low not in TIME_NOUNS


def leads(part: Chunk) -> bool:
    """Whether a phrase can stand before the verb: the subject, or where and when; not two phrases read as one."""
    openers = [word for word in part.words[:2] if word.tag in {"ART", "PIAT", "PPOSAT", "PDS", "PDAT"}]
    return (
        part.kind in _FRONTED
        and len(openers) < 2
        and part.words[0].low != "ihr"
        and (part.kind is ChunkKind.PREPOSITION or may_act(part))
    )


def without_tie(words: Sequence[Word]) -> list[Word]:
    """Takes off what ties a statement to the one before it, so that its verb comes first: "da haben wir gesagt"."""
    tied = len(words) > _FEWEST and words[0].low in _TIES and words[1].finite and words[0].tag != "KOUS"
    if tied and (words[1].lemma.lower() == "sein" or (words[0].low == "dann" and words[1].lemma.lower() != "haben")):
        return list(words)
    return list(words[1:]) if tied else list(words)
