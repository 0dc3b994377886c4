"""Labels of approaches: an infinitive phrase, or the cleaned clause where none can be formed for sure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Span, Token

from quartier_nlp.findings.labels.actions import names_action
from quartier_nlp.findings.labels.antecedent import related, with_object
from quartier_nlp.findings.labels.cases import ACC, NOM, is_place_adjective
from quartier_nlp.findings.labels.chunks import ChunkKind, chunk
from quartier_nlp.findings.labels.clauses import Clause, ClauseKind, clauses
from quartier_nlp.findings.labels.cleaned import cleaned_clause
from quartier_nlp.findings.labels.data import listed
from quartier_nlp.findings.labels.gender import Gender, gender_of
from quartier_nlp.findings.labels.inflection import bare_accusative
from quartier_nlp.findings.labels.label import Label
from quartier_nlp.findings.labels.links import (
    conditions,
    depends,
    frames,
    is_effect,
    measures,
    negated_frame,
    opposed,
    whoever,
    with_subject,
)
from quartier_nlp.findings.labels.nominal import nominal_phrase, nominalised, recommended
from quartier_nlp.findings.labels.notes import noted_infinitive
from quartier_nlp.findings.labels.noun_lists import ORDINAL_HEADS
from quartier_nlp.findings.labels.phrase import Phrase, phrase_of
from quartier_nlp.findings.labels.soundness import is_sound
from quartier_nlp.findings.labels.used import new_use
from quartier_nlp.findings.labels.whole import whole
from quartier_nlp.findings.labels.wished import doing_for, wished_phrase
from quartier_nlp.findings.labels.word import PAUSES, Word, make, render
from quartier_nlp.findings.labels.words import read
from quartier_nlp.model.vocabulary import ApproachStatus, LabelSource

_PERSONAL = frozenset({"PPER", "PIS"})
_OPENERS = frozenset({"KOUS", "PRELS", "PRELAT", "PWAV", "PWS"})
_VERBLESS = frozenset({ClauseKind.PARTICIPLE, ClauseKind.INFINITIVE, ClauseKind.FRAGMENT})
_LONGEST = 24
_LONGEST_ADVERB = 11
_LONGEST_RELATIVE = 16
_WHYS = frozenset({"warum", "wieso", "weshalb"})
_CHANCES = frozenset({"möglichkeit", "möglichkeiten", "gelegenheit", "chance", "weg", "wege"})
_CONJUNCTIONS = frozenset({"und", "oder", "aber", "sondern", "denn", "bzw."})
_OPEN = frozenset({"sie", "er", "es", "das", "dies", "ihn", "ihm", "diese", "dieser", "ich", "dort", "hier"})


def approach_label(span: Span, *, status: ApproachStatus | None = None) -> Label:
    """Returns the label of an approach.

    Args:
        span: The quote, in a tagged Doc.
        status: Status of the approach, if known: a rejected approach whose verb says that it ended keeps its wording,
            because the phrase would say the opposite.
    """
    span = whole(span)
    words = _announced(read(span))
    bare = _bare_infinitive(span, words)
    if bare is not None:
        words[bare] = replace(words[bare], tag="VVINF")
    words = noted_infinitive(words)
    phrase = _phrase(span, words, status)
    for other in (related(span, words), with_object(span, words)) if phrase is None else ():
        phrase = phrase or (None if other is None else _phrase(span, other, status))
    if phrase is None:
        return Label(cleaned_clause(span, words), LabelSource.CLAUSE, "clause")
    return Label(_lower_first(_bare_object(_with_choice(phrase.words))), LabelSource.PHRASE, phrase.rule)


def _phrase(span: Span, words: list[Word], status: ApproachStatus | None) -> Phrase | None:
    """The action that the words of a quote express, None where it is not sure or would not be understood."""
    parts = clauses(_without_doubt(words))
    phrase = (
        _fronted_noun(words, parts)
        or _from_clauses(_purposes(parts), subject_known=_subject_before(span))
        or _wished(parts, status)
        or nominal_phrase(words, parts)
        or recommended(words)
        or _noun(parts, status)
    )
    sound = phrase is not None and is_sound(phrase, status) and len(phrase.words) <= _LONGEST
    return phrase if sound else None


def _purposes(parts: Sequence[Clause]) -> Sequence[Clause]:
    """Reads a quote that only says what something is for as the action itself: "um die Höfe zu öffnen"."""
    if not parts or any(part.kind is not ClauseKind.PURPOSE for part in parts):
        return parts
    return [replace(part, kind=ClauseKind.ZU, words=part.words[1:]) for part in parts if len(part.words) > 1]


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
    while len(words) > 1 and (words[0].pause or (words[0].tag == "KON" and words[0].low in _CONJUNCTIONS)):
        words = words[1:]
    return words


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
            return _with_followers(phrase, parts, index)
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
    opened = any(token.tag_ in _OPENERS or token.tag_ in _PERSONAL for token in _before(span))
    return None if opened else end - 1


def _before(span: Span) -> list[Token]:
    """The tokens of the clause that stand before the quote."""
    start = span.sent.start
    tokens = list(span.doc[start : span.start])
    for index in range(len(tokens) - 1, -1, -1):
        if tokens[index].text in PAUSES or tokens[index].text in {"und", "oder"}:
            return tokens[index + 1 :]
    return tokens


def _subject_before(span: Span) -> bool:
    """Whether the clause names its subject before the quote begins."""
    before = _before(span)
    if not before:
        return span.start > span.sent.start and span.doc[span.start - 1].text == "und"
    parts = chunk([Word(token.text, token.lower_, token.tag_, token.lemma_) for token in before if not token.is_space])
    nominal = {ChunkKind.NOUN, ChunkKind.PRONOUN}
    return any(part.kind in nominal and NOM in part.cases for part in parts)


def _noun(parts: Sequence[Clause], status: ApproachStatus | None) -> Phrase | None:
    """A proposal that only names a new thing: "eine halbe Stelle, die Anträge schreibt"."""
    if status is not ApproachStatus.PROPOSED or not parts or parts[0].kind is not ClauseKind.FRAGMENT:
        return None
    first = chunk(parts[0].words)
    opener = first[0].words[0]
    if opener.low in {"jemand", "jemanden"} and all(part.kind is ChunkKind.PREPOSITION for part in first[1:]):
        words = [make("jemanden", "PIS"), *(word for part in first[1:] for word in part.words)]
        return _with_followers(Phrase((*words, make("finden", "VVINF")), "noun"), parts, 0) if len(parts) > 1 else None
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
    return _with_followers(Phrase((*words, make(doing, "VVINF")), "noun"), parts, 0)


def _from_clauses(parts: Sequence[Clause], *, subject_known: bool) -> Phrase | None:
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
        if index and conditions(parts[index - 1], part):
            continue
        if index and parts[index - 1].kind is ClauseKind.RELATIVE and part.kind in _VERBLESS:
            continue
        measured = following is not None and measures(part, following)
        if part.kind in {ClauseKind.MAIN, ClauseKind.QUESTION} and following and frames(following) and not measured:
            chance = _chance(part, following)
            if chance is not None:
                return chance
            continue
        if whoever(part):
            return None
        if part.words[0].low in _WHYS:
            asked = _why_not(part)
            if part.finite is not None and part.finite.low == "gibt":
                return wished_phrase(Clause(ClauseKind.MAIN, part.words[1:], part.mark), ApproachStatus.PROPOSED)
            return None if asked is None else phrase_of(asked)
        if part.kind is ClauseKind.IF:
            exists = wished_phrase(part, None)
            if exists is not None:
                return _with_followers(exists, parts, index)
        if is_effect(parts, index):
            return None
        phrase = (
            _wanted(parts, index)
            or new_use(part)
            or _checking(parts, index)
            or phrase_of(part, subject_known=subject_known and index == 0)
        )
        if phrase is None:
            continue
        if negated_frame(parts, index):
            return None
        return _with_condition(_with_followers(phrase, parts, index), parts, index)
    return None


def _with_condition(phrase: Phrase, parts: Sequence[Clause], index: int) -> Phrase:
    """Adds the condition that stands before a main clause: "wenn einer fehlt, rufen wir an"."""
    condition = parts[0].words
    said = index == 1 and parts[0].kind is ClauseKind.IF and parts[1].kind is ClauseKind.MAIN
    open_end = condition[-1].finite and not any(word.low in _OPEN for word in condition)
    if not said or not open_end or len(condition) + len(phrase.words) > _LONGEST - 2:
        return phrase
    first = replace(condition[0], text=condition[0].low)
    return Phrase((*phrase.words, make(",", "$,"), first, *condition[1:]), phrase.rule)


def _chance(part: Clause, following: Clause) -> Phrase | None:
    """A chance that is called for keeps its frame: "Möglichkeit schaffen, die Bahn zu überqueren"."""
    if following.kind is not ClauseKind.ZU or not any(word.low in _CHANCES for word in part.words):
        return None
    phrase = phrase_of(part)
    if phrase is None or not any(word.low in _CHANCES for word in phrase.words):
        return None
    return Phrase((*phrase.words, make(",", "$,"), *following.words), phrase.rule)


def _why_not(part: Clause) -> Clause | None:
    """Reads "warum baut man nicht die Bahn aus" as a proposal; without its negation it would be a complaint."""
    denials = [w for w in part.words if w.tag == "PTKNEG" or w.low in {"kein", "keine", "keinen"}]
    if len(denials) != 1 or any(word.tag == "VAFIN" for word in part.words):
        return None
    return Clause(ClauseKind.MAIN, tuple(word for word in part.words[1:] if word is not denials[0]), part.mark)


def _wanted(parts: Sequence[Clause], index: int) -> Phrase | None:
    """Reads the second clause of "was wir, ist ein Ansprechpartner": the second clause names what the first needs."""
    if index == 0 or parts[index - 1].kind is not ClauseKind.QUESTION:
        return None
    finite = parts[index].finite
    wanting = {"brauchen", "fehlen", "wünschen", "bräuchten", "wollen", "vermissen"}
    needs = any(word.lemma.lower() in wanting for word in parts[index - 1].words)
    words = parts[index].words
    words = words[1:] if words[0].low in {"das", "dat", "dies", "nämlich"} else words
    named = parts[index].kind is ClauseKind.FRAGMENT and parts[index].mark == ":"
    if not needs or not words or not (named or (finite is not None and finite.lemma == "sein" and words[0].finite)):
        return None
    thing = words if named else words[1:]
    swapped = (make("es", "PPER"), Word("fehlt", "fehlt", "VVFIN", "fehlen"), *thing)
    return phrase_of(Clause(ClauseKind.MAIN, swapped, ","))


def _checking(parts: Sequence[Clause], index: int) -> Phrase | None:
    """A proposal to look whether something can be done: "es sollte geprüft werden, ob ..."."""
    following = parts[index + 1] if index + 1 < len(parts) else None
    finite = parts[index].finite
    if following is None or following.kind is not ClauseKind.WHETHER or finite is None or finite.tag != "VMFIN":
        return None
    words = parts[index].words
    checks = words[-1].lemma.lower() == "prüfen" or (words[-1].low == "werden" and words[-2].low == "geprüft")
    clause = following.words
    if not checks or len(clause) > _LONGEST_RELATIVE or any(word.low in _OPEN for word in clause):
        return None
    if not clause[-1].finite and clause[-1].tag != "VMINF":
        return None
    return Phrase((make("prüfen", "VVINF"), make(",", "$,"), *clause), "check")


def _with_followers(phrase: Phrase, parts: Sequence[Clause], index: int) -> Phrase:
    """Adds a coordinated second action, and the clauses that say which or what for."""
    words = list(phrase.words)
    measured = any(b.low == "so" and b.tag == "ADV" and not a.pause for a, b in pairwise(parts[index].words))
    for place, part in enumerate(parts[index + 1 :]):
        if not place and measured and part.kind is ClauseKind.THAT and part.mark == "," and words[-1].tag == "VVINF":
            degree = [] if any(word.low == "so" for word in words) else [make("so", "ADV")]
            words = [*words[:-1], *degree, words[-1], make(",", "$,"), *part.words]
            continue
        if part.kind is ClauseKind.MAIN and part.mark == "und" and part.words[0].finite:
            second = phrase_of(part, continues=True)
            if second is None:
                break
            words.extend([make("und", "KON"), *second.words])
        elif _specifies(part, words):
            words.extend([make(",", "$,"), *part.words])
        else:
            break
    return Phrase(tuple(words), phrase.rule) if len(words) <= _LONGEST else phrase


def _tells_more(part: Clause) -> bool:
    """Whether a clause that looks relative is a main clause with its verb second: "die kennt jeden"."""
    second = part.words[1] if part.kind is ClauseKind.RELATIVE and len(part.words) > 2 else None
    return second is not None and second.finite and not part.words[-1].verb


def _specifies(part: Clause, words: Sequence[Word]) -> bool:
    """Whether a clause behind the action says which, what for, how or on what condition."""
    length = len(part.words)
    if part.kind is ClauseKind.PURPOSE:
        return True
    if part.words[0].tag == "KON" or _tells_more(part):
        return False
    if part.kind is ClauseKind.RELATIVE or (part.kind is ClauseKind.QUESTION and part.mark == ","):
        return length <= _LONGEST_RELATIVE
    if part.kind is ClauseKind.WITHOUT:
        return length <= _LONGEST_RELATIVE // 2
    return part.kind is ClauseKind.IF and any(word.low in {"erst", "nur"} for word in words)
