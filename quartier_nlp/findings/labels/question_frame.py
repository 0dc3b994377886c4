"""What speech puts around a question: particles within it, and behind it that nobody knows."""

from __future__ import annotations

from collections.abc import Sequence

from quartier_nlp.findings.labels.data import listed
from quartier_nlp.findings.labels.patterns import FRAME_OPENINGS, QUESTION_PARTICLES
from quartier_nlp.findings.labels.question_order import opens_question
from quartier_nlp.findings.labels.word import Word

_BEFORE_MAL = frozenset({"nicht", "noch", "kein", "keine", "keinen"})
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


def without_frame(words: list[Word]) -> list[Word]:
    """Returns the words without what speech adds without a pause to say that it is open: "... das weiß kein Mensch"."""
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
