"""What becomes of a line break: a blank, nothing, or the end of a hyphenated word.

The document's own words decide: a word seen unbroken elsewhere is the best witness.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from enum import Enum
from itertools import pairwise

HYPHENS = "-\u2010\u2011\u00ad\u00ac"
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
_LAST_PART = re.compile(r"[^\W_]+$")
_FIRST_PART = re.compile(r"[^\W_]+")
#: After a hyphen these stand for the rest of a word pair: "Vor- und Nachteile".
_SUSPENDING = frozenset("und oder bzw sowie u beziehungsweise statt als bis and or".split())
_NAMES_BEFORE_HYPHEN = frozenset("uni tu fh hs th ph htw e".split())
_SLUG_WORDS = frozenset(
    "an and as auf by das dem den der des die for für from in mit of on the to und von with zu zum zur".split()
)
_SHORTEST_TORN = 8
_ADDRESS = re.compile(r"(?:https?://|www\.|doi\.org|\b10\.\d{4,}/|\S+@\S)\S*$", re.IGNORECASE)
_GENDER = re.compile(r"innen?\b", re.IGNORECASE)


class Join(Enum):
    """How two lines are joined."""

    BLANK = "blank"
    KEEP = "keep"
    DROP = "drop"


class Vocabulary:
    """Words that stand unbroken inside the lines of a document."""

    def __init__(self, lines: Iterable[str] = ()) -> None:
        self._words: Counter[str] = Counter()
        self._sorted: list[str] = []
        self.learn(lines)

    def learn(self, lines: Iterable[str]) -> None:
        """Take the words of more lines."""
        for line in lines:
            found = list(_WORD.finditer(line))
            for index, match in enumerate(found):
                broken = index == len(found) - 1 and line.rstrip()[-1:] in HYPHENS
                if not broken:
                    self._add(_plain(match.group()))

    def _add(self, word: str) -> None:
        """Count a word; of a compound with hyphens also its parts and neighbouring pairs of parts."""
        parts = word.split("-")
        forms = {word, *parts, *("-".join(pair) for pair in pairwise(parts))}
        for form in sorted(forms | {form.lower() for form in forms}):
            self._words[form] += 1

    def exact(self, word: str) -> int:
        """Return how often the word stands in the document in just this case."""
        return self._words[_plain(word)]

    def count_compound(self, left: str, right: str) -> int:
        """Return how often both stand joined by a hyphen, inflected or not."""
        stem = _plain(f"{left}-{right}").lower()
        if len(self._sorted) != len(self._words):
            self._sorted = sorted(self._words)
        stem = stem[: max(len(left) + 4, len(stem) - 2)]
        start, total = bisect_left(self._sorted, stem), 0
        for word in self._sorted[start : start + 20]:
            total += self._words[word] if word.startswith(stem) else 0
        return total

    def count(self, word: str) -> int:
        """Return how often the word stands in the document, in this or in lower case."""
        plain = _plain(word)
        return max(self._words[plain], self._words[plain.lower()])


def _plain(word: str) -> str:
    return word.replace("\u2010", "-").replace("\u2011", "-")


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
    if re.match(r"(?:of|to|in|by|the|and|on)-", right):
        return Join.KEEP  # "State-of-the-Art"
    if first == "up" and right[2:3] != "-":
        return Join.KEEP  # "Start-up"
    address = _ADDRESS.search(left)
    if address:
        return _inside_address(address.group(), last, first, right, vocabulary)
    if right[0].isdigit() or last[-1].isdigit():
        return Join.KEEP
    whole, parted = vocabulary.count(last + first), vocabulary.count_compound(last, first)
    if first[0].isupper():
        return _before_capital(last, first, vocabulary)
    if parted > whole:
        return Join.KEEP
    if not whole and len(last) > 1 and last.isupper():
        return Join.KEEP  # "DH-affin": an abbreviation is not broken
    return Join.DROP


def _inside_address(address: str, last: str, first: str, right: str, vocabulary: Vocabulary) -> Join:
    """Judge a hyphen inside a web or mail address: part of it, or put there by the typesetter."""
    if right[0].isdigit() or last[-1].isdigit() or right[0].isupper():
        return Join.KEEP if last[-1].isdigit() else Join.DROP
    if last.lower() in _NAMES_BEFORE_HYPHEN:
        return Join.KEEP
    if vocabulary.count(last + first):
        return Join.DROP
    own_part = re.search(r"[-/]\w+$", address)  # what stands before the hyphen is a part of a slug by itself
    if own_part and own_part.group()[0] == "-" and last.lower() in _SLUG_WORDS:
        return Join.KEEP
    known = len(last) > 2 and len(first) > 2 and vocabulary.count(last) and vocabulary.count(first)
    return Join.KEEP if own_part and known else Join.DROP


def _before_capital(last: str, first: str, vocabulary: Vocabulary) -> Join:
    """Judge a hyphen before a capital: "Mensch-Maschine", but also "RoBERTa" and "GRÜNEN"."""
    if vocabulary.exact(last + first) and not vocabulary.exact(f"{last}-{first}"):
        return Join.DROP
    capitals = last.isupper() and first[:2].isupper() and len(last) > 1
    if not capitals or vocabulary.exact(f"{last}-{first}"):
        return Join.KEEP
    return Join.KEEP if vocabulary.exact(last) else Join.DROP


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


def is_torn(left: str, right: str, vocabulary: Vocabulary) -> bool:
    """Return whether a word was broken without a hyphen, as happens in narrow cells of tables."""
    tail, head = _LAST_PART.search(left.rstrip()), _FIRST_PART.match(right.lstrip())
    if tail is None or head is None or not head.group()[0].islower():
        return False
    last, first = tail.group(), head.group()
    strange = vocabulary.exact(last) <= 1 and vocabulary.exact(first) <= 1  # seen at this break only
    return strange and len(last) + len(first) >= _SHORTEST_TORN and vocabulary.exact(last + first) > 0
