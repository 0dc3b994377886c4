from __future__ import annotations

import pytest

from quartier_nlp.findings.gazetteer import Entry, choose, distance_km, gazetteer
from training.gazetteer import Place, aliases, read_places, table


def only(name: str) -> Entry:
    return gazetteer().find(name)[0]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Essen", "05113000"),
        ("Frankfurt am Main", "06412000"),
        ("Halle (Saale)", "15002000"),
        ("halle", "15002000"),
        ("München", "09162000"),
        ("Bad Vilbel", "06440003"),
        ("Buchen", "08225014"),
    ],
)
def test_find_returns_the_largest_municipality_first(name: str, key: str) -> None:
    assert only(name).key == key


@pytest.mark.parametrize(
    ("name", "qualifier", "key"),
    [
        ("Halle", "Westf.", "05754012"),
        ("Halle", "Saale", "15002000"),
        ("Frankfurt", "Oder", "12053000"),
        ("Frankfurt", "a. M.", "06412000"),
        ("Burg", "Dithm.", "01051016"),
        ("Essen", "Oldenburg", "03453006"),
        ("Forst", "Brandenburg", "12071076"),
    ],
)
def test_qualifier_chooses_between_places_of_one_name(name: str, qualifier: str, key: str) -> None:
    chosen = choose(gazetteer().find(name), qualifier=qualifier)
    assert chosen is not None
    assert chosen.key == key


def test_unknown_qualifier_leaves_the_place_open() -> None:
    assert choose(gazetteer().find("Halle"), qualifier="Nirgendwo") is None


def test_neighbouring_towns_choose_the_small_place() -> None:
    chosen = choose(gazetteer().find("Linden"), near=[only("Betzdorf")])
    assert chosen is not None
    assert chosen.key == "07143258"


@pytest.mark.parametrize(
    ("word", "name"),
    [("Leipzigs", "Leipzig"), ("Halles", "Halle"), ("Bad Vilbels", "Bad Vilbel"), ("Worms", "Worms"), ("Walds", None)],
)
def test_nominative(word: str, name: str | None) -> None:
    assert gazetteer().nominative(word) == name


@pytest.mark.parametrize(
    ("word", "town"),
    [("Siegener", "Siegen"), ("Wormser", "Worms"), ("Hagener", "Hagen"), ("Leerer", None), ("Langer", None)],
)
def test_town_behind_adjective(word: str, town: str | None) -> None:
    assert gazetteer().from_adjective(word) == town


def test_adjective_of_a_town_that_the_source_names() -> None:
    assert gazetteer().from_adjective("Singener") is None
    assert gazetteer().from_adjective("Singener", {"singen"}) == "Singen"
    assert gazetteer().from_adjective("Dresdner") == "Dresden"


def test_distance() -> None:
    assert distance_km(only("Köln"), only("Bonn")) == pytest.approx(25, abs=4)


def row(name: str, feature: str, key: str, population: int, others: str = "", country: str = "DE") -> str:
    fields = ["1", name, name, others, "50.1", "8.6", "P", feature, country, "", "", "", "", key, str(population)]
    return "\t".join([*fields, "", "", "Europe/Berlin", "2023-01-01"]) + "\n"


def test_table_marks_one_seat_per_key_and_drops_what_is_gone_or_foreign() -> None:
    lines = [
        row("Nebendorf", "PPL", "01001001", 900),
        row("Hauptdorf", "PPLA4", "01001001", 500),
        row("Wüstung", "PPLW", "01001001", 0),
        row("Wien", "PPLC", "", 1_700_000, country="AT"),
    ]
    assert [(r[0], r[6]) for r in table(read_places(lines))] == [("Hauptdorf", "m"), ("Nebendorf", "o")]


def test_aliases_are_german_qualifiers_only() -> None:
    place = Place(("Halle", "Galle", "Halle (Westf.)", "Halle sul Saale", "Халле"), "1", "PPL", 0.0, 0.0, 1)
    assert aliases(place) == ["Halle (Westf.)"]


def test_short_line_is_refused() -> None:
    with pytest.raises(ValueError, match="line 1: 2 fields"):
        list(read_places(["a\tb\n"]))
