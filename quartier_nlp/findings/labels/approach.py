"""Labels of approaches: an infinitive phrase, or the cleaned clause where none can be formed for sure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Span

from quartier_nlp.findings.labels.actions import names_action
from quartier_nlp.findings.labels.ahead import (
    before,
    begins_with_verb,
    opened_before,
    subject_before,
    with_left_out,
    with_opening,
    with_subject_ahead,
)
from quartier_nlp.findings.labels.antecedent import related, with_object, with_subject_noun
from quartier_nlp.findings.labels.cases import ACC, is_place_adjective
from quartier_nlp.findings.labels.chunks import ChunkKind, chunk
from quartier_nlp.findings.labels.clauses import Clause, ClauseKind, clauses
from quartier_nlp.findings.labels.cleaned import cleaned_clause
from quartier_nlp.findings.labels.covered import is_covered
from quartier_nlp.findings.labels.data import listed
from quartier_nlp.findings.labels.doers import may_name_doer, names_no_doer
from quartier_nlp.findings.labels.effects import is_action
from quartier_nlp.findings.labels.faithful import is_faithful
from quartier_nlp.findings.labels.followers import LONGEST, with_condition, with_followers
from quartier_nlp.findings.labels.framed import agreed, chance, checking, wanted, why_not
from quartier_nlp.findings.labels.gender import Gender, gender_of
from quartier_nlp.findings.labels.going_on import is_praised, stands_alone, warned
from quartier_nlp.findings.labels.guessed import is_guessed, is_torn
from quartier_nlp.findings.labels.happening import is_done
from quartier_nlp.findings.labels.in_place import with_relative_in_place
from quartier_nlp.findings.labels.inflection import accusative, bare_accusative
from quartier_nlp.findings.labels.intact import is_intact
from quartier_nlp.findings.labels.label import Label
from quartier_nlp.findings.labels.letting import LETTING, is_hand, is_point
from quartier_nlp.findings.labels.links import (
    compares,
    conditions,
    depends,
    frames,
    is_effect,
    is_inverted_condition,
    is_measured_state,
    is_set_off,
    measures,
    negated_frame,
    opposed,
    shares_verb,
    takes_up_question,
    waits_for_verb,
    whoever,
    with_subject,
)
from quartier_nlp.findings.labels.misplaced import is_in_place
from quartier_nlp.findings.labels.nominal import nominal_phrase, nominalised, recommended
from quartier_nlp.findings.labels.notes import as_doings, noted_infinitive
from quartier_nlp.findings.labels.noun_lists import ORDINAL_HEADS
from quartier_nlp.findings.labels.phrase import Phrase, phrase_of
from quartier_nlp.findings.labels.readable import is_readable
from quartier_nlp.findings.labels.roles import is_doer
from quartier_nlp.findings.labels.shared import with_shared
from quartier_nlp.findings.labels.soundness import is_sound
from quartier_nlp.findings.labels.sure import is_sure
from quartier_nlp.findings.labels.telling import is_telling
from quartier_nlp.findings.labels.told import Told
from quartier_nlp.findings.labels.trailing import with_trail
from quartier_nlp.findings.labels.used import new_use, noted_use
from quartier_nlp.findings.labels.whole import whole
from quartier_nlp.findings.labels.wished import doing_for, wished_phrase
from quartier_nlp.findings.labels.word import FINITE, Word, make, render, upper_first
from quartier_nlp.findings.labels.words import closing_aside, read
from quartier_nlp.model.vocabulary import ApproachStatus, LabelSource

_PERSONAL = frozenset({"PPER", "PIS"})
_OPENERS = frozenset({"KOUS", "PRELS", "PRELAT", "PWAV", "PWS"})
_LESS = frozenset({"statt", "anstatt", "ohne"})
_SPECIFYING = _OPENERS | {"KOUI", "PWAT"}
_VERBLESS = frozenset({ClauseKind.PARTICIPLE, ClauseKind.INFINITIVE, ClauseKind.FRAGMENT})
_LEADING = (",", "das", "heißt")
_SHOWING = frozenset({"der", "dem", "den", "denen", "die", "das"})
_QUOTES = frozenset("„“”»«\"'")
_LONGEST_ADVERB = 11
_LETS = "lassen"
_WHYS = frozenset({"warum", "wieso", "weshalb"})
_CONJUNCTIONS = frozenset({"und", "oder", "aber", "sondern", "denn", "bzw."})


def approach_label(
    span: Span, *, status: ApproachStatus | None = None, sure: float = 1.0, thing: Span | None = None
) -> Label:
    """Returns the label of an approach.

    Args:
        span: The quote, in a tagged Doc.
        status: Status of the approach, if known: a rejected approach whose verb says that it ended keeps its wording,
            because the phrase would say the opposite.
        sure: Probability that the quote is an approach. A complaint or an effect must not be told as something to do,
            so a quote that may be one keeps its wording.
        thing: What the row of a table is about, for a cell that says only what is done to it: "zum Garten umbauen".
    """
    quote, span = span, whole(span)
    words = _announced(opened_before(span) or read(span))
    bare = _bare_infinitive(span, words)
    if bare is not None:
        words[bare] = replace(words[bare], tag="VVINF")
    words = _without_tail(noted_infinitive(words))
    if thing is not None and words:
        doings = as_doings(words, lower=span.text[:1].islower())
        words = [*read(thing), *doings] if _lacks_object(doings) else words
    phrase = _phrase(span, words, status)
    for other in _with_nouns(span, words) if phrase is None else ():
        phrase = phrase or (None if other is None else _phrase(span, other, status))
    if phrase is None:
        lets = any(is_doer(word) or _LETS in {word.low, word.lemma.lower()} for word in words)
    else:
        lets = phrase.rule in LETTING and any(is_hand(word) for word in words)
    let = _phrase(span, words, status, letting=True) if lets else None
    if let is not None and (phrase is None or is_point(let.words, words)):
        phrase = let
    if phrase is None and not (_goes_on_behind(span) or _opens_relative(span, words)):
        phrase = with_trail(words, lambda ahead: _phrase(span, list(ahead), status))
        if phrase is None and lets:
            phrase = _alone(with_trail(words, lambda ahead: _phrase(span, list(ahead), status, letting=True)))
    if phrase is not None and not is_sure(phrase, words, sure):
        phrase = None
    if phrase is None:
        asked = warned(span)
        if asked is not None:
            return Label(upper_first(" ".join(asked.text.split())), LabelSource.CLAUSE, "clause")
        if _is_governed_noun(quote, span):
            span = quote.doc[quote.start : span.end]
            words = _announced(read(span))
        return Label(_clause(span, words, status) + closing_aside(span), LabelSource.CLAUSE, "clause")
    text = _lower_first(_joined_objects(_bare_object(_with_choice(phrase.words))))
    return Label(text + closing_aside(span), LabelSource.PHRASE, phrase.rule)


def _alone(phrase: Phrase | None) -> Phrase | None:
    """A phrase of what others do, unless a thing or others who do it are named behind it: "..., die Stadt auf ..."."""
    if phrase is None:
        return None
    last = max(i for i, word in enumerate(phrase.words) if word.tag == "VVINF")
    behind = (part for part in chunk(phrase.words[last + 1 :]) if part.kind is ChunkKind.NOUN)
    return None if any(part.words[0].tag != "CARD" for part in behind) else phrase


def _goes_on_behind(span: Span) -> bool:
    """Whether a quote was cut before the verb of its last clause: "das seit einem Jahr bestellt | ist"."""
    behind = next((token for token in span.doc[span.end : span.end + 2] if token.text not in _QUOTES), None)
    return behind is not None and behind.tag_ in FINITE


def _opens_relative(span: Span, words: Sequence[Word]) -> bool:
    """Whether a quote may begin with the pronoun of a relative clause: ", in dem Theater und Museum lagern"."""
    behind_comma = span.start > 0 and span.doc[span.start - 1].text == ","
    return behind_comma and len(words) > 1 and words[0].tag == "APPR" and words[1].low in _SHOWING


def _without_tail(words: list[Word]) -> list[Word]:
    """Takes off what leads to a clause that the quote was cut before: "..., das heißt"."""
    if len(words) > len(_LEADING) and tuple(word.low for word in words[-len(_LEADING) :]) == _LEADING:
        return words[: -len(_LEADING)]
    return words


def _lacks_object(words: Sequence[Word]) -> bool:
    """Whether infinitives alone say what is done, and nothing to what."""
    doing = next((i for i, word in enumerate(words) if word.tag == "VVINF"), None)
    if doing is None or words[-1].tag != "VVINF" or any(word.finite for word in words):
        return False
    named = {ChunkKind.NOUN, ChunkKind.REFLEXIVE, ChunkKind.PRONOUN}
    return not any(part.kind in named and part.words[0].low not in {"als", "wie"} for part in chunk(words[:doing]))


def _is_governed_noun(quote: Span, widened: Span) -> bool:
    """Whether a noun was widened by the preposition that only ties it to its frame: "Forderung nach | Aufstellung"."""
    tied = widened.start == quote.start - 1 and widened[0].tag_ in {"APPR", "APPRART"}
    return tied and quote[0].tag_ in {"NN", "ADJA"} and not any(token.tag_ in FINITE for token in quote)


def _with_nouns(span: Span, words: list[Word]) -> tuple[list[Word] | None, ...]:
    """The words with the noun that a pronoun stands for, where that is sure."""
    return (
        related(span, words),
        with_object(span, words),
        with_subject_noun(span, words),
        None if span.start and span.doc[span.start - 1].lower_ == "sondern" else with_shared(span, words),
    )


def _clause(span: Span, words: list[Word], status: ApproachStatus | None) -> str:
    """The cleaned clause; a subordinate one becomes a statement, unless that would say that what is wished is so.

    What was rejected keeps its opener, and what is proposed not to be: "dass der Müll nicht vor der Tür liegt".
    """
    first = words[: next((i for i, word in enumerate(words) if i and word.pause), len(words))]
    denied = any(word.low == "nicht" or word.low.startswith("kein") for word in first)
    stated = status is not ApproachStatus.REJECTED and not (denied and status is ApproachStatus.PROPOSED)
    ahead = with_subject_ahead(span) or with_shared(span, words)
    wished = status is ApproachStatus.PROPOSED
    if wished and words and words[0].low == "wenn" and is_praised(span):
        words = [make("dass", "KOUS"), *words[1:]]
    text = cleaned_clause(span, ahead or words, stated=stated, wished=wished)
    fronted = with_left_out(span, words, text) if ahead is None else None
    if fronted is not None:
        text = cleaned_clause(span, fronted, stated=stated, wished=wished)
    longer = with_opening(span) if ahead is None and begins_with_verb(span, text) else None
    return text if longer is None else cleaned_clause(longer, read(longer), stated=stated, wished=wished)


def _phrase(span: Span, words: list[Word], status: ApproachStatus | None, *, letting: bool = False) -> Phrase | None:
    """The action that the words of a quote express, None where it is not sure or would not be understood.

    Args:
        span: The quote.
        words: Its words.
        status: Status of the approach.
        letting: Whether those who act are to be named in it.
    """
    if _goes_on_relative(span, words):
        return None
    parts = clauses(_without_doubt(words))
    phrase = (
        _letting(parts)
        if letting
        else (
            _fronted_noun(words, parts)
            or _from_clauses(parts, subject_known=subject_before(span))
            or _wished(parts, status)
            or noted_use(parts)
            or nominal_phrase(words, parts)
            or recommended(words)
            or _noun(parts, status)
        )
    )
    if phrase is None or len(phrase.words) > LONGEST:
        return None
    sound = is_sound(phrase, status) and is_faithful(phrase, words, parts) and not is_guessed(span, phrase)
    if not sound or is_torn(span, words) or not is_covered(phrase, parts, status):
        return None
    told = Told(phrase, words, parts, status)
    if not (
        is_telling(told)
        and (letting or names_no_doer(told))
        and is_in_place(told)
        and is_action(told)
        and is_done(told)
    ):
        return None
    if not (is_intact(told) and is_readable(told) and stands_alone(span, told)):
        return None
    if not letting and may_name_doer(span, told):
        return None
    return with_relative_in_place(phrase, words)


def _letting(parts: Sequence[Clause]) -> Phrase | None:
    """What others do, whom one may let do it, where they do no second thing: "Schüler den Laden führen lassen"."""
    phrase = _from_clauses(parts, subject_known=False, letting=True)
    if phrase is None:
        return None
    words = phrase.words
    opened = (
        i for i, word in enumerate(words) if word.tag in _SPECIFYING or (words[i - 1].pause and word.low in _LESS)
    )
    action = words[: next(opened, len(words))]
    doing = [word.low for word in action if word.tag == "VVINF"]
    return phrase if doing[-1:] == [_LETS] and not any(other.endswith("lassen") for other in doing[:-1]) else None


def _goes_on_relative(span: Span, words: Sequence[Word]) -> bool:
    """Whether a quote opens with a relative pronoun that was read as an article: ", mit der Städte Ställe abgeben"."""
    zu = any(word.tag in {"PTKZU", "VVIZU"} for word in words)
    closed = len(words) > 2 and words[-1].verb and not any(word.finite for word in words[:-1])
    return closed and not zu and _opens_relative(span, words)


def _fronted_noun(words: Sequence[Word], parts: Sequence[Clause]) -> Phrase | None:
    """An infinitive that opens a note as a noun, which taggers take for an imperative."""
    opens = any(nominalised(words, index) is not None for index in range(min(2, len(words))))
    return nominal_phrase(words, parts) if opens else None


def _with_choice(words: Sequence[Word]) -> Sequence[Word]:
    """Takes "entweder" out where its second option has been left out."""
    chooses = any(word.low == "oder" for word in words)
    return words if chooses else [word for word in words if word.low != "entweder"]


def _bare_object(words: Sequence[Word]) -> Sequence[Word]:
    """Takes the article off an object that was left with it because its case was not sure: "den Keller herrichten"."""
    if words[0].low != "den" or words[0].tag != "ART":
        return words
    first = chunk(words)[0]
    singular = first.head.low == first.head.lemma.lower() and gender_of(first.head) is Gender.MASCULINE
    another = any(part.kind is ChunkKind.NOUN and ACC in part.cases for part in chunk(words)[1:])
    return [*bare_accusative(first.words), *words[len(first.words) :]] if singular and not another else words


def _joined_objects(words: Sequence[Word]) -> list[Word]:
    """Puts what was joined to the subject into the accusative as well: "und ein abgesenkter Bordstein"."""
    result = list(words)
    for index in range(len(words) - 2):
        joined = words[index].tag == "KON" and words[index + 1].low == "ein" and words[index + 1].tag == "ART"
        head = next((word for word in words[index + 2 :] if word.tag != "ADJA"), None)
        strong = words[index + 2].tag == "ADJA" and words[index + 2].low.endswith("er")
        if joined and head is not None and (strong or gender_of(head) is Gender.MASCULINE):
            result[index + 1 :] = accusative(result[index + 1 :])
    return result


def _announced(words: list[Word]) -> list[Word]:
    """Takes off what announces a proposal, and the number of a list item: "Mein Vorschlag: ...", "3) ..."."""
    colon = next((i for i, word in enumerate(words[:6]) if word.low == ":"), None)
    announcing = colon is not None and any(word.low in listed("frames", "announcements") for word in words[:colon])
    if announcing and colon is not None and colon + 1 < len(words) and not any(w.verb for w in words[:colon]):
        words = words[colon + 1 :]
    while len(words) > 1 and words[0].low.rstrip(".)").isdigit():
        marked = words[0].low.endswith((".", ")")) or words[1].low in {")", "."}
        if not marked or words[1].low.endswith(ORDINAL_HEADS):
            break
        words = words[1:]
    while len(words) > 1 and (
        words[0].pause or _is_plea(words) or (words[0].tag == "KON" and words[0].low in _CONJUNCTIONS)
    ):
        asks = words[0].low == "bitte" and words[1].finite
        words = [replace(words[1], text=upper_first(words[1].text)), *words[2:]] if asks else words[1:]
    return words


def _is_plea(words: Sequence[Word]) -> bool:
    return words[0].low == "bitte" and words[1].low not in {"um", "an", "von"}


def _without_doubt(words: list[Word]) -> list[Word]:
    """Takes off a short condition that answers what was asked before: "Wenn nein, ..."."""
    short = len(words) > 3 and words[0].low in {"wenn", "falls"} and words[2].pause
    return words[3:] if short and words[1].low in {"ja", "nein", "möglich", "nötig"} else words


def _wished(parts: Sequence[Clause], status: ApproachStatus | None) -> Phrase | None:
    """A thing that is called good or needed, with the clauses that specify it."""
    for index, part in enumerate(parts):
        phrase = wished_phrase(part, status)
        turned = (
            index + 1 < len(parts) and part.kind is ClauseKind.FRAGMENT and parts[index + 1].mark in {">", "→", "-"}
        )
        if phrase is not None and not turned and (part.kind is not ClauseKind.FRAGMENT or index == 0):
            return with_followers(phrase, parts, index)
    return None


def _lower_first(words: Sequence[Word]) -> str:
    """Takes the sentence's capital off a first word that is no noun."""
    if sum(word.text.endswith("“") for word in words) > sum(word.text.startswith("„") for word in words):
        words = [replace(word, text=word.text.replace("“", "") or word.text) for word in words]
    words = [_without_stop(word) if ends else word for word, ends in zip(words, _ends(words), strict=True)]
    first = words[0]
    noun = first.tag == "ADJD" and first.low.endswith("er") and (len(first.low) > _LONGEST_ADVERB or "ä" in first.low)
    alone = first.tag == "ADJA" and words[1:2] and words[1].tag == "VVINF"
    if first.tag in {"NN", "NE", "FM", "TRUNC"} or alone or first.text.isupper() or noun or is_place_adjective(first):
        return render(words)
    return render([replace(first, text=first.text[:1].lower() + first.text[1:]), *words[1:]])


def _ends(words: Sequence[Word]) -> list[bool]:
    """For each word whether the infinitive or nothing follows."""
    return [following is None or following.tag == "VVINF" for following in (*words[1:], None)]


def _without_stop(word: Word) -> Word:
    """Takes the full stop of a sentence off a number."""
    return replace(word, text=word.text[:-1]) if word.text[-2:-1].isdigit() and word.text.endswith(".") else word


def _bare_infinitive(span: Span, words: Sequence[Word]) -> int | None:
    """Index of the infinitive that ends a note such as "Böden zum Probenraum umbauen" and was read as plural."""
    pause = next((i for i, word in enumerate(words) if word.pause), len(words))
    purpose = pause + 1 < len(words) and words[pause + 1].low in {"damit", "um", "sodass", "statt"}
    relative = (
        pause + 2 < len(words) and words[pause].low == "," and words[pause + 1].low in {"der", "die", "das", "den"}
    )
    relative = relative and words[-1].verb
    end = pause if purpose or relative else len(words)
    if end < 2 or words[end - 1].tag != "VVFIN" or not words[end - 1].low.endswith(("en", "ern", "eln")):
        return None
    if any(word.verb or word.tag in _PERSONAL | {"KOUS", "PRELS"} for word in words[: end - 1]):
        return None
    opened = any(token.tag_ in _OPENERS or token.tag_ in _PERSONAL for token in before(span))
    return None if opened else end - 1


def _noun(parts: Sequence[Clause], status: ApproachStatus | None) -> Phrase | None:
    """A proposal that only names a new thing: "eine halbe Stelle, die Anträge schreibt"."""
    if status is not ApproachStatus.PROPOSED or not parts or parts[0].kind is not ClauseKind.FRAGMENT:
        return None
    first = chunk(parts[0].words)
    opener = first[0].words[0]
    if opener.low in {"jemand", "jemanden"} and all(part.kind is ChunkKind.PREPOSITION for part in first[1:]):
        words = [make("jemanden", "PIS"), *(word for part in first[1:] for word in part.words)]
        return with_followers(Phrase((*words, make("finden", "VVINF")), "noun"), parts, 0) if len(parts) > 1 else None
    indefinite = opener.tag == "ART" and opener.low.startswith("ein")
    if first[0].kind is not ChunkKind.NOUN or not (indefinite or opener.low == "mehr"):
        return None
    if any(part.kind not in {ChunkKind.NOUN, ChunkKind.PREPOSITION} for part in first):
        return None
    if (
        first[0].head.tag == "ADJA"
        or names_action(first[0].head)
        or first[0].head.low in listed("frames", "not_things")
    ):
        return None
    words = [*bare_accusative(first[0].words), *(word for part in first[1:] for word in part.words)]
    doing = doing_for(first[0].head) or "schaffen"
    return with_followers(Phrase((*words, make(doing, "VVINF")), "noun"), parts, 0)


def _from_clauses(parts: Sequence[Clause], *, subject_known: bool, letting: bool = False) -> Phrase | None:
    for index in range(len(parts)):
        part = with_subject(parts, index)
        following = parts[index + 1] if index + 1 < len(parts) else None
        if part.kind in {ClauseKind.PURPOSE, ClauseKind.WITHOUT, ClauseKind.CAUSE, ClauseKind.WHETHER}:
            continue
        if part.kind is ClauseKind.RELATIVE and len(parts) > 1:
            continue
        if following is not None and opposed(part, following):
            continue
        if part.words[0].low in {"falls", "sofern"} or (index and depends(parts[index - 1], part)):
            continue
        if is_inverted_condition(part, following) or waits_for_verb(part, following):
            continue
        if index and waits_for_verb(parts[index - 1], part):
            return None
        if compares(part, following):
            continue
        if shares_verb(parts, index):
            return None
        if len(part.words) == 1 and part.words[0].low == "wäre" and following and following.kind is ClauseKind.IF:
            continue
        if takes_up_question(parts, index):
            missing = wanted(parts, index)
            return None if missing is None else with_followers(missing, parts, index)
        if index and conditions(parts[index - 1], part):
            continue
        if index and parts[index - 1].kind is ClauseKind.RELATIVE and part.kind in _VERBLESS:
            continue
        if (following is not None and is_set_off(part, following)) or is_measured_state(part, following):
            return None
        measured = following is not None and measures(part, following)
        if part.kind in {ClauseKind.MAIN, ClauseKind.QUESTION} and following and frames(following) and not measured:
            opened = chance(part, following)
            if opened is not None:
                return opened
            continue
        if whoever(part):
            return None
        if part.words[0].low in _WHYS:
            asked = why_not(part)
            if part.finite is not None and part.finite.low == "gibt":
                return wished_phrase(Clause(ClauseKind.MAIN, part.words[1:], part.mark), ApproachStatus.PROPOSED)
            return None if asked is None else phrase_of(asked)
        if part.kind is ClauseKind.IF:
            exists = wished_phrase(part, None)
            if exists is not None:
                return with_followers(exists, parts, index)
        if is_effect(parts, index):
            return None
        phrase = (
            phrase_of(part, letting=True)
            if letting
            else (
                wanted(parts, index)
                or new_use(part)
                or checking(parts, index)
                or phrase_of(part, subject_known=subject_known and index == 0)
            )
        )
        if phrase is None:
            continue
        if negated_frame(parts, index):
            return None
        return with_condition(with_followers(phrase, parts, index), parts, index)
    return None if letting else agreed(parts, subject_known=subject_known)
