"""Keeps what is said after an action, behind a comma as the speaker said it: "... umbauen, eine für Räder".

Who speaks names the action first and then says more of it: where, which, for whom, on what condition. Said in the same
words and the same order, it can neither get lost nor turn the action.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from quartier_nlp.findings.labels.cases import NOM
from quartier_nlp.findings.labels.chunks import ChunkKind, chunk
from quartier_nlp.findings.labels.clauses import Clause, ClauseKind, clauses
from quartier_nlp.findings.labels.followers import LONGEST
from quartier_nlp.findings.labels.framed import LONGEST_RELATIVE
from quartier_nlp.findings.labels.gender import gender_of, may_stand_for
from quartier_nlp.findings.labels.patterns import ENDING_VERBS
from quartier_nlp.findings.labels.phrase import Phrase
from quartier_nlp.findings.labels.word import Word, make

_FEWEST_AHEAD = 2
_LONGEST_TRAIL = 16
#: Behind these the action goes on in other words, or is judged.
_BREAKING = frozenset(
    "leider vergeblich umsonst erfolglos erfolg ergebnis folge vorerst danach dann seither inzwischen bisher früher "
    "bedingung voraussetzung maßgabe mehr nie niemand keiner nichts nix kein keine keinen keinem vorbei schluss "
    "ende abgelehnt gescheitert".split()
)
#: Pronouns that only the speaker or what was said before explains.
_POINTING = frozenset(
    "ich wir mir mich uns unser unsere unserem unseren unserer mein meine meinem meinen meiner du ihr euch sie er es "
    "ihn ihm ihnen das dies dort hier da dabei dafür davon damit daran darauf draus dran denen".split()
)
_RELATIVES = frozenset("der die das dem den denen deren dessen".split())
_CONDITIONS = ("sofern", "falls", "wenn", "sobald", "solange")
_INTRODUCING = frozenset({"also", "etwa", "nämlich"})
_OPEN_TAGS = frozenset({"KON", "KOUI", "KOUS", "ART", "APPR", "APPRART", "PPOSAT", "PDAT"})
_NOUNS = frozenset({"NN", "NE", "TRUNC"})
_BARE = _NOUNS | {"ADJA"}
_CONTRASTS = frozenset({"und", "aber", "sondern", "statt"})
_INSIDE = frozenset({"PRELS", "PRELAT", "PWAV", "KOUS"})
_WHOLE = frozenset({"NN", "NE", "CARD", "ADJD", "ADV"})
#: Rules whose phrase has as its object what is the subject of the quote, so that an apposition would be in its case.
_TURNED = frozenset("passive sein sein_zu become arising arrival exists praise missing need".split())
_WHY = frozenset({"weil", "denn", "damit"})


def with_trail(words: Sequence[Word], form: Callable[[Sequence[Word]], Phrase | None]) -> Phrase | None:
    """Returns the phrase of the words before a comma with what stands behind it, None where there is no such comma.

    Args:
        words: The words of the quote.
        form: Makes the phrase of the words before the comma, None where it is not sure.
    """
    for cut in _cuts(words):
        apart = [make(",", "$,")] if words[cut].pause else []
        trail = _without_reasons(words[cut + len(apart) :])
        ahead = words[:cut]
        if ahead[-1].tag in _OPEN_TAGS | {"PDS"}:
            continue  # "für die, | die auf den Bus warten"
        if not trail or _enumerates(ahead, trail) or _is_done_to_speaker(ahead) or not _specifies(trail):
            continue
        stated = any(part.kind is ClauseKind.MAIN and part.mark == "," for part in clauses(ahead))
        phrase = None if stated else form(ahead)
        if phrase is None or len(phrase.words) + len(trail) > LONGEST:
            continue
        if not _fits(trail, phrase) or (trail[0].low in _RELATIVES and not _keeps_last_noun(ahead, phrase)):
            continue
        return replace(phrase, words=(*phrase.words, *apart, *trail))
    return None


def _cuts(words: Sequence[Word]) -> Iterator[int]:
    """Places of commas, and of "und nicht", which needs none."""
    return (
        index
        for index, (word, following) in enumerate(pairwise(words))
        if index >= _FEWEST_AHEAD and (word.low == "," or (word.low, following.low) == ("und", "nicht"))
    )


def _is_done_to_speaker(words: Sequence[Word]) -> bool:
    """Whether others did it for or to those who speak: "haben mir die Mieter den Rücken gestärkt, alle achtzig"."""
    lows = {word.low for word in words}
    return not lows.isdisjoint({"mir", "mich", "uns"}) and lows.isdisjoint({"ich", "wir"})


def _enumerates(ahead: Sequence[Word], trail: Sequence[Word]) -> bool:
    """Whether the comma only joins nouns: "für Werkzeug, Bierbänke und Kinderwagen"."""
    return ahead[-1].tag in _NOUNS and trail[0].tag in _BARE


def _without_reasons(words: Sequence[Word]) -> Sequence[Word]:
    """The words up to a clause that only says why."""
    reason = (i for i, word in enumerate(words) if word.low in _WHY and word.tag in {"KOUS", "KON"})
    until = next(reason, len(words))
    while until and words[until - 1].pause:
        until -= 1
    return words[:until]


def _specifies(trail: Sequence[Word]) -> bool:
    """Whether words only say more of what stands before them: parts without a verb, which, or on what condition."""
    if len(trail) > _LONGEST_TRAIL or not {word.low for word in trail}.isdisjoint(_BREAKING):
        return False
    if trail[-1].tag in _OPEN_TAGS or (len(trail) == 1 and trail[0].tag in _NOUNS):
        return False
    parts = clauses(trail)
    return all(_is_specifying(part) or _goes_on(parts, index) for index, part in enumerate(parts))


def _goes_on(parts: Sequence[Clause], index: int) -> bool:
    """Whether "und" joins a clause to one that has its verb at the end as well: "die berät und Häuser zeigt"."""
    before, part = parts[index - 1], parts[index]
    joined = index > 0 and part.mark == "und" and before.kind is not ClauseKind.FRAGMENT
    own = part.words[0].tag in {"ART", "PPER"} or not part.words[-1].finite
    return joined and not own and not any(word.finite or word.low in _POINTING for word in part.words[:-1])


def _is_specifying(part: Clause) -> bool:
    if part.mark not in {"", ",", "und", "oder"}:
        return False
    first = part.words[0]
    if first.tag == "VVPP" and first.lemma.lower() not in ENDING_VERBS:
        rest = [word for word in part.words[1:] if not word.pause]  # "befristet", "besetzt mit Langzeitarbeitslosen"
        return not rest or _is_fragment(rest)
    if part.kind is ClauseKind.FRAGMENT:
        return _is_fragment(part.words)
    singular = any(word.tag == "VVFIN" and word.low.endswith("t") for word in part.words)
    open_relative = part.mark in {"", ","} and first.low in _RELATIVES and singular
    if open_relative or part.kind is ClauseKind.RELATIVE or (part.kind is ClauseKind.QUESTION and first.tag == "PWAV"):
        return _is_dependent(part) and not any(word.low in _POINTING for word in part.words[1:])
    if part.kind is ClauseKind.IF:
        return _is_dependent(part) and first.low in _CONDITIONS and not any(w.low in _POINTING for w in part.words)
    return False


def _is_dependent(part: Clause) -> bool:
    """Whether a clause has its verb at the end, so that it is none of its own."""
    if any(word.tag in {"PTKZU", "VVIZU"} for word in part.words):
        return False
    early = any(word.finite and following.tag != "KON" for word, following in pairwise(part.words))
    return len(part.words) <= LONGEST_RELATIVE and part.words[-1].verb and not early


def _is_fragment(words: Sequence[Word]) -> bool:
    """Whether words without a verb name a thing, a place, a number or a manner that is understood by itself."""
    rest = words[1:] if len(words) > 1 and words[0].low in _INTRODUCING else words
    if rest[-1].tag == "ADJD" and rest[-1].low.startswith("ge") and rest[-1].low.endswith(("t", "en")):
        return False  # a participle that was not recognised
    if any(word.verb or word.tag in _INSIDE or word.low in _POINTING for word in rest):
        return False
    if any(word.low == "nicht" for word in rest) and not _contrasts(rest):
        return False
    return any(word.tag in _WHOLE for word in rest) and not any(
        word.tag.startswith("VV") or word.lemma.lower() in ENDING_VERBS for word in rest
    )


def _contrasts(words: Sequence[Word]) -> bool:
    """Whether "nicht" opens a contrast with what was said: "nicht nach Geld", "und nicht an Vereine"."""
    opening = words[1:] if words[0].low in _CONTRASTS else words
    return len(opening) > 1 and opening[0].low == "nicht" and not any(word.low == "nicht" for word in opening[1:])


def _keeps_last_noun(ahead: Sequence[Word], phrase: Phrase) -> bool:
    """Whether the noun that a relative clause follows is in the phrase: not "Bauwagen zieht der Landwirt, der ..."."""
    last = next((word for word in reversed(ahead) if word.tag in _NOUNS), None)
    return last is None or any(last.lemma == word.lemma for word in phrase.words)


def _fits(trail: Sequence[Word], phrase: Phrase) -> bool:
    """Whether nothing behind the comma is in a case that only a subject has, where the phrase has an object."""
    if phrase.rule == "nominal" and trail[0].low in _RELATIVES and not _agrees(trail[0], phrase):
        return False
    if phrase.rule not in _TURNED:
        return True
    opening = (chunk(part.words)[0] for part in clauses([w for w in trail if w.low not in _INTRODUCING]))
    return not any(first.kind is ChunkKind.NOUN and first.cases == {NOM} for first in opening)


def _agrees(pronoun: Word, phrase: Phrase) -> bool:
    """Whether a relative pronoun may be of the last noun, where another has become the verb."""
    last = next((word for word in reversed(phrase.words) if word.tag in _NOUNS), None)
    gender = gender_of(last) if last is not None else None
    return gender is None or may_stand_for(pronoun, gender)
