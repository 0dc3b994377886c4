"""Says which phrase of a clause is its subject, which its object, and which only sets the scene."""

from __future__ import annotations

from collections.abc import Sequence

from quartier_nlp.findings.labels.cases import ACC, DAT, NOM, Case
from quartier_nlp.findings.labels.chunks import Chunk, ChunkKind
from quartier_nlp.findings.labels.data import listed
from quartier_nlp.findings.labels.gender import gender_of
from quartier_nlp.findings.labels.noun_lists import AGENT_HEADS, BODIES, MONTHS, TIME_NOUNS
from quartier_nlp.findings.labels.patterns import DROPPED_ADVERBS, QUALIFYING, TIME_PREPOSITIONS
from quartier_nlp.findings.labels.word import Word

_PLURAL_FORMS = frozenset(
    "sind waren wären haben hatten hätten werden wurden würden können könnten müssen müssten sollen sollten dürfen "
    "dürften durften konnten mussten wollen wollten mögen möchten".split()
)
_PINNED = ("letzt", "vergangen", "nächst", "vorig", "kommend", "dies")
SURE_SUBJECTS = frozenset("ich du er wir man jemand keiner niemand wer jeder einer".split())
#: Bodies that are the people in them.
_OF_PEOPLE = tuple("chor verein vereine gruppe team jury beirat klub club kollektiv kita schule".split())
_LIKELY_SUBJECTS = frozenset("sie es das die alle viele ihr einige einzelne manche andere mehrere beide".split())
_OPEN_PRONOUNS = frozenset(
    "es sie ihn das dies ihm ihnen ihr dieses diese dieser den die der so einen eine eins welche".split()
)


def is_plural(finite: Word) -> bool:
    """Whether a finite verb is plural."""
    if finite.tag in {"VAFIN", "VMFIN"}:
        return finite.low in _PLURAL_FORMS
    return finite.low.endswith(("en", "ern", "eln"))


def subject_index(front: Sequence[Chunk], middle: Sequence[Chunk], finite: Word) -> tuple[bool, int] | None:
    """Returns where the subject stands: (in the front field, index of its chunk), None if it is not there."""
    places = [(True, i) for i in range(len(front))] + [(False, i) for i in range(len(middle))]
    found = [(place, front[place[1]] if place[0] else middle[place[1]]) for place in places]
    for place, part in found:
        if part.kind is ChunkKind.PRONOUN and part.words[0].low in SURE_SUBJECTS and part.words[0].tag != "PRF":
            return place
    nouns = [
        (place, part)
        for place, part in found
        if part.kind is ChunkKind.NOUN and NOM in part.cases and not is_time(part) and _agrees(part, finite)
    ]
    pronouns = [
        (place, part)
        for place, part in found
        if part.kind is ChunkKind.PRONOUN and part.words[0].low in _LIKELY_SUBJECTS and place[1] < 2
    ]
    pronouns = [(place, part) for place, part in pronouns if part.words[0].low != "ihr" or finite.low.endswith("t")]
    if nouns and is_plural(finite) and finite.tag == "VVFIN":
        pronouns = [(place, part) for place, part in pronouns if part.words[0].low != "es"]
    ahead = [place for place, part in nouns if place[0]]
    if pronouns and ahead and not pronouns[0][0][0] and pronouns[0][1].words[0].tag in {"PDS", "ART", "PRELS"}:
        return ahead[0]
    if ahead:
        nouns = [(place, part) for place, part in nouns if place[0] or not _refers_back(part)]
    behind_verb = [place for place, part in nouns if not place[0] and is_agent(part)]
    if pronouns and not pronouns[0][0][0] and pronouns[0][1].words[0].tag in {"PDS", "ART"}:
        after = [place for place, part in nouns if place == (False, pronouns[0][0][1] + 1)]
        if after:
            return after[0]
    if pronouns and not (pronouns[0][0][0] and _is_shown(pronouns[0][1]) and (behind_verb or pronouns[1:])):
        return pronouns[0][0]
    if pronouns:
        return behind_verb[0] if behind_verb else pronouns[1][0]
    sure = [place for place, part in nouns if ACC not in part.cases]
    agents = [place for place, part in nouns if is_agent(part)]
    return next(iter([*sure, *agents, *(place for place, _ in nouns)]), None)


def _is_shown(chunk: Chunk) -> bool:
    """Whether a pronoun points at a thing, so that those who act may stand behind the verb: "die baut der Verein"."""
    return chunk.words[0].low in {"das", "die", "dies", "diese"} and chunk.words[0].tag != "PPER"


def _refers_back(chunk: Chunk) -> bool:
    """Whether a possessive refers to the subject before it: "die Nachbarn haben ihre Läden ..."."""
    return chunk.words[0].tag == "PPOSAT" and chunk.words[0].low.startswith(("ihr", "sein"))


def _agrees(chunk: Chunk, finite: Word) -> bool:
    if chunk.plural is None and is_plural(finite):
        return not _is_singular(chunk)
    return chunk.plural is None or chunk.plural == is_plural(finite)


def _is_singular(chunk: Chunk) -> bool:
    """Whether a noun without an article can only be singular: "Geld für Ehrenamtliche lehnen die Befragten ab"."""
    head = chunk.head
    bare = chunk.words[0] is head and head.tag == "NN" and head.low == head.lemma.lower()
    return bare and gender_of(head) is not None and not head.low.endswith(("n", "er", "el", "s", "e", "leute"))


def is_agent(chunk: Chunk) -> bool:
    """Whether a noun phrase names people or bodies that act."""
    return chunk.head.low.endswith(AGENT_HEADS) or chunk.head.lemma.lower().endswith(AGENT_HEADS)


def are_people(chunk: Chunk) -> bool:
    """Whether a noun phrase names several people, not a body that acts for others."""
    several = chunk.plural or chunk.words[0] is chunk.head
    return chunk.kind is ChunkKind.NOUN and is_agent(chunk) and bool(several) and not chunk.head.low.endswith(BODIES)


def are_doers(chunk: Chunk) -> bool:
    """Whether a noun phrase names people, or bodies of people, whom others may let do something."""
    if chunk.kind is not ChunkKind.NOUN or not is_doer(chunk.head):
        return False
    return chunk.head.low not in listed("doers", "alone") or chunk.words[0].tag == "CARD"


def is_doer(word: Word) -> bool:
    """Whether a noun may name people, or a body of people, whom others may let do something."""
    if word.tag not in {"NN", "ADJA"}:
        return False
    forms = (word.low, word.lemma.lower())
    if word.low in listed("doers", "alone") or any(
        one.endswith(end) for one in forms for end in listed("doers", "people")
    ):
        return True
    body = word.low.endswith(BODIES) and not word.low.endswith(_OF_PEOPLE)
    return any(one.endswith(AGENT_HEADS) for one in forms) and not body


def object_index(chunks: Sequence[Chunk], *, case: Case = ACC) -> int | None:
    """Returns the index of the first noun phrase that can be the object: accusative, or nominative of a passive."""
    candidates = [
        i
        for i, chunk in enumerate(chunks)
        if chunk.kind is ChunkKind.NOUN and case in chunk.cases and not is_time(chunk)
    ]
    candidates = [i for i in candidates if chunks[i].head.low not in TIME_NOUNS] or candidates
    sure = [i for i in candidates if DAT not in chunks[i].cases]
    if not candidates:
        return None
    if sure and len(candidates) > 1:
        return sure[0]
    return candidates[0]


def is_open_pronoun(chunk: Chunk) -> bool:
    """Whether the chunk refers to something outside the clause."""
    return chunk.kind is ChunkKind.PRONOUN and chunk.words[0].low in _OPEN_PRONOUNS


def is_time(chunk: Chunk) -> bool:
    """Whether a phrase says when something was done, not what is done: "im letzten Jahr", "seit Juni", "2019"."""
    words = chunk.words
    if all(word.tag in {"CARD", "NE"} and word.low.isdigit() and len(word.low) == 4 for word in words):
        return True
    if words[0].low in {"anfang", "mitte", "ende"} and len(words) <= 3 and words[-1].low.isdigit():
        return True
    if chunk.kind is ChunkKind.PREPOSITION and words[0].low == "seit":
        return True
    if words[0].low == "bis" and len(words) > 1 and words[1].low == "zu":
        return False  # how long: "bis zu 24 Monaten"
    nouns = [word for word in words if word.tag in {"NN", "NE"}]
    if len(nouns) != 1 or nouns[0].low not in TIME_NOUNS:
        return len(words) == 2 and words[0].low in {"in", "seit", "ab", "bis"} and words[1].low.isdigit()
    pinned = any(word.low.startswith(_PINNED) or word.tag == "CARD" for word in words)
    if chunk.kind is ChunkKind.NOUN:
        return any(word.low.startswith(_PINNED) for word in words)
    bare_month = nouns[0].low in MONTHS
    return words[0].low in TIME_PREPOSITIONS and (pinned or bare_month or words[0].low in {"ab", "bis"})


def _dates(following: Chunk) -> bool:
    """Whether "erst" says no sooner than that: "erst 20 h", "erst dann", "erst samstags"."""
    first = following.words[0]
    return first.tag == "CARD" or first.low == "dann" or first.low.endswith(("tags", "abends", "mittags", "nachts"))


def is_dropped(chunk: Chunk, following: Chunk | None) -> bool:
    """Whether an adverb is of discourse and stance, so that the label does without."""
    if chunk.kind is not ChunkKind.ADVERB:
        return is_time(chunk) if chunk.kind in {ChunkKind.PREPOSITION, ChunkKind.NOUN} else False
    low = chunk.words[0].low
    if low in {"besonders", "insbesondere"} and following is not None and following.kind is ChunkKind.NOUN:
        return True
    manner = low == "sicher" and (following is None or following.kind is ChunkKind.PREPOSITION)
    if low not in DROPPED_ADVERBS or manner or (low == "erst" and following is not None and _dates(following)):
        return False
    idle = following is not None and following.kind is ChunkKind.ADVERB and following.words[0].low in DROPPED_ADVERBS
    qualifies = (
        following is not None
        and not idle
        and following.kind in {ChunkKind.ADVERB, ChunkKind.PREPOSITION, ChunkKind.OTHER}
    )
    compares = low == "so" and following is not None and following.kind is ChunkKind.ADVERB
    return not compares and not (low in QUALIFYING and low not in {"auch", "so"} and qualifies)
