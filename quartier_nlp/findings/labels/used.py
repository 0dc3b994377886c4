"""Things that got another use: "die Kaue ist jetzt Probebühne" becomes "Kaue als Probebühne nutzen"."""

from __future__ import annotations

from collections.abc import Sequence

from quartier_nlp.findings.labels.actions import action_verb
from quartier_nlp.findings.labels.cases import NOM
from quartier_nlp.findings.labels.chunks import Chunk, ChunkKind, chunk
from quartier_nlp.findings.labels.clauses import Clause, ClauseKind
from quartier_nlp.findings.labels.data import listed
from quartier_nlp.findings.labels.followers import with_followers
from quartier_nlp.findings.labels.gender import Gender, gender_of
from quartier_nlp.findings.labels.inflection import accusative, bare_accusative
from quartier_nlp.findings.labels.patterns import NEGATIVE
from quartier_nlp.findings.labels.phrase import Phrase
from quartier_nlp.findings.labels.roles import is_agent, is_doer, is_dropped, is_time
from quartier_nlp.findings.labels.word import Word, make

_SINCE = frozenset("jetzt heute inzwischen nun nu mittlerweile seither seitdem künftig heutzutage".split())
_ARROWS = frozenset({"→", ">", "->", "=>"})
_AS = frozenset({"APPR", "KOKOM", "KOUS"})
#: Ends of nouns that name no thing, and of some that do.
_ABSTRACT = ("heit", "keit", "ung", "schaft", "ion", "tät", "nis", "leerstand", "problem", "mangel")
_PLANS = ("konzept", "ziel", "lösung", "beispiel", "vorbild", "versuch", "test", "projekt", "aushang", "idee")
_NOT_ABSTRACT = ("wohnung", "siedlung", "station", "wirtschaft", "landschaft", "stallung", "handlung", "niederlassung")
_WAYS = ("straße", "zone", "weg", "platz")
_MODALS = frozenset({"sollen", "könnte", "könnten", "sollte", "sollten", "soll", "würde"})


def new_use(clause: Clause) -> Phrase | None:
    """Returns the change of use that a main clause tells, None if it tells none for sure."""
    finite = clause.finite
    if clause.kind is not ClauseKind.MAIN or finite is None or any(word.low in NEGATIVE for word in clause.words):
        return None
    index = clause.words.index(finite)
    rest = clause.words[index + 1 :]
    front, middle = chunk(clause.words[:index]), chunk(_fields(rest))
    becomes = _becomes(finite, rest)
    if becomes or _has_become(finite, rest):
        made = _made_of(front, chunk([word for word in rest if not word.verb]))
        if made is not None:
            return made
    serves = finite.lemma.lower() == "dienen" and not any(word.verb for word in rest)
    if not serves and not becomes:
        return None
    noted = finite.low in _MODALS and len(front) > 0 and _is_noted(front)
    if (
        len(front) == 0
        or not (noted or _is_house(front[0]))
        or any(part.kind is not ChunkKind.PREPOSITION for part in front[1:])
    ):
        return None
    use = _use(middle, serves=serves)
    if use is None:
        return None
    if use[0].low == "als" and len(use) > 1 and use[1].low.endswith(_WAYS):
        use = [make("zum" if gender_of(use[1]) is not Gender.FEMININE else "zur", "APPRART"), *use[1:]]
        doing = "machen"
    else:
        doing = "nutzen"
    place = [*bare_accusative(front[0].words), *(word for part in front[1:] for word in part.words)]
    return Phrase((*place, *use, make(doing, "VVINF")), "use")


def noted_use(parts: Sequence[Clause]) -> Phrase | None:
    """Returns the use that a note names, behind "als" or an arrow: "Stall als Werkstatt", "Müllplatz → Bühne".

    Args:
        parts: The clauses of the quote.
    """
    if not parts or parts[0].kind is not ClauseKind.FRAGMENT:
        return None
    first = parts[0].words
    arrow = next((i for i, word in enumerate(first) if i and word.low in _ARROWS), None)
    behind = parts[1].words if len(parts) > 1 and parts[1].kind is ClauseKind.FRAGMENT else ()
    if arrow is not None:
        place, told = chunk(first[:arrow]), list(first[arrow + 1 :])
    elif len(behind) > 1 and parts[1].mark == "-" and behind[0].low in _ARROWS:
        place, told = chunk(first), list(behind[1:])
    else:
        index = next((i for i, word in enumerate(first) if i and word.low == "als" and word.tag in _AS), None)
        place, told = (chunk(first[:index]), list(first[index + 1 :])) if index is not None else ([], [])
    end = next((i for i, word in enumerate(told) if word.pause), len(told))
    use = chunk(told[:end])
    if not place or not use or not _is_noted(place) or not _is_noted_use(use):
        return None
    words = [*bare_accusative(place[0].words), *(word for part in place[1:] for word in part.words)]
    after = [make(",", "$,"), *told[end + 1 :]] if told[end + 1 :] else []
    phrase = Phrase((*words, make("als", "APPR"), *told[:end], make("nutzen", "VVINF"), *after), "use")
    return phrase if after else with_followers(phrase, parts, 0 if arrow is not None or not behind else 1)


def _is_noted(place: Sequence[Chunk]) -> bool:
    """Whether a note begins with a thing that may get another use, and where or when."""
    thing = place[0]
    if thing.kind is not ChunkKind.NOUN or is_doer(thing.head) or not _is_thing(thing):
        return False
    if thing.head.low.endswith(_ABSTRACT) and not thing.head.low.endswith(_NOT_ABSTRACT):
        return False
    first = thing.words[0]
    opens = first.tag in {"NN", "NE", "ADJA", "TRUNC"} or first.low in {"der", "die", "das", "ein", "eine"}
    named = all(word.tag == "CARD" or word.low in {"nr.", "nr"} for part in place[1:] for word in part.words)
    return opens and (named or all(part.kind in {ChunkKind.PREPOSITION, ChunkKind.ADVERB} for part in place[1:]))


def _is_noted_use(use: Sequence[Chunk]) -> bool:
    """Whether what stands behind "als" or an arrow is a use: no article, nobody, no plan, no capitals throughout."""
    first = use[0]
    opener = first.words[0]
    if first.kind is not ChunkKind.NOUN or is_doer(first.head) or not _is_thing(first):
        return False
    opens = opener.tag in {"NN", "TRUNC"} or (opener.tag == "ADJA" and not opener.low.endswith("en"))
    if not opens or first.head.low.endswith(_PLANS) or all(word.text.isupper() for word in first.words):
        return False
    return all(part.kind is ChunkKind.PREPOSITION for part in use[1:])


def _is_thing(part: Chunk) -> bool:
    """Whether a noun phrase names a thing: no state, no action, nobody who acts, no time."""
    stated = part.head.low in listed("frames", "no_uses") or part.head.low in listed("frames", "not_things")
    return not stated and action_verb(part.head) is None and not is_agent(part) and not is_time(part)


def _made_of(front: Sequence[Chunk], middle: Sequence[Chunk]) -> Phrase | None:
    """What something is made of: "aus dem Wärterhaus soll ein Haus für Lehrlinge werden"."""
    source = front[0] if len(front) == 1 else None
    if source is None or source.kind is not ChunkKind.PREPOSITION or source.words[0].low != "aus":
        return None
    kept = [part for part in middle if not is_dropped(part, None) and part.words[0].low not in _SINCE]
    thing = kept[0] if kept else None
    if thing is None or thing.kind is not ChunkKind.NOUN or NOM not in thing.cases or not _is_thing(thing):
        return None
    if is_doer(thing.head) or len(source.words) < 3 or any(part.kind is not ChunkKind.PREPOSITION for part in kept[1:]):
        return None
    article = thing.words[0].low
    if not article.startswith("ein"):
        made = bare_accusative(thing.words)
    elif article == "ein" and gender_of(thing.head) is Gender.MASCULINE:
        made = accusative(thing.words)
    else:
        made = list(thing.words)
    words = (make("aus", "APPR"), *source.words[1:], *made, *(word for part in kept[1:] for word in part.words))
    return Phrase((*words, make("machen", "VVINF")), "use")


def _fields(words: Sequence[Word]) -> list[Word]:
    return [word for word in words if word.low != "werden"]


def _becomes(finite: Word, rest: Sequence[Word]) -> bool:
    """Whether a thing is now, or shall become, another."""
    others = [word.low for word in rest if word.verb]
    if finite.lemma.lower() == "sein" and finite.low in {"ist", "sind"}:
        return not others and any(word.low in _SINCE for word in rest)
    if finite.lemma.lower() == "werden" and finite.low in {"wird", "werden", "wurde", "wurden"}:
        return not others
    return finite.low in _MODALS and others == ["werden"]


def _has_become(finite: Word, rest: Sequence[Word]) -> bool:
    """Whether a thing has become another: "aus den Brüstungen ist die Sitzarena geworden"."""
    return finite.low in {"ist", "sind"} and [word.low for word in rest if word.verb] in (["geworden"], ["worden"])


def _is_house(part: Chunk) -> bool:
    """Whether a phrase names a certain thing, not people: "die alte Kaue"."""
    first = part.words[0]
    certain = first.tag in {"ART", "PPOSAT", "PDAT"} and not first.low.startswith("ein")
    return part.kind is ChunkKind.NOUN and certain and NOM in part.cases and not is_agent(part) and not is_time(part)


def _use(middle: Sequence[Chunk], *, serves: bool) -> list[Word] | None:
    """The new use as "als" phrase with what belongs to it, behind what says when or for whom."""
    kept: list[Word] = []
    found = False
    for part in middle:
        if is_dropped(part, None) or part.words[0].low in _SINCE:
            continue
        opener = part.words[0]
        if part.kind is ChunkKind.PREPOSITION and opener.low == "als" and serves:
            found = True
        elif part.kind is ChunkKind.NOUN and not found and not serves and _is_use(part):
            words = part.words[1:] if opener.tag == "ART" else part.words
            kept.extend([make("als", "APPR"), *words])
            found = True
            continue
        elif part.kind is not ChunkKind.PREPOSITION and not (part.kind is ChunkKind.ADVERB and not found):
            return None
        kept.extend(part.words)
    return kept if found else None


def _is_use(part: Chunk) -> bool:
    """Whether a noun phrase names a use: no article, or "ein" without an attribute; no state, no action."""
    opener = part.words[0]
    plain = opener.tag in {"NN", "TRUNC"} or (opener.low in {"ein", "eine"} and part.words[1].tag == "NN")
    return plain and _is_thing(part)
