"""How the clauses of a quote hang together: frames, effects, what is denied, and the subject that "und" leaves out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quartier_nlp.findings.labels.cases import NOM
from quartier_nlp.findings.labels.chunks import ChunkKind, chunk
from quartier_nlp.findings.labels.clauses import Clause, ClauseKind
from quartier_nlp.findings.labels.data import listed
from quartier_nlp.findings.labels.patterns import FRAME_NOUNS, FRAME_VERBS, NEGATIVE

#: Nouns of facts: what their "dass" clause says is so already.
_FACTS = frozenset("umstand tatsache fakt problem folge grund ergebnis effekt eindruck".split())
#: Verbs whose infinitive says what is no longer done, or not at all.
_STOPPING = frozenset(
    "aufhören aufgehört verzichten vermeiden unterlassen weigern verbieten verboten untersagen".split()
)
_SHORTEST_CONDITION = 3
_SHOWN = frozenset({"das", "dies", "es", "der", "die", "er", "man", "dieser", "diese"})
#: Verbs of a condition that proposes what it supposes: "würde man die Straße sperren, wäre ..."
_SUPPOSING = frozenset({"würde", "würden"})
_FREE = frozenset({"was", "wer", "wen", "wem", "wo"})
_FRAMED = frozenset({ClauseKind.ZU, ClauseKind.THAT, ClauseKind.IF})


def with_subject(parts: Sequence[Clause], index: int) -> Clause:
    """A clause that goes on behind "und", with the subject of the clause before it if that has one for sure."""
    part, before = parts[index], parts[index - 1]
    if not index or part.mark != "und" or part.kind is not ClauseKind.MAIN or not part.words[0].finite:
        return part
    finite = before.finite
    denied = any(word.tag == "PTKNEG" for word in part.words)
    if before.kind is not ClauseKind.MAIN or finite is None or before.words[0].finite or denied:
        return part
    front = chunk(before.words[: before.words.index(finite)])
    subject = front[0] if front else None
    if subject is None or subject.kind is not ChunkKind.NOUN or NOM not in subject.cases:
        return part
    return replace(part, words=(*(word for group in front for word in group.words), *part.words))


def is_effect(parts: Sequence[Clause], index: int) -> bool:
    """Whether a clause says what the clause before it is to bring about, not what is to be done."""
    if index == 0 or parts[index].kind not in {ClauseKind.ZU, ClauseKind.THAT}:
        return False
    before = parts[index - 1]
    if parts[index].kind is ClauseKind.ZU:
        return any(word.lemma.lower() in listed("frames", "causing") for word in before.words)
    acts = any(word.tag in {"VVPP", "VVINF"} and word.lemma.lower() not in FRAME_VERBS for word in before.words)
    return acts and any(word.low in NEGATIVE for word in parts[index].words)


def whoever(part: Clause) -> bool:
    """Whether a clause names those whom the next one is about: "Wer Neues probieren will, bekommt den Laden"."""
    return part.words[0].low in {"wer", "wem", "wen"} and not (len(part.words) > 1 and part.words[1].finite)


def frames(following: Clause) -> bool:
    """Whether a clause holds the action that the clause before it only announces."""
    if following.kind in {ClauseKind.ZU, ClauseKind.THAT}:
        return following.mark == ","
    return False


def negated_frame(parts: Sequence[Clause], index: int) -> bool:
    """Whether the clause that frames the action denies it: "es wäre falsch, ... zu bauen"."""
    if index == 0 or parts[index].kind not in _FRAMED:
        return False
    before = parts[index - 1].words
    return any({word.low, word.lemma.lower()} & (NEGATIVE | _STOPPING) for word in before)


def opposed(part: Clause, following: Clause) -> bool:
    """Whether a clause only says what is not done: "er wartet nicht, sondern ..."."""
    turns = following.mark == "sondern" or following.words[0].low == "sondern"
    return turns and any(word.tag == "PTKNEG" or word.low.startswith("kein") for word in part.words)


def depends(before: Clause, part: Clause) -> bool:
    """Whether a "dass" clause says what an attribute or measure before it brings about: "so angelegt, dass ..."."""
    if part.kind is ClauseKind.THAT and any(word.low in _FACTS for word in before.words[-2:]):
        return True
    noted = before.kind is ClauseKind.FRAGMENT and not any(word.lemma.lower() in FRAME_NOUNS for word in before.words)
    return part.kind is ClauseKind.THAT and (before.kind is ClauseKind.RELATIVE or noted or measures(before, part))


def conditions(before: Clause, part: Clause) -> bool:
    """Whether an "if" clause only says when what stands before it is done: "das zahlt die Kasse, wenn ..."."""
    finite = before.finite
    if part.kind is not ClauseKind.IF or before.kind is not ClauseKind.MAIN or finite is None or finite.tag != "VVFIN":
        return False
    lemma, lows = finite.lemma.lower(), {word.low for word in before.words}
    return lemma not in FRAME_VERBS and lemma != "helfen" and not lows & listed("frames", "praise")


def measures(part: Clause, following: Clause) -> bool:
    """Whether "so" in a clause is what its "dass" clause spells out: "so markieren, dass man vorbeikommt"."""
    if part.finite is not None and part.finite.lemma == "sein" and part.words[-1].low == "so":
        return False
    return following.kind is ClauseKind.THAT and any(word.low == "so" for word in part.words[1:])


def is_inverted_condition(part: Clause, following: Clause | None) -> bool:
    """Whether a clause that opens with its verb is a condition: "Überlässt ein Verein Räume, muss das möglich sein"."""
    first = part.words[0]
    if part.kind is not ClauseKind.MAIN or not first.finite or following is None or following.mark != ",":
        return False
    verb = following.words[0]
    if first.low in _SUPPOSING:
        return False
    if not verb.finite or following.kind is not ClauseKind.MAIN or len(part.words) < _SHORTEST_CONDITION:
        return False
    subject = following.words[1].low if len(following.words) > 1 else ""
    addressed = any(word.low in {"sie", "wir", "uns", "doch", "bitte", "ihr"} for word in part.words[1:3])
    return not addressed and (verb.tag in {"VMFIN", "VAFIN"} or subject in _SHOWN)


def is_measured_state(part: Clause, following: Clause | None) -> bool:
    """Whether a wished state is denied, or only told with what it leads to: "müsste so breit gebaut sein, dass ..."."""
    state = part.words[-1].low == "sein" and part.finite is not None and part.finite.tag == "VMFIN"
    leads = following is not None and following.kind in {ClauseKind.THAT, ClauseKind.CAUSE}
    return state and (leads or any(word.tag == "PTKNEG" for word in part.words))


def is_set_off(part: Clause, following: Clause) -> bool:
    """Whether a participle set off by commas parts a subject from its verb: "die Crew, im Leihen geschult, führt"."""
    inserted = (
        part.kind is ClauseKind.PARTICIPLE
        and part.words[-1].tag == "VVPP"
        and any(word.low == "," for word in part.words)
    )
    return inserted and following.mark == "," and following.words[0].finite


def takes_up_question(parts: Sequence[Clause], index: int) -> bool:
    """Whether a free relative clause is the object or subject of a clause: "was dreimal vorkommt, tragen wir vor"."""
    before, part = parts[index - 1] if index else None, parts[index]
    if before is None or before.kind is not ClauseKind.QUESTION:
        return False
    opener = next((word for word in before.words if word.tag != "KON"), before.words[0])
    if opener.low not in _FREE:
        return False
    return part.mark == "," and part.words[0].finite


def waits_for_verb(part: Clause, following: Clause | None) -> bool:
    """Whether a comma cuts a modal verb off from its infinitive: "sollte die Stadt über A, B nach C einschließen"."""
    finite = part.finite
    if finite is None or finite.tag != "VMFIN" or following is None or following.mark != ",":
        return False
    alone = sum(word.verb for word in part.words) == 1 and part.words[-1].tag in {"NN", "NE"}
    last = following.words[-1]
    return alone and following.kind is ClauseKind.MAIN and last.tag == "VVFIN" and last.low.endswith("en")


def compares(part: Clause, following: Clause | None) -> bool:
    """Whether a clause only says what another is like: "so wie Radfahrer verwarnt werden, ..."."""
    lows = [word.low for word in part.words[:2]]
    if following is None:
        return False
    return lows == ["so", "wie"] or (lows[:1] == ["wie"] and following.mark == "," and following.words[0].finite)


def shares_verb(parts: Sequence[Clause], index: int) -> bool:
    """Whether a clause behind "und" has the verb that the subordinate one before it lacks: its subject stands there."""
    before = parts[index - 1] if index else None
    if before is None or before.kind not in {ClauseKind.IF, ClauseKind.THAT} or parts[index].mark != "und":
        return False
    return before.finite is None and parts[index].words[-1].finite
