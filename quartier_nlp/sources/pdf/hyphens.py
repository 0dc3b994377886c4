"""What becomes of a line break: a blank, nothing, or the end of a hyphenated word.

The document's own words decide: a word seen unbroken elsewhere is the best witness.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from enum import Enum

HYPHENS = "-\u2010\u2011\u00ad\u00ac"
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
_LAST_PART = re.compile(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)*$")
_FIRST_PART = re.compile(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)*")
#: After a hyphen these stand for the rest of a word pair: "Vor- und Nachteile".
_SUSPENDING = frozenset("und oder bzw sowie u beziehungsweise statt als bis and or".split())
_ADDRESS = re.compile(r"(?:https?://|www\.|doi\.org|\b10\.\d{4,}/|\S+@\S+\.)\S*$", re.IGNORECASE)
_GENDER = re.compile(r"innen?\b", re.IGNORECASE)


class Join(Enum):
    """How two lines are joined."""

    BLANK = "blank"
    KEEP = "keep"
    DROP = "drop"


class Vocabulary:
    """Words that stand unbroken inside the lines of a document."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: Counter[str] = Counter()
        for line in lines:
            found = list(_WORD.finditer(line))
            for index, match in enumerate(found):
                broken = index == len(found) - 1 and line.rstrip()[-1:] in HYPHENS
                if not broken:
                    word = match.group().replace("\u2010", "-").replace("\u2011", "-")
                    self._words[word] += 1
                    self._words[word.lower()] += word != word.lower()

    def count(self, word: str) -> int:
        """Return how often the word stands in the document, in this or in lower case."""
        plain = word.replace("\u2010", "-").replace("\u2011", "-")
        return max(self._words[plain], self._words[plain.lower()])


def join_lines(left: str, right: str, vocabulary: Vocabulary) -> Join:
    """Decide how the end of one line and the start of the next belong together."""
    left, right = left.rstrip(), right.lstrip()
    if not left or not right:
        return Join.BLANK
    if left[-1] == "\u00ad":
        return Join.DROP
    if left[-1] in HYPHENS and len(left) > 1 and (left[-2].isalnum() or left[-2] in ")]*:_"):
        return _after_hyphen(left[:-1], right, vocabulary)
    return _without_hyphen(left, right)


def _after_hyphen(left: str, right: str, vocabulary: Vocabulary) -> Join:
    if not right[0].isalnum():
        return Join.KEEP if right[0] in "/&" else Join.BLANK
    head = _FIRST_PART.match(right)
    tail = _LAST_PART.search(left)
    if head is None or tail is None:
        return Join.KEEP
    first, last = head.group(), tail.group()
    if first.lower() in _SUSPENDING and not vocabulary.count(last + first):
        return Join.BLANK
    address = _ADDRESS.search(left)
    if right[0].isdigit() or last[-1].isdigit():
        return Join.KEEP if not address or last[-1].isdigit() else Join.DROP
    if first[0].isupper():
        capitals = last[-2:].isupper() and first[:2].isupper() and len(last) > 1 and len(first) > 1
        return Join.DROP if capitals and vocabulary.count(last + first) and len(last + first) > 4 else Join.KEEP
    if address:
        return Join.DROP
    whole, parted = vocabulary.count(last + first), vocabulary.count(f"{last}-{first}")
    if parted > whole:
        return Join.KEEP
    if not whole and len(last) > 1 and last.isupper():
        return Join.KEEP  # "DH-affin": an abbreviation is not broken
    return Join.DROP


def _without_hyphen(left: str, right: str) -> Join:
    token = left.rsplit(maxsplit=1)[-1]
    if _ADDRESS.search(token):
        broken = token[-1] in "/=_&?%#.:-" or right[0] in "/?=&_#."
        sentence_end = token[-1] == "." and (right[0].isupper() or right[0].isspace())
        return Join.KEEP if broken and not sentence_end and right[0] not in "([" else Join.BLANK
    if left[-1] == "/" and len(left) > 1 and not left[-2].isspace() and right[0].isalnum():
        return Join.KEEP
    if left[-1] in "*:_" and len(left) > 1 and left[-2].isalpha() and _GENDER.match(right):
        return Join.KEEP
    if left[-1] in "\u2013\u2014" and left[-2:-1].isdigit() and right[0].isdigit():
        return Join.KEEP
    return Join.BLANK
