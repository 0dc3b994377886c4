"""Refuses phrases that say too little to be understood: "Schlüssel geben", "sich eintragen"."""

from __future__ import annotations

from itertools import pairwise

from quartier_nlp.findings.labels.cases import ACC
from quartier_nlp.findings.labels.chunks import ChunkKind
from quartier_nlp.findings.labels.noun_lists import TIME_NOUNS, WEEKDAYS
from quartier_nlp.findings.labels.told import ACTING, Told, triples
from quartier_nlp.findings.labels.word import NOUNS

_SPECIFYING = frozenset({"ADJA", "ADJD", "CARD", "APPR", "APPRART", "NE", "TRUNC"})
#: Verbs that say little beside a bare noun.
_BLAND = frozenset(
    "geben übergeben hergeben mitgeben machen nehmen bringen mitbringen spendieren teilen ausüben zahlen halten "
    "haben tun stellen legen nutzen schenken draufschreiben kriegen bekommen erhalten".split()
)
#: Particles of verbs that say little without the place: "Strom reinlegen".
_SOMEWHERE = ("rein", "hinein", "drauf", "dran", "drunter", "drüber")
_PLACING = frozenset({"APPR", "APPRART"})
#: Nouns that name nothing without an attribute.
_EMPTY = frozenset("ding dinge dinger sache sachen pflege teil teile wort liste rest zeug stück art sorte".split())
_NAMELESS = frozenset({"ding", "dinge", "dinger", "dings", "zeug"})
#: Verbs of giving, which say little without to whom.
_GIVING = ("geben", "schenken", "überlassen", "zusagen", "erlassen", "stiften", "leihen", "zeigen", "anbieten")
_RECEIVERS = frozenset("denen ihm ihnen ihr".split())
_TO_SOMEBODY = frozenset("dem den der einem einer für an".split())
#: Words that stand for something that was said before.
_POINTING = frozenset("dort drauf drin dran rein raus daraus davon damit darin darauf dazu dafür da hier was".split())
_SHOWN = frozenset({"dem", "der", "den", "denen", "die", "das"})
_NOMINAL = frozenset({"NN", "NE", "ADJA", "CARD", "TRUNC", "FM", "ADV", "ADJD", "PIAT", "NNI"})
#: A number that counts nothing: "drei in der Straße abschleifen".
_ALONE = (["CARD", "APPR"], ["CARD", "APPRART"])
_POINTING_TAGS = frozenset({"PAV", "PPER", "PDS"})
#: Verbs that only say that something is done.
_CLITICS = ("'s", "’s")
#: Words without which a denial says more than was said.
_LIMITING = frozenset(
    "zuerst erst nur bloß allein gleich immer sofort unbedingt ausschließlich überall ständig".split()
)
_CARRYING_OUT = frozenset({"durchführen", "umsetzen", "realisieren"})


def is_telling(told: Told) -> bool:
    """Whether a phrase says enough: a thing that something is done to, and what."""
    lacks = _lacks_thing(told) or _lacks_receiver(told) or _lacks_clitic(told) or _lacks_order(told)
    return not (_is_bland(told) or lacks or _points(told))


def _is_bland(told: Told) -> bool:
    """Whether no thing is named at all, or a bare one with a verb that adds nothing."""
    nouns = [word for word in told.action if word.tag in NOUNS and word.low not in TIME_NOUNS | WEEKDAYS]
    if not nouns:
        qualified = (told.rule != "passive" and any(word.tag == "ADJD" for word in told.action)) or told.lows & {
            "jemanden",
            "jemand",
            "alle",
        }
        return not (qualified or any(word.tag in NOUNS for word in told.following))
    if len(nouns) > 1 or told.following:
        return False
    specified = any(word.tag in _SPECIFYING for word in told.action)
    pointing = any(word.low in _POINTING or word.tag in _POINTING_TAGS for word in told.action)
    bland = told.doing.low in _BLAND and (pointing or not specified)
    somewhere = told.doing.low.startswith(_SOMEWHERE) and not any(word.tag in _PLACING for word in told.action)
    return bland or (somewhere and not specified) or (nouns[0].low in _EMPTY and not specified)


def _points(told: Told) -> bool:
    """Whether a pronoun stands where a thing belongs: "se bauen", "mit dem hingehen", "zwei davon vergeben"."""
    if "se" in told.lows or ("davon" in told.said and _counts_nothing(told)):
        return True
    if any(left.low == "das" and right.tag not in _NOMINAL for left, right in pairwise((*told.action, told.doing))):
        return True
    if [word.tag for word in told.action[:2]] in _ALONE:
        return True
    if any(left.tag == "CARD" and right.low == "davon" for left, right in pairwise(told.words)):
        return True
    if told.things and all(part.head.low in _NAMELESS for part in told.things):
        return True
    return any(
        first.tag == "APPR" and second.low in _SHOWN and third.tag not in _NOMINAL
        for first, second, third in triples((*told.action, told.doing))
    )


def _counts_nothing(told: Told) -> bool:
    return any(left.tag == "CARD" and right.tag not in _NOMINAL for left, right in pairwise(told.phrase.words))


def _lacks_thing(told: Told) -> bool:
    """Whether what is carried out, or cared for, is not named: "mit dem Neubau durchführen"."""
    if told.doing.low == "kümmern":
        return not told.lows & {"um", "darum"}
    return told.doing.low in _CARRYING_OUT and not any(part.kind is ChunkKind.NOUN for part in told.chunks)


def _lacks_receiver(told: Told) -> bool:
    """Whether a pronoun was left out that names to whom something is given, or whom it is about."""
    if any(word.low == "denen" and word.tag != "PRELS" for word in told.words) and "denen" not in told.lows:
        return True
    named = any(word.low in _RECEIVERS and word.tag != "PRF" for word in told.words)
    return told.doing.low.endswith(_GIVING) and named and not told.lows & _TO_SOMEBODY


def _lacks_clitic(told: Told) -> bool:
    """Whether the object was a clipped "es": "ich könnt's ans Brett hängen"."""
    clipped = any(word.verb and word.low.endswith(_CLITICS) for word in told.words)
    acting = told.names(ACTING)
    return clipped and acting and not any(ACC in part.cases for part in told.things)


def _lacks_order(told: Told) -> bool:
    """Whether "not at first" became "not": "nicht zuerst ein Schild hinhängen"."""
    limited = {right.low for left, right in pairwise(told.words) if left.low == "nicht"} & _LIMITING
    return bool(limited - told.kept) and "nicht" in told.kept
