"""German municipalities and larger localities: which names there are and which of several places a name means.

The table ``gazetteer.tsv`` comes from GeoNames (CC BY 4.0) by ``training/gazetteer.py``; ``gazetteer_words.toml`` holds
names that are common nouns, and qualifiers that the table lacks.
"""

from __future__ import annotations

import csv
import math
import re
import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import islice

_FOLDER = "quartier_nlp.findings"
_WORD = re.compile(r"[^\W_]+(?:[-‐‑’'][^\W_]+)*")
_QUALIFIED = re.compile(
    r"(?P<base>.+?)(?: ?\((?P<inside>[^()]+)\)|/(?P<slash>\S+)"
    r"| (?:am|an der|an dem|in der|in dem|im|in|bei|ob der|ob|vor der|vorm|unter|auf der|auf) (?P<after>[A-ZÄÖÜ].*))"
)
_LARGE = 20_000
_NEAR_KM = 40.0
_EARTH_KM = 6371.0
_NEAR_WEIGHT = 2.5
_STATE_WEIGHT = 1.0
_MUNICIPALITY_WEIGHT = 0.6
_SHORTEST_ADJECTIVE = 5
#: Lead over the next municipality of that name: twice the inhabitants, or a neighbour in the text.
_LEAST_LEAD = 0.3
_ADJECTIVE_STEMS = ("", "en", "e", "er", "a")


@dataclass(frozen=True, slots=True)
class Entry:
    """A municipality or locality.

    Attributes:
        name: Full name as the gazetteer has it.
        base: The name without its qualifier ("Halle" for "Halle (Saale)").
        qualifiers: What may follow the base, in lower case ("saale").
        key: Official key of the municipality (AGS), or "g" and a GeoNames id.
        lat: Latitude in degrees (WGS 84).
        lon: Longitude in degrees (WGS 84).
        population: Inhabitants, 0 where not known.
        municipality: Whether it stands for its municipality; else it is a part of it.
    """

    name: str
    base: str
    qualifiers: frozenset[str]
    key: str
    lat: float
    lon: float
    population: int
    municipality: bool

    @property
    def state(self) -> str:
        """First two digits of the official key, which tell the federal state; "" where there is none."""
        return self.key[:2] if self.key[:1].isdigit() else ""

    def fits(self, qualifier: str) -> bool:
        """Return whether a qualifier in the text ("Dithm.", "Hohentwiel", "Thüringen") is this place's."""
        wanted = qualifier.casefold().strip(" .")
        state = words_of_place_names().states.get(wanted)
        if state is not None:
            return state == self.state
        return any(_abbreviates(wanted, own) for own in self.qualifiers)


@dataclass(frozen=True, slots=True)
class NameWords:
    """What ``gazetteer_words.toml`` holds; words in lower case.

    Attributes:
        countable: Names that are common nouns with an article.
        mass: Names that are nouns, verbs or adjectives and may stand without article.
        doubtful: Names that only a sure cue makes a place.
        personal: Names of people, too.
        cues: Cue words by the key of their list.
        qualifiers: Further qualifiers by official key.
        states: First digits of the official key by name of the federal state.
    """

    countable: frozenset[str]
    mass: frozenset[str]
    doubtful: frozenset[str]
    personal: frozenset[str]
    cues: Mapping[str, frozenset[str]]
    qualifiers: Mapping[str, tuple[str, ...]]
    states: Mapping[str, str]

    def ordinary(self, name: str) -> bool:
        """Return whether a name is an ordinary word, too."""
        folded = name.casefold()
        return any(folded in names for names in (self.countable, self.mass, self.doubtful, self.personal))


def _abbreviates(short: str, long: str) -> bool:
    parts = short.replace(".", " ").split()
    return long.startswith(short) or (bool(parts) and long.startswith(parts[-1]))


@lru_cache(maxsize=1)
def words_of_place_names() -> NameWords:
    """Read ``gazetteer_words.toml``."""
    text = (resources.files(_FOLDER) / "gazetteer_words.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    names = {key: frozenset(" ".join(lines).casefold().split()) for key, lines in data["names"].items()}
    return NameWords(
        countable=names["countable"],
        mass=names["mass"],
        doubtful=names["doubtful"],
        personal=names["personal"],
        cues={key: frozenset(" ".join(lines).split()) for key, lines in data["cues"].items()},
        qualifiers={key: tuple(values) for key, values in data["qualifiers"].items()},
        states=data["states"],
    )


def name_key(name: str) -> tuple[str, ...]:
    """Return the words of a name as the index has them."""
    return tuple(word.casefold() for word in _WORD.findall(name))


def _parts(name: str) -> tuple[str, str]:
    """Return the base of a name and its qualifier or ""."""
    match = _QUALIFIED.fullmatch(name)
    if match is None:
        return name, ""
    qualifier = match["inside"] or match["slash"] or match["after"] or ""
    return match["base"], qualifier.casefold()


def _entry(row: Sequence[str], extra: Mapping[str, tuple[str, ...]]) -> Entry:
    name, aliases, key, lat, lon, population, kind = row
    base, qualifier = _parts(name)
    qualifiers = {qualifier, *(_parts(alias)[1] for alias in aliases.split("|") if alias)}
    if kind == "m":
        qualifiers.update(extra.get(key, ()))
    return Entry(
        name=name,
        base=base,
        qualifiers=frozenset(qualifiers - {""}),
        key=key,
        lat=float(lat),
        lon=float(lon),
        population=int(population),
        municipality=kind == "m",
    )


class Gazetteer:
    """Finds entries by name.

    Args:
        entries: In any order; the index keeps the largest first.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        ordered = sorted(entries, key=lambda e: (not e.municipality, -e.population, e.key, e.name))
        self._index: dict[tuple[str, ...], list[Entry]] = {}
        self._lengths: dict[str, int] = {}
        for entry in ordered:
            for name in dict.fromkeys((entry.name, entry.base)):
                key = name_key(name)
                self._index.setdefault(key, []).append(entry)
                self._lengths[key[0]] = max(len(key), self._lengths.get(key[0], 0))

    def find(self, name: str) -> tuple[Entry, ...]:
        """Return all entries of that name, full or without its qualifier, municipalities and large ones first."""
        return tuple(self._index.get(name_key(name), ()))

    def find_words(self, words: Sequence[str]) -> tuple[Entry, ...]:
        """Return the entries of a name that is given as case-folded words."""
        return tuple(self._index.get(tuple(words), ()))

    def longest(self, first: str) -> int:
        """Return the number of words of the longest name that opens with a case-folded word; 0 if there is none."""
        return self._lengths.get(first, 0)

    def nominative(self, word: str) -> str | None:
        """Return a name without its genitive ending, or None if no place has that name."""
        if self.find(word):
            return word
        stem = word[:-1].rstrip("'’")
        places = self.find(stem) if word.endswith("s") and len(stem) > 3 else ()
        if not places or (words_of_place_names().ordinary(stem) and places[0].population < _LARGE):
            return None
        return stem

    def from_adjective(self, word: str, known: Collection[str] = frozenset()) -> str | None:
        """Return the town behind an adjective in "-er" ("Siegener", "Wormser", "Dresdner").

        Args:
            word: The adjective; it is capitalised.
            known: Names (case-folded) of towns that the source names elsewhere; others must be large and must not be
                ordinary words.
        """
        if not word.endswith("er") or not word[:1].isupper() or len(word) < _SHORTEST_ADJECTIVE:
            return None
        words = words_of_place_names()
        options = [word[:-2] + ending for ending in _ADJECTIVE_STEMS]
        if word.endswith("ner"):
            options.append(word[:-3] + "en")
        found = [entry for option in options for entry in islice(self.find(option), 1)]
        named = [entry for entry in found if entry.base.casefold() in known]
        large = [e for e in found if e.population >= _LARGE and e.base.casefold() not in words.mass | words.doubtful]
        towns = named or large
        best = max(towns, key=lambda entry: (entry.municipality, entry.population), default=None)
        return best.base if best is not None else None


def choose(candidates: Sequence[Entry], *, qualifier: str = "", near: Sequence[Entry] = ()) -> Entry | None:
    """Return which of several places of one name is meant.

    Args:
        candidates: Places of that name.
        qualifier: What the text adds to the name ("Saale", "Dithm.").
        near: Places that the text names without ambiguity.

    Returns:
        The place, or None if there is none, if several could be meant and the qualifier fits none of them, or if
        nothing speaks for one municipality more than for another.
    """
    if qualifier:
        fitting = [entry for entry in candidates if entry.fits(qualifier)]
        if not fitting:
            return candidates[0] if len(candidates) == 1 else None
        candidates = fitting
    if not candidates:
        return None
    ranked = sorted(candidates, key=lambda entry: (_plausibility(entry, near), entry.key), reverse=True)
    best = ranked[0]
    rivals = [e for e in ranked[1:] if e.municipality and best.municipality and e.key != best.key]
    if rivals and _plausibility(best, near) - _plausibility(rivals[0], near) < _LEAST_LEAD:
        return None
    return best


def _plausibility(entry: Entry, near: Sequence[Entry]) -> float:
    value = math.log10(entry.population + 100) + (_MUNICIPALITY_WEIGHT if entry.municipality else 0.0)
    if near:
        value += _STATE_WEIGHT * sum(other.state == entry.state for other in near) / len(near)
        if any(distance_km(entry, other) <= _NEAR_KM for other in near):
            value += _NEAR_WEIGHT
    return value


def distance_km(one: Entry, other: Entry) -> float:
    """Return the great-circle distance of two places."""
    lat1, lat2 = math.radians(one.lat), math.radians(other.lat)
    half_lat = (lat2 - lat1) / 2
    half_lon = math.radians(other.lon - one.lon) / 2
    square = math.sin(half_lat) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(half_lon) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(square))


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """Read the table that ships with the package."""
    text = (resources.files(_FOLDER) / "gazetteer.tsv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    extra = words_of_place_names().qualifiers
    return Gazetteer(_entry(row, extra) for row in islice(rows, 1, None))
