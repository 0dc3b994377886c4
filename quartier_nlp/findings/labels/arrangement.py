"""Puts the phrases of a clause into the order of an infinitive phrase."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quartier_nlp.findings.labels.cases import ACC, DAT, NOM, is_place_adjective
from quartier_nlp.findings.labels.chunks import Chunk, ChunkKind, chunk
from quartier_nlp.findings.labels.inflection import bare_accusative, definite_accusative, infinitive
from quartier_nlp.findings.labels.roles import is_dropped, is_open_pronoun, object_index
from quartier_nlp.findings.labels.word import Word, make

#: Phrases that say what an action is about.
CONTENT = frozenset({ChunkKind.NOUN, ChunkKind.PREPOSITION, ChunkKind.REFLEXIVE})
#: Tags of the verbs that coordination repeats.
PREDICATES = frozenset({"VVINF", "VVPP", "VVIZU"})
_FREE_DATIVES = frozenset({"mir", "uns", "dir", "sich"})
_RECIPIENTS = frozenset({"ihnen", "ihm", "denen"})
#: Conjunctions that wait for a second one.
_PAIRED = frozenset({"sowohl", "weder", "entweder"})
_SHORTEST_ADJECTIVE = 4
_EACH = frozenset({"jedem", "jeder", "allen", "vielen"})
_NUMERALS = ("zig", "ßig", "zehn", "hundert", "tausend")
#: Prepositions that say behind a noun where those are from who act.
OF_SUBJECT = frozenset({"aus", "von", "vom"})


def arrange(
    front: Sequence[Chunk],
    middle: Sequence[Chunk],
    place: tuple[bool, int] | None,
    *,
    passive: bool,
    continues: bool,
    keeps_article: bool = False,
    causes: bool = False,
) -> list[Word] | None:
    """Orders the phrases of a clause, without subject, discourse adverbs and the object's article.

    Args:
        front: Phrases before the finite verb.
        middle: Phrases between the verbs.
        place: Where the subject stands, see ``roles.subject_index``.
        passive: Whether the subject is the object of the infinitive.
        continues: Whether an earlier action named the object already.
        keeps_article: Whether the object keeps its article, because another noun phrase stands before it.
        causes: Whether the first noun phrase names those who are to act: only its article is left out.

    Returns:
        The words, or None where they would not be understood.
    """
    kept: list[Chunk] = []
    target: int | None = None
    for in_front, field in ((True, front), (False, middle)):
        for index, part in enumerate(field):
            if place == (in_front, index) and passive:
                target = len(kept)
                kept.append(part)
            elif _stays(part, field, index, place, in_front=in_front, passive=passive):
                kept.append(part)
    if not passive:
        kept = [part for part in kept if part.words[0].low not in _FREE_DATIVES or part.kind is not ChunkKind.PRONOUN]
    if any(part.kind is ChunkKind.NOUN and ACC in part.cases for part in kept):
        kept = [part for part in kept if part.words[0].low not in _RECIPIENTS or part.kind is not ChunkKind.PRONOUN]
    if any(is_open_pronoun(part) for part in kept):
        if not continues:
            return None
        kept = [part for part in kept if not is_open_pronoun(part)]
    if target is None or not passive:
        target = object_index(kept, case=NOM if passive else ACC)
        target = object_index(kept) if target is None else target
        target = _noted_object(kept) if target is None else target
    if not continues and all(part.kind not in CONTENT for part in kept):
        return None
    recipient = any(_is_given(part) for part in kept[: target or 0])
    if causes:
        target = next((i for i, part in enumerate(kept) if part.kind is ChunkKind.NOUN), target)
    return _words(kept, None if keeps_article or recipient else target, continues=continues)


def _is_given(part: Chunk) -> bool:
    """Whether something is done for those whom a phrase names, so that the object behind it needs its article."""
    if part.kind is ChunkKind.PRONOUN:
        return part.words[0].tag == "PIS" and part.words[0].low in _EACH
    given = part.kind is ChunkKind.NOUN and DAT in part.cases and ACC not in part.cases
    return given and part.words[0].tag in {"ART", "PPOSAT", "PIAT", "PDAT"}


def _is_behind_number(before: Sequence[Word], part: Chunk) -> bool:
    """Whether an object without its article would be counted by a number before it: "in Haus 66 den Keller"."""
    if not before or part.words[0].tag != "ART" or part.words[0].low in {"ein", "eine", "einen"}:
        return False
    number = before[-1]
    return number.tag == "CARD" or number.low.isdigit() or (number.tag != "NE" and number.low.endswith(_NUMERALS))


def _noted_object(kept: Sequence[Chunk]) -> int | None:
    """The object of a note that stands in the nominative: "Grüner Pfeil abschaffen"."""
    bare = [i for i, part in enumerate(kept) if part.kind is ChunkKind.NOUN and part.words[0].tag == "ADJA"]
    opener = kept[bare[0]].words[0].low if bare else ""
    return bare[0] if len(opener) > _SHORTEST_ADJECTIVE and opener.endswith("er") else None


def _stays(
    part: Chunk,
    field: Sequence[Chunk],
    index: int,
    place: tuple[bool, int] | None,
    *,
    in_front: bool,
    passive: bool,
) -> bool:
    """Whether a phrase belongs to the action: not the subject, what belongs to it, or an adverb of discourse."""
    if place is not None and not passive and place[0] == in_front:
        subject_is_noun = field[place[1]].kind is ChunkKind.NOUN or field[place[1]].words[0].low == "die"
        behind_subject = subject_is_noun and index == place[1] + 1 and part.kind is ChunkKind.PREPOSITION
        if in_front or index == place[1] or (behind_subject and part.words[0].low in OF_SUBJECT):
            return False
    if part.words[0].low == "dann" and index and field[index - 1].words[-1].low == "erst":
        return True
    return not is_dropped(part, field[index + 1] if index + 1 < len(field) else None)


def _words(kept: Sequence[Chunk], target: int | None, *, continues: bool) -> list[Word]:
    result: list[Word] = []
    reflexive: list[Word] = []
    shares = any(part.kind is ChunkKind.REFLEXIVE for part in kept)
    for index, part in enumerate(kept):
        if index == target and _is_behind_number(result, part):
            result.extend(definite_accusative(part.words))
        elif shares and index == target and part.words[0].tag == "ART" and part.words[0].low.startswith("ein"):
            result.extend(_lowered(part.words, first=True))
        elif part.kind is ChunkKind.REFLEXIVE:
            reflexive = [make("sich", "PRF")]
        elif index == target:
            result.extend(bare_accusative(part.words))
        else:
            result.extend(_lowered(part.words, first=not result and not continues))
    while result and not continues and (result[0].pause or (result[0].tag == "KON" and result[0].low not in _PAIRED)):
        result = result[1:]
    joins = 1 if reflexive and result and result[0].tag == "KON" else 0
    return [*result[:joins], *reflexive, *result[joins:]]


def _lowered(words: Sequence[Word], *, first: bool) -> list[Word]:
    """Takes the sentence's capital off a preposition or adverb that opens the phrase."""
    head = words[0]
    if head.tag in {"NN", "NE", "FM", "TRUNC"} or head.text.isupper() or is_place_adjective(head):
        return list(words)
    return [replace(head, text=head.text[0].lower() + head.text[1:]), *words[1:]] if first else list(words)


def tail(after: Sequence[Word], *, moved: bool = False) -> list[Word]:
    """What stands behind the verb: a short phrase that belongs to it, else nothing."""
    if not after or len(after) > 10:
        return []
    parts = chunk(after[1:] if moved and after[0].low == "," else after)
    kept = [part for part in parts if part.kind in {ChunkKind.PREPOSITION, ChunkKind.JOIN, ChunkKind.NOUN}]
    if len(kept) != len(parts) or (moved and any(part.kind is not ChunkKind.PREPOSITION for part in parts)):
        return []
    if any(is_dropped(part, None) for part in parts):
        return []
    return [word for part in kept for word in part.words]


def segments(words: Sequence[Word], *, passive: bool, first: bool = True) -> list[Word] | None:
    """Returns what stands before, between and after coordinated verbs in order, the verbs as infinitives."""
    result: list[Word] = []
    segment: list[Word] = []
    for word in words:
        if word.tag in PREDICATES:
            arranged = _segment(segment, passive=passive, first=first and not result)
            if arranged is None:
                return None
            result.extend([*arranged, make(infinitive(word), "VVINF")])
            segment = []
        elif word.tag not in {"PTKZU", "VAINF"}:
            segment.append(word)
    arranged = _segment(segment, passive=passive, first=first and not result)
    return None if arranged is None else [*result, *arranged]


def _segment(words: Sequence[Word], *, passive: bool, first: bool) -> list[Word] | None:
    chunks = chunk(words)
    if not chunks:
        return []
    if first and all(part.kind not in CONTENT for part in chunks):
        return None
    return arrange([], chunks, None, passive=passive, continues=not first)
