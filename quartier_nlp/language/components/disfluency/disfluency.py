"""Marks fillers, repetitions, restarts and corrections as ``token._.disfluent``; nothing is deleted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Span, Token

from quartier_nlp.language.components.disfluency.patterns import (
    CORRECTIONS,
    DEGREES,
    DOUBLE_FORMS,
    EMPHATIC,
    HESITATIONS,
    LOOSE_OPENERS,
    NEEDS_PAUSE,
    OPENING_WORDS,
    PARTICLES,
    PHRASES,
    SOFT_PARTICLES,
    TAG_QUESTIONS,
)

_PAUSES = frozenset({",", "–", "—", "-", "…", "...", ";"})
_SUBORDINATING = frozenset({"KOUS", "KOUI", "PRELS", "PRELAT", "PWAV", "PWS", "PWAT"})
_LONGEST_REPEAT = 4
#: Particles of verbs that are prepositions as well.
_PARTICLES = frozenset("ab an auf aus bei ein mit nach um vor zu durch über unter".split())
_NOMINAL = frozenset({"NN", "NE", "ADJA", "CARD", "PIAT"})
_DETERMINERS = frozenset({"ART", "PDAT", "PPOSAT", "APPRART"})
_RESTARTED = frozenset(["ich", "du", "er", "sie", "es", "wir", "ihr", "man", "das", "die", "der", "da"])


class Disfluency:
    """Marks the disfluent tokens of each sentence."""

    def __call__(self, doc: Doc) -> Doc:
        """Marks the tokens of ``doc``, which must be tagged."""
        for sentence in doc.sents:
            for token, slip in zip(sentence, slips(list(sentence)), strict=True):
                if slip:
                    token._.disfluent = True
        return doc


def slips(tokens: Sequence[Token]) -> list[bool]:
    """Returns for each token of a sentence whether a fluent speaker would have left it out."""
    words = [token.lower_ for token in tokens]
    tags = [token.tag_ for token in tokens]
    marks = [_hesitates(token) for token in tokens]
    _mark_phrases(words, marks)
    _mark_openers(words, tags, marks)
    _mark_particles(words, tags, marks)
    _mark_repetitions(words, tags, marks)
    _mark_restarts(words, tags, marks)
    _mark_corrections(words, tags, marks)
    return marks


def _by_first_word(phrases: Iterable[tuple[str, ...]]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases by their first word, in their order; nearly no word opens one, and every word is asked."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in phrases:
        found[phrase[0]] = (*found.get(phrase[0], ()), phrase)
    return found


_OPENED_BY = _by_first_word(PHRASES)


def _hesitates(token: Token) -> bool:
    """Whether a word is a hesitation, not the short form of an office between ordinary words: "der HM der VHS"."""
    short = token.is_upper and len(token) > 1 and any(other.is_lower for other in token.sent)
    return token.lower_ in HESITATIONS and not (short and token.tag_ in _NOMINAL)


def clean_clause(tokens: Span | Sequence[Token]) -> str:
    """Returns the text without disfluent tokens, stray commas and the final stop."""
    kept = fluent_tokens(tokens)
    parts: list[str] = []
    previous: Token | None = None
    for token in kept:
        if previous is not None and not _glued(previous, token):
            parts.append(" ")
        parts.append(token.text)
        previous = token
    return "".join(parts).strip(" ,;:–—-….")


def _glued(left: Token, right: Token) -> bool:
    if left.i + 1 == right.i:
        return not left.whitespace_
    return right.text in {",", ".", "!", "?", ";", ":", ")", "“", "”"}


def fluent_tokens(tokens: Span | Sequence[Token]) -> list[Token]:
    """Returns the tokens without disfluent ones and the commas that only set these off."""
    tokens = list(tokens)
    kept: list[Token] = []
    dropped = False
    for index, token in enumerate(tokens):
        if token._.disfluent:
            dropped = True
            continue
        if token.text in _PAUSES and dropped:
            following = next((other for other in tokens[index + 1 :] if not other._.disfluent), None)
            if following is None or not kept or kept[-1].text in _PAUSES or not _comma_needed(following):
                if kept and kept[-1].text == "," and following is not None and not _comma_needed(following):
                    kept.pop()
                continue
        if not token.is_space:
            kept.append(token)
            dropped = dropped and token.text in _PAUSES
    return kept


def _comma_needed(following: Token) -> bool:
    return following.tag_ in _SUBORDINATING or following.lower_ in {"aber", "sondern", "dass"}


def _skip(words: Sequence[str], marks: Sequence[bool], index: int) -> int:
    """First index from ``index`` on that is neither marked nor a pause."""
    while index < len(words) and (marks[index] or words[index] in _PAUSES):
        index += 1
    return index


def _at_pause(words: Sequence[str], marks: Sequence[bool], start: int, end: int) -> bool:
    before = start == 0 or words[start - 1] in _PAUSES or marks[start - 1]
    after = end == len(words) or words[end] in _PAUSES or words[end] in ".!?" or marks[end]
    return before and after


def _mark_phrases(words: Sequence[str], marks: list[bool]) -> None:
    index = 0
    while index < len(words):
        for phrase in _OPENED_BY.get(words[index], ()):
            end = index + len(phrase)
            if tuple(words[index:end]) != phrase:
                continue
            if phrase in NEEDS_PAUSE and not _at_pause(words, marks, index, end):
                continue
            marks[index:end] = [True] * len(phrase)
            index = end - 1
            break
        index += 1


def _mark_openers(words: Sequence[str], tags: Sequence[str], marks: list[bool]) -> None:
    index = _skip(words, marks, 0)
    while index < len(words) - 1 and words[index] in OPENING_WORDS:
        following = _skip(words, marks, index + 1)
        pause = words[index + 1] in _PAUSES or marks[index + 1]
        if following >= len(words) or (
            words[index] in LOOSE_OPENERS and not _loose(words, tags, index, following, pause=pause)
        ):
            return
        marks[index] = True
        index = following


def _loose(words: Sequence[str], tags: Sequence[str], index: int, following: int, *, pause: bool) -> bool:
    """Whether the opener at ``index`` stands outside the clause that follows."""
    if pause:
        return words[index] not in {"und", "aber"} or words[following] in OPENING_WORDS
    if words[index] in {"also", "genau", "na", "nun"}:
        return not tags[following].endswith("FIN")
    return False


def _mark_particles(words: Sequence[str], tags: Sequence[str], marks: list[bool]) -> None:
    for index, (word, tag) in enumerate(zip(words, tags, strict=True)):
        if marks[index]:
            continue
        following = tags[index + 1] if index + 1 < len(tags) else ""
        if word in PARTICLES and not tag.startswith(("V", "NN")):
            marks[index] = True
        elif word in SOFT_PARTICLES and index > 0 and following and not following.startswith("$"):
            after_pause = words[index - 1] in _PAUSES and not marks[index - 1]
            manner = (following[:1] in "VA" and following != "ART") or words[index - 1] in DEGREES
            marks[index] = not after_pause and not (word == "einfach" and manner)
        elif (
            word in TAG_QUESTIONS
            and index > 1
            and _at_pause(words, marks, index, index + 1)
            and words[index - 1] in _PAUSES
        ):
            marks[index] = not (word in {"ja", "nicht", "oder"} and index + 2 < len(words))


def _mark_repetitions(words: Sequence[str], tags: Sequence[str], marks: list[bool]) -> None:
    for length in range(_LONGEST_REPEAT, 0, -1):
        index = 0
        while index + length < len(words):
            first = range(index, index + length)
            if any(marks[i] or tags[i].startswith("$") for i in first):
                index += 1
                continue
            second = _skip(words, marks, index + length)
            same = list(words[index : index + length]) == list(words[second : second + length])
            if same and _is_slip(words, tags, index, length, second):
                for i in range(index, second):
                    marks[i] = True
                index = second
            else:
                index += 1


def _is_slip(words: Sequence[str], tags: Sequence[str], index: int, length: int, second: int) -> bool:
    """Whether saying the same words twice is a slip rather than emphasis or syntax."""
    if length > 1:
        return True
    word = words[index]
    if word in EMPHATIC or tags[index] in {"NN", "NE", "CARD", "XY", "FM"}:
        return False
    if word in _PARTICLES and second > index + 1 and _closes_clause(tags, index):
        return False
    if word not in DOUBLE_FORMS:
        return not tags[index].startswith("ADJ")
    following = tags[second + 1] if second + 1 < len(tags) else ""
    if second > index + 1:
        return following in _NOMINAL and index > 0 and not tags[index - 1].startswith(("$", "N"))
    after_noun = index > 0 and (tags[index - 1].startswith(("$,", "N")) or words[index - 1] in DOUBLE_FORMS)
    return following in _NOMINAL and not after_noun


def _closes_clause(tags: Sequence[str], index: int) -> bool:
    """Whether a word may be the particle that ends a clause: "macht abends den Raum auf, auf Arbeitszeit"."""
    if index == 0 or tags[index - 1] not in {"NN", "NE"}:
        return False
    full = {"VVFIN", "VVIMP"}
    return {tag for tag in tags if tag.startswith("V")} <= full and not full.isdisjoint(tags[:index])


def _mark_restarts(words: Sequence[str], tags: Sequence[str], marks: list[bool]) -> None:
    """Marks "wir müssen, äh," before "wir sollten ..."."""
    for index in range(1, len(words) - 2):
        if not (words[index] in _PAUSES or marks[index]):
            continue
        second = _skip(words, marks, index)
        corrected = second < len(words) - 2 and words[second] in CORRECTIONS and words[second + 1] in _PAUSES
        second = _skip(words, marks, second + 1) if corrected else second
        if second >= len(words) - 1 or words[second] not in _RESTARTED:
            continue
        hesitated = corrected or any(marks[i] and words[i] in HESITATIONS for i in range(index, second))
        for start in range(max(0, index - 4), index):
            spoken = [i for i in range(start, index) if not marks[i] and not tags[i].startswith("$")]
            if (
                marks[start]
                or words[start] != words[second]
                or len(spoken) > 3
                or _first_content(words, marks, start) != start
            ):
                continue
            unfinished = len(spoken) <= 2 and tags[spoken[-1]] in {"VMFIN", "VAFIN", "PPER", "PIS"}
            if (hesitated or unfinished) and words[start] not in DOUBLE_FORMS and tags[second + 1].endswith("FIN"):
                for i in range(start, second):
                    marks[i] = True


def _first_content(words: Sequence[str], marks: Sequence[bool], start: int) -> int:
    """Start of the clause that holds ``start``: the first unmarked word after the last pause."""
    index = start
    while index > 0 and words[index - 1] not in _PAUSES:
        index -= 1
    return _skip(words, marks, index)


def _mark_corrections(words: Sequence[str], tags: Sequence[str], marks: list[bool]) -> None:
    """Marks the phrase that a speaker replaces: "in Hagen, nein, in Herne", "das Haus, also das Ladenlokal"."""
    for index in range(2, len(words) - 1):
        if words[index] not in CORRECTIONS and words[index] != "also":
            continue
        if words[index - 1] not in _PAUSES:
            continue
        repair = _skip(words, marks, index + 1)
        start = _replaced(words, tags, marks, index, repair)
        if start is not None:
            for i in range(start, repair):
                marks[i] = True


def _replaced(words: Sequence[str], tags: Sequence[str], marks: Sequence[bool], index: int, repair: int) -> int | None:
    """Start of the phrase before ``index`` that opens with the same word as the one at ``repair``."""
    if repair >= len(words) or tags[repair] not in _DETERMINERS | {"APPR"}:
        return None
    for start in range(index - 2, max(-1, index - 7), -1):
        if tags[start].startswith("V") or words[start] in _PAUSES:
            return None
        if words[start] == words[repair] and not marks[start]:
            return start
    return None
