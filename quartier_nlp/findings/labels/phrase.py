"""Turns one clause into an infinitive phrase."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quartier_nlp.findings.labels.actions import action_verb
from quartier_nlp.findings.labels.arrangement import PREDICATES, arrange, segments, tail
from quartier_nlp.findings.labels.cases import ACC, NOM
from quartier_nlp.findings.labels.chunks import Chunk, ChunkKind, chunk
from quartier_nlp.findings.labels.clauses import Clause, ClauseKind
from quartier_nlp.findings.labels.data import listed
from quartier_nlp.findings.labels.inflection import bare_accusative, infinitive
from quartier_nlp.findings.labels.letting import let
from quartier_nlp.findings.labels.needed import need_of
from quartier_nlp.findings.labels.notes import names_actor, reads_through
from quartier_nlp.findings.labels.patterns import (
    FRAME_NOUNS,
    FRAME_VERBS,
    INTRANSITIVE,
    MOVING,
    NEED_VERBS,
    STATIVE_VERBS,
    WEAK_VERBS,
)
from quartier_nlp.findings.labels.readings import has_effect, participle_moved, undergone, understood
from quartier_nlp.findings.labels.roles import SURE_SUBJECTS, are_people, is_agent, is_plural, is_time, subject_index
from quartier_nlp.findings.labels.torn import hides_relative, runs_on
from quartier_nlp.findings.labels.verbs import VerbGroup, verb_group
from quartier_nlp.findings.labels.word import INTERROGATIVE, RELATIVE, Word, make

_DESCRIBING = frozenset({"kosten", "betragen", "bedeuten", "heißen", "existieren"})
_PAST = frozenset("musste mussten konnte konnten durfte durften".split())
_SOMETHING = frozenset({"etwas", "mehr", "vieles", "alles"})
#: Imperatives of the plural that are no form of the third person.
_IMPERATIVES = frozenset("gebt nehmt lasst lest helft werft sprecht trefft haltet tragt fahrt".split())
_IMPERATIVE = "imperative"
#: Prepositions that say where or by what means something is done.
_WHERE = frozenset({"in", "im", "auf", "am", "an", "mit", "ins", "aufs", "über", "zum", "zur", "vom"})
#: Subjects that stand for what was said before: nobody who acts.
_IT = frozenset({"das", "dies", "es", "dat", "dieses"})
#: Verbs whose object may be the clause behind them: "die Familien entscheiden selbst, ob sie verlängern".
DECIDING = frozenset({"entscheiden", "mitentscheiden", "bestimmen", "mitbestimmen", "festlegen"})
_ALONE = frozenset({"selbst", "selber", "allein", "gemeinsam", "mit"})
_COORDINATED = {
    "modal": frozenset({"VVINF"}),
    "future": frozenset({"VVINF"}),
    "lassen": frozenset({"VVINF"}),
    "infinitive_of": frozenset({"VVINF"}),
    "haben_zu": frozenset({"VVINF", "VVIZU"}),
    "sein_zu": frozenset({"VVINF", "VVIZU"}),
    "perfect": frozenset({"VVPP"}),
    "passive": frozenset({"VVPP"}),
    "sein": frozenset({"VVPP"}),
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """An infinitive phrase.

    Attributes:
        words: Its words, the infinitive last unless something follows it.
        rule: Name of the rule that formed it.
        lets: Whether it names those who act, whom others are to let do it: "Schüler den Laden führen lassen".
    """

    words: tuple[Word, ...]
    rule: str
    lets: bool = False


def phrase_of(
    clause: Clause,
    *,
    continues: bool = False,
    subject_known: bool = False,
    complete: bool = False,
    letting: bool = False,
) -> Phrase | None:
    """Returns the action that a clause expresses, None if it expresses none or none can be formed for sure.

    Args:
        clause: The clause.
        continues: Whether it goes on after a clause that named the subject and the object.
        subject_known: Whether the subject stands before the quote.
        complete: Whether a clause that follows is the object of its verb.
        letting: Whether those who act are to be named, with "lassen" behind what they do.
    """
    words = _without_opener(clause)
    if not words or (clause.kind is ClauseKind.IF and any(word.low == "du" for word in words)):
        return None
    if clause.kind is ClauseKind.MAIN:
        words = participle_moved(words)
    if clause.kind in {ClauseKind.ZU, ClauseKind.INFINITIVE, ClauseKind.PARTICIPLE}:
        return _nonfinite(words, clause.kind)
    if clause.kind is ClauseKind.FRAGMENT:
        return None
    if runs_on(words) or hides_relative(clause):
        return None
    group = verb_group(
        words, subordinate=clause.kind in {ClauseKind.THAT, ClauseKind.IF, ClauseKind.CAUSE, ClauseKind.RELATIVE}
    )
    if group is None or group.rule == "irreal":
        return None
    if letting:
        return _finite(group, subject_known=False, continues=False, letting=True)
    framed = _framed(words, clause.kind)
    if framed is not None:
        return framed
    if group.rule == "sein_zu" and any(word.low in FRAME_NOUNS for word in (*group.front, *group.middle[:3])):
        after = words[words.index(group.finite) + 1 :] if group.finite in words else []
        return _nonfinite(after, ClauseKind.ZU)
    needed = need_of(group)
    if needed is not None:
        return Phrase(needed, "need")
    subject_known = subject_known and clause.words[0].tag != "KOUS"
    known = continues or subject_known or _is_subject(clause)
    phrase = _finite(group, subject_known=known, continues=continues or complete)
    return None if phrase is not None and _lacks_object(clause, phrase) else phrase


def _lacks_object(clause: Clause, phrase: Phrase) -> bool:
    """Whether a relative clause behind a preposition says nothing of what is done: "auf die das Amt antwortet"."""
    if clause.kind is not ClauseKind.RELATIVE or clause.words[0].tag != "APPR":
        return False
    return not any(part.kind is ChunkKind.NOUN for part in chunk(phrase.words[:-1]))


def _framed(words: Sequence[Word], kind: ClauseKind) -> Phrase | None:
    """An infinitive with "zu" behind its frame without a comma: "wir möchten anregen die Straße zu sperren"."""
    framing = listed("frames", "framing") | listed("frames", "praise")
    place = next((i for i, word in enumerate(words) if word.low in framing or word.lemma.lower() in framing), None)
    if kind is not ClauseKind.MAIN or place is None or not any(word.finite for word in words[: place + 1]):
        return None
    after = words[place + 1 :]
    if after and (after[0].tag == "VVPP" or any(word.low == "als" for word in after)):
        return None
    if not any(word.tag in {"PTKZU", "VVIZU"} for word in after) or any(word.finite for word in after):
        return None
    return _nonfinite(after, ClauseKind.ZU)


def _is_subject(clause: Clause) -> bool:
    """Whether the relative pronoun that opens a clause is its subject."""
    if clause.kind is not ClauseKind.RELATIVE or clause.words[0].low not in {"der", "die", "das"}:
        return False
    return not any(word.low in {"man", "wir", "ich", "er", "jemand"} for word in clause.words[1:])


def _without_opener(clause: Clause) -> list[Word]:
    words = list(clause.words)
    while words and words[0].tag == "KON" and words[0].low not in {"weder", "entweder"}:
        words = words[1:]
    openers = {"KOUS", "KOUI"} | RELATIVE | INTERROGATIVE
    if clause.kind in {ClauseKind.MAIN, ClauseKind.ZU, ClauseKind.INFINITIVE, ClauseKind.PARTICIPLE}:
        return words
    while words and (
        words[0].tag in openers | {"KON"}
        or (len(words) > 1 and words[1].tag in openers and words[0].tag in {"APPR", "ADV"})
    ):
        words = words[1:]
    return words


def _nonfinite(words: Sequence[Word], kind: ClauseKind) -> Phrase | None:
    """An infinitive or participle phrase: "die B1 zurückzubauen und den Bach wieder freizulegen"."""
    rule = {ClauseKind.ZU: "zu", ClauseKind.INFINITIVE: "infinitive"}.get(kind, "participle")
    last = next((i for i in range(len(words) - 1, -1, -1) if words[i].verb), len(words) - 1)
    passive = kind is ClauseKind.PARTICIPLE
    if last > 0 and words[last].low == "werden" and words[last - 1].tag == "VVPP":
        words, last, passive, rule = [*words[:last], *words[last + 1 :]], last - 1, True, "passive"
    body, verb, after = words[:last], words[last], words[last + 1 :]
    if kind is ClauseKind.PARTICIPLE and after and any(word.pause for word in body):
        return None
    body = [word for word in body if word.tag != "PTKZU"]
    if verb.tag not in PREDICATES or not body:
        return None
    if not reads_through(body, kind):
        return None
    base = infinitive(verb)
    if kind is ClauseKind.INFINITIVE and (names_actor(body) or base in _DESCRIBING):
        return None
    if kind is ClauseKind.PARTICIPLE and (_is_state(base) or base in listed("frames", "planning")):
        return None
    content = segments(body, passive=passive)
    if content is None or (rule == "participle" and all(p.kind is not ChunkKind.NOUN for p in chunk(content))):
        return None
    return Phrase((*content, make(infinitive(verb), "VVINF"), *tail(after)), rule)


def _finite(group: VerbGroup, *, subject_known: bool, continues: bool, letting: bool = False) -> Phrase | None:
    group = understood(group)
    verb = group.verb
    if verb is None or not _acts(group, verb) or _is_mixed(group):
        return None
    marked = group.finite.text[:1].isupper() or group.finite.low in _IMPERATIVES
    imperative = group.verb_first and marked and group.rule in {"present", "lassen"}
    predicates = _COORDINATED.get(group.rule, frozenset())
    cut = next((i for i, word in enumerate(group.middle) if word.tag in predicates), len(group.middle))
    front, middle, rest = chunk(group.front), chunk(group.middle[:cut]), group.middle[cut:]
    if imperative:  # "holt euch die Eigentümer dazu" is for those who are asked
        middle = [part for part in middle if part.words[0].low != "euch"]
    if any(word.tag in predicates and _is_state(infinitive(word)) and word.lemma != "hängen" for word in rest):
        return None
    if _is_aside(rest):
        return None
    place = subject_index(front, middle, group.finite)
    group = undergone(group, front, middle, place)
    subject_known = subject_known and not group.front
    if subject_known and not group.passive and place is not None and not _is_stated(front, middle, place):
        place = None
    if imperative and place is not None and (front if place[0] else middle)[place[1]].kind is ChunkKind.NOUN:
        place = None
    passive = group.passive and not _acts_itself(group, front, middle, place)
    if place is None and not imperative and not subject_known and not passive:
        return None
    told = (*front, *middle)
    named = any(part.kind is ChunkKind.NOUN or part.words[0].low in _SOMETHING for part in told)
    pointed = any(part.kind is ChunkKind.PRONOUN and part.words[0].tag in {"PDS", "PPER", "ART"} for part in told)
    named = named or (group.rule == "passive" and not pointed and any(_places(part) for part in told))
    said = listed("frames", "impersonal")
    if group.rule == "passive" and (verb.tag == "VVIZU" or (place is None and _is_absolute(verb))):
        return None
    if passive and not (continues or named or infinitive(verb) in said or any(w.low in said for w in group.middle)):
        return None
    if not passive and place is not None and _does_nothing(group, (front if place[0] else middle)[place[1]]):
        return None
    if not passive and not continues and place is not None and _is_unsure(front, middle, place, group.finite):
        return None
    if group.verb_first and not imperative and place is not None and any(w.tag == "PTKNEG" for w in group.middle):
        return None
    if not passive and not continues and _needs_object(group, verb) and not _has_object(front, middle, place):
        return None
    allowed = None
    if letting:
        allowed = None if place is None or passive else let(group, front, middle, place)
        if allowed is None:
            return None
    elif place is not None:
        enabled = not passive and _enables(group, verb)
        allowed = _allowed(group, (front if place[0] else middle)[place[1]], enabled=enabled)
    able = group.rule == "modal" and place is not None and allowed is None
    if able and place is not None and _was_or_can_be(group, (front if place[0] else middle)[place[1]]):
        return None
    if not passive and place is not None and not place[0] and _has_apposition(middle, place[1]):
        return None
    if (
        allowed
        and infinitive(verb) in DECIDING
        and all(part.kind is ChunkKind.ADVERB for part in _beside(front, middle, place))
    ):
        said_how = [word for part in middle if part.words[0].low in _ALONE for word in part.words]
        return Phrase((*allowed, *said_how, *_doing(group, verb), make("lassen", "VVINF")), group.rule, letting)
    causes = _causes(group) and _several(front, middle, place)
    arranged = arrange(
        front, middle, place, passive=passive, continues=continues, keeps_article=allowed is not None, causes=causes
    )
    if arranged is None:
        return None
    later = segments(rest, passive=passive, first=False) if rest else []
    if later is None:
        return None
    rule = _IMPERATIVE if imperative and group.rule == "present" else group.rule
    doing = [*_doing(group, verb), *([make("lassen", "VVINF")] if allowed else [])]
    words = [*(allowed or ()), *arranged, *later, *tail(group.after, moved=True), *doing]
    return Phrase(tuple(words), rule, letting) if len(words) > len(doing) else None


def _beside(front: Sequence[Chunk], middle: Sequence[Chunk], place: tuple[bool, int] | None) -> list[Chunk]:
    """The phrases of a clause without its subject."""
    return [
        part for ahead, field in ((True, front), (False, middle)) for i, part in enumerate(field) if place != (ahead, i)
    ]


def _is_aside(rest: Sequence[Word]) -> bool:
    """Whether the last participle only says how, or what became of it: "..., befristet", "..., nun abgelehnt".

    Args:
        rest: The words from the first participle to the last one.
    """
    comma = max((i for i, word in enumerate(rest) if word.low == ","), default=None)
    joined = any(word.tag == "KON" for word in rest)
    return comma is not None and not joined and all(word.tag == "ADV" for word in rest[comma + 1 :])


def _places(part: Chunk) -> bool:
    """Whether a phrase says where or by what means something is done."""
    placed = part.kind is ChunkKind.PREPOSITION and part.words[0].low in _WHERE and not is_time(part)
    return placed and any(word.tag in {"NN", "NE"} for word in part.words)


def _has_apposition(middle: Sequence[Chunk], subject: int) -> bool:
    """Whether a second name of the subject follows it: "fährt das Marktmobil, ein umgebauter Bücherbus"."""
    behind = middle[subject + 1 : subject + 3]
    return len(behind) > 1 and behind[0].words[0].low == "," and behind[1].kind is ChunkKind.NOUN


def _is_stated(front: Sequence[Chunk], middle: Sequence[Chunk], place: tuple[bool, int]) -> bool:
    """Whether a clause whose subject may stand before the quote has its subject within for sure."""
    stated = (front if place[0] else middle)[place[1]]
    acting = is_agent(stated) and _several(front, middle, None)
    pronoun = stated.kind is ChunkKind.PRONOUN and stated.words[0].low in SURE_SUBJECTS
    return pronoun or (stated.kind is ChunkKind.NOUN and (acting or ACC not in stated.cases))


def _does_nothing(group: VerbGroup, subject: Chunk) -> bool:
    """Whether a subject does not act: nobody, a measure, or a thing that has an effect."""
    if _is_nobody(subject) or _is_abstract(subject) or (subject.words[0].low in _IT and len(subject.words) == 1):
        return True
    return group.verb is not None and has_effect(group, group.verb, subject)


def _is_nobody(subject: Chunk) -> bool:
    """Whether a subject denies the action, so that the phrase without it would say the opposite."""
    low = subject.words[0].low
    return low.startswith("kein") or low in {"niemand", "nichts", "keener", "wenige", "kaum"}


def _allowed(group: VerbGroup, subject: Chunk, *, enabled: bool) -> list[Word] | None:
    """Those who may do something: "Künstlerinnen dürfen die Schaufenster bespielen" is for others to allow.

    So is what people can do, where nobody else would do it for them: "dass Studierende im Ortskern wohnen können".
    """
    lemma = group.finite.lemma.lower()
    may = lemma == "dürfen" or (enabled and lemma == "können" and are_people(subject))
    if group.rule != "modal" or not may or subject.kind is not ChunkKind.NOUN:
        return None
    return bare_accusative(subject.words)


def _enables(group: VerbGroup, verb: Word) -> bool:
    """Whether "können" may say what people are to be able to do, and is no mere wish for what they might do."""
    subordinate = not group.front and not group.verb_first
    return (subordinate or group.finite.low in {"können", "kann"}) and not infinitive(verb).endswith("lassen")


def _was_or_can_be(group: VerbGroup, subject: Chunk) -> bool:
    """Whether a modal verb says what was, or what somebody is able to do: "musste ausfüllen", "jeder kann kommen"."""
    perhaps = any(word.low in {"vielleicht", "eventuell"} for word in (*group.front, *group.middle))
    able = group.finite.low in {"kann", "können"} and not group.verb_first and not perhaps
    return group.finite.low in _PAST or (able and subject.words[0].low != "wir" and not are_people(subject))


def _needs_object(group: VerbGroup, verb: Word) -> bool:
    return infinitive(verb, group.particle if group.rule == "present" else "") in WEAK_VERBS


def _is_absolute(verb: Word) -> bool:
    """Whether a verb says something without its object, but not in a passive without a subject."""
    return infinitive(verb) in listed("frames", "absolute")


def _has_object(front: Sequence[Chunk], middle: Sequence[Chunk], place: tuple[bool, int] | None) -> bool:
    """Whether a noun phrase besides the subject stands in the clause."""
    behind = [part for i, part in enumerate(middle) if place != (False, i)]
    ahead = [] if place is not None and place[0] else list(front)
    return any(part.kind is ChunkKind.NOUN for part in (*ahead, *behind))


def _is_mixed(group: VerbGroup) -> bool:
    """Whether another verb than those of the group stands in the clause, so that it holds more than one action."""
    predicates = _COORDINATED.get(group.rule, frozenset()) | ({"VAINF"} if group.passive else frozenset())
    return any(word.verb and word.tag not in predicates for word in (*group.front, *group.middle))


def _doing(group: VerbGroup, verb: Word) -> list[Word]:
    """The infinitive at the end; "dürfen" and "lassen" leave the doing to others."""
    base = infinitive(verb, group.particle if group.rule == "present" else "")
    return [make(base, "VVINF"), *([make("lassen", "VVINF")] if _causes(group) else [])]


def _causes(group: VerbGroup) -> bool:
    """Whether others are to do it: "dürfen" and "lassen", but not "lasst uns"."""
    together = group.verb_first and any(word.low == "uns" for word in group.middle)
    return group.causative or (group.rule == "lassen" and not together)


def _several(front: Sequence[Chunk], middle: Sequence[Chunk], place: tuple[bool, int] | None) -> bool:
    """Whether two noun phrases besides the subject stand in the clause."""
    return sum(part.kind is ChunkKind.NOUN for part in _beside(front, middle, place)) > 1


def _is_abstract(subject: Chunk) -> bool:
    """Whether a subject names a measure, which has effects but does not act: "eine Beschränkung würde ..."."""
    return subject.kind is ChunkKind.NOUN and not is_agent(subject) and action_verb(subject.head) is not None


def _is_unsure(front: Sequence[Chunk], middle: Sequence[Chunk], place: tuple[bool, int], finite: Word) -> bool:
    """Whether the thing before the verb may be its object as well as its subject."""
    subject = (front if place[0] else middle)[place[1]]
    if subject.kind is not ChunkKind.NOUN or is_agent(subject) or ACC not in subject.cases:
        return False
    ahead = place[0] and subject.words[0] is subject.head and len(front) == 1
    definite = [part.words[0].low in {"der", "die", "das"} for part in middle if part.kind is ChunkKind.NOUN]
    if ahead and any(definite) and NOM in next(p for p in middle if p.kind is ChunkKind.NOUN).cases:
        return True
    if subject.head.text.isupper() or finite.lemma.lower() not in listed("frames", "inverting"):
        return False
    others = [part for part in (*front, *middle) if part is not subject and part.kind is ChunkKind.NOUN]
    return any(
        NOM in part.cases and ACC in part.cases and not is_time(part) and part.plural in {None, is_plural(finite)}
        for part in others
        if bool(part in front) != place[0]
    )


def _is_state(lemma: str) -> bool:
    return lemma in STATIVE_VERBS or lemma in FRAME_VERBS or lemma.endswith(INTRANSITIVE)


def _acts(group: VerbGroup, verb: Word) -> bool:
    lemma = infinitive(verb, group.particle if group.rule == "present" else "")
    if group.finite.low.startswith("gibt'") or (
        lemma == "geben" and any(word.low in {"es", "'s", "s"} for word in (*group.front, *group.middle))
    ):
        return False
    if lemma in NEED_VERBS and not group.passive:
        return False
    if lemma == "anbieten" and any(word.tag == "PRF" for word in (*group.front, *group.middle)):
        return False
    shown = lemma in {"zeigen", "fragen"} and group.rule in {"modal", "passive"}
    hung = lemma == "hängen" and group.rule in {"modal", "perfect"}
    if (lemma in FRAME_VERBS and not shown) or (lemma in STATIVE_VERBS and not hung) or lemma.endswith(INTRANSITIVE):
        return False
    if group.passive and lemma in listed("frames", "planning"):
        return False
    parts = (*group.front, *group.middle)
    reflexive = any(word.tag == "PRF" for word in parts)
    if reflexive and (
        lemma in {"anschließen", "befinden"} or (group.rule == "lassen" and not any(w.tag == "NN" for w in parts))
    ):
        return False
    moved = group.rule == "sein" and lemma.endswith(MOVING) and not lemma.startswith(("be", "er", "ver"))
    if moved and not any(word.tag == "PPER" for word in parts):
        return False
    imagined = bool(group.front) and group.finite.low in {"wäre", "wären"}
    if group.rule == "sein" and (imagined or verb.low in listed("frames", "praise")):
        return False
    considered = group.passive and lemma in {"prüfen", "erwägen", "untersuchen", "ablehnen", "verwerfen"}
    if considered and any(action_verb(word) is not None for word in (*group.front, *group.middle)):
        return False
    return not (group.rule == "sein" and verb.tag != "VVPP")


def _acts_itself(
    group: VerbGroup, front: Sequence[Chunk], middle: Sequence[Chunk], place: tuple[bool, int] | None
) -> bool:
    """Whether "sein" with a participle is the perfect of a verb of motion: "wir sind gezogen"."""
    if group.rule != "sein" or place is None:
        return False
    subject = (front if place[0] else middle)[place[1]]
    return subject.kind is ChunkKind.PRONOUN
