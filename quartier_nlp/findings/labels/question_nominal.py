"""Questions in nominal form: "Ungeklärt: die Haftung bei Unfällen", and the topic before a colon."""

from __future__ import annotations

from collections.abc import Sequence

from quartier_nlp.findings.labels.chunks import ChunkKind, chunk
from quartier_nlp.findings.labels.data import by_word, listed
from quartier_nlp.findings.labels.gender import Gender, gender_of
from quartier_nlp.findings.labels.inflection import bare_accusative
from quartier_nlp.findings.labels.patterns import FRAME_VERBS, OPENNESS
from quartier_nlp.findings.labels.question_order import is_question_word
from quartier_nlp.findings.labels.word import Word, render, upper_first

_LONGEST_TOPIC = 9
_ONLY_PLURAL = frozenset({"kosten", "leute", "eltern", "ferien", "finanzen", "gelder", "nebenkosten", "folgekosten"})
_SHOWN = frozenset({"das", "denen", "dem", "dafür", "damit", "davon", "darüber", "dazu"})
_COPULAS = frozenset({"ist", "sind", "bleibt", "bleiben", "auch", "weiterhin", "noch", "nicht", "geklärt", "völlig"})
_ARTICLES = {Gender.MASCULINE: "der", Gender.FEMININE: "die", Gender.NEUTER: "das"}
_ACCUSATIVE = {Gender.MASCULINE: "den", Gender.FEMININE: "die", Gender.NEUTER: "das"}
_DATIVE = {"der": "dem", "das": "dem"}


def topic_before(words: list[Word]) -> tuple[str, list[Word]]:
    """Splits "Nachtbus: wer fährt?" into topic and question; a heading that says nothing is left out."""
    colon = next((i for i in range(1, len(words) - 1) if _parts_topic(words, i)), None)
    if colon is None:
        return "", words
    before, rest = words[:colon], words[colon + 1 :]
    told = any(word.verb and word.low not in listed("questions", "empty_topics") for word in before)
    if told and not _takes_up(before, rest):
        return "", words
    if all(word.low in listed("questions", "empty_topics") or word.pause for word in before):
        return "", rest
    if any(word.tag == "CARD" and word.low.isdigit() for word in before) and before[0].tag == "NE":
        return "", rest
    if len(before) > _LONGEST_TOPIC or not any(word.tag in {"NN", "NE", "FM"} for word in before):
        return "", words
    bare = before[1:] if before[0].tag == "ART" and len(before) > 1 and before[1].tag in {"NN", "NE"} else before
    return upper_first(render(bare)), rest


def _takes_up(before: Sequence[Word], rest: Sequence[Word]) -> bool:
    """Whether a question takes up what was said before its colon: "Kinder übersetzen: was macht das mit denen?"."""
    spoken = any(word.tag in {"PPER", "PIS"} or word.lemma.lower() in FRAME_VERBS for word in before)
    following = (*rest[1:], None)
    shown = any(
        word.low in _SHOWN and (after is None or not after.tag.startswith(("N", "AD", "CARD")))
        for word, after in zip(rest, following, strict=True)
    )
    return shown and not spoken and before[0].tag in {"NN", "NE", "ART", "ADJA", "PIAT", "CARD"}


def _parts_topic(words: Sequence[Word], index: int) -> bool:
    """Whether a mark parts topic and question: a colon, or a dash before a verb or question word."""
    if words[index].low == ":":
        return True
    following = words[index + 1]
    return words[index].low in {"–", "—"} and (following.finite or is_question_word(following))


def nominal_question(quote: list[Word], *, asked: bool) -> str | None:
    """Returns the question behind a thing that is called open, None where it is not sure.

    Args:
        quote: Words of the quote.
        asked: Whether it ends in a question mark.
    """
    matter, attribute = _without_relative(open_matter(quote))
    if any(word.verb for word in matter) or any(word.pause for word in matter):
        return None
    while matter and matter[0].tag in {"KON", "ADV", "ITJ"}:
        matter = matter[1:]
    parts = chunk(matter)
    if not parts or parts[0].kind is not ChunkKind.NOUN:
        return None
    if any(part.kind is not ChunkKind.PREPOSITION for part in parts[1:]):
        return None
    template = by_word("nominal_questions").get(parts[0].head.low)
    filled = _filled(template, parts[0].words, matter) if template is not None else None
    if filled is not None:
        return f"{filled.rstrip('?')}, {render(attribute[1:])}" if attribute else filled
    return _what_of(quote) if asked else None


def _without_relative(words: Sequence[Word]) -> tuple[list[Word], list[Word]]:
    """Parts a closing relative clause, with its comma, from the matter."""
    comma = next((i for i, word in enumerate(words) if word.low == ","), len(words))
    rest = words[comma + 1 :]
    opens = len(rest) > 2 and (
        rest[0].low in {"der", "die", "das", "deren", "dessen"} or "PRELS" in {rest[0].tag, rest[1].tag}
    )
    relative = opens and rest[-1].verb and not any(word.finite for word in rest[:-1])
    if relative and not any(word.pause for word in rest):
        return list(words[:comma]), [words[comma], *rest]
    return list(words), []


def _filled(template: str, first: Sequence[Word], matter: Sequence[Word]) -> str | None:
    """The thing with its definite article in the question."""
    bare = list(first[1:]) if first[0].tag in {"ART", "PPOSAT"} else list(first)
    head = next(word for word in bare if word.tag in {"NN", "NE"})
    gender = gender_of(head)
    if bare[0] is not head or gender is None:
        return None
    article = (_ACCUSATIVE if template.startswith("Wer ") else _ARTICLES)[gender]
    return template.replace("{}", f"{article} {render([*bare, *matter[len(first) :]])}")


def _what_of(quote: Sequence[Word]) -> str | None:
    """Completes "Und der Brandschutz?" to "Was ist mit dem Brandschutz?"."""
    words = list(quote)
    if len(words) < 2 or words[0].low not in {"und", "aber"} or words[1].tag != "ART":
        return None
    first = chunk(words[1:])[0]
    article = words[1].low
    if first.head is not first.words[-1] or article not in {"der", "die", "das"}:
        return None
    plural = article == "die" and (first.head.low != first.head.lemma.lower() or first.head.low in _ONLY_PLURAL)
    gender = gender_of(first.head)
    if not plural and gender is not None and _ARTICLES[gender] != article:
        return None
    attributes = [_weak(word) for word in first.words[1:-1]]
    noun = _dative_plural(first.head.text) if plural else first.head.text
    dative = "den" if plural else "der" if article == "die" else _DATIVE[article]
    between = "".join(f"{word} " for word in attributes)
    rest = render(words[1 + len(first.words) :])
    return f"Was ist mit {dative} {between}{noun} {rest}".strip()


def _weak(word: Word) -> str:
    """An attribute behind the article of a dative: "der neue Saal" becomes "dem neuen Saal"."""
    return word.text + "n" if word.tag == "ADJA" and word.low.endswith("e") else word.text


def _dative_plural(noun: str) -> str:
    return noun if noun.endswith(("n", "s")) else noun + "n"


def open_matter(words: list[Word]) -> list[Word]:
    """The matter itself where a note calls it open: "Ungeklärt: die Haftung" is about "Haftung"."""
    colon = next((i for i, word in enumerate(words[:-1]) if word.low == ":"), 0)
    if colon and all(word.low in listed("questions", "empty_topics") | OPENNESS for word in words[:colon]):
        words = words[colon + 1 :]
    comma = next((i for i, word in enumerate(words) if word.low == ","), 0)
    stated = comma > 1 and words[comma - 1].low in OPENNESS and not any(word.verb for word in words[:comma])
    rest = list(words[:comma]) if stated else list(words)
    waiting = len(rest) > 2 and rest[0].low == "noch" and any(w.low in OPENNESS | {"geklärt"} for w in rest[1:3])
    if rest and (waiting or rest[0].low in OPENNESS | {"völlig", "nicht", "offene"}):
        after = rest[1:]
        while after and (after[0].pause or after[0].low in _COPULAS | OPENNESS or after[0].low in {"frage", "fragen"}):
            after = after[1:]
        rest = after if rest[0].low in OPENNESS or len(rest) - len(after) > 1 else rest
    rest = _without_close(rest)
    if len(rest) > 1 and rest[0].tag == "ART" and not any(word.verb for word in rest):
        first = chunk(rest)[0].words
        rest = bare_accusative(first) + rest[len(first) :] if first[0].low != "der" else _after_der(rest, first)
    return rest or words


def _after_der(words: list[Word], first: Sequence[Word]) -> list[Word]:
    """Takes "der" off, an adjective behind it gets the ending of the bare nominative."""
    bare = list(first[1:])
    if bare and bare[0].tag == "ADJA":
        return words
    return bare + words[len(first) :]


def _without_close(words: list[Word]) -> list[Word]:
    """Takes off what closes a note by calling the matter open: "... ungeklärt", "...: noch nicht beantwortet"."""
    rest = list(words)
    whole = len(rest)
    closing = listed("questions", "margins") | OPENNESS
    while len(rest) > 1 and (rest[-1].low in OPENNESS or rest[-1].pause):
        rest = rest[:-1]
    mark = next((i for i in range(len(rest) - 1, 0, -1) if rest[i].pause), None)
    if mark is not None and all(word.low in closing for word in rest[mark + 1 :]):
        rest = rest[:mark]
    while whole > len(rest) > 2 and rest[-1].low in {"ist", "sind", "bleibt", "bleiben"}:
        rest = rest[:-1]
    return rest
