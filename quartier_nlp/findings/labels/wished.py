"""Things that are called good, needed, present or only named: "ein Spiegel wäre hilfreich", "Radweg muss her"."""

from __future__ import annotations

from collections.abc import Sequence

from quartier_nlp.findings.labels.actions import names_action
from quartier_nlp.findings.labels.cases import NOM
from quartier_nlp.findings.labels.chunks import Chunk, ChunkKind, chunk, is_bare_attribute
from quartier_nlp.findings.labels.clauses import Clause, ClauseKind
from quartier_nlp.findings.labels.data import key_of_head, listed
from quartier_nlp.findings.labels.inflection import bare_accusative
from quartier_nlp.findings.labels.patterns import NEGATIVE
from quartier_nlp.findings.labels.phrase import Phrase
from quartier_nlp.findings.labels.roles import is_agent, is_dropped, is_time
from quartier_nlp.findings.labels.word import Word, make
from quartier_nlp.model.vocabulary import ApproachStatus

_WISHES = frozenset({"wäre", "wären"})
_FACTS = frozenset({"ist", "sind"})
_SURE_PRAISE = frozenset(
    "nötig notwendig erforderlich wünschenswert überfällig angebracht vonnöten gewünscht wichtig sinnvoll".split()
)
_COMPARING = frozenset({"wie", "als"})
#: Words behind which a note says why.
_REASONS = frozenset({"da", "weil", "denn"})
_ARRIVING = frozenset({"müssen", "sollen", "gehören"})
_INDEFINITE = ("ein", "mehr", "viel", "weiter", "zusätzlich", "kein")


def doing_for(head: Word) -> str | None:
    """Returns the verb for making a thing of a known sort, None for others: benches are put up, advice is offered."""
    return key_of_head("doings", head.low) or key_of_head("doings", head.lemma.lower())


def wished_phrase(clause: Clause, status: ApproachStatus | None) -> Phrase | None:
    """Returns the action behind a thing that a clause calls for, None if it calls for none."""
    if clause.kind is ClauseKind.FRAGMENT:
        return _named(clause.words)
    finite = clause.finite
    if clause.kind not in {ClauseKind.MAIN, ClauseKind.IF, ClauseKind.THAT} or finite is None:
        return None
    if status is ApproachStatus.PROPOSED and _misses(clause.words, finite):
        return _thing(_affirmed(clause.words, finite), "missing", known=True)
    if any(_denies(word) for word in clause.words):
        return None
    arising = _arising(clause, finite)
    if arising is not None:
        return arising
    others = [word for word in clause.words if word.verb and word is not finite]
    if others or clause.kind is ClauseKind.THAT:
        return None
    lows = {word.low for word in clause.words}
    if clause.kind is ClauseKind.IF:
        wished = finite.low in {"gäbe", "gibt"} and "es" in lows
        return _thing(_without(clause.words[1:], finite, frozenset({"es"})), "exists") if wished else None
    if _praised(finite, lows):
        return _thing(_without(clause.words, finite, listed("frames", "praise")), "praise")
    last = clause.words[-1]
    if finite.lemma.lower() in _ARRIVING and last.low in listed("frames", "arrivals"):
        return _thing(_without(clause.words[:-1], finite, frozenset()), "arrival")
    exists = finite.low in {"gibt", "gibt's", "gibts", "gäbe"} and lows & {"es", "gibt's", "gibts", "'s"}
    if exists and status is ApproachStatus.PRACTISED:
        return _thing(_without(clause.words, finite, frozenset({"es", "'s"})), "exists", known=True)
    return None


def _denies(word: Word) -> bool:
    """Whether a word denies what its clause says; "Suppe gegen Vokabeln" denies nothing."""
    return (word.low in NEGATIVE and word.tag != "APPR") or word.low.startswith("kein")


def _misses(words: Sequence[Word], finite: Word) -> bool:
    """Whether a complaint says that a thing is not there: "leider gibt es keine Beleuchtung"."""
    lows = {word.low for word in words}
    exists = finite.low in {"gibt", "gibt's", "gibts"} and lows & {"es", "gibt's", "gibts", "'s"}
    return bool(exists) and bool(lows & {"kein", "keine", "keinen"}) and not lows & {"nicht", "mehr", "dann"}


def _affirmed(words: Sequence[Word], finite: Word) -> list[Word]:
    """The words of a complaint without verb and negation."""
    kept = [word for word in words if word is not finite and not word.low.startswith("kein")]
    return [word for word in kept if word.low not in {"es", "'s"}]


def _arising(clause: Clause, finite: Word) -> Phrase | None:
    """A thing that comes into being: "im Speicher soll eine Werkbank entstehen"."""
    others = [word for word in clause.words if word.verb and word is not finite]
    arises = [word for word in (finite, *others) if word.lemma.lower() == "entstehen"]
    rest = [word for word in others if word not in arises]
    wished = clause.kind in {ClauseKind.IF, ClauseKind.THAT} and finite.low in {"würde", "würden", "sollte", "soll"}
    if (clause.kind is not ClauseKind.MAIN and not wished) or not arises or rest:
        return None
    wished = wished or finite.low in {"könnte", "könnten"}
    if finite not in arises and not wished and finite.lemma.lower() not in {"sollen", "sein", "müssen"}:
        return None
    kept = [word for word in clause.words if word is not finite and word not in arises and word.tag != "KOUS"]
    return _thing(kept, "arising")


def _praised(finite: Word, lows: set[str]) -> bool:
    """Whether a clause says that something would be good, or is needed."""
    if finite.low in _WISHES:
        return bool(lows & listed("frames", "praise"))
    return finite.low in _FACTS and bool(lows & _SURE_PRAISE)


def _without(words: Sequence[Word], finite: Word, left_out: frozenset[str]) -> list[Word]:
    """The words without the verb and some others; nothing that belongs to an attribute is left out."""
    kept: list[Word] = []
    for word, following in zip(words, (*words[1:], None), strict=True):
        free = word.tag in {"ADJD", "ADV", "PPER", "PTKVZ", "VVPP"} and (following is None or following.tag != "ADJA")
        if word is finite or (word.low in left_out and free):
            continue
        kept.append(word)
    return kept


def _named(words: Sequence[Word]) -> Phrase | None:
    """A note that only names a thing of a known sort: "Sitzstufen am Leinpfad"."""
    while len(words) > 1 and (words[0].tag == "KON" or (words[0].low == "für" and words[1].low.startswith("ein"))):
        words = words[1:]
    parts = chunk(words)
    if not parts or parts[0].kind is not ChunkKind.NOUN:
        return None
    first = parts[0].words[0]
    if first.tag in {"ART", "PPOSAT", "PDAT", "PIAT"} and not first.low.startswith(_INDEFINITE):
        return None
    if any(part.kind not in {ChunkKind.NOUN, ChunkKind.PREPOSITION} for part in parts):
        return None
    if first.low.startswith("kein") or any(is_time(part) for part in parts):
        return None
    return _thing(words, "note", known=True)


def _thing(words: Sequence[Word], rule: str, *, known: bool = False) -> Phrase | None:
    """The thing as the object of the verb that makes it, with what specifies it."""
    parts = chunk(words)
    start = next((i for i, part in enumerate(parts) if _is_thing(part)), None)
    if start is None:
        return None
    thing = parts[start]
    if start and (parts[start - 1].words[-1].low in _COMPARING or any(_is_definite(part) for part in parts[:start])):
        return None
    if thing.head.low in listed("frames", "not_things") or is_bare_attribute(thing):
        return None
    if names_action(thing.head) and (doing_for(thing.head) is None or _has_object(thing, parts[start + 1 :])):
        return None
    if is_agent(thing):
        return None
    doing = doing_for(thing.head) or (None if known else "schaffen")
    if doing is None:
        return None
    before = [word for part in parts[:start] if _specifies(part) for word in part.words]
    after = _after(parts[start + 1 :])
    if after is None:
        return None
    return Phrase((*_lowered(before), *bare_accusative(thing.words), *after, make(doing, "VVINF")), rule)


def _has_object(thing: Chunk, behind: Sequence[Chunk]) -> bool:
    """Whether a noun of action names its object: "Markierung des Radwegs", "Schulung von Fahrern"."""
    head = thing.words.index(thing.head)
    opens = behind[0].words[0].low in {"von", "vom"} if behind else False
    return opens or any(word.tag in {"ART", "PPOSAT", "PIAT"} for word in thing.words[head + 1 :])


def _is_thing(part: Chunk) -> bool:
    first = part.words[0]
    definite = first.tag in {"PDAT", "PPOSAT"} or (first.tag == "ART" and not first.low.startswith(("ein", "'n", "n")))
    return part.kind is ChunkKind.NOUN and NOM in part.cases and not definite and not is_time(part)


def _is_definite(part: Chunk) -> bool:
    """Whether a phrase may be the subject that a clause is about: "die Erweiterung des Wegs"."""
    named = part.kind is ChunkKind.NOUN and NOM in part.cases and not is_time(part)
    return named and part.words[0].low in {"die", "der", "das", "diese", "dieser", "dieses"}


def _specifies(part: Chunk) -> bool:
    return part.kind is ChunkKind.PREPOSITION and not is_dropped(part, None)


def _after(parts: Sequence[Chunk]) -> list[Word] | None:
    """What follows the thing and belongs to it; None where something follows that would be lost."""
    kept: list[Word] = []
    for index, part in enumerate(parts):
        following = parts[index + 1] if index + 1 < len(parts) else None
        if part.words[0].low in _REASONS:
            break
        if is_dropped(part, following):
            continue
        if part.kind not in {ChunkKind.PREPOSITION, ChunkKind.NOUN, ChunkKind.ADVERB, ChunkKind.JOIN}:
            return None
        kept.extend(part.words)
    if len(kept) > 1 and kept[-1].tag == "ADJD" and kept[-2].tag == "KON":
        kept.pop()
    joined = bool(kept) and kept[-1].tag == "KON"
    while kept and (kept[-1].pause or kept[-1].tag in {"KON", "ADV"} or (joined and kept[-1].tag == "ADJD")):
        kept.pop()
    return kept


def _lowered(words: Sequence[Word]) -> list[Word]:
    if not words or words[0].tag in {"NN", "NE", "FM"}:
        return list(words)
    first = words[0]
    return [make(first.text[:1].lower() + first.text[1:], first.tag, first.lemma), *words[1:]]
