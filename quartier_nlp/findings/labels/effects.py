"""Refuses phrases that tell an effect, an opinion, a price or an end as if it were an action."""

from __future__ import annotations

from itertools import pairwise

from quartier_nlp.findings.labels.chunks import ChunkKind
from quartier_nlp.findings.labels.clauses import Clause, ClauseKind
from quartier_nlp.findings.labels.told import ACTING, DOERS, Told
from quartier_nlp.findings.labels.word import Word
from quartier_nlp.model.vocabulary import ApproachStatus

#: Openers after which a possibility is an effect: "somit könnte man Wartezeit sparen".
_THUS = frozenset("somit dadurch damit dann hierdurch so".split())
_REFERRING = frozenset({"damit", "dadurch", "hierdurch"})
_MAY = frozenset("könnte könnten kann können müsste müssten muss muß würde würden wäre wären".split())
_THINGS = frozenset({"das", "die", "dies", "diese"})
_WOULD = frozenset({"würde", "wird", "könnte"})
_OTHERS = frozenset({"sie", "er", "es", "ihr", "du"})
_BRINGING_ABOUT = frozenset({"erreichen", "bewirken", "sparen", "gewinnen", "einsparen"})
_PREVENTING = frozenset({"verhindern", "vermeiden"})
_MONEY = frozenset("euro € cent prozent mark".split())
_JUDGING = frozenset("bemängeln beklagen kritisieren bedauern loben begrüßen".split())
_ALMOST = frozenset({"fast", "beinahe"})
_UNREAL = frozenset({"hätte", "hätten", "wäre", "wären"})


def is_action(told: Told) -> bool:
    """Whether what a phrase tells is done or to be done."""
    return not any(check(told) for check in _CHECKS)


def _is_effect(told: Told) -> bool:
    """Whether it is what would follow of something: "somit könnte man Wartezeit sparen"."""
    if told.rule == "modal" and told.doing.low in _BRINGING_ABOUT:
        return True
    if told.doing.low in _PREVENTING and told.said & {"kann", "können"}:
        return True
    possible = [part for part in told.parts if part.finite is not None and part.finite.low in _MAY]
    if possible and told.said & {"vorteil", "somit"}:
        return True
    return any(_follows(part) for part in possible if told.kept & {word.low for word in part.words})


def _is_expected(told: Told) -> bool:
    """Whether a thing, or nobody named, would bring it about: "die würde das Auto überflüssig machen"."""
    if told.rule != "future" or ACTING & told.said:
        return False
    first, second = ([word.low for word in told.words if word.tag != "KON"] + ["", ""])[:2]
    return first in _MAY or (first in _THINGS and second in _WOULD)


def _is_others_condition(told: Told) -> bool:
    """Whether only a condition is told that others meet: "wenn sie den Stellplatz weiter mieten"."""
    alone = all(part.kind is ClauseKind.IF for part in told.parts)
    return alone and any(word.tag == "PPER" and word.low in _OTHERS for word in told.words[1:3])


def _is_where(told: Told) -> bool:
    """Whether only a clause of where is told: "wo noch Kopfsteinpflaster erhalten ist"."""
    return told.words[0].low == "wo" and len(told.parts) == 1 and told.rule == "sein"


def _follows(part: Clause) -> bool:
    """Whether a clause of what may be says that it comes of something."""
    lows = {word.low for word in part.words}
    if "dann" in lows and not DOERS & lows:
        return True
    proposes = part.words[0].low == "dann" and part.finite is not None and part.finite.low.startswith("könn")
    return (part.words[0].low in _THUS and not proposes) or any(_refers(word) for word in part.words)


def _refers(word: Word) -> bool:
    """Whether a word says that what follows comes of what was said: "könnte damit gelöst werden"."""
    return word.low in _REFERRING and word.tag not in {"KOUS", "KOUI"}


def _is_to_be_known(told: Told) -> bool:
    """Whether it is only to be known: "um zu wissen, wann man die Straße kreuzen darf"."""
    known = any(word.lemma.lower() == "wissen" for part in told.parts for word in part.words)
    asked = (part for part in told.parts if part.kind is ClauseKind.QUESTION)
    return known and any(2 * len(told.kept & {word.low for word in part.words}) > len(told.kept) for part in asked)


def _is_opinion(told: Told) -> bool:
    """Whether an opinion is told: "für überflüssig halten", "das Fehlen bemängeln"."""
    if told.doing.low in _JUDGING:
        return True
    things = sum(part.kind is ChunkKind.NOUN for part in told.chunks)
    held = told.doing.low == "halten" and "für" in told.lows
    return held and (things > 0 or told.action[-1].tag == "ADJD")


def _is_complaint(told: Told) -> bool:
    """Whether it is told what is missing: "der Weg ist nicht beleuchtet", "kein Weg ist markiert"."""
    return told.rule == "sein" and told.denies


def _is_price(told: Told) -> bool:
    """Whether a note names a price: "fünf Euro im Monat"."""
    return told.rule == "note" and bool(_MONEY & told.lows)


def _is_over(told: Told) -> bool:
    """Whether it is told that something ended: "ad acta legen", "aus dem Verkehr ziehen", "erproben und abbauen"."""
    second = told.rule in {"perfect", "passive", "present", "sein"} and told.actions() > 1
    ended = told.status is ApproachStatus.REJECTED and second
    return ended or "acta" in told.kept or {"aus", "verkehr", "ziehen"} <= told.kept


def _is_away(told: Told) -> bool:
    """Whether something is wanted away: "Schutzstreifen weg und Räder auf die Fahrbahn", "die Autos weg haben"."""
    gone = any(left.tag == "NN" and right.low == "weg" for left, right in pairwise(told.words))
    had = told.rule == "need" and "weg" in told.said and "weg" not in told.lows
    return had or (told.rule == "note" and gone)


def _is_narrow_escape(told: Told) -> bool:
    """Whether it almost came about: "hätten ihn damit fast verloren"."""
    return bool(_ALMOST & told.said and _UNREAL & told.said)


_CHECKS = (
    _is_effect,
    _is_expected,
    _is_others_condition,
    _is_where,
    _is_to_be_known,
    _is_opinion,
    _is_complaint,
    _is_price,
    _is_over,
    _is_away,
    _is_narrow_escape,
)
