"""Refuses phrases in which a noun or a clause has another role than in its quote: a doer as what is acted on."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from quartier_nlp.findings.labels.cases import ACC, NOM, is_place_adjective
from quartier_nlp.findings.labels.chunks import Chunk, ChunkKind, chunk
from quartier_nlp.findings.labels.clauses import ClauseKind
from quartier_nlp.findings.labels.gender import Gender, gender_of, may_stand_for
from quartier_nlp.findings.labels.noun_lists import AGENT_HEADS, TIME_NOUNS
from quartier_nlp.findings.labels.roles import is_agent
from quartier_nlp.findings.labels.told import ACTING, Told, triples
from quartier_nlp.findings.labels.word import NOUNS, Word

_ACTIVE = frozenset({"present", "perfect", "modal", "participle"})
_SHORTEST_POINTING = 4
#: Verbs whose "von" names what something is kept from.
_PARTING = ("befrei", "trenn", "fern", "frei", "räum", "grenz", "entlast", "lös", "abkoppel", "schütz", "abhalt")
_ADDRESSED = frozenset({"mich", "mir", "dich", "dir", "uns", "euch"})
_BY = frozenset({"von", "vom"})
#: Words that make "von" the beginning of a way.
_WAY = frozenset({"bis", "nach", "aus", "kommend", "her"})
_PERSONS = ("käufer", "träger", "besitzer", "meister", "helfer", "leiter", "arbeiter", "erin", "ist", "istin", "eur")
_LIKE_EIN = frozenset({"ein", "kein", "unser", "mein", "dein", "sein", "ihr", "euer"})
_OPENERS = frozenset({"KOUS", "PRELS", "PWAV", "PWS", "KOUI"})


def is_in_place(told: Told) -> bool:
    """Whether what a phrase names as acted on is so in its quote, as far as forms and order tell."""
    return not any(check(told) for check in _CHECKS)


def _is_subject(told: Told) -> bool:
    """Whether a noun that can only be the subject was kept: "den betreibt ein ehemaliger Waggonbauer"."""
    if told.rule not in _ACTIVE:
        return False
    subjects = [part for part in told.nouns if part.cases == {NOM} or _is_strong(part)]
    return any(part.head.low in told.heads and not _is_joined(told, part.head) for part in subjects)


def _is_strong(part: Chunk) -> bool:
    """Whether a form shows a masculine nominative: "ein ehemaliger Waggonbauer", "mein Sohn"."""
    first, second = (*part.words, part.head)[:2]
    if first.low not in _LIKE_EIN or is_place_adjective(second):
        return False
    if second.tag == "ADJA":
        return second.low.endswith("er")
    masculine = gender_of(second) is Gender.MASCULINE or (is_agent(part) and gender_of(second) is None)
    return second is part.head and first.low != "ein" and masculine


def _is_joined(told: Told, noun: Word) -> bool:
    """Whether a noun follows another one after "und", whose case it takes: "eine Bank und ein Tisch"."""
    index = next((i for i, word in enumerate(told.words) if word is noun), 0)
    return any(word.tag in {"KON", "KOKOM"} or word.low in {",", "/"} for word in told.words[max(0, index - 4) : index])


def _is_done_by(told: Told) -> bool:
    """Whether those by whom it is done look like those it comes from: "von den Restaurants mitreinigen"."""
    if "von" in told.lows and "aus" in told.said and "aus" not in told.kept:
        return True  # "von der Stadt aus gekauft"
    if told.rule not in {"passive", "participle"} or told.doing.low.startswith(_PARTING) or _WAY & told.said:
        return False
    if any(left.lemma.lower() == "werden" and right.low in _BY for left, right in pairwise(told.words)):
        return True  # right behind the verb only who did it can stand: "wurde von einem Käufer erworben"
    parts = (*told.chunks, *chunk(told.following))
    by = [part.words for part in parts if part.words[0].low in _BY and len(part.words) > 1]
    ends = (*_PERSONS, *AGENT_HEADS)
    if told.rule == "participle":
        return any(words[-1].low.endswith(ends) or _are_several(words) for words in by)
    return any(words[1].low == "den" or words[-1].low.endswith(ends) or _are_several(words) for words in by)


def _are_several(words: Sequence[Word]) -> bool:
    """Whether a bare plural follows "von": "von Pendlern"."""
    last = words[-1]
    plural = last.tag == "NN" and last.low.endswith("n") and last.low != last.lemma.lower()
    return plural and all(word.tag == "ADJA" for word in words[1:-1])


def _is_thing_pointed_at(told: Told) -> bool:
    """Whether a pronoun before the verb stands for what was acted on: "die hat ein Gast ins Spiel gebracht"."""
    words = told.words
    if told.rule not in {"present", "perfect"} or len(words) < _SHORTEST_POINTING or ACTING & told.said:
        return False
    shown = words[0].low in {"die", "das"} and words[0].tag in {"PDS", "ART", "PRELS"}
    return (
        shown
        and words[1].low in {"hat", "haben"}
        and words[3] in told.action
        and any(NOM in part.cases for part in chunk(words[2:4]))
    )


def _is_given(told: Told) -> bool:
    """Whether a dative lost its article and looks like the object: "der Stadt zum Nießbrauch überschrieben"."""
    first = told.nouns[0] if told.nouns else None
    if told.rule not in {"participle", "perfect"} or first is None or first.words[0].low != "der":
        return False
    bare = {part.head.low for part in told.things if part.words[0].low != "der"}
    return bool(first.cases) and ACC not in first.cases and first.head.low in bare


def _is_doer_beside_pronoun(told: Told) -> bool:
    """Whether a noun before "sie" is who acts on them: "stellt die Familie sie den Frauen zur Verfügung"."""
    if told.rule not in {"present", "perfect", "modal"}:
        return False
    return any(
        left.tag in NOUNS and left.low in told.lows and right.tag == "PPER" and right.low in {"sie", "ihn", "es"}
        for left, right in pairwise(told.words)
    )


def _shares_no_object(told: Told) -> bool:
    """Whether a second action has another object than the first: "eine Genossenschaft gegründet und es gekauft"."""
    gender = gender_of(told.things[0].head) if told.things else None
    if gender is None or told.things[0].plural:
        return False
    return any(
        joining.tag == "KON" and word.tag == "PPER" and word.low not in told.kept and not may_stand_for(word, gender)
        for joining, word in pairwise(told.words)
    )


def _is_of_some(told: Told) -> bool:
    """Whether "von ihnen" lost those of whom it was said, or "uns" opens what befell the speakers."""
    some = any(one.tag == "PIS" and of.low in _BY and them.tag == "PPER" for one, of, them in triples(told.words))
    undergone = told.rule == "passive" and any(word.lemma.lower() == "werden" for word in told.words)
    if undergone and told.action and told.action[0].low in {"uns", "mir"}:
        return True
    return some and any(left.low in _BY and right.tag == "PPER" for left, right in pairwise(told.action))


def _is_done_to_speaker(told: Told) -> bool:
    """Whether "mich" of another's action became "sich": "holt er mich vom Training ab"."""
    if "sich" not in told.lows:
        return False
    clauses = [{word.low for word in part.words} for part in told.parts]
    return any(lows & _ADDRESSED and not lows & {"ich", "wir", "du", "ihr"} for lows in clauses[:1])


def _ends_others_clause(told: Told) -> bool:
    """Whether a clause whose opener stands before the quote ends with it: "in die | ein Sanitätshaus einzahlte"."""
    if told.rule not in {"present", "perfect"} or ACTING & told.said or len(told.parts) > 1:
        return False
    last = told.words[-1]
    opened = any(word.tag in _OPENERS for word in told.words)
    others = any(word.finite for word in told.words[:-1])
    subject = [part for part in told.nouns if NOM in part.cases]
    return last.finite and not opened and not others and len(subject) == 1 and subject[0].head.low in told.heads


def _is_others_relative(told: Told) -> bool:
    """Whether a relative clause was given to another noun than its own, or lost the pronoun that it is about."""
    words = told.phrase.words
    opened = next((word for word in words if word.tag == "PRELS"), None)
    place = next((i for i, w in enumerate(told.words) if opened and w.tag == "PRELS" and w.low == opened.low), 0)
    if opened is None or not place:
        return False
    previous = told.words[place - 2] if told.words[place - 1].pause else told.words[place - 1]
    if previous.tag in {"PIS", "ART", "PDS"} and not previous.low.startswith("jemand"):
        return previous.low not in told.kept
    own = next((word for word in reversed(told.words[:place]) if word.tag in NOUNS), None)
    lemmas = {word.lemma.lower() for word in words}
    return own is not None and own.low not in told.kept and own.lemma.lower() not in lemmas


def _is_given_by(told: Told) -> bool:
    """Whether a note names who gives a thing: "Küche v. Hotelfachschule"."""
    return told.rule == "note" and any(
        part.kind is ChunkKind.PREPOSITION and part.words[0].low in {"von", "v.", "vom"} and is_agent(part)
        for part in told.chunks
    )


def _is_worded_otherwise(told: Told) -> bool:
    """Whether another verb took the place of the one that says what is done: "es empfiehlt sich, sie zu versehen"."""
    if told.rule == "need":
        zu = any(left.low == "zu" and right.tag == "VVINF" for left, right in pairwise(told.words))
        return zu and not any(word.tag in {"PTKZU", "VVIZU"} for word in told.phrase.words)
    if told.rule not in {"noun", "note"}:
        return False
    later = (part.words for part in told.parts[1:] if part.kind is ClauseKind.MAIN)
    return any(ACTING & {word.low for word in words} for words in later)


def _is_of_speakers(told: Told) -> bool:
    """Whether those who speak stayed without "wir", or a number moved to another noun: "wir Alten uns", "elf davon"."""
    if any(
        first.low in {"wir", "ihr"} and second.low in told.lows and second.tag == "NN" and third.low in {"uns", "euch"}
        for first, second, third in triples(told.words)
    ):
        return True
    number, behind = (*told.words, *told.words)[:2]
    moved = number.tag == "CARD" and behind.tag in {"PAV", "VAFIN", "VVFIN", "VMFIN"}
    return moved and any(left.low == number.low and right.tag in NOUNS for left, right in pairwise(told.action))


def _is_name_of_doer(told: Told) -> bool:
    """Whether the name of those who act stayed without what they are: "hat die Schreinerei Klink Türen geholt"."""
    return told.rule in _ACTIVE and any(
        left.tag == "NN" and right.tag == "NE" and left.low not in told.lows and right.low in told.lows
        for left, right in pairwise(told.words)
    )


def _are_two_objects(told: Told) -> bool:
    """Whether who acts and what is acted on both stayed: "mir haben die Brüder aus Bayern die Pacht verdoppelt"."""
    if told.rule not in {"present", "perfect"} or not told.things[1:]:
        return False
    first, second = told.things[:2]
    bare = first.words[0].tag == "NN" and first.head.low not in TIME_NOUNS and NOM in first.cases
    kept = second.words[0].low in {"die", "das"} and second.words[0].tag == "ART"
    return bare and kept and second.head.low not in TIME_NOUNS


def _stand_together(told: Told) -> bool:
    """Whether two nouns follow each other that were parted: "die VG die Heizkosten umlegt", "Kreisarzt fehlt Zeit"."""
    if any(word.tag not in NOUNS for word in told.action[:2]) or not told.action[1:]:
        return False
    first, second = (word.low for word in told.action[:2])
    if first.endswith("n"):
        return False  # a dative: "Eigentümern die Steuer erlassen"
    return any(
        left.low == first and (between.tag == "ART" or between.finite) and right.low == second
        for left, between, right in triples(told.words)
    )


def _is_first_of_two(told: Told) -> bool:
    """Whether of two nouns behind the verb the first was kept, which acts: "hat die Box die Verkäuferin ersetzt"."""
    verb = told.verb
    if told.rule not in {"present", "perfect"} or verb is None or ACTING & told.said:
        return False
    behind = chunk(told.words[told.words.index(verb) + 1 :])
    open_cases = [part for part in behind[:2] if part.kind is ChunkKind.NOUN and {NOM, ACC} <= part.cases]
    if len(open_cases) < len(behind[:2]) or not behind[1:]:
        return False
    first, second = behind[:2]
    return first.head.low in told.heads and second.head.low not in told.kept


def _is_of_those(told: Told) -> bool:
    """Whether an article was parted from its noun: "dürfen die unter Achtzehnjährigen selbst bestimmen"."""
    return any(
        left.tag == "ART" and right.tag == "APPR" and right.low in told.lows and left.low not in told.lows
        for left, right in pairwise(told.words)
    )


def _names_speakers(told: Told) -> bool:
    """Whether those who speak say who they are: "da machen wir Händler abends Licht an"."""
    named = (right for left, right in pairwise(told.words) if left.low == "wir" and right.tag == "NN")
    return any(noun.low.endswith(AGENT_HEADS) and noun.low in told.lows for noun in named)


_CHECKS = (
    _shares_no_object,
    _names_speakers,
    _is_subject,
    _is_done_by,
    _is_thing_pointed_at,
    _is_given,
    _is_doer_beside_pronoun,
    _is_of_some,
    _is_done_to_speaker,
    _ends_others_clause,
    _is_others_relative,
    _is_given_by,
    _is_worded_otherwise,
    _are_two_objects,
    _stand_together,
    _is_first_of_two,
    _is_of_those,
    _is_of_speakers,
    _is_name_of_doer,
)
