"""Reads verb groups as what they mean: reflexive "wir ... uns", "lässt sich mindern", "wird zur Poststelle"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from quartier_nlp.findings.labels.chunks import Chunk, ChunkKind, chunk
from quartier_nlp.findings.labels.data import listed
from quartier_nlp.findings.labels.inflection import infinitive
from quartier_nlp.findings.labels.roles import is_agent, subject_index
from quartier_nlp.findings.labels.verbs import VerbGroup
from quartier_nlp.findings.labels.word import Word, make

#: What things do by being there: nobody is to do it.
_OF_THINGS = frozenset(
    "entscheiden erstrecken ausweichen einladen verlaufen aufweisen enthalten abnehmen zunehmen sinken".split()
)
#: Beginnings of verbs whose participle may look like the infinitive.
_UNSTRESSED = ("ver", "be", "er", "über", "ent", "zer")


def understood(group: VerbGroup) -> VerbGroup:
    """Returns a verb group as what it means for an action."""
    return _becoming(_can_be_done(_reflexive(_asked_politely(_qualified(group)))))


def _qualified(group: VerbGroup) -> VerbGroup:
    """Reads a participle among the phrases of a simple verb as an adverb: "holen gesammelt die Medikamente"."""
    middle = list(group.middle)
    if group.rule != "present" or any(word.pause for word in middle):
        return group
    for index, (word, following) in enumerate(pairwise(middle)):
        if word.tag == "VVPP" and following.tag in {"ART", "PPOSAT"}:
            middle[index] = replace(word, tag="ADJD")
    return replace(group, middle=tuple(middle))


def participle_moved(words: Sequence[Word]) -> list[Word]:
    """Moves a participle that opens a main clause to its end: "Gekauft haben wir den Hof"."""
    first = next((i for i, word in enumerate(words[:3]) if word.tag not in {"ADJD", "ADV"}), None)
    if first is None or first + 2 >= len(words):
        return list(words)
    word, finite = words[first], words[first + 1]
    participle = word.tag == "VVPP" or (word.tag == "NN" and word.lemma[:1].islower() and word.low != word.lemma)
    if not participle or finite.tag != "VAFIN" or any(other.verb for other in words[first + 2 :]):
        return list(words)
    moved = Word(word.text[:1].lower() + word.text[1:], word.low, "VVPP", word.lemma)
    return [*(replace(finite, text=finite.low),), *words[:first], *words[first + 2 :], moved]


def _asked_politely(group: VerbGroup) -> VerbGroup:
    """Reads "könnte man hier nicht eine Spur einrichten" as a proposal: its "nicht" denies nothing."""
    polite = group.verb_first and group.finite.low in {"könnte", "könnten", "sollte", "sollten"}
    if not polite or not any(word.low in {"man", "wir"} for word in group.middle[:2]):
        return group
    return replace(group, middle=tuple(word for word in group.middle if word.tag != "PTKNEG"))


def _reflexive(group: VerbGroup) -> VerbGroup:
    """Reads "wir ... uns" and "ich ... mich" as reflexive."""
    lows = {word.low for word in (*group.front, *group.middle)}
    pronoun = "uns" if "wir" in lows else "mich" if "ich" in lows else None
    if pronoun is None and (not group.verb_first or group.rule in {"perfect", "present"}):
        middle = (
            replace(word, tag="PPER") if word.tag == "PRF" and word.low == "uns" else word for word in group.middle
        )
        return replace(group, middle=tuple(middle))
    if pronoun is None or pronoun not in lows:
        return group
    return replace(group, middle=tuple(make("sich", "PRF") if w.low == pronoun else w for w in group.middle))


def _can_be_done(group: VerbGroup) -> VerbGroup:
    """Reads "das Risiko lässt sich mindern" as something that is done, not as one that lets itself be."""
    if group.rule != "lassen" or not any(word.tag == "PRF" for word in group.middle):
        return group
    front, middle = chunk(group.front), chunk(group.middle)
    place = subject_index(front, middle, group.finite)
    subject = None if place is None else (front if place[0] else middle)[place[1]]
    if subject is None or subject.kind is not ChunkKind.NOUN or is_agent(subject):
        return group
    return replace(group, middle=tuple(w for w in group.middle if w.tag != "PRF"), passive=True, rule="passive")


def _becoming(group: VerbGroup) -> VerbGroup:
    """Reads "die Metzgerei wird zur Poststelle" as something that is made."""
    becomes = group.finite.lemma == "werden" or (group.finite.tag == "VMFIN" and group.becomes)
    if group.verb is not None or not becomes or not any(word.low in {"zu", "zum", "zur"} for word in group.middle):
        return group
    return replace(group, verb=Word("machen", "machen", "VVINF", "machen"), passive=True, rule="become")


def undergone(
    group: VerbGroup, front: Sequence[Chunk], middle: Sequence[Chunk], place: tuple[bool, int] | None
) -> VerbGroup:
    """Reads a thing as what something is done to, where it cannot do it: "der Turm wird vermessen"."""
    if group.verb is None or place is None:
        return group
    subject = (front if place[0] else middle)[place[1]]
    if subject.kind is not ChunkKind.NOUN or is_agent(subject):
        return group
    if group.rule == "future" and group.finite.low in {"wird", "werden"}:
        alike = group.verb.low.startswith(_UNSTRESSED)
        return replace(group, rule="passive", passive=True) if alike else group
    return replace(group, passive=True) if _is_noted(group, subject, (*front, *middle)) and place[0] else group


def _is_noted(group: VerbGroup, subject: Chunk, parts: Sequence[Chunk]) -> bool:
    """Whether a note names object and verb before a phrase: "Küche vermieten an Vereine", "Flyer verteilt im Haus"."""
    if group.rule != "present" or group.verb is None or subject.words[0].tag not in {"NN", "TRUNC", "ADJA"}:
        return False
    others = [
        part for part in parts if part is not subject and part.kind not in {ChunkKind.PREPOSITION, ChunkKind.ADVERB}
    ]
    behind = bool(group.middle) and group.middle[0].tag in {"APPR", "APPRART", "KOKOM"}
    alike = behind and group.verb.low.endswith(("en", "ern", "eln", "t")) and not group.particle
    transitive = listed("frames", "transitive") | listed("frames", "absolute")
    return alike and not others and infinitive(group.verb) in transitive


def _would(group: VerbGroup, subject: Chunk) -> bool:
    """Whether a new thing would have an effect: "ein Grünpfeil würde den Verkehr beschleunigen"."""
    indefinite = subject.words[0].tag == "ART" and subject.words[0].low in {"ein", "eine"}
    return group.rule == "future" and group.finite.low in {"würde", "würden"} and indefinite


def has_effect(group: VerbGroup, verb: Word, subject: Chunk) -> bool:
    """Whether a thing has an effect, or a state is told, so that nobody acts: "das würde helfen"."""
    lemma = infinitive(verb, group.particle if group.rule == "present" else "")
    if lemma in listed("frames", "receiving") and group.rule in {"present", "perfect", "future"}:
        return True
    thing = subject.kind is ChunkKind.NOUN and not is_agent(subject)
    if thing and (lemma in _OF_THINGS or (lemma == "tragen" and group.rule == "modal")):
        return True
    if thing and ((lemma == "erhalten" and group.rule == "modal") or _would(group, subject)):
        return True
    if lemma not in listed("frames", "states"):
        return False
    return thing or subject.words[0].low in {"das", "dies", "es"}
