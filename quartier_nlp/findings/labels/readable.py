"""Refuses phrases that are no German: open ends, forms that stayed finite, halves of words and of clauses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from quartier_nlp.findings.labels.cases import is_place_adjective
from quartier_nlp.findings.labels.chunks import ChunkKind
from quartier_nlp.findings.labels.gender import Gender, gender_of
from quartier_nlp.findings.labels.noun_lists import TIME_NOUNS
from quartier_nlp.findings.labels.told import Told, pairs, triples
from quartier_nlp.findings.labels.word import RELATIVE, Word

_OPEN_TAGS = frozenset({"KON", "KOUI", "KOUS", "ART", "APPRART", "PPOSAT", "PDAT"})
_SPECIFYING = frozenset({"APPR", "APPRART", "ADV", "ADJD", "CARD", "KOKOM", "PWAV", "KON", "PIAT", "PIS"})
_OPEN_WORDS = frozenset(
    {"heißt", "bedingung", "voraussetzung", "maßgabe", "ohne", "um", "und", "oder", "dass", "wenn", "sowie"}
)
#: Particles that are written together with their verb.
_PARTICLES = frozenset({"aus", "ein", "ab", "an", "auf", "vor", "nach", "hin", "her", "los", "um"})
#: Those among them that are prepositions as well, and govern no other one.
_LOOSE = frozenset({"unter", "auf", "an", "über", "um", "nach", "vor"})
_APOSTROPHES = ("'", "’")
_LETTER = re.compile(r"[^\W\d]\.")
#: Ends of participles whose weak form has another vowel than the infinitive.
_MIXED = ("brach", "dach", "kann", "nann", "brann", "rann", "sand", "wand")
_INTRANSITIVE = frozenset("stehen liegen umspringen einbiegen abbiegen verschwinden ankommen passieren fehlen".split())
#: Ends of nouns that look like infinitives.
_NOUN_ENDINGS = ("becken", "laden", "garten", "boden", "wagen", "ofen", "hafen", "graben", "rahmen", "kasten")
_TIMES = frozenset("tag woche monat jahr nacht stunde abend".split())
_SPANS = frozenset("tage stunden abende nächte wochen monate".split())
_SUBJECTS = frozenset({"sie", "er", "wir", "ich", "man"})
_SHARED = frozenset({"PIS", "PIAT"})


def is_readable(told: Told) -> bool:
    """Whether a phrase is whole and well-formed."""
    return not any(check(told) for check in _CHECKS)


def _is_made_up(told: Told) -> bool:
    """Whether the infinitive is none, or another verb's: "unentscheiden", "überdenken" of "überdachen"."""
    of_adjective = (
        told.rule == "participle" and told.doing.low.startswith("un") and not told.doing.low.startswith("unter")
    )
    of_roof = told.doing.low.endswith("denken") and any(word.low.endswith("dachen") for word in told.words)
    over = told.rule == "sein" and told.doing.low == "erledigen"
    return of_adjective or of_roof or over


def _has_bare_time(told: Told) -> bool:
    """Whether a time lost its article: "drei Tage Woche aufsperren", "zur Probe Nacht öffnen"; or "bis" its "dahin"."""
    lone = len(told.things) > 1 and any(part.words[0].low in _TIMES and len(part.words) == 1 for part in told.things)
    pair = any(left.low in _SPANS and right.low in _TIMES for left, right in pairwise(told.action))
    return lone or pair or told.phrase.words[0].low == "dahin"


def _is_half_of_time(told: Told) -> bool:
    """Whether "bis" was left out of a stretch of time: "vom Juli bis September fahren"."""
    opened = any(left.low in {"vom", "von"} and right.low in TIME_NOUNS for left, right in pairwise(told.action))
    return opened and "bis" in told.said and "bis" not in told.kept


def _is_left_of_other(told: Told) -> bool:
    """Whether "anderes" is what was left of those who act: "jeden Samstag darf jemand anderes öffnen"."""
    return any(
        left.low == "anderes" and right.tag not in {"NN", "NE", "ADJA"} for left, right in pairwise(told.phrase.words)
    )


def _lost_pronoun(told: Told) -> bool:
    """Whether what is done instead lost its object: "die Gänge verbinden statt in jedes Haus einen einzubauen"."""
    instead = next((i for i, word in enumerate(told.words) if word.low in {"statt", "anstatt"}), len(told.words))
    ones = {word.low for word in told.words[instead:] if word.tag == "PIS" and word.low.startswith("ein")}
    return not ones <= told.kept


def _has_lost_particle(told: Told) -> bool:
    """Whether the particle of a verb stands before a preposition: "stellen Wohnwagen unter im Winter"."""
    return any(
        left.tag == "APPR" and left.low in _LOOSE and right.tag == "APPRART" for left, right in pairwise(told.action)
    )


def _is_no_thing(told: Told) -> bool:
    """Whether what is to be made is a word that the tagger took for a name: "do schaffen"."""
    first = next(iter(told.things), None)
    made = told.rule in {"noun", "wish", "want", "need"} and first is not None
    return made and first is not None and first.head.tag in {"NE", "FM"} and first.head.text.islower()


def _is_said_aside(told: Told) -> bool:
    """Whether an answer stands in it, or "haben" left its "lassen": "mit Bohnen, rote Bohne nein, entscheiden"."""
    answers = any(word.tag == "PTKANT" for word in told.phrase.words)
    let = told.doing.low == "lassen" and any(word.tag == "VAINF" for word in told.words)
    return (
        answers or (let and not any(word.tag == "VAINF" for word in told.phrase.words)) or told.doing.low == "bedingen"
    )


def _is_open(told: Told) -> bool:
    """Whether it ends before a word that it needs: "..., ohne", "..., um Fahrten der Linie 610"."""
    last = told.phrase.words[-1]
    if ("sowohl", "als") in pairs(told.phrase.words):
        return True
    if last.tag in _OPEN_TAGS or last.low in _OPEN_WORDS:
        return True
    following = told.following
    one = sum(word.low == "," for word in following) == 1 and following[0].low == ","
    if one and not any(word.verb or word.tag in _SPECIFYING for word in following):
        return True
    if [w.tag for w in following[:2]] == ["$,", "KON"] and not any(word.verb for word in following):
        return True
    for index, word in enumerate(following):
        rest = following[index + 1 :]
        if word.tag == "KOUI" and not any(other.tag in {"PTKZU", "VVIZU"} for other in rest):
            return True
        if word.tag in RELATIVE | {"KOUS"} and not any(other.verb for other in rest):
            return True
    return False


def _has_finite(told: Told) -> bool:
    """Whether a verb before the infinitive kept its form: "errichtet werden und ... leiten", "zu titulieren loben"."""
    tags = {word.tag for word in told.action}
    if tags & {"VAINF", "VVFIN", "VAFIN", "VMFIN", "PTKZU", "VVIZU", "KOUS"}:
        return True
    second = next((word for word in told.following if word.low != ","), None)
    return not told.action and second is not None and second.tag in RELATIVE | {"CARD", "ART"}


def _is_clipped(told: Told) -> bool:
    """Whether half of a word stands in it: "Rezepte m. bringen", "nötig- anbieten", "Bürgerbus ein stellen"."""
    if told.action and told.action[-1].low in _PARTICLES:
        return True
    if told.action and _LETTER.fullmatch(told.action[-1].text):
        return True
    if any(word.text.startswith(_APOSTROPHES) and len(word.text) == len("'n") for word in told.action):
        return True
    return any(word.low.endswith("-") for word in (*told.action[-1:], told.doing))


def _is_nominative(told: Told) -> bool:
    """Whether a masculine noun kept the article of the subject: "ein Radweg einzeichnen", "der Verkehr lenken"."""
    first = told.chunks[0] if told.chunks else None
    if first is not None and first.kind is ChunkKind.NOUN and first.words[0].low == "der":
        return _masculine(first.words[1:])
    return any(
        word.low == "ein" and word.tag == "ART" and _masculine(told.action[index + 1 :])
        for index, word in enumerate(told.action)
    )


def _masculine(words: Sequence[Word]) -> bool:
    noun = next((word for word in words if word.tag != "ADJA"), None)
    if noun is None or noun.tag != "NN" or noun.low == "prozent":
        return False
    return gender_of(noun) is Gender.MASCULINE


def _is_doubled(told: Told) -> bool:
    """Whether two articles follow each other, or half of "jede und jeder" is left: "jede und für eine Stunde"."""
    opening = [word.tag for word in told.action[:3] if word.low != "entweder"]
    if opening in (["NN", "KON", "APPR"], ["NN", "KON", "APPRART"]):
        return True
    joined = any(left.tag == "KON" and right.tag == "PPER" for left, right in pairwise(told.words))
    for left, right in pairwise(told.action):
        if left.tag in {"ART", "PRELS"} and right.tag == "ART":
            return True
        if joined and left.tag == "KON" and right.tag in {"APPR", "APPRART", "ADV"}:
            return True
    if any(a.tag == "NN" and b.low == "," and c.low == "mit" for a, b, c in triples(told.action)):
        return True
    return any(
        first.tag in _SHARED and second.tag == "KON" and third.tag in {"APPR", "APPRART"}
        for first, second, third in triples(told.action)
    )


def _is_span_of_time(told: Told) -> bool:
    """Whether the only thing named is a span of time that lost its preposition: "2 Jahren freigeben"."""
    things = told.things
    if len(things) != 1 or things[0].head.low not in TIME_NOUNS:
        return False
    return things[0].words[0].tag == "CARD" or len(things[0].words) == 1


def _begins_clause(told: Told) -> bool:
    """Whether the opener and subject of a clause stayed: "als sie Bescheiden ein Kapitel beifügen"."""
    words = told.phrase.words
    shortest = 3
    if words[0].low == "als" and told.words[0].tag == "KOUS":
        return True
    return len(words) >= shortest and words[0].low in {"als", "wie"} and words[1].low in _SUBJECTS


def _is_possibility(told: Told) -> bool:
    """Whether "Möglichkeit" stands as what is acted on: "bessere Möglichkeit durch die Stadt kommen"."""
    return told.rule == "zu" and any(part.head.low.endswith("möglichkeit") for part in told.things)


def _is_called(told: Told) -> bool:
    """Whether a note names a thing and what it would be: "eine Spur eine sinnvolle Lösung anlegen"."""
    return told.rule == "note" and any(
        right.kind is ChunkKind.NOUN
        and right.words[0].low in {"ein", "eine", "einen"}
        and left.kind is not ChunkKind.JOIN
        and left.words[-1].tag != "KON"
        for left, right in pairwise(told.chunks)
    )


def _is_intransitive(told: Told) -> bool:
    """Whether something is done to a thing by a verb that takes none: "Stadtfrage stehen", "Ampel umspringen"."""
    return told.doing.low in _INTRANSITIVE and any(part.kind is ChunkKind.NOUN for part in told.chunks[-1:])


def _is_misread(told: Told) -> bool:
    """Whether a finite verb was read as an infinitive, or a weak one as strong: "einzahlten", "hingelegt"."""
    if told.rule == "infinitive" and told.doing.low not in told.said:
        return any(word.tag == "VVINF" and word.low.endswith(("ten", "te")) for word in told.words)
    if any(w.tag == "VVPP" and "ge" in w.low[2:] and told.doing.low == w.low[:-1] + "en" for w in told.words):
        return True
    if any(word.tag == "VVINF" and "unge" + word.low[2:-2] + "t" in told.said for word in told.phrase.words):
        return True
    plain = [word for word in told.words if word.tag == "VVPP" and word.low.endswith("t") and "ge" not in word.low]
    stems = {word.low.removesuffix("t").removesuffix("e") for word in plain}
    stem = told.doing.low.removesuffix("n").removesuffix("e")
    return any(_differ(other, stem) for other in stems)


def _differ(stem: str, other: str) -> bool:
    """Whether two stems of one length begin alike and differ within: "abborg", "abberg"."""
    shared = 2
    alike = len(stem) == len(other) and stem[:shared] == other[:shared] and stem[-shared:] == other[-shared:]
    return alike and stem != other and not stem.endswith(_MIXED)


def _is_noun_made_verb(told: Told) -> bool:
    """Whether a noun was read as an infinitive, or somebody as an attribute: "Becken", "den Kleinen Rechnen"."""
    if told.doing.low.endswith(_NOUN_ENDINGS) and any(
        word.low == told.doing.low and word.text[:1].isupper() for word in told.words
    ):
        return True
    inner = [word for word in told.words[1:] if word.tag == "ADJA" and word.text[:1].isupper()]
    lowered = {word.low for word in told.action if word.text[:1].islower()}
    return any(word.low in lowered and not is_place_adjective(word) for word in inner)


def _is_noise(told: Told) -> bool:
    """Whether what was heard stands among what was said: "eine Heizung im Heizhaus Gelächter und Applaus"."""
    return bool({"gelächter", "applaus", "heiterkeit"} & told.lows)


def _lost_half(told: Told) -> bool:
    """Whether half of an expression is gone: "nicht nur", "zusätzlich zu", "so gestaltet, dass", "frei zu haltend"."""
    if {"nicht", "nur"} <= told.lows and "sondern" not in told.kept:
        return True
    if "statt" in told.lows and any(low in told.said and low not in told.lows for low in ("bis", "ab", "um")):
        return True
    return any(_parts(told, left, right) for left, right in pairwise(told.words))


def _parts(told: Told, left: Word, right: Word) -> bool:
    """Whether two words that belong together were parted, or belong to another thought than the phrase."""
    if (left.low, right.low) == ("sich", "selbst"):
        return "sich" in told.lows and (left.low, right.low) not in pairs(told.phrase.words)
    if left.low == "zusätzlich" and right.low in {"zu", "zum", "zur"}:
        return "zusätzlich" not in told.kept
    if left.low == "so" and right.tag in {"VVPP", "ADJD"} and "dass" in told.said:
        return "so" not in told.kept
    if left.low == "sicher" and right.tag == "ADJD" and told.rule == "praise":
        return "sicher" in told.lows
    if (left.low, right.low) == ("auch", "wenn") and "wenn" not in told.kept:
        return told.doing.low not in {word.low for word in told.words[: told.words.index(left)]}
    return told.rule == "zu" and left.low == "zu" and right.tag == "ADJA"


_CHECKS = (
    _has_bare_time,
    _is_half_of_time,
    _is_left_of_other,
    _is_made_up,
    _lost_pronoun,
    _has_lost_particle,
    _is_no_thing,
    _is_said_aside,
    _is_open,
    _has_finite,
    _is_clipped,
    _is_nominative,
    _is_doubled,
    _is_span_of_time,
    _begins_clause,
    _is_possibility,
    _is_called,
    _is_intransitive,
    _is_misread,
    _is_noun_made_verb,
    _is_noise,
    _lost_half,
)
