"""Refuses phrases that would not be understood, or that would turn the meaning round."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from quartier_nlp.findings.labels.cases import DAT
from quartier_nlp.findings.labels.chunks import Chunk, ChunkKind, chunk
from quartier_nlp.findings.labels.data import listed
from quartier_nlp.findings.labels.gender import Gender, gender_of
from quartier_nlp.findings.labels.patterns import ENDING_PREFIXES, ENDING_VERBS, NEGATIVE, NOT_ENDING
from quartier_nlp.findings.labels.phrase import Phrase
from quartier_nlp.findings.labels.roles import is_time
from quartier_nlp.findings.labels.word import NOUNS, Word
from quartier_nlp.model.vocabulary import ApproachStatus

_SUBJECTS = frozenset({"ich", "du", "er", "wir", "man"})
#: Those who speak are unknown where the label stands.
_SPEAKERS = frozenset("mir mich dir dich".split())
_NOMINATIVES = frozenset({"die", "das", "de", "dat", "des"})
_OPEN_PRONOUNS = frozenset({"der", "den", "dem", "ihn", "es", "ihm", "ihnen"})
_RELATED = frozenset({"die", "der", "den", "dem"})
_OBJECT_PRONOUNS = frozenset({"PIS", "PRF", "PWS"})
_OF_PURPOSE = frozenset({"zu", "sein_zu"})
_DANGLING = frozenset({"ART", "PRELS", "APPR", "APPRART", "KON", "PPOSAT", "KOUS", "PWAV"})


def is_sound(phrase: Phrase, status: ApproachStatus | None) -> bool:
    """Whether a phrase is complete and can stand beside the status of its approach.

    A rejected approach whose verb says that it ended, or that is negated, would read as its opposite.
    """
    core = _core(phrase.words)
    if any(word.finite or word.low in _SUBJECTS | _SPEAKERS for word in core):
        return False
    if any(word.tag == "VVINF" and not word.low.endswith("n") for word in core):
        return False
    if any(_counts_nothing(core, index) for index in range(len(core) - 1)):
        return False
    if any(left.low == "von" and right.low == "uns" for left, right in pairwise(core)):
        return False
    if {"abstand", "nehmen"} <= {word.low for word in core}:
        return False
    if core[0].low in _NOMINATIVES or (core[0].tag in {"PDS", "PPER", "PRELS"} and core[0].low in _OPEN_PRONOUNS):
        return False
    if any(left.low == "nicht" and right.pause for left, right in pairwise(core)):
        return False
    verb = next((i for i, word in enumerate(core) if word.tag == "VVINF"), len(core))
    if any(left.low == "," and right.tag == "ART" and right.low in _RELATED for left, right in pairwise(core[:verb])):
        return False
    if core[0].low in {"der", "den", "dem"} and _lacks_noun(core):
        return False
    if phrase.rule in _OF_PURPOSE and _tells_purpose(core):
        return False
    if verb < len(core) and _lacks_object(phrase.words, core):
        return False
    if not all(_is_complete(core, index) for index, word in enumerate(core) if word.tag == "VVINF"):
        return False
    if status is not ApproachStatus.REJECTED:
        return True
    lows = {word.low for word in core}
    return not any(word.tag == "VVINF" and _ends(word) for word in core) and not lows & NEGATIVE


def _tells_purpose(core: Sequence[Word]) -> bool:
    """Whether a purpose without its comma was read as the action: "hilfreich um den Weg sicherer zu machen"."""
    if any(word.tag == "PRF" or word.low in {"bitten", "werben"} for word in core):
        return False
    return any(
        left.low == "um" and right.tag not in {"CARD", "PIAT", "VVINF"} and not right.low.startswith("ein")
        for left, right in pairwise(core)
    )


def _lacks_object(words: Sequence[Word], core: Sequence[Word]) -> bool:
    """Whether a verb that says nothing without its object has none: "in Bremerhaven einstellen"."""
    doing = next((i for i, word in enumerate(core) if word.tag == "VVINF" and word.text[:1].islower()), None)
    if doing is None or core[doing].low not in listed("frames", "transitive"):
        return False
    if len(core) < len(words) and not _opens_relative(words, len(core)):
        return False
    before = core[:doing]
    named = any(word.tag in _OBJECT_PRONOUNS or word.tag == "VVINF" for word in before)
    return not named and not any(_names_object(part) for part in chunk(before))


def _names_object(part: Chunk) -> bool:
    """Whether a phrase names, or may name, what something is done to; a bare noun may follow a preposition's own."""
    if part.kind is ChunkKind.PREPOSITION:
        return any(left.tag in NOUNS and right.tag in NOUNS for left, right in pairwise(part.words))
    dative = part.cases == {DAT} and part.words[0].tag in {"ART", "PPOSAT", "PDAT"}
    return part.kind is ChunkKind.NOUN and not dative and not is_time(part)


def _opens_relative(words: Sequence[Word], comma: int) -> bool:
    """Whether the clause behind a comma is no object: "..., die auch was tun", but not "..., was liegen bleibt"."""
    following = words[comma + 1 : comma + 3]
    return any(word.tag in {"PRELS", "PRELAT", "KOUI"} and word.low != "was" for word in following)


def _counts_nothing(core: Sequence[Word], index: int) -> bool:
    """Whether a number lacks what it counts: "drei zumachen", not "bis elf öffnen", "alle drei einladen"."""
    alone = index == 0 or core[index - 1].tag in {"ADV", "ADJD", "VVINF", "KON"}
    return core[index].tag == "CARD" and core[index].low.isalpha() and core[index + 1].tag == "VVINF" and alone


def _ends(verb: Word) -> bool:
    """Whether a verb says, or may say, that something ended."""
    return verb.low in ENDING_VERBS or (verb.low.startswith(ENDING_PREFIXES) and verb.low not in NOT_ENDING)


def _lacks_noun(core: Sequence[Word]) -> bool:
    """Whether an article at the start has no noun behind it, or is the nominative of a subject."""
    noun = next((word for word in core[1:] if word.tag not in {"ADJA", "CARD", "ADV", "ADJD"}), None)
    if noun is None or noun.tag not in {"NN", "NE", "TRUNC", "FM"}:
        return True
    return core[0].low == "der" and gender_of(noun) is not Gender.FEMININE and noun.low == noun.lemma.lower()


def _core(words: Sequence[Word]) -> Sequence[Word]:
    """The phrase up to its last infinitive, without the clauses that follow."""
    first = next((i for i, word in enumerate(words) if word.tag == "VVINF"), len(words) - 1)
    comma = next((i for i in range(first, len(words)) if words[i].low == "," and _opens_clause(words, i)), len(words))
    return words[:comma]


def _opens_clause(words: Sequence[Word], comma: int) -> bool:
    following = words[comma + 1 : comma + 3]
    return any(word.tag in {"PRELS", "PRELAT", "KOUS", "KOUI", "PWAV", "PWS", "PWAT"} for word in following)


def _is_complete(core: Sequence[Word], index: int) -> bool:
    """Whether what stands right before an infinitive is not cut off."""
    if index > 1 and core[index - 1].low == "," and core[index - 2].tag != "VVINF":
        return False
    joined = index > 1 and core[index - 1].low in {"und", "oder"} and core[index - 2].tag in {"VVINF", "TRUNC"}
    return index == 0 or core[index - 1].tag not in _DANGLING or joined
