"""Places and formats in the draft: what the text around them says, and which mentions are one place."""

from __future__ import annotations

import pytest

from quartier_nlp.draft.compose import compose
from quartier_nlp.draft.document import Section
from quartier_nlp.draft.places import head_of
from quartier_nlp.model.records import NamedPlace
from quartier_nlp.model.vocabulary import Kind, SourceKind
from tests.draft.fixtures import CITY, OPTIONS, Corpus

#: A place as the rows of a table give it: quote, label, name, municipality.
Row = tuple[str, str] | tuple[str, str, str] | tuple[str, str, str, str]


def places_of(*passages: tuple[str, list[Row]]) -> Section | None:
    """Return the places of the draft that one source makes."""
    made = Corpus()
    source = made.source("a.txt", SourceKind.ARTICLE, "a")
    for text, rows in passages:
        passage = made.passage(source, text)
        for quote, label, *name in rows:
            made.place(passage, quote, label, CITY, named_place=NamedPlace(*name) if name else None)
    sections = compose(**made.tables(), options=OPTIONS).chapters[0].sections
    return next((s for s in sections if s.kind is Kind.PLACE), None)


def texts_of(*passages: tuple[str, list[Row]]) -> list[str]:
    section = places_of(*passages)
    return [s.text for group in section.groups for s in group.statements] if section else []


@pytest.mark.parametrize(
    ("label", "head"),
    [
        ("Altes Lagerhaus", ("Lagerhaus", "")),
        ("Leere Geschäftshäuser", ("Geschäftshäuser", "")),
        ("Sakristei der Dorfkirche", ("Sakristei", "der Dorfkirche")),
        ("Halle Nord", ("Halle", "Nord")),
        ("Stillgelegter alter Bahnhof Wutike", ("Bahnhof", "Wutike")),
        ("Saal", ("Saal", "")),
        ("", ("", "")),
    ],
)
def test_head_of_a_label(label: str, head: tuple[str, str]) -> None:
    assert head_of(label) == head


@pytest.mark.parametrize(
    ("text", "row", "shown"),
    [
        # what the label adds to the name stands before it, once
        (
            "Mir gehört das ehemalige Möbelhaus an der Marktstraße.",
            (
                "ehemalige Möbelhaus an der Marktstraße",
                "Ehemaliges Möbelhaus",
                "Möbelhaus an der Marktstraße",
                "Dülmen",
            ),
            "Ehemaliges Möbelhaus an der Marktstraße (Dülmen)",
        ),
        (
            "Da ist das Café Kornblume.",
            ("Café Kornblume", "Café Kornblume", "Café Kornblume", "Altena"),
            "Café Kornblume (Altena)",
        ),
        (
            "Die Burglichtspiele sind zu.",
            ("Burglichtspiele", "Altes Kino", "Burglichtspiele", "Altena"),
            "Burglichtspiele (Altena) – Altes Kino",
        ),
        # words that belong to the sentence
        (
            "Der Gasthof zur Säge im Ortsteil Kreuzberg schließt.",
            ("Gasthof zur Säge im Ortsteil Kreuzberg", "Gasthof zur", "Gasthof zur Säge im Ortsteil", "Kreuzberg"),
            "Gasthof zur Säge (Kreuzberg)",
        ),
        (
            "Den Eigentümertreff, den macht die Sparkasse im Hinterzimmer vom Brauhaus.",
            ("Sparkasse im Hinterzimmer vom Brauhaus", "Sparkasse", "Sparkasse im Hinterzimmer vom Brauhaus", "Dülmen"),
            "Hinterzimmer vom Brauhaus (Dülmen)",
        ),
        (
            "Leer steht die Sparkasse im Erdgeschoss vom Brauhaus.",
            ("Sparkasse im Erdgeschoss vom Brauhaus", "Sparkasse", "Sparkasse im Erdgeschoss vom Brauhaus", "Dülmen"),
            "Sparkasse im Erdgeschoss vom Brauhaus (Dülmen)",
        ),
        (
            "Der Stadel hinter dem Haus zur Mittagsküche für die Schule ausgebaut.",
            ("Stadel hinter dem Haus zur Mittagsküche", "Stadel", "Stadel hinter dem Haus zur Mittagsküche", "Freyung"),
            "Stadel hinter dem Haus (Freyung)",
        ),
        (
            "Das Gasthaus zur Linde ist offen.",
            ("Gasthaus zur Linde", "Gasthaus", "Gasthaus zur Linde"),
            "Gasthaus zur Linde",
        ),
        (
            "Sie wollen die Altkleidercontainer in Kleintierställe umbauen.",
            ("Altkleidercontainer", "Altkleidercontainer", "Altkleidercontainer in Kleintierställe", "Selb"),
            "Altkleidercontainer (Selb)",
        ),
        (
            "wir haben diesen alten lok schuppen am bahnhof",
            ("alten lok schuppen am bahnhof", "Alter Lokschuppen", "Lok Schuppen am Bahnhof", "Putlitz"),
            "Lok Schuppen am Bahnhof (Putlitz)",
        ),
        # a masked name
        (
            "Ich hab den alten Person 4 gekauft.",
            ("alten Person 4", "Alter Person 4", "Alter Speicher", "Gielow"),
            "Alter Speicher (Gielow)",
        ),
        # without a name: what stands behind the noun in the quote or right after it
        (
            "Leere Läden in Mittelstädten.",
            ("Leere Läden in Mittelstädten", "Leere Läden"),
            "Leere Läden in Mittelstädten",
        ),
        ("Ein Kiosk in einer Kegelbahn.", ("Kiosk in einer Kegelbahn", "Kiosk"), "Kiosk in einer Kegelbahn"),
        (
            "Gemeinschaftsräume in Siedlungen fehlen.",
            ("Gemeinschaftsräume in Siedlungen", "Gemeinschaftsraum"),
            "Gemeinschaftsraum in Siedlungen",
        ),
        (
            "Ein Proberaum für zwanzig Menschen fehlt.",
            ("Proberaum für zwanzig", "Proberaum für zwanzig"),
            "Proberaum für zwanzig Menschen",
        ),
        ("Ja, die Wies hinterm Haus.", ("Wies hinterm Haus", "Haus"), "Wies hinterm Haus"),
        ("Es gilt teils als Laden.", ("teils als Laden", "Laden"), "Laden"),
    ],
)
def test_wording_of_a_place(text: str, row: Row, shown: str) -> None:
    assert texts_of((text, [row])) == [shown]


@pytest.mark.parametrize(
    ("passages", "shown"),
    [
        # the only town of the sentence
        (
            [
                (
                    "Im Bahnhof Wutike backt ein Verein in einer Backstube.",
                    [
                        ("Bahnhof Wutike", "Bahnhof", "Bahnhof Wutike", "Wutike"),
                        ("Backstube", "Backstube"),
                    ],
                )
            ],
            ["Bahnhof Wutike", "Backstube (Wutike)"],
        ),
        # two towns tell nothing
        (
            [
                (
                    "Der Turm in Hof, die Halle in Selb und ein Laden.",
                    [("Turm", "Turm", "Turm", "Hof"), ("Halle", "Halle", "Halle", "Selb"), ("Laden", "Laden")],
                )
            ],
            ["Halle (Selb)", "Turm (Hof)", "Laden"],
        ),
        # all places of the source lie in one town: it is that of a certain place, not of any place
        (
            [
                ("Der Turm und die Halle.", [("Turm", "Turm", "Turm", "Hof"), ("Halle", "Halle", "Halle", "Hof")]),
                ("Das Parkdeck steht leer.", [("Parkdeck", "Parkdeck")]),
                ("Ein Laden fehlt.", [("Laden", "Laden")]),
            ],
            ["Halle (Hof)", "Turm (Hof)", "Parkdeck (Hof)", "Laden"],
        ),
        # mentions of one place
        (
            [
                (
                    "In der Friedhofskapelle ist Ruhe. Er hat die Kapelle geöffnet.",
                    [
                        ("Friedhofskapelle", "Friedhofskapelle"),
                        ("Kapelle", "Kapelle"),
                    ],
                )
            ],
            ["Friedhofskapelle"],
        ),
        (
            [
                (
                    "In der Friedhofskapelle ist Ruhe. Es gibt auch eine Kapelle.",
                    [
                        ("Friedhofskapelle", "Friedhofskapelle"),
                        ("Kapelle", "Kapelle"),
                    ],
                )
            ],
            ["Friedhofskapelle", "Kapelle"],
        ),
        (
            [
                (
                    "Pavillon am Markt: Tür auf. Sie haben den leeren Eispavillon geöffnet.",
                    [
                        ("Pavillon am Markt", "Pavillon", "Pavillon am Markt", "Hof"),
                        ("leeren Eispavillon", "Leerer Eispavillon"),
                    ],
                )
            ],
            ["Pavillon am Markt (Hof)"],
        ),
        (
            [
                (
                    "Den Garten am Markt und den Dachgarten.",
                    [
                        ("Garten am Markt", "Garten", "Garten am Markt", "Hof"),
                        ("Dachgarten", "Dachgarten"),
                    ],
                )
            ],
            ["Garten am Markt (Hof)", "Dachgarten (Hof)"],
        ),
        (
            [
                (
                    "Bei der alten Fabrik, das ist bei uns die Halle am Bach.",
                    [
                        ("alten Fabrik", "Alte Fabrik"),
                        ("Halle am Bach", "Halle", "Halle am Bach", "Hof"),
                    ],
                )
            ],
            ["Halle am Bach (Hof)"],
        ),
        (
            [
                (
                    "Die Scheune von Müller und die Scheune von Meier. Die Scheune brennt.",
                    [
                        ("Scheune von Müller", "Scheune von Müller"),
                        ("Scheune von Meier", "Scheune von Meier"),
                    ],
                ),
                ("Und dann brennt die Scheune.", [("Scheune", "Scheune")]),
            ],
            ["Scheune von Meier", "Scheune von Müller", "Scheune"],
        ),
    ],
    ids=["sentence", "two-towns", "source", "resumed", "another", "compound", "two-gardens", "apposition", "unclear"],
)
def test_town_and_sameness(passages: list[tuple[str, list[Row]]], shown: list[str]) -> None:
    assert texts_of(*passages) == shown


@pytest.mark.parametrize(
    ("text", "old", "new", "expected"),
    [
        ("Die Gesellschaft baut den Keller zur Werkstatt um.", "Keller", "Werkstatt", []),
        ("Sie hat den Keller zur Werkstatt umgebaut.", "Keller", "Werkstatt", ["Bisherige Nutzung: Keller"]),
        ("Man müsste die Kaufhalle zum Essensaal machen.", "Kaufhalle", "Essensaal", ["Bisherige Nutzung: Kaufhalle"]),
        (
            "Ich würde aus dem Parkdeck einen Garten draus machen.",
            "Parkdeck",
            "Garten",
            ["Bisherige Nutzung: Parkdeck"],
        ),
        ("Vom Keller zur Werkstatt sind es zehn Schritte.", "Keller", "Werkstatt", []),
    ],
)
def test_what_a_place_is_made_from(text: str, old: str, new: str, expected: list[str]) -> None:
    section = places_of((text, [(old, old), (new, new)]))
    assert section is not None
    (statement,) = [s for group in section.groups for s in group.statements if s.text == new]
    assert [f"{n.name}: {n.text}" for n in statement.notes if n.name == "Bisherige Nutzung"] == expected


def test_places_that_nothing_tells_apart_follow_the_others_with_their_words() -> None:
    section = places_of(
        ("Ähm, wir sitzen im Schaufenster, mit offenem Mikro.", [("Schaufenster", "Schaufenster")]),
        ("Saal", [("Saal", "Saal")]),
        ("Das Café Korn ist offen.", [("Café Korn", "Café Korn", "Café Korn", "Hof")]),
    )
    assert section is not None
    assert [(group.title, [s.text for s in group.statements]) for group in section.groups] == [
        (None, ["Café Korn (Hof)"]),
        ("Ohne Namen und Lage genannt", ["Saal", "Schaufenster"]),
    ]
    hall, window = section.groups[1].statements
    assert not hall.notes
    assert [(n.name, n.text) for n in window.notes] == [
        ("Textstelle", "„Wir sitzen im Schaufenster, mit offenem Mikro“")
    ]


@pytest.mark.parametrize(
    ("text", "quote", "label", "category", "shown"),
    [
        (
            "Sie führte ein Gespräch an seinem Küchentisch.",
            "Küchentisch",
            "Küchentisch",
            None,
            "Gespräch am Küchentisch",
        ),
        ("Es gab Treffen in ihrer Küche.", "Küche", "Küche", None, "Treffen in der Küche"),
        ("Es gab ein Gespräch am Gartenzaun.", "Gartenzaun", "Gartenzaun", None, "Gespräch am Gartenzaun"),
        ("Nach dem Gespräch im Reallabor.", "Reallabor", "Reallabor", "erproben", "Reallabor"),
        ("Das Dorf nannte es Abendbrot.", "Abendbrot", "Abendbrot", None, "„Abendbrot“"),
        ("Das Verfahren heißt dort Taktabend.", "Taktabend", "Taktabend", None, "„Taktabend“"),
        ("Einmal im Monat ist Erzählabend.", "Erzählabend", "Erzählabend", None, "Erzählabend"),
    ],
)
def test_wording_of_a_format(text: str, quote: str, label: str, category: str | None, shown: str) -> None:
    made = Corpus()
    source = made.source("a.txt", SourceKind.ARTICLE, "a")
    made.format(made.passage(source, text), quote, label, CITY, category=category)
    (section,) = compose(**made.tables(), options=OPTIONS).chapters[0].sections
    assert [s.text for s in section.groups[0].statements] == [shown]
