"""Refuses phrases in which those who act may have become those who are acted on, or the other way round."""

from __future__ import annotations

from spacy.tokens import Span

from quartier_nlp.findings.labels.cases import ACC, NOM
from quartier_nlp.findings.labels.chunks import Chunk, ChunkKind, chunk
from quartier_nlp.findings.labels.gender import Gender, gender_of
from quartier_nlp.findings.labels.roles import are_doers, is_agent, is_plural
from quartier_nlp.findings.labels.told import DOERS, Told, triples
from quartier_nlp.findings.labels.word import Word

#: Verbs by which somebody gets others to do something.
_ASKED = frozenset("bitten fragen auffordern zwingen verpflichten überreden verdonnern beauftragen ermuntern".split())
#: Rules for clauses whose subject acts.
_ACTIVE = frozenset({"present", "perfect", "modal"})
#: Pronouns that can only be who acts.
_SPEAKERS = DOERS | {"du", "ihr", "jemand", "jeder"}
_NEAR = 15
#: Bodies that are places as well.
_PLACES = frozenset("stadt innenstadt dorf land kreis gemeinde schule amt rathaus museum bücherei bibliothek".split())
#: Words that show that somebody is asked to do something.
_ASKING = frozenset("sie bitte doch mal einfach ihr uns euch lieber halt da mir lasst lass".split())
_OPEN_ARTICLES = frozenset({"die", "das", "eine", "ein"})
_BARE = frozenset({"CARD", "NN", "ADJA", "PIAT"})
_PEOPLE = ("leute", "frauen", "männer", "innen", "nachbarn", "schüler", "jugendliche", "kinder", "eltern", "mieter")
_ONES = frozenset({"einer", "jemand", "keiner", "wer", "jeder"})
_PERSONS = frozenset({"mensch", "herr", "frau", "dame", "person"})


def names_no_doer(told: Told) -> bool:
    """Whether nobody who acts was taken for what is acted on."""
    return not any(check(told) for check in _CHECKS)


def may_name_doer(span: Span, told: Told) -> bool:
    """Whether, in speech without marks, what is acted on may be who acts: "da macht die Volks Hoch Schule".

    Without marks it is not sure where a clause begins, so that the order of words tells little; compounds are torn and
    their first halves look like nouns of their own. Only a pronoun or a case that cannot be the subject's tells.

    Args:
        span: The quote, in a tagged Doc.
        told: The phrase made of it.
    """
    if told.rule not in _ACTIVE or told.names(_SPEAKERS) or not _is_unmarked(span):
        return False
    verb = told.verb
    if verb is told.words[0] and len(told.nouns) == 1:
        return False  # who acts was left out, as in a request: "stellt ein Klo hin"
    return any(NOM in part.cases and part.head.low in told.heads and _agrees(part, verb) for part in told.nouns)


def _agrees(part: Chunk, verb: Word | None) -> bool:
    return verb is None or part.plural is None or part.plural == is_plural(verb)


def _is_either(told: Told) -> bool:
    """Whether the first of two nouns that may both act was kept: "die Schmiede müssen Klassen einlassen".

    With an article the second is who acts: "die Kübel gießen die Anwohner".
    """
    verb = told.verb
    if told.rule not in _ACTIVE or verb is None or told.names(_SPEAKERS):
        return False
    either = [part for part in told.nouns if {NOM, ACC} <= part.cases and _agrees(part, verb)]
    if len(either) < 2 or any(part.cases == {NOM} for part in told.nouns):
        return False
    left_out = (part for part in either[1:] if part.head.low not in told.kept)
    return either[0].head.low in told.heads and any(part.words[0].tag in _BARE for part in left_out)


def _is_unmarked(span: Span) -> bool:
    """Whether a quote stands in speech that was written down without punctuation."""
    near = span.doc[max(0, span.start - _NEAR) : span.end + _NEAR]
    return len(near) >= _NEAR and not any(token.text[0] in ".,;:!?" for token in near)


def _is_done_by(told: Told) -> bool:
    """Whether the only thing named may be who acts: "die Omas kochen", "kassiert das Kind"."""
    relative = told.words[0].tag == "PRELS"
    if len(told.things) == 1 and _is_second(told) and are_doers(told.things[0]):
        return True  # "Hochbetagte beraten | jeden Montag über das Budget"
    if not (relative or told.rule in {"imperative", "infinitive"}) or len(told.things) != 1:
        return False
    return is_agent(told.things[0]) and any(word.low in _OPEN_ARTICLES for word in told.words[:3])


def _is_second(told: Told) -> bool:
    """Whether a verb that looks like an infinitive or a participle may be the plural of a main clause."""
    open_form = told.rule == "infinitive" or (told.rule == "participle" and told.doing.low in told.said)
    return open_form and bool(told.following) and not told.following[0].pause


def _may_be_done_by(told: Told) -> bool:
    """Whether people before the verb may act: "zwei Abgeordnete besuchen ältere Bewohner"."""
    if any(part.cases == {NOM} for part in told.things):
        return True
    if told.rule == "infinitive" and any(_is_subject(part) for part in told.nouns if part.head.low in told.heads):
        return True  # "eine Hebamme, ein Arzt und die Altenhilfe abwechselnd zwei Zimmer nutzen"
    if told.names(DOERS):
        return False
    if told.rule not in {"present", "perfect"} or len(told.things) != 1 or not _is_open_agent(told.things[0]):
        return False
    return not _has_other_subject(told, told.things[0].head.low)


def _has_other_subject(told: Told, head: str) -> bool:
    """Whether the quote's cases tell that somebody else acts: "betreibt ein Verein eine Bäckerei"."""
    kept = [part for part in told.nouns if part.head.low == head]
    acted_on = len(kept) == 1 and NOM not in kept[0].cases
    return acted_on or any(_is_subject(part) and part.head.low != head for part in told.nouns)


def _is_subject(part: Chunk) -> bool:
    """Whether a noun phrase can only be who acts: "ein" before a masculine noun is no object but in dialect."""
    return part.cases == {NOM} or (part.words[0].low == "ein" and gender_of(part.head) is Gender.MASCULINE)


def _is_open_agent(part: Chunk) -> bool:
    return is_agent(part) and NOM in part.cases and part.words[0].tag in _BARE


def _is_done_for(told: Told) -> bool:
    """Whether those by whom it is done seem to be those it comes from: "Halle von der Tischlerei pachten"."""
    if told.rule not in {"passive", "participle", "sein"}:
        return False
    route = bool(told.lows & {"nach", "bis"})
    return any(
        part.kind is ChunkKind.PREPOSITION
        and part.words[0].low in {"von", "vom", "v."}
        and ((is_agent(part) and not (route and part.head.low in _PLACES)) or (not route and _is_somebody(part)))
        for part in told.chunks
    )


def _is_somebody(part: Chunk) -> bool:
    return _named(part) or part.words[-1].low == "jemandem"


def _named(part: Chunk) -> bool:
    return any(word.tag == "NE" and word.text.rsplit("-")[-1].isupper() for word in part.words)


def _is_ambiguous(told: Told) -> bool:
    """Whether what stands before the verb may act on "sie" or "es" behind it: "die Diözese wollte sie hergeben"."""
    words = told.words
    place = next((i for i, word in enumerate(words) if word.finite), None)
    if not place or place + 1 >= len(words) or words[place + 1].low not in {"sie", "es"}:
        return False
    front = [part for part in chunk(words[:place]) if part.kind is ChunkKind.NOUN]
    agrees = len(front) == 1 and _agrees(front[0], words[place])
    return agrees and {NOM, ACC} <= front[0].cases and front[0].head in told.action


def _is_done_to_that(told: Told) -> bool:
    """Whether the thing named may act on what a pronoun before the verb stands for: "die hat die Agentur gestellt"."""
    words = told.words
    shown = len(words) > 3 and words[0].low in {"die", "das"} and words[0].tag in {"PDS", "ART"} and words[1].finite
    named = shown and words[2].low in {"die", "das"} and words[2].tag == "ART" and not is_plural(words[1])
    return named and words[3] in told.action and told.rule in {"present", "perfect"}


def _is_asked_of_others(told: Told) -> bool:
    """Whether others are asked to do it: "wir haben die Leute gebeten, eine Vase zu bringen"."""
    own = {word.low for word in told.phrase.words}
    asked = any(word.lemma.lower() in _ASKED - own for part in told.parts for word in part.words)
    return told.rule == "zu" and asked


def _is_misread_request(told: Told) -> bool:
    """Whether a noun or statement may have been read as a request: "Umkleide im Hallenbad"."""
    first = next((word for word in told.words if word.verb or word.tag in {"NN", "NE"}), None)
    open_form = first is not None and first.low.endswith(("e", "iert"))
    return told.rule == "imperative" and open_form and not any(word.low in _ASKING for word in told.words[:6])


def _are_people_told(told: Told) -> bool:
    """Whether those who act stand before a participle whose "haben" was cut off: "ein Dutzend Leute angenommen"."""
    done = told.words[-1].tag == "VVPP" or told.words[-1].low != told.doing.low
    if not done or any(word.finite for word in told.words):
        return False
    opens = told.words[0].tag in {"ART", "CARD", "PIAT"}
    return opens and any(word.tag == "NN" and word.low.endswith(_PEOPLE) for word in told.words[1:3])


def _is_person_made(told: Told) -> bool:
    """Whether a person is to be created: "Mensch mit Vollmacht schaffen"."""
    made = told.rule == "noun" and told.doing.low == "schaffen"
    return made and bool(told.things) and told.things[0].head.low in _PERSONS


def _is_one_of_them(told: Told) -> bool:
    """Whether those whom one who acts belongs to were left behind: "dass einer von der Stadt | durchfährt"."""
    return any(
        first.low in _ONES and second.low in {"von", "vom"} and second.low in told.lows and third.low in told.lows
        for first, second, third in triples(told.words)
    )


def _is_all_of_them(told: Told) -> bool:
    """Whether those who act left a word behind: "er und | fünf andere", "alle achtzig | Mieter", "alle | ihre"."""
    if any(
        first.low == "und" and second.tag == "CARD" and third.low == "andere"
        for first, second, third in triples(told.words)
    ):
        return True
    if any(first.low == "alle" and second.tag == "PPOSAT" for first, second, _ in triples(told.words)):
        return True
    return any(
        first.low == "alle" and (second.tag == "CARD" or second.low.endswith("zig")) and third.tag not in _COUNTED
        for first, second, third in triples(told.action)
    )


_COUNTED = frozenset({"NN", "NE", "ADJA"})
_CHECKS = (
    _is_done_by,
    _may_be_done_by,
    _is_done_for,
    _is_ambiguous,
    _is_done_to_that,
    _is_asked_of_others,
    _is_misread_request,
    _are_people_told,
    _is_person_made,
    _is_one_of_them,
    _is_all_of_them,
    _is_either,
)
