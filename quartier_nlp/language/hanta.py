"""The Hanover Tagger without its pickle loader: tags, lemmas and morphemes of German words.

The tables of HanTa 1.2.1 (LGPL-3.0-or-later, Christian Wartena) are a data file of their own, see
``resources/HANTA.md``. The sentence model is the one of HanTa; it is evaluated here over the few tags that each word
can have, with every word form analysed once.
"""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from HanTa.HanoverTagger import EMPTY, END, START, UNKNOWN, HanoverTagger

from quartier_nlp.errors import ResourceError

RESOURCE = Path(__file__).parent / "resources" / "hanta_de.json.gz"

#: Names of HanTa's tables in the order in which its constructor takes them.
TABLES = (
    "tag2int",
    "int2tag",
    "LP_s_t",
    "LP_len_t",
    "Int_t",
    "LP_hapax_t",
    "LP_trans",
    "LP_m_t",
    "stemdict",
    "LP_trans_word",
    "LP_wtag",
    "LP_case_t",
    "nonstemtags",
    "lemmasuffixtable",
    "capitalizedlemmata",
    "cache",
)
_PAIR_KEYS = frozenset({"LP_trans", "LP_trans_word"})
_TEXT_KEYS = frozenset({"tag2int", "nonstemtags", "lemmasuffixtable", "cache"})
_MEMORY_LIMIT = 200_000
_BEAM = 5
_LOWEST = -1e6
#: Log score below which no stem of the tables explains a word. Words of dialect and misspelt ones have -25 and less,
#: compounds and derived verbs that were never seen -13 to -20.
_UNEXPLAINED = -24.0

State = tuple[int, int]


class Analysis(NamedTuple):
    """A word as HanTa reads it: the raw HanTa tag such as ``VV(FIN)`` and the lemma."""

    tag: str
    lemma: str


def _numbers(table: Mapping[str, Any]) -> dict[int, Any]:
    return {int(key): _numbers(value) if _is_numeric(value) else value for key, value in table.items()}


def _is_numeric(value: object) -> bool:
    return isinstance(value, dict) and bool(value) and all(key.lstrip("-").isdigit() for key in value)


def _restore(name: str, table: Any) -> Any:
    """Undoes what JSON does to the keys of HanTa's tables."""
    if name == "cache":
        return {word: [(tag, score) for tag, score in tags] for word, tags in table.items()}
    if name == "capitalizedlemmata":
        return set(table)
    if name == "LP_case_t":
        return {int(tag): {bool(int(case)): score for case, score in cases.items()} for tag, cases in table.items()}
    if name in _PAIR_KEYS:
        restored = {}
        for key, row in table.items():
            first, second = key.split(" ")
            restored[int(first), int(second)] = {int(tag): score for tag, score in row.items()}
        return restored
    if name in _TEXT_KEYS or not isinstance(table, dict):
        return table
    return {int(key): value for key, value in table.items()}


def read_tables(path: Path) -> tuple[Any, ...]:
    """Reads the tables that ``training.hanta_model`` wrote, in HanTa's order.

    Raises:
        ResourceError: If the file is missing or not what it should be.
    """
    try:
        with gzip.open(path, "rt", encoding="utf-8") as stream:
            document = json.load(stream)
        return tuple(_restore(name, document[name]) for name in TABLES)
    except (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ResourceError(f"{path}: not a readable tagger model ({error}); reinstall the package") from error


class HantaModel:
    """Tags sentences and analyses words; every distinct word form is analysed once per process."""

    def __init__(self, path: Path = RESOURCE) -> None:
        self._hanta = HanoverTagger(None, read_tables(path))
        self._hanta.strict = False
        self._transitions: dict[State, dict[int, float]] = self._hanta.LP_trans_word
        self._names: dict[int, str] = self._hanta.int2tag
        self._candidates: dict[tuple[str, bool], list[tuple[int, float]]] = {}
        self._lemmas: dict[tuple[str, int], str] = {}
        self._all_tags = [(tag, 0.0) for tag in self._hanta.LP_wtag]

    def tag(self, words: Sequence[str], *, cased: bool = True) -> list[Analysis]:
        """Tags one sentence.

        Args:
            words: Its tokens, none empty.
            cased: Whether capital letters mean anything in it.
        """
        if not words:
            return []
        return [
            Analysis(self._names[tag], self._lemma(word, tag))
            for word, tag in zip(words, self._best(words, cased=cased), strict=True)
        ]

    def tags_of(self, word: str) -> dict[str, float]:
        """The tags that a word can have out of context, with log scores, best first; its case is ignored."""
        return {self._names[tag]: score for tag, score in self._word(word, cased=False)}

    def is_guessed(self, word: str) -> bool:
        """Whether no stem that is known explains a word, so that its tag and base form are guesses."""
        return word.isalpha() and max(self.tags_of(word.lower()).values(), default=0.0) < _UNEXPLAINED

    def morphemes(self, word: str, tag: str = "EMPTY") -> list[tuple[str, str]]:
        """Splits a word into (morpheme, class) pairs, read as ``tag`` if given; compounds show as several stems."""
        _, parts, _ = self._hanta.analyze(word, pos=tag, taglevel=3)
        return [(str(part), str(kind)) for part, kind in parts]

    def _word(self, word: str, *, cased: bool) -> list[tuple[int, float]]:
        key = (word, cased)
        known = self._candidates.get(key)
        if known is None:
            if len(self._candidates) >= _MEMORY_LIMIT:
                self._candidates.clear()
            found = self._hanta._tag_word(word, cutoff=5, casesensitive=cased, conditional=True)
            known = [(tag, float(score)) for tag, score in found if tag != UNKNOWN] or self._all_tags
            self._candidates[key] = known
        return known

    def _lemma(self, word: str, tag: int) -> str:
        key = (word.lower(), tag)
        known = self._lemmas.get(key)
        if known is None:
            if len(self._lemmas) >= _MEMORY_LIMIT:
                self._lemmas.clear()
            known = str(self._hanta._analyze(word, tag, taglevel=1)[0])
            self._lemmas[key] = known
        return known

    def _best(self, words: Sequence[str], *, cased: bool) -> list[int]:
        """Viterbi search over pairs of tags, keeping the five best states of each word."""
        row: dict[State, float] = {(EMPTY, START): 0.0}
        back: list[dict[State, State]] = []
        for position, word in enumerate(words):
            candidates = self._word(word, cased=cased and position > 0)
            bound = sorted(row.values(), reverse=True)[_BEAM] - 1 if len(row) > _BEAM else _LOWEST
            following: dict[State, float] = {}
            origin: dict[State, State] = {}
            for state, score in row.items():
                if score < bound:
                    continue
                moves = self._transitions[state]
                for tag, emission in candidates:
                    total = score + moves.get(tag, -math.inf) + emission
                    reached = (state[1], tag)
                    if total > _LOWEST and total > following.get(reached, -math.inf):
                        following[reached] = total
                        origin[reached] = state
            if not following:
                following, origin = self._restart(row, candidates)
            row = following
            back.append(origin)
        state = max(row, key=lambda pair: row[pair] + self._transitions[pair].get(END, -20.0))
        tags = []
        for origin in reversed(back):
            tags.append(state[1])
            state = origin[state]
        return tags[::-1]

    def _restart(
        self, row: Mapping[State, float], candidates: Sequence[tuple[int, float]]
    ) -> tuple[dict[State, float], dict[State, State]]:
        """Goes on from the best state where no transition is known."""
        state = max(row, key=lambda pair: row[pair])
        following = {(START, tag): emission for tag, emission in candidates}
        return following, dict.fromkeys(following, state)


@lru_cache(maxsize=1)
def shared_model() -> HantaModel:
    """The one model of this process; loading takes a third of a second."""
    return HantaModel()
