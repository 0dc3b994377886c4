"""Labels of places and formats that name the same thing share a key."""

import pytest

from quartier_nlp.clusters.equality import display, label_key, name_key


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Runder Tisch", "Runde Tische"),
        ("Repair-Café", "Repaircafe"),
        ("Waschküche", "die Waschküchen"),
        ("leerstehendes Kaufhaus", "Leeres Kaufhaus"),
        ("Ehemalige Drogerie", "frühere Drogerie"),
        ("Parkhaus", "Parkhäuser"),
        ("Laden", "Läden"),
        ("Kino", "Kinos"),
        ("Leerer Flachbau (ehemaliger Lebensmittelmarkt)", "leerer Flachbau"),
        ("REALLABOR", "Reallabore"),
    ],
)
def test_inflection_and_spelling_do_not_separate(left: str, right: str) -> None:
    assert label_key(left) == label_key(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Hofladen", "Hof"),
        ("Kaufhaus", "leeres Kaufhaus"),
        ("Jugendrat", "Jugendbeirat"),
        ("Kirche", "Kirchgarten"),
        ("Planspiel", "Planwerkstatt"),
        ("Rathaus", "Ratskeller"),
    ],
)
def test_different_things_stay_apart(left: str, right: str) -> None:
    assert label_key(left) != label_key(right)


@pytest.mark.parametrize("label", ["", "(alt)", "der", "§ 5", "🏚"])
def test_odd_labels_have_a_key(label: str) -> None:
    assert isinstance(label_key(label), str)


def test_names_are_not_inflected() -> None:
    assert name_key("Kaufhaus Merz") == name_key("kaufhaus  merz") != name_key("Kaufhaus Merze")


@pytest.mark.parametrize(
    ("labels", "shown"),
    [
        (["Waschküchen", "Waschküche", "Waschküche"], "Waschküche"),
        (["runder  Tisch", "Runde Tische"], "Runde Tische"),
        (["leeres Kaufhaus"], "Leeres Kaufhaus"),
    ],
)
def test_the_most_frequent_then_shortest_wording_is_shown(labels: list[str], shown: str) -> None:
    assert display(labels) == shown
