"""Labels of open questions: a direct question with a question mark."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Span

from quartier_nlp.findings.labels.clauses import Clause, ClauseKind, clauses
from quartier_nlp.findings.labels.data import listed
from quartier_nlp.findings.labels.label import Label
from quartier_nlp.findings.labels.question_frame import (
    is_statement,
    without_frame,
    without_open_end,
    without_particles,
)
from quartier_nlp.findings.labels.question_nominal import nominal_question, open_matter, topic_before
from quartier_nlp.findings.labels.question_order import (
    asks_directly,
    is_question_word,
    opens_question,
    question_phrase_end,
    verb_to_front,
    widened,
    with_commas,
    with_copula,
)
from quartier_nlp.findings.labels.reference import resolved
from quartier_nlp.findings.labels.torn import is_cut_off, is_torn_question
from quartier_nlp.findings.labels.whole import whole
from quartier_nlp.findings.labels.word import Word, make, render, upper_first
from quartier_nlp.findings.labels.words import read
from quartier_nlp.model.vocabulary import LabelSource

_FOLLOWERS = frozenset(
    {
        ClauseKind.IF,
        ClauseKind.RELATIVE,
        ClauseKind.THAT,
        ClauseKind.PURPOSE,
        ClauseKind.ZU,
        ClauseKind.CAUSE,
        ClauseKind.WITHOUT,
    }
)
_COMMA = make(",", "$,")
_MARKUP = re.compile(r"\.?\[\^\w*\]?|~~|\*+")
_LONGEST_EXTENSION = 10
_SUBJECT_TAGS = frozenset({"PRF", "PPER", "PIS", "ART", "PDS", "PPOSAT", "PDAT", "VVPP"})
_CONJUNCTIONS = frozenset({"und", "oder", "aber", "nur", "bloß", "na", "ja", "tja", "denn"})
_LEADS = frozenset({"und", "aber", "also", "nur", "denn"})
_OPENERS = frozenset({"aber", "nun", "denn", "genau"})


@dataclass(frozen=True, slots=True)
class Question:
    """A direct question.

    Attributes:
        words: Its words, subordinate clauses included.
        verb: Index of its finite verb.
        rule: Name of the rule that formed it.
    """

    words: tuple[Word, ...]
    verb: int
    rule: str


def question_label(span: Span) -> Label:
    """Returns the label of an open question.

    Direct questions are cleaned, indirect ones get the word order of direct ones; where neither is found the cleaned
    quote gets a question mark, unless it is a statement.
    """
    span = whole(span)
    marked = span.text.rstrip(' ."“”»«)').endswith("?")
    found = _asked(span, marked=marked) or _asked(_extended(span), marked=marked)
    if found is not None:
        topic, question = found
        words = resolved(span, question.words, question.verb)
        text = upper_first(render(words))
        return Label(_ask(f"{topic}: {text}" if topic else text), LabelSource.PHRASE, question.rule)
    quote = read(span)
    nominal = nominal_question(quote, asked=marked)
    if nominal is not None:
        return Label(_ask(nominal), LabelSource.PHRASE, "nominal")
    if not marked and is_statement(quote):
        return Label(upper_first(render(_unled(quote))).strip(" .,;:–"), LabelSource.CLAUSE, "statement")
    matter = open_matter(without_open_end(_first_asked(quote)))
    matter = _unled(matter)
    if len(matter) > 2 and _supposes(matter):
        return Label(_ask(f"Was ist, {render([_lowered(matter[0]), *matter[1:]])}"), LabelSource.PHRASE, "if")
    return Label(_ask(upper_first(render(matter)) or span.text.strip()), LabelSource.CLAUSE, "clause")


def _unled(words: list[Word]) -> list[Word]:
    return words[1:] if len(words) > 2 and words[0].low in _LEADS else words


def _supposes(words: Sequence[Word]) -> bool:
    """Whether a matter is one condition and nothing else: "wenn der Betrag nicht reicht"."""
    alone = not any(word.pause for word in words) and sum(word.finite for word in words) <= 1
    return words[0].low in {"wenn", "wenn's"} and words[-1].verb and alone


def _lowered(word: Word) -> Word:
    return replace(word, text=word.text[:1].lower() + word.text[1:])


def _first_asked(words: list[Word]) -> list[Word]:
    """What stands before a question mark within the quote: "Chor = Lärm? Jurist legt sich nicht fest"."""
    mark = next((i for i, word in enumerate(words) if word.low == "?"), len(words))
    return words[:mark] if mark > 1 else words


def _extended(span: Span) -> Span | None:
    """The quote up to the end of its clause, where it was cut within a phrase."""
    words = read(span)
    if not words or not is_cut_off(words):
        return None
    end = span.end
    while end < min(span.sent.end, span.end + _LONGEST_EXTENSION) and span.doc[end].text not in {
        ",",
        ".",
        "?",
        "!",
        ";",
    }:
        end += 1
    return span.doc[span.start : end] if end > span.end else None


def _asked(span: Span | None, *, marked: bool) -> tuple[str, Question] | None:
    """The first sound question of a quote, and the topic that stands before its colon."""
    if span is None:
        return None
    topic, words = topic_before(read(span))
    words = without_particles(without_frame(_behind_announcement(words)))
    for start in _starts(words, marked=marked):
        question = _yes_or_no(words, marked=marked) if start < 0 else _question_at(words, start, marked=marked)
        if question is not None and len(question.words) > 1 and not is_torn_question(_main(question), question.verb):
            return topic, question
    return None


def _behind_announcement(words: list[Word]) -> list[Word]:
    """What a clause before a colon only announces: "lassen wir das als Frage stehen: Wer haftet?"."""
    colon = next((i for i, word in enumerate(words) if word.low == ":"), 0)
    ahead, behind = words[:colon], words[colon + 1 :]
    if not behind or not any(word.finite for word in ahead):
        return words
    asks = any(
        _may_open(behind, i) and (behind[i].low == "ob" or opens_question(behind, i)) for i in range(len(behind))
    )
    asked_before = opens_question(ahead, 0) and not ahead[-1].finite
    return behind if asks and not asked_before else words


def _main(question: Question) -> Sequence[Word]:
    """The question without the subordinate clauses behind its verb."""
    words = question.words
    end = next((i for i in range(question.verb, len(words)) if words[i].pause), len(words))
    return words[:end]


def _starts(words: Sequence[Word], *, marked: bool) -> list[int]:
    """Where questions begin, the surest first; -1 stands for a question that opens with its verb."""
    found = [i for i in range(len(words)) if _may_open(words, i) and (words[i].low == "ob" or opens_question(words, i))]
    if len(found) > 1 and words[found[0]].low == "was" and _says_open(words[found[0] : found[1]]):
        found = found[1:]
    opening = _opening(words)
    if opening is None:
        return found
    frame = words[opening : found[0]] if found else ()
    first = (
        marked and found and found[0] > opening and (not _says_open(frame) or any(word.tag == "VVPP" for word in frame))
    )
    return [-1, *found] if first or not found else found


def _may_open(words: Sequence[Word], index: int) -> bool:
    """Whether a clause can begin at an index: at the start, after a pause, or after the verb of a frame."""
    if index == 0:
        return True
    before = words[index - 1]
    if before.pause or before.low in listed("questions", "lead_ins"):
        return True
    if words[index].low in {"wie", "was", "wo", "wer", "wen", "wem"} or words[index].low in listed(
        "questions", "prepositions"
    ):
        return before.low in {"keiner", "niemand", "weiß", "nicht"} and any(word.finite for word in words[:index])
    return any(word.finite for word in words[:index]) and before.tag != "APPR"


def _opening(words: Sequence[Word]) -> int | None:
    """Index of the verb that opens a question: behind conjunctions, or behind a condition."""
    index = 0
    while index < len(words) - 1 and (words[index].low in _CONJUNCTIONS or words[index].pause):
        index += 1
    if index < len(words) and words[index].finite:
        return index
    parts = clauses(words)
    if len(parts) > 1 and parts[0].kind is ClauseKind.IF and parts[1].words[0].finite:
        return 0
    return None


def _yes_or_no(words: Sequence[Word], *, marked: bool) -> Question | None:
    """A question that opens with its verb: "Fällt Zwischennutzung unter das Vergaberecht?"."""
    start = _opening(words)
    parts = clauses(words[start:]) if start is not None else []
    if not parts or (not marked and len(parts) > 1 and parts[1].mark == "," and parts[1].words[0].finite):
        return None
    if parts[0].kind is ClauseKind.IF:
        condition = [*parts[0].words, _COMMA]
        main = parts[1].words
        return Question((*condition, *main, *_followers(parts, 1, direct=True)), len(condition), "direct")
    main = parts[0].words
    if len(main) < 2 or main[0].tag in {"VVIMP", "VAIMP"} or _frame(parts[0]):
        return None
    if marked and _is_interrupted(parts, words) and not any(word.pause and word.low != "," for word in words[start:]):
        return Question(tuple(words[start:]), 0, "direct")
    return Question((*main, *_followers(parts, 0, direct=True)), 0, "direct")


def _is_interrupted(parts: Sequence[Clause], words: Sequence[Word]) -> bool:
    """Whether a clause parts a question from its closing verb: "Kann ein Amt, das zahlt, gleichzeitig mahnen?"."""
    main, last = parts[0].words, words[-1]
    waits = main[0].tag in {"VMFIN", "VAFIN"} and not any(word.verb for word in main[1:]) and main[-1].tag == "NN"
    return len(parts) > 1 and waits and last.tag in {"VVINF", "VVPP", "VAINF"} and parts[1].mark == ","


def _conditions(behind: Sequence[Word]) -> list[Word]:
    """The condition behind a short question: "..., wenn die Botin Pakete mitnimmt"."""
    parts = clauses(behind)
    said = len(parts) == 1 and parts[0].kind is ClauseKind.IF
    return [_COMMA, *parts[0].words] if said else []


def _is_whole(question: Sequence[Word], parts: Sequence[Clause]) -> bool:
    """Whether all that stands before the question mark belongs to the question: no frame, no second sentence."""
    if any(word.pause and word.low != "," for word in question):
        return False
    behind = parts[1:]
    if any(part.words[0].low == "als" or part.kind is ClauseKind.QUESTION for part in behind):
        return False
    return not any(_is_margin(part) or _frame(part) or part.words[0].finite for part in behind)


def _question_at(words: Sequence[Word], start: int, *, marked: bool) -> Question | None:
    """The question that begins at an index with "ob" or a question word."""
    further = _asked_further(words, start)
    if further is not None:
        return _question_at(words, further, marked=marked)
    opened = _opened(words[start:])
    if len(opened) > 1 and opened[1].pause:
        return None
    if opened[0].low == "ob":
        comma = next((i for i, word in enumerate(opened) if word.pause), len(opened))
        stated = with_copula(opened[1:comma])
        if stated is not None:
            return Question((stated[0], *stated[1], *_conditions(opened[comma:])), 0, "whether")
    parts = clauses(opened)
    if not parts:
        return None
    before, body, done = _body(parts)
    if opened[0].low == "ob":
        moved = verb_to_front(body if before else body[1:])
        if moved is None:
            return None
        return Question((moved[0], *before[1:], *moved[1], *_followers(parts, done)), 0, "whether")
    if before:
        return _interrupted(before, body, _followers(parts, done))
    body = (body[0], *body[2:]) if len(body) > 2 and body[1].low in _OPENERS else body
    end = widened(body, question_phrase_end(body))
    if marked and asks_directly(body, end) and _is_whole(opened, parts):
        condition = _condition(words, start)
        fluent = [*opened[:1], *opened[2:]] if len(body) < len(parts[0].words) else opened
        whole = fluent if any(word.pause for word in fluent) else with_commas(fluent, end)
        return Question((*condition, *whole), len(condition) + end, "direct")
    if asks_directly(body, end) and (end + 1 < len(body) or end == 1 or done + 1 < len(parts)):
        condition = _condition(words, start)
        question = (*condition, *with_commas(body, end), *_followers(parts, done, direct=True))
        return Question(question, len(condition) + end, "direct")
    cleft = done + 1 < len(parts) and body[0].low == "was" and parts[done + 1].words[0].low in {"ist", "sind", "wäre"}
    bare = body[0].low == "wie" and not any(word.finite or word.tag in _SUBJECT_TAGS for word in body)
    if cleft or bare:
        return None
    moved = verb_to_front(body[end:])
    if moved is None or (end + 1 == len(body) and not moved[0].finite):
        return None
    return Question((*body[:end], moved[0], *moved[1], *_followers(parts, done)), end, "indirect")


def _asked_further(words: Sequence[Word], start: int) -> int | None:
    """Where the question goes on behind "ob und": what is asked with "wie" or "welche" asks "ob" as well."""
    rest = words[start + 1 : start + 5]
    if words[start].low != "ob" or not rest or rest[0].low not in {"und", "oder", "bzw."}:
        return None
    return next((start + 2 + i for i in range(len(rest) - 1) if opens_question(words, start + 2 + i)), None)


def _interrupted(before: Sequence[Word], body: Sequence[Word], after: Sequence[Word]) -> Question | None:
    """A question whose clause a relative clause interrupts: its verb moves in front of both."""
    end = question_phrase_end(before)
    moved = verb_to_front(body)
    if moved is None or end >= len(before) or before[end].pause:
        return None
    return Question((*before[:end], moved[0], *before[end:], *moved[1], *after), end, "indirect")


def _opened(words: Sequence[Word]) -> list[Word]:
    """The words with the tag of their opener corrected: taggers read "wie" and "ab wann" as much else."""
    result = list(words)
    if result[0].low == "ob":
        return [replace(result[0], tag="KOUS"), *result[1:]]
    place = 0 if is_question_word(result[0]) else 1
    low = result[place].low
    tag = "PWAT" if low.startswith("welch") else "PWS" if low.startswith(("wer", "was", "we")) else "PWAV"
    tag = "PWAV" if low in {"weshalb", "weswegen"} else tag
    result[place] = replace(result[place], tag=tag)
    if place:
        result[0] = replace(result[0], tag="APPR")
    return result


def _body(parts: Sequence[Clause]) -> tuple[tuple[Word, ...], tuple[Word, ...], int]:
    """What stands before an interrupting relative clause and that clause, the clause with the verb, its index."""
    first = parts[0].words
    if len(parts) > 1 and parts[1].mark in {"und", "oder"} and len(parts[1].words) == 1 and parts[1].words[0].finite:
        return (), (*first, make(parts[1].mark, "KON"), *parts[1].words), 1
    if len(parts) > 1 and _lists_participles(first, parts[1]):
        participles = (replace(first[-1], tag="VVPP"), _COMMA, replace(parts[1].words[0], tag="VVPP"))
        return (), (*first[:-1], *participles, *parts[1].words[1:]), 1
    if len(parts) < 2 or any(word.verb for word in first) or parts[1].kind is not ClauseKind.RELATIVE:
        return (), first, 0
    if not parts[1].mark:
        return (), (*first, *parts[1].words), 1
    if len(parts) < 3 or parts[2].words[0].finite or parts[2].mark != ",":
        return (), first, 0
    return (*first, _COMMA, *parts[1].words, _COMMA), parts[2].words, 2


def _lists_participles(first: Sequence[Word], following: Clause) -> bool:
    """Whether participles are listed before their auxiliary: "wie Daten erfasst, geprüft und geteilt werden"."""
    left, right = first[-1], following.words[0]
    listed_ones = all(word.tag in {"VVPP", "VVFIN"} and word.low.endswith(("t", "en")) for word in (left, right))
    passive = any(word.lemma == "werden" for word in following.words[-2:])
    return listed_ones and passive and following.mark == "," and len(following.words) > 1


def _condition(words: Sequence[Word], start: int) -> list[Word]:
    """What stays before a direct question: "Wenn da einer fällt, wer zahlt?", "Von den Höfen, wie viele stehen?"."""
    if start == 0 or words[start - 1].low != ",":
        return []
    before = clauses(words[: start - 1])
    kinds = [part.kind for part in before]
    fronted = bool(before) and before[0].words[0].tag in {"APPR", "APPRART"}
    if fronted and kinds in ([ClauseKind.FRAGMENT], [ClauseKind.FRAGMENT, ClauseKind.RELATIVE]):
        return list(words[:start])
    return [*before[0].words, _COMMA] if kinds == [ClauseKind.IF] else []


def _followers(parts: Sequence[Clause], index: int, *, direct: bool = False) -> list[Word]:
    """Subordinate clauses behind the question, up to the first clause that only says that it is open."""
    result: list[Word] = []
    for part in parts[index + 1 :]:
        choice = part.mark == ":" and part.kind is ClauseKind.FRAGMENT and any(w.low == "oder" for w in part.words)
        if choice:
            result.extend([_COMMA, *part.words])
            continue
        if part.mark in {".", "?", "!", ":", ";", "–", "—"} or _is_margin(part):
            break
        if len(part.words) == 1 and part.words[0].low in {"das", "des", "dat", "da", "dit"}:
            break
        joined = part.mark in {"und", "oder"} and part.kind in {ClauseKind.MAIN, ClauseKind.QUESTION}
        asked_within = part.kind is ClauseKind.WHETHER and parts[index].kind is not ClauseKind.WHETHER
        governed = direct or any(word.lemma in listed("open_frames", "governing") for word in parts[index].words)
        asked_within = asked_within or (governed and part.kind is ClauseKind.QUESTION and part.words[-1].finite)
        added = part.kind is ClauseKind.FRAGMENT or asked_within
        contrast = part.words[0].low == "sondern" and not (result or parts[index].words)[-1].verb
        if ((added or contrast) and part.mark == ",") or part.kind in _FOLLOWERS:
            result.extend([_COMMA, *part.words])
        elif joined and part.kind is ClauseKind.MAIN and part.words[0].tag != "PPER" and not _frame(part):
            result.extend([make(part.mark, "KON"), *part.words])
        else:
            break
    while len(result) > 1 and result[-2].pause and result[-1].tag in {"ART", "PDS", "PRELS"}:
        result = result[:-2]
    return [] if result and is_cut_off(result) else result


def _is_margin(part: Clause) -> bool:
    """Whether a part only rounds the question off: "..., ganz ehrlich, keine Ahnung"."""
    return all(word.low in listed("questions", "margins") or word.pause for word in part.words)


def _frame(part: Clause) -> bool:
    """Whether a clause only says that nobody knows."""
    return _says_open(part.words)


def _says_open(words: Sequence[Word]) -> bool:
    return any(word.lemma.lower() in listed("open_frames", "words") for word in words)


def _ask(text: str) -> str:
    """One question mark, a capital letter, no marks of the source's markup."""
    bare = _MARKUP.sub("", text).strip(" .,;:!?–")
    for opening, closing in (("„", "“”"), ("«", "»"), ("(", ")")):
        if bare.startswith(opening) and bare.endswith(tuple(closing)):
            bare = bare[1:-1].strip(" .,;:!?–")
        if bare.startswith(opening) and not any(mark in bare for mark in closing):
            bare = bare[1:]
    return upper_first(bare).rstrip(" .,;:!?–") + "?"
