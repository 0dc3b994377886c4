"""Refuses phrases that leave out, or read wrongly, what their quote says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from quartier_nlp.findings.labels.cases import ACC, DAT
from quartier_nlp.findings.labels.chunks import Chunk, ChunkKind, chunk
from quartier_nlp.findings.labels.clauses import Clause, ClauseKind
from quartier_nlp.findings.labels.inflection import infinitive
from quartier_nlp.findings.labels.phrase import Phrase
from quartier_nlp.findings.labels.roles import is_agent
from quartier_nlp.findings.labels.word import Word

_DENIALS = ("kein", "nicht", "nie")
_SUBORDINATE = frozenset("wenn ob dass weil sobald obwohl".split())
_NOUNS = frozenset({"NN", "NE"})
_DASHES = frozenset({"-", "–", "—"})
#: What is complained of is no proposal.
_COMPLAINING = frozenset("völlig leider kaum ständig oft selten dauernd".split())
_LISTED = frozenset({"NN", "NE", "KON", "$,", "ADJA", "ART", "TRUNC", "CARD"})
_PREPOSITIONS = frozenset({"APPR", "APPRART"})
#: Words of dialect whose sentence no rule here reads.
_DIALECT = frozenset("wos mog koan koa kimmen hom nacha oba ebbes".split())
#: What people have or feel, not what is done: "das macht Sinn".
_FELT = frozenset({"sinn", "spaß", "freude"})
#: Action nouns whose "von" names what something is kept away from, not what is done.
_FROM = ("trennung", "abgrenzung", "befreiung", "entlastung")
_DATIVE_PLURALS = ("plätzen", "wegen", "bänken", "bäumen", "rädern", "ständern", "räumen", "höfen", "häusern")
_BODIES = ("gesellschaft", "genossenschaft", "verwaltung")
#: Adjectives that stand only beside a noun: nothing is done "sofortig".
_BESIDE_NOUNS = frozenset("sofortig baldig dortig hiesig jetzig damalig heutig vorherig ehemalig".split())
_UNITS = frozenset({"cm", "m", "km", "meter", "metern"})
_LIMITS = frozenset("bis ab über unter mindestens höchstens maximal nur".split())
_PERSONS = frozenset("auszubildende jugendliche erwachsene freiwillige ehrenamtliche studierende".split())
_DONE_BY_NOBODY = frozenset({"bewähren", "hingehören", "hinpassen"})
_PREFIXES = "ab|an|auf|aus|bei|durch|ein|fest|her|hin|hoch|los|mit|nach|raus|rein|rauf|runter|vor|weg|zu|zusammen"
_WITH_PARTICIPLE = re.compile(
    rf"(?:{_PREFIXES})ge(?!h|b|w|nieß|nehm|stalt|statt|steh|leit|lang|sell|lt|rb|lob|nes|ling)\w+en"
)
_CLIPPED = re.compile(rf"(?:{_PREFIXES})?g[bdfhkmpstwz]\w+en")


def is_faithful(phrase: Phrase, words: Sequence[Word], parts: Sequence[Clause]) -> bool:
    """Whether a phrase keeps what its quote says: who does what to what, what is denied, and what depends on what.

    Args:
        phrase: The phrase.
        words: The words of the quote.
        parts: The clauses of the quote.
    """
    kept = phrase.words
    until = next((i for i, word in enumerate(kept) if word.tag == "VVINF"), len(kept) - 1)
    action = kept[: until + 1]
    if any(word.low in _DIALECT or (word.tag == "VVINF" and _is_misformed(word)) for word in kept):
        return False
    if phrase.rule == "nominal" and any(word.low in _BESIDE_NOUNS for word in action):
        return False
    if any(word.tag == "VVINF" and word.low in _DONE_BY_NOBODY for word in action):
        return False
    if kept[0].low in _SUBORDINATE or kept[0].low == "a":
        return False
    if any(left.low in _FELT and right.low == "machen" for left, right in pairwise(action)):
        return False
    if _sets_right(kept, words) or _counted(action, words) or _keeps_away(phrase, words):
        return False
    if (phrase.rule != "infinitive" and _torn(action)) or _halves(action, words):
        return False
    if _unlimited(action, words) or _lets_itself(phrase, action, words) or _left_over(phrase, action, parts):
        return False
    if _runs_together(action) or _miscased(action) or _overtaken(phrase, action[:-1], words):
        return False
    if _is_complaint(phrase, words) or _half_of_two(parts) or _is_condition(phrase, parts):
        return False
    return not (_depends_on_fragment(phrase, parts) or _past_condition(words) or _is_cause(phrase, parts))


def _is_misformed(verb: Word) -> bool:
    """Whether an infinitive was made of a participle that was not understood: "abgeschwatzen", "gmachen"."""
    return bool(_WITH_PARTICIPLE.fullmatch(verb.low) or _CLIPPED.fullmatch(verb.low))


def _sets_right(kept: Sequence[Word], words: Sequence[Word]) -> bool:
    """Whether only the denied half is left of "nicht ..., sondern ...", or only "nicht" of "nicht erst"."""
    lows = [word.low for word in words]
    for particle in ("erst", "nur"):
        said = any(left.low == "nicht" and right.low == particle for left, right in pairwise(words))
        if said and "nicht" in {word.low for word in kept} and particle not in {word.low for word in kept}:
            return True
    denied = any(word.low.startswith(_DENIALS) for word in kept)
    return denied and "sondern" in lows and not any(word.low == "sondern" for word in kept)


def _counted(action: Sequence[Word], words: Sequence[Word]) -> bool:
    """Whether "nur eine" or "nur noch einer" lost its number, which is what was said."""
    said = any(
        left.low in {"nur", "noch"} and right.low.startswith("ein") and right.tag in {"ART", "PIS", "CARD"}
        for left, right in pairwise(words)
    )
    lost = any(
        left.low in {"nur", "noch"} and (right.tag in {"NN", "ADJA"} or right.tag == "VVINF")
        for left, right in pairwise(action)
    )
    return said and lost


def _keeps_away(phrase: Phrase, words: Sequence[Word]) -> bool:
    """Whether what something is parted from was taken for what is parted: "Trennung von den Fußgängern"."""
    parted = any(left.low.endswith(_FROM) and right.low in {"von", "vom"} for left, right in pairwise(words))
    two = any(word.low in {"von", "vom", "und"} for word in phrase.words)
    measured = any(word.low == "von" and any(w.low in _UNITS for w in words[i : i + 4]) for i, word in enumerate(words))
    return phrase.rule == "nominal" and (parted or measured) and not two


def _unlimited(action: Sequence[Word], words: Sequence[Word]) -> bool:
    """Whether a number lost what limits it: "bis 800 Euro", "mindestens drei"."""
    bounded = {right.low: left.low for left, right in pairwise(words) if right.tag == "CARD" and left.low in _LIMITS}
    before = {right.low: left.low for left, right in pairwise((action[0], *action))}
    return any(number in before and before[number] != limit for number, limit in bounded.items())


def _lets_itself(phrase: Phrase, action: Sequence[Word], words: Sequence[Word]) -> bool:
    """Whether the thing of "es ließe sich abgeben" is gone."""
    could = any(word.low in {"ließe", "ließen", "lässt", "läßt"} for word in words)
    itself = could and phrase.rule == "lassen" and action[0].low == "sich"
    return itself and not any(part.kind is ChunkKind.NOUN for part in chunk(action[1:]))


def _left_over(phrase: Phrase, action: Sequence[Word], parts: Sequence[Clause]) -> bool:
    """Whether a relative pronoun was kept as an article, half a range is gone, or a state was made a manner."""
    person = len(action) > 2 and action[0].tag == "APPR" and action[1].low in {"der", "dem"}
    if person and (action[1].tag == "PRELS" or action[2].low in _PERSONS):
        return True
    if phrase.rule == "passive" and any(
        left.low.startswith(("vertr", "verw", "zerst", "verd")) and left.low.endswith("t") and right.tag == "VVINF"
        for left, right in pairwise(action)
    ):
        return True
    ranges = (part for part in parts[:-1] if part.kind is ClauseKind.FRAGMENT)
    return any({word.low for word in part.words} & {"zwischen"} and not _has_and(part) for part in ranges)


def _has_and(part: Clause) -> bool:
    return any(word.low in {"und", "u."} for word in part.words)


def _torn(action: Sequence[Word]) -> bool:
    """Whether a dash that sets something off stands within the action, but none between numbers."""
    inner = range(1, len(action) - 1)
    return any(action[i].low in _DASHES and not action[i - 1].low[-1:].isdigit() for i in inner)


def _halves(action: Sequence[Word], words: Sequence[Word]) -> bool:
    """Whether only the second half of "Rad/Fußweg" is left."""
    lows = {word.low for word in action}
    for before, slash, after in zip(words, words[1:], words[2:], strict=False):
        joined = slash.low == "/" and before.tag in _NOUNS | {"TRUNC"} and after.tag in _NOUNS
        if joined and before.low not in lows and after.low.removesuffix("es").removesuffix("s") in lows:
            return True
    return False


def _runs_together(action: Sequence[Word]) -> bool:
    """Whether those who act and those they act on follow each other as if they were one name."""
    parts = [part for word in action for part in chunk([word]) if word.tag in _NOUNS]
    acting = {part.words[0] for part in parts if is_agent(part)}
    return any(
        left in acting
        and left.tag == "NN"
        and (right in acting or _is_led(left, right))
        and not _is_with(action[:index])
        for index, (left, right) in enumerate(pairwise(action))
    )


def _is_with(before: Sequence[Word]) -> bool:
    """Whether a preposition governs what follows, alone or in a list: "mit Eigentümern, Kammern und | Vereinen"."""
    opening = next((word for word in reversed(before) if word.tag not in _LISTED), None)
    return opening is not None and opening.tag in _PREPOSITIONS


def _is_led(body: Word, following: Word) -> bool:
    """Whether the plural behind a body is no name of it: "die Gesellschaft Concierges einstellen lassen"."""
    return body.low.endswith(_BODIES) and following.tag in _NOUNS and following.low.endswith(("es", "ern", "inen"))


def _miscased(action: Sequence[Word]) -> bool:
    """Whether a dative stands where the object belongs: "Ampel oder einem Streifen", "mehr Stellplätzen"."""
    for index, word in enumerate(action[:-1]):
        if word.low in {"und", "oder"} and action[index + 1].low == "einem":
            return not any(
                other.tag in _PREPOSITIONS or other.low in {"einem", "dem", "den"} for other in action[:index]
            )
    return action[0].low == "mehr" and len(action) > 1 and _is_dative_plural(action[1])


def _is_dative_plural(noun: Word) -> bool:
    """Whether a plural has the ending of the dative: "Plätzen", "Wegen", "Bänken"."""
    return noun.tag == "NN" and noun.low.endswith(_DATIVE_PLURALS)


def _overtaken(phrase: Phrase, action: Sequence[Word], words: Sequence[Word]) -> bool:
    """Whether those who will act were taken for what is acted on: "wird die Gesellschaft Mietern Geld überlassen".

    Also whether the dative of those by whom something is done became the object: "von A, einer B und dem C belegt".
    """
    if phrase.rule != "passive":
        return False
    first: Chunk = chunk(phrase.words)[0]
    things = [part for part in chunk(action) if part.kind is ChunkKind.NOUN]
    alike = any(word.tag == "VVPP" and word.low == infinitive(word) for word in words)
    if alike and any(is_agent(part) for part in things if part == first or len(things) > 1):
        return True
    article = first.words[0].tag == "ART" and first.words[0].low in {"einer", "einem", "dem"}
    others = [part for part in chunk(phrase.words)[1:] if part.kind is ChunkKind.NOUN and part.head.text[:1].isupper()]
    given = any(ACC in part.cases for part in others)
    return article and not given and first.kind is ChunkKind.NOUN and DAT in first.cases and _has_comma(words)


def _has_comma(words: Sequence[Word]) -> bool:
    return any(word.low == "," for word in words)


def _is_complaint(phrase: Phrase, words: Sequence[Word]) -> bool:
    """Whether a state is complained of, which nobody proposes: "der Weg ist völlig zerteilt"."""
    stated = phrase.rule in {"sein", "participle"} or (phrase.rule == "passive" and not _asks(words))
    return stated and any(word.low in _COMPLAINING for word in words)


def _asks(words: Sequence[Word]) -> bool:
    """Whether it is told what should or could be done."""
    return any(word.tag in {"VMFIN", "VMINF"} or word.low in {"wenn", "dass", "würde", "würden"} for word in words)


def _half_of_two(parts: Sequence[Clause]) -> bool:
    """Whether two that act stand side by side, so that one action would be half of it: "A verkaufen, B lesen vor"."""
    if len(parts) != 2 or any(part.kind is not ClauseKind.MAIN or len(part.words) < 2 for part in parts):
        return False
    first, second = parts[0].words, parts[1].words
    short = len(first) == 2 and first[0].tag == "NN" and first[1].tag == "VVFIN"
    return short and second[0].tag == "NN" and second[1].tag == "VVFIN"


def _is_condition(phrase: Phrase, parts: Sequence[Clause]) -> bool:
    """Whether the action is only the condition of what one can do: "man kann kommen, wenn man was repariert"."""
    if len(parts) != 2 or parts[0].kind is not ClauseKind.MAIN or parts[1].kind is not ClauseKind.IF:
        return False
    can = any(word.low in {"kann", "können", "darf", "dürfen"} for word in parts[0].words)
    doing = any(word.tag == "VVINF" for word in parts[0].words)
    return can and doing and _stems_from(phrase, parts[1])


def _stems_from(phrase: Phrase, part: Clause) -> bool:
    """Whether most words of a phrase are those of one clause."""
    inside = {word.low for word in part.words}
    told = phrase.words[:-1]
    return sum(word.low in inside for word in told) > len(told) // 2


def _depends_on_fragment(phrase: Phrase, parts: Sequence[Clause]) -> bool:
    """Whether the action is only the condition of what a note names: "Wohnungen an Studierende, wenn sie helfen"."""
    if len(parts) != 2 or parts[0].kind is not ClauseKind.FRAGMENT or parts[1].kind is not ClauseKind.IF:
        return False
    opening = parts[0].words
    noted = len(opening) > 2 and opening[0].tag in _NOUNS and any(word.tag == "APPR" for word in opening)
    return noted and _stems_from(phrase, parts[1])


def _past_condition(words: Sequence[Word]) -> bool:
    """Whether a quote only asks whether something was done: "Sollte die Fläche eingerichtet worden sein, ..."."""
    opens = words[0].low in {"sollte", "sollten"}
    return opens and any(left.low == "worden" and right.low == "sein" for left, right in pairwise(words))


def _is_cause(phrase: Phrase, parts: Sequence[Clause]) -> bool:
    """Whether "da" with the verb at the end only gives the reason of what follows."""
    if len(parts) < 2 or parts[0].words[0].low != "da":
        return False
    reason = parts[0].words
    alone = sum(word.finite for word in reason) == 1 and reason[-1].finite and len(reason) > 4
    return alone and phrase.rule != "zu" and parts[1].words[0].finite and _stems_from(phrase, parts[0])
