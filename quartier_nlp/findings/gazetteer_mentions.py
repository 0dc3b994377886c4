"""Finds the towns and villages that a text names, and tells "in Halle" from "in der Halle"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from spacy.tokens import Doc, Token

from quartier_nlp.findings.gazetteer import Entry, Gazetteer, NameWords, choose, gazetteer, words_of_place_names

_WORD = re.compile(r"[^\W_]+(?:[-‐‑’'][^\W_]+)*")
_BRACKET = re.compile(r" ?\((?P<text>[A-ZÄÖÜ][^()\d]{1,28})\)")
_QUALIFIER = re.compile(
    r" ?/ ?(?P<slash>[A-ZÄÖÜ][\w-]+)"
    r"| (?:(?:an|in|ob|vor|unter|auf) der|an dem|am|im|in|bei|ob|vorm|unter|auf|a\. ?d\.|i\. ?d\.|a\.|i\.|b\.)"
    r" ?(?P<after>[A-ZÄÖÜ][\w-]*\.?)"
)
_JOINT = re.compile(r"\s*(?:,|/|&|und|oder|sowie|bzw\.|wie auch|u\.|bei)\s*")
_ARTICLE_TAGS = frozenset({"ART", "PDAT", "PPOSAT", "PIAT", "APPRART", "PWAT", "PRELAT"})
_CONTRACTED = frozenset("im am zum zur beim vom ins ans aufs fürs unterm hinterm überm vorm".split())
_OPENERS = frozenset("und oder aber auch denn doch sondern dass weil wenn ob nur selbst sogar schon sowie".split())
#: Ends of names of districts that the gazetteer lacks ("Kassel-Forstfeld", "Neubrandenburg-Datzeberg").
_DISTRICT = re.compile(
    r"(?:feld|berg|burg|dorf|stadt|bauer|siedlung|hausen|heim|hagen|ow|au|wald|see|hof|hofen|ingen|bach|tal|thal|moor"
    r"|nord|süd|ost|west|mitte|zentrum)$",
    re.IGNORECASE,
)
_REGIONAL = re.compile(r"[a-zäöüß]{3,}(?:isch|nah)en")
_SMALL = 2_000
_LARGE = 20_000
_MOST_WORDS = 5


class Standing(IntEnum):
    """How sure it is that a name means a place."""

    NO = 0
    OPEN = 1
    LIKELY = 2
    SURE = 3


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that a text names.

    Attributes:
        start: Start in ``doc.text``.
        end: End in ``doc.text``, exclusive; a qualifier ("am Main", "(Odenwald)") is inside.
        name: The name as the text has it, without genitive ending; with the qualifier where it is part of the full
            name or stands in brackets.
        entry: The place meant, or None where several could be meant.
    """

    start: int
    end: int
    name: str
    entry: Entry | None


@dataclass(frozen=True, slots=True)
class _Candidate:
    start: int
    end: int
    name: str
    places: tuple[Entry, ...]
    qualifier: str
    standing: Standing

    @property
    def folded(self) -> str:
        return self.name.casefold()


@dataclass(frozen=True, slots=True)
class PlaceNames:
    """The words of a Doc that may name places, read once; what they name depends on the other passages too."""

    found: tuple[_Candidate, ...]

    @classmethod
    def read(cls, doc: Doc) -> PlaceNames:
        """Read a tagged Doc with sentence boundaries."""
        words = words_of_place_names()
        reader = _Reader(doc, gazetteer(), words)
        return cls(tuple(_coordinated(reader.text, reader.candidates(), words)))

    def municipalities(self, *, known: frozenset[str] = frozenset(), near: Sequence[Entry] = ()) -> list[Mention]:
        """Return the municipalities and larger localities, left to right.

        Args:
            known: Names (case-folded) that other passages of the source use as places for sure.
            near: Places that other passages name, to choose between places of the same name.
        """
        accepted = [item for item in self.found if item.standing >= Standing.LIKELY or _supported(item, known)]
        return _resolved(accepted, near)

    def sure(self) -> frozenset[str]:
        """Return the names (case-folded) that are places beyond doubt; ordinary words need a clear cue."""
        words = words_of_place_names()
        return frozenset(
            item.folded
            for item in self.found
            if item.standing is Standing.SURE or (item.standing is Standing.LIKELY and not words.ordinary(item.name))
        )


def municipalities(doc: Doc, *, known: frozenset[str] = frozenset(), near: Sequence[Entry] = ()) -> list[Mention]:
    """Return the municipalities and larger localities that a Doc names; arguments as for ``PlaceNames``."""
    return PlaceNames.read(doc).municipalities(known=known, near=near)


def _supported(item: _Candidate, known: frozenset[str]) -> bool:
    return item.standing is Standing.OPEN and item.folded in known


def _resolved(found: Sequence[_Candidate], near: Sequence[Entry]) -> list[Mention]:
    single = [item.places[0] for item in found if len(item.places) == 1]
    around = [*near, *single]
    return [
        Mention(item.start, item.end, item.name, choose(item.places, qualifier=item.qualifier, near=around))
        for item in found
    ]


def _coordinated(text: str, found: list[_Candidate], words: NameWords) -> list[_Candidate]:
    """Lift undecided names that stand in a row with a sure one ("Zwischen Bergen und Celle")."""
    for order in (range(1, len(found)), range(len(found) - 1, 0, -1)):
        for right in order:
            one, other = found[right - 1], found[right]
            if not _JOINT.fullmatch(text[one.end : other.start]):
                continue
            for index, item, neighbour in ((right - 1, one, other), (right, other, one)):
                certain = neighbour.standing is Standing.SURE or (
                    neighbour.standing is Standing.LIKELY and not words.ordinary(neighbour.name)
                )
                if item.standing is Standing.OPEN and certain:
                    found[index] = replace(item, standing=Standing.LIKELY)
    return found


class _Reader:
    """Reads one Doc for names of places."""

    def __init__(self, doc: Doc, table: Gazetteer, words: NameWords) -> None:
        self._doc = doc
        self.text = doc.text  # spaCy joins the tokens anew at every access
        self._table = table
        self._words = words
        self._spans = [(match.start(), match.end()) for match in _WORD.finditer(self.text)]
        self._caseless = _is_caseless(self.text)
        self._token_at = {token.idx: token.i for token in doc}

    def candidates(self) -> list[_Candidate]:
        found: list[_Candidate] = []
        index = 0
        while index < len(self._spans):
            item, used = self._candidate(index)
            if item is not None and item.standing is not Standing.NO:
                found.append(item)
            index += used
        return found

    def _candidate(self, index: int) -> tuple[_Candidate | None, int]:
        """Return the name that opens at a word, if any, and how many words were read."""
        text = self.text
        start, first_end = self._spans[index]
        word = text[start:first_end]
        if not (word[:1].isupper() or self._caseless) or start not in self._token_at:
            return None, 1
        name, places, size = self._name(index)
        if not places:
            return None, 1
        end = self._spans[index + size - 1][1]
        qualifier, after = self._qualifier(end, places)
        if qualifier:
            name = self._qualified(name, text[start:after], places)
        token = self._doc[self._token_at[start]]
        qualified = bool(qualifier) or _BRACKET.match(text, end) is not None
        standing = self._standing(token, end, name, places, qualified=qualified, size=size)
        read = sum(1 for begin, _ in self._spans[index:] if begin < after) if qualifier else size
        return _Candidate(start, after, name, places, qualifier, standing), max(read, 1)

    def _name(self, index: int) -> tuple[str, tuple[Entry, ...], int]:
        text = self.text
        folded = [text[a:b].casefold() for a, b in self._spans[index : index + _MOST_WORDS]]
        for size in range(min(self._table.longest(folded[0]), len(folded)), 0, -1):
            places = self._table.find_words(folded[:size])
            if places and self._adjacent(index, size):
                return text[self._spans[index][0] : self._spans[index + size - 1][1]], places, size
        district = self._district(text[slice(*self._spans[index])])
        if district:
            return text[slice(*self._spans[index])], district, 1
        sizes = range(min(max(self._table.longest(folded[0]), 1), len(folded)), 0, -1)
        for size in () if self._caseless else sizes:
            whole = text[self._spans[index][0] : self._spans[index + size - 1][1]]
            name = self._table.nominative(whole) if self._adjacent(index, size) else None
            if name:
                return name, self._table.find(name), size
        return "", (), 1

    def _district(self, word: str) -> tuple[Entry, ...]:
        """Return the town of a name that joins two places by a hyphen ("Dortmund-Scharnhorst", "Dessau-Roßlau")."""
        first, hyphen, second = word.partition("-")
        if not hyphen or not second[:1].isupper() or not second[1:].islower():
            return ()
        if not self._table.find(second) and (self._words.ordinary(first) or not _DISTRICT.search(second)):
            return ()
        return tuple(entry for entry in self._table.find(first) if entry.municipality and entry.population >= _LARGE)

    def _adjacent(self, index: int, size: int) -> bool:
        """Return whether only blanks, brackets or slashes part the words of a name."""
        pairs = zip(self._spans[index : index + size], self._spans[index + 1 : index + size], strict=False)
        return all(re.fullmatch(r"[ (/.]{1,3}", self.text[one[1] : other[0]]) for one, other in pairs)

    def _qualifier(self, end: int, places: Sequence[Entry]) -> tuple[str, int]:
        """Return what the text adds to tell places of one name apart, and where it ends."""
        bracket = _BRACKET.match(self.text, end)
        if bracket and (len(bracket["text"].split()) <= 2) and "," not in bracket["text"]:
            fits = any(entry.fits(bracket["text"]) for entry in places)
            return (bracket["text"], bracket.end()) if fits or len(places) > 1 else ("", end)
        match = _QUALIFIER.match(self.text, end)
        if match is None:
            return "", end
        text = match["slash"] or match["after"]
        fits = any(entry.fits(text) for entry in places)
        return (text, match.end()) if fits else ("", end)

    def _qualified(self, name: str, whole: str, places: Sequence[Entry]) -> str:
        if "(" in whole:
            return whole
        full = {entry.name.casefold() for entry in places}
        return whole if whole.casefold() in full else name

    def _standing(
        self, token: Token, end: int, name: str, places: Sequence[Entry], *, qualified: bool, size: int
    ) -> Standing:
        previous = self._before_adjective(token)
        if self._is_street(end) or (previous is not None and self._is_person(previous)):
            return Standing.NO
        if previous is not None and previous.lower_ in self._words.cues["settlement"]:
            return Standing.SURE
        if previous is not None and self._is_determined(previous):
            return Standing.NO
        if qualified or size > 1 or self._is_bracketed(token, end):
            return Standing.SURE
        if self._caseless:
            return self._caseless_standing(token, previous, name, places)
        if self._words.ordinary(name):
            return self._ordinary(token, previous, name, places)
        return self._plain(token, previous, places)

    def _previous(self, token: Token) -> Token | None:
        """Return the word before in the same sentence, without fillers, quotation marks and emphasis."""
        index = token.i - 1
        while index >= token.sent.start:
            before = self._doc[index]
            if before.lower_ not in {"äh", "ähm", "öh", "hm", "*", "**", "„", '"', "»", "_"}:
                return before
            index -= 1
        return None

    def _before_adjective(self, token: Token) -> Token | None:
        """Return the word before; of "im schaumburgischen Hohnhorst" the preposition."""
        previous = self._previous(token)
        if previous is None or not _REGIONAL.fullmatch(previous.text) or previous.i == token.sent.start:
            return previous
        lead = self._doc[previous.i - 1]
        return None if lead.lower_ == "im" else previous

    def _next(self, token: Token) -> Token | None:
        index = token.i + 1
        return self._doc[index] if index < token.sent.end else None

    def _is_bracketed(self, token: Token, end: int) -> bool:
        """Return whether the name stands alone in brackets ("Gasthof Erdmann (Burg)"); ". (Lachen)" is an aside."""
        text = self.text
        before = text[: token.idx].rstrip()
        aside = before[:-1].rstrip().endswith((".", "!", "?", "…", ",", ":", ";", "–"))
        if aside and text[token.idx : end].casefold() in self._words.mass | self._words.doubtful:
            return False
        return before.endswith("(") and len(before) > 1 and text[end : end + 1] == ")"

    def _is_street(self, end: int) -> bool:
        match = re.match(r" (?P<word>[A-ZÄÖÜ]\w*\.?)", self.text[end : end + 16])
        return match is not None and match["word"].lower() in self._words.cues["street"]

    def _is_person(self, previous: Token) -> bool:
        if previous.lower_ in self._words.cues["honorific"]:
            return previous.lower_ not in {"stadtrat"}
        named = previous.tag_ == "NE" and previous.text[:1].isupper() and not self._caseless
        saint = previous.i > 0 and self._doc[previous.i - 1].lower_ in {"st.", "sankt", "st"}
        return named and not saint and not self._table.find(previous.text)

    def _is_determined(self, previous: Token) -> bool:
        if previous.lower_ in _CONTRACTED or previous.tag_ in _ARTICLE_TAGS:
            return True
        return previous.tag_ in {"ADJA", "CARD"} and previous.text[:1].islower()

    def _ordinary(self, token: Token, previous: Token | None, name: str, places: Sequence[Entry]) -> Standing:
        """Judge a name that is an ordinary word, too."""
        folded = name.casefold()
        if folded in self._words.doubtful or self._joined_to_word(token):
            return Standing.OPEN
        genitive = token.text.casefold() == f"{folded}s" and token.tag_ == "NE"
        if genitive:
            return Standing.LIKELY
        if previous is None or previous.lower_ in _OPENERS or previous.is_punct:
            return self._as_subject(token, folded, places)
        low = previous.lower_
        if low in self._words.cues["preposition_strict"] and not (folded in self._words.mass and low == "nach"):
            return Standing.LIKELY
        if low == "von" and self._after_office(previous):
            return Standing.LIKELY
        return Standing.OPEN

    def _as_subject(self, token: Token, folded: str, places: Sequence[Entry]) -> Standing:
        following = self._next(token)
        verb = following is not None and following.tag_ in {"VAFIN", "VVFIN", "VMFIN"} and following.text.islower()
        countable = folded in self._words.countable or folded in self._words.personal
        return Standing.LIKELY if verb and countable and places[0].population >= _SMALL else Standing.OPEN

    def _after_office(self, preposition: Token) -> bool:
        before = self._previous(preposition)
        return before is not None and before.lower_ in self._words.cues["office"]

    def _joined_to_word(self, token: Token) -> bool:
        """Return whether "und" or "oder" joins the name to a noun that is no place ("Wissen und Bildung")."""
        if token.i + 2 >= token.sent.end or self._doc[token.i + 1].lower_ not in {"und", "oder"}:
            return False
        other = self._doc[token.i + 2]
        if not other.text[:1].isupper() or other.tag_ in {"ART", "PPER"}:
            return False
        known = self._table.nominative(other.text)
        return known is None or (self._words.ordinary(known) and known.casefold() not in self._words.personal)

    def _plain(self, token: Token, previous: Token | None, places: Sequence[Entry]) -> Standing:
        """Judge a name that is nothing but a name."""
        population = places[0].population
        preposition = previous is not None and previous.lower_ in self._words.cues["preposition"]
        if preposition or population >= _LARGE:
            return Standing.SURE
        noun_before = previous is not None and previous.tag_ == "NN" and previous.text[:1].isupper()
        if population < _SMALL or (noun_before and token.tag_ != "NE"):
            return Standing.OPEN
        return Standing.LIKELY if token.tag_ in {"NE", "NN", "FM"} else Standing.OPEN

    def _caseless_standing(self, token: Token, previous: Token | None, name: str, places: Sequence[Entry]) -> Standing:
        """Judge a name in a text without capitals."""
        preposition = previous is not None and previous.lower_ in self._words.cues["preposition_strict"]
        if not preposition or token.tag_ not in {"NE", "NN", "FM", "XY"}:
            return Standing.OPEN
        if not self._words.ordinary(name):
            return Standing.LIKELY if places[0].population >= _SMALL or token.tag_ == "NE" else Standing.OPEN
        following = self._next(token)
        joined = following is not None and (
            following.tag_.startswith(("N", "ADJ", "VVPP")) or following.lower_ == "und"
        )
        doubtful = name.casefold() in self._words.doubtful
        large = places[0].population >= _LARGE
        return Standing.LIKELY if large and not joined and not doubtful else Standing.OPEN


def _is_caseless(text: str) -> bool:
    """Return whether a text is written without capitals, as automatic subtitles are."""
    words = _WORD.findall(text)
    return len(words) >= 4 and sum(word[:1].isupper() for word in words) <= len(words) * 0.03
