"""Nominal style: "Einrichtung eines Runden Tisches" becomes "Runden Tisch einrichten"."""

from __future__ import annotations

from collections.abc import Sequence

from quartier_nlp.findings.labels.actions import action_verb
from quartier_nlp.findings.labels.cases import determiner_of
from quartier_nlp.findings.labels.chunks import ChunkKind, chunk
from quartier_nlp.findings.labels.clauses import Clause, clauses
from quartier_nlp.findings.labels.data import key_of_head, listed
from quartier_nlp.findings.labels.gender import gender_of
from quartier_nlp.findings.labels.inflection import from_dative, from_dative_plural, from_genitive
from quartier_nlp.findings.labels.patterns import FRAME_NOUNS, NEED_VERBS, NEGATIVE
from quartier_nlp.findings.labels.phrase import Phrase
from quartier_nlp.findings.labels.word import Word, make

_DOUBTS = frozenset({"hinterfragen", "bezweifeln", "kritisieren", "verhindern", "fürchten", "problem", "gefahr"})
#: Verbs of which an action noun is only the measure: "die Anforderungen moderner Wege erfüllen".
_MEETING = frozenset({"erfüllen", "entsprechen", "genügen", "beachten", "berücksichtigen"})
_CALLS = frozenset(
    {"geben", "helfen", "vorschlagen", "anregen", "erfolgen", "planen", "vorsehen", "möglichkeit", "sein"}
)
_GENITIVE_OPENERS = frozenset(
    {"des", "der", "eines", "einer", "dieser", "dieses", "ihrer", "ihres", "seiner", "seines", "unserer", "unseres"}
)


def nominal_phrase(words: Sequence[Word], parts: Sequence[Clause]) -> Phrase | None:
    """Returns the phrase behind the first action noun that has an object and is called for, None if there is none.

    Args:
        words: Words of the quote.
        parts: Its clauses; in a full clause an action noun counts only where the clause calls for it.
    """
    for index, word in enumerate(words):
        verb = action_verb(word) or nominalised(words, index)
        if verb is None or index + 1 >= len(words):
            continue
        if nominalised(words, index) is None and not _is_called_for(words, index, parts):
            continue
        found = _object(words, index + 1)
        if found is None or (word.low == "anlage" and words[index + 1].low in {"der", "des"}):
            continue
        target, end = found
        if verb == "fehlen":
            verb = key_of_head("doings", chunk(target)[0].head.low) or "schaffen"
        if any(action_verb(other) is not None for other in target[1:] if any(w.tag == "KON" for w in target)):
            return None
        before = _adverbs(words, index)
        rest = _rest(words[end:])
        return Phrase((*target, *before, *rest, make(verb, "VVINF")), "nominal")
    return None


def recommended(words: Sequence[Word]) -> Phrase | None:
    """An action noun that recommends itself: "empfiehlt sich der Aufbau eines Fonds"."""
    finite = next((i for i, word in enumerate(words) if word.finite), None)
    if finite is None or words[finite].low not in {"empfiehlt", "empfehlen", "lohnt", "lohnen"} or finite > 1:
        return None
    rest = [word for word in words[finite + 1 :] if word.tag != "PRF"]
    if len(rest) == len(words) - finite - 1 or not rest or rest[0].tag != "ART":
        return None
    return nominal_phrase(rest[1:], clauses(rest[1:]))


def nominalised(words: Sequence[Word], index: int) -> str | None:
    """The infinitive that opens a note as a noun: "Öffnen weiterer Höfe", "Aufstellen von Bänken"."""
    word = words[index]
    following = words[index + 1] if index + 1 < len(words) else None
    opens = (
        (not index or (index == 1 and words[0].low == "das"))
        and word.text[:1].isupper()
        and word.low.endswith(("en", "ern", "eln"))
    )
    if not opens or following is None or any(other.verb for other in words[index + 1 :]):
        return None
    attribute = following.tag == "ADJA" and following.low.endswith("er")
    genitive = following.low in {"des", "der", "eines", "einer", "von"} or attribute
    verb = word.tag.startswith("VV") or word.lemma.lower() == word.low
    return word.low if genitive and (verb or word.low == "fehlen") and gender_of(word) is None else None


def _is_called_for(words: Sequence[Word], index: int, parts: Sequence[Clause]) -> bool:
    """Whether an action noun is what its clause proposes: head of a note, or subject or object of a wish."""
    clause = next((part for part in parts if any(word is words[index] for word in part.words)), None)
    if clause is None or clause.finite is None:
        within = clause.words if clause is not None else words
        opener = next((words[i] for i in range(index - 1, -1, -1) if words[i].tag not in {"ADJA", "ART"}), None)
        if opener is not None and opener.low in {"zum", "zur"}:
            return False
        ahead = within[: next(i for i, word in enumerate(within) if word is words[index])]
        return not any(word.tag in {"NN", "NE"} for word in ahead) or any(word.pause for word in ahead)
    lows = {word.low for word in clause.words}
    lemmas = {word.lemma.lower() for word in clause.words}
    if lows & NEGATIVE or any(word.lemma.lower() in _DOUBTS for word in words):
        return False
    opener = next((words[i] for i in range(index - 1, -1, -1) if words[i].tag not in {"ADJA", "ART", "PPOSAT"}), None)
    if opener is not None and opener.tag in {"APPR", "APPRART"}:
        return opener.low == "durch"
    if lemmas & _MEETING:
        return False
    calls = lemmas & (NEED_VERBS | FRAME_NOUNS | _CALLS) or lows & listed("frames", "praise")
    modal = clause.finite.tag == "VMFIN" or clause.finite.low in {"würde", "würden", "wäre", "wären"}
    return bool(calls or modal or clause.finite.tag == "VVPP")


def _object(words: Sequence[Word], start: int) -> tuple[list[Word], int] | None:
    """The genitive or "von" phrase after an action noun as accusative, and where it ends."""
    first = words[start]
    rest = words[start:]
    if first.low in {"von", "vom"}:
        inner = chunk(rest)[0].words[1:]
        if not inner:
            return None
        return _from_von(first, inner, start)
    genitive = first.low in _GENITIVE_OPENERS or (first.tag == "ADJA" and first.low.endswith("er"))
    if not genitive:
        return None
    part = chunk(rest)[0]
    if part.kind is not ChunkKind.NOUN:
        return None
    determiner = determiner_of(part.words)
    inner = part.words[1:] if determiner is not None else part.words
    changed = from_genitive(inner, determiner)
    return None if changed is None else (changed, start + len(part.words))


def _from_von(opener: Word, inner: Sequence[Word], start: int) -> tuple[list[Word], int] | None:
    determiner = determiner_of(inner)
    end = start + 1 + len(inner)
    if opener.low == "vom" or (determiner is not None and determiner.low in {"dem", "einem"}):
        bare = list(inner[1:]) if determiner is not None else list(inner)
        return None if bare and bare[0].tag == "ADJA" else (bare, end)
    if determiner is not None and determiner.low in {"der", "einer"}:
        changed = from_genitive(inner[1:], determiner)
        return None if changed is None else (changed, end)
    if determiner is None and any(word.tag == "ADJA" and word.low.endswith("em") for word in inner):
        changed = from_dative(inner)
        return None if changed is None else (changed, end)
    return from_dative_plural(inner[1:] if determiner is not None else inner), end


def _adverbs(words: Sequence[Word], index: int) -> list[Word]:
    """Adjectives before the action noun say how: "anteilige Finanzierung" is "anteilig finanzieren"."""
    result = []
    for word in reversed(words[:index]):
        if word.tag != "ADJA":
            break
        stem = next((word.low[: -len(e)] for e in ("en", "em", "er", "es", "e") if word.low.endswith(e)), word.low)
        result.append(make(stem, "ADJD"))
    return result[::-1]


def _rest(words: Sequence[Word]) -> list[Word]:
    """Prepositional phrases right after the object."""
    kept: list[Word] = []
    parts = chunk(words)
    for index, part in enumerate(parts):
        if part.kind is not ChunkKind.PREPOSITION:
            listed_on = bool(kept) and part.words[0].low == "," and index + 1 < len(parts)
            following = parts[index + 1] if listed_on else None
            if following is not None and following.kind is ChunkKind.NOUN and following.words[0].tag == "NN":
                joined = any(word.low == "und" for word in following.words)
                kept.extend([*part.words, *following.words] if joined else [])
            break
        kept.extend(part.words)
    return kept
