"""What speech puts around a question: particles within it, and behind it that nobody knows."""

from __future__ import annotations

from collections.abc import Sequence

from quartier_nlp.findings.labels.clauses import ClauseKind, clauses
from quartier_nlp.findings.labels.data import listed
from quartier_nlp.findings.labels.patterns import FRAME_OPENINGS, QUESTION_PARTICLES
from quartier_nlp.findings.labels.question_order import is_question_word, opens_question
from quartier_nlp.findings.labels.word import Word

_BEFORE_MAL = frozenset({"nicht", "noch", "kein", "keine", "keinen"})
_OPENS_SENTENCE = frozenset({"ART", "PWS", "PWAV", "PPER", "PDS", "PIAT", "PIS"})
_LONGEST_OPENING = 2
_NOBODY = frozenset({"niemand", "keiner"})
_RESUMING = frozenset({"da", "das", "darauf", "darüber", "dazu", "davon", "dafür", "daran", "des", "dat"})


def without_particles(words: Sequence[Word]) -> list[Word]:
    """Returns the words without the particles that speech puts into questions; "nicht mal" keeps its second word."""
    kept: list[Word] = []
    for index, word in enumerate(words):
        held = word.low == "mal" and index > 0 and words[index - 1].low in _BEFORE_MAL
        spoken = word.low == "ja" and any(other.low == "nein" or other.lemma == "sagen" for other in words[index + 1 :])
        if word.low in QUESTION_PARTICLES and word.tag in {"ADV", "KON"} and not (held or spoken):
            continue
        kept.append(word)
    return kept


def is_statement(words: Sequence[Word]) -> bool:
    """Whether a quote states something and asks nothing, so that no question mark makes a question of it."""
    asks = any(
        (word.low == "ob" or opens_question(words, i)) and not (i + 1 < len(words) and words[i + 1].pause)
        for i, word in enumerate(words)
    )
    first = clauses(words)[:1]
    verbless = not first or first[0].kind is not ClauseKind.MAIN
    return not asks and not verbless and not first[0].words[0].finite and not any(word.low == "?" for word in words)


def _without_next(words: list[Word], first: int) -> list[Word]:
    """Cuts off the sentence that speech adds without a pause: "wer soll das machen | die Stadt hat keine Leute"."""
    end = next((i for i in range(first, len(words)) if words[i].pause), len(words))
    closing = next((i for i in range(first + 2, end) if words[i].tag == "VVINF"), end)
    if first + 1 >= end or words[first + 1].tag != "VMFIN" or closing + 2 >= end:
        return words
    rest = words[closing + 1 : end]
    second = any(word.finite for word in rest[1:-1]) and not rest[-1].finite and not rest[0].verb
    return words[: closing + 1] if second and rest[0].tag in _OPENS_SENTENCE else words


def without_open_end(words: list[Word]) -> list[Word]:
    """Returns a question without a verb without what says that it is open: "Wogegen, | blieb unklar"."""
    asks = any(is_question_word(word) for word in words[:_LONGEST_OPENING])
    pause = next((i for i, word in enumerate(words) if word.pause), len(words))
    told = words[pause + 1 :]
    if not asks or not told or not told[0].finite or any(word.finite for word in words[:pause]):
        return words
    open_words = listed("open_frames", "words") | _NOBODY
    return words[:pause] if any({word.low, word.lemma.lower()} & open_words for word in told) else words


def without_frame(words: list[Word]) -> list[Word]:
    """Returns the words without what speech adds without a pause to say that it is open: "... das weiß kein Mensch"."""
    opening = next((i for i in range(len(words)) if opens_question(words, i)), len(words))
    words = _without_next(words, opening)
    lows = [word.low for word in words]
    first = next((i for i in range(len(words)) if lows[i] == "ob" or opens_question(words, i)), len(words))
    for index in range(first + 3, len(words) - 1):
        if any(tuple(lows[index : index + len(frame)]) == frame for frame in FRAME_OPENINGS):
            words = words[:index]
            break
    for index in range(first + 3, len(words) - 2):
        taken_up = words[index + 1].low in _RESUMING and words[index].pause
        resumes = taken_up and (words[index + 2].finite or words[index + 2].low in _RESUMING)
        if resumes and any(word.finite for word in words[first:index]):
            words = words[:index]
            break
    margins = listed("questions", "margins")
    pause = next((i for i in range(len(words) - 1, 0, -1) if words[i].low not in margins), 0) + 1
    return words[:pause] if pause < len(words) and words[pause - 1].pause else words
