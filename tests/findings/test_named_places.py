from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest
from spacy.language import Language

from quartier_nlp.findings.document import Document, Passage
from quartier_nlp.findings.named_places import GazetteerNamer, document_municipality, municipalities
from quartier_nlp.findings.table_rows import rows_of
from quartier_nlp.language.options import LanguageOptions
from quartier_nlp.language.pipeline import build
from quartier_nlp.model.offsets import OffsetMap
from quartier_nlp.model.records import NamedPlace, Segment, Source
from quartier_nlp.model.vocabulary import SegmentRole, SourceKind

AMBIGUOUS = Path(__file__).parents[1] / "resources" / "language" / "ambig.tsv"
FLOOR = 0.95


@pytest.fixture(scope="module")
def nlp() -> Language:
    return build(LanguageOptions(encoder=False))


def segment(
    seq: int,
    text: str,
    role: SegmentRole = SegmentRole.PARAGRAPH,
    *,
    section: tuple[str, ...] = (),
    speaker: str | None = None,
) -> Segment:
    return Segment(str(seq), "s", seq, text, text, OffsetMap.identity(len(text)), role, section, speaker)


def named(nlp: Language, paragraphs: Sequence[str], quote: str) -> NamedPlace | None:
    return named_in(nlp, [segment(index, text) for index, text in enumerate(paragraphs)], quote)


def named_in(nlp: Language, segments: Sequence[Segment], quote: str) -> NamedPlace | None:
    source = Source("s", "s.txt", "0", SourceKind.PAPER, "text", "")
    read = enumerate(zip(segments, rows_of(segments), strict=True))
    passages = [Passage(one, nlp(one.text), index, row) for index, (one, row) in read]
    passage = next(p for p in reversed(passages) if quote in p.segment.text)
    start = passage.segment.text.index(quote)
    span = passage.doc.char_span(start, start + len(quote), alignment_mode="expand")
    assert span is not None
    return GazetteerNamer()(Document(source, tuple(passages)), passage, span)


def test_ambiguous_names_reach_the_floor(nlp: Language) -> None:
    hits = wrong = missed = 0
    with AMBIGUOUS.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            expected = set(row[2].split("|")) - {""} if len(row) > 2 else set()
            found = {mention.name for mention in municipalities(nlp(row[1]))}
            hits, wrong, missed = (
                hits + len(expected & found),
                wrong + len(found - expected),
                missed + len(expected - found),
            )
    assert 2 * hits / (2 * hits + wrong + missed) >= FLOOR


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Wir singen in Singen jeden Dienstag im Chor.", ["Singen"]),
        ("Unter den Linden sitzen die Alten.", []),
        ("Herr Hagen und Frau Horst waren da.", []),
        ("In Hamm und Hagen gibt es Ladenpassagen.", ["Hamm", "Hagen"]),
        ("Die Molkerei am Ortsrand von Buchen (Odenwald) steht leer.", ["Buchen (Odenwald)"]),
        ("Am Rain 18 ist eine Waschküche.", []),
        ("Das Lager ist kalt wie immer. (Lachen)", []),
        ("Das Lager (Burg) ist kalt.", ["Burg"]),
        ("Im reußischen Greiz tagt der Rat.", ["Greiz"]),
        ("Auf dem Parkdeck im alten Halle-Block wird getanzt.", []),
        ("In Kirchen und Schulen gibt es Räume.", []),
        ("Leipzigs Läden stehen leer.", ["Leipzig"]),
        ("wir sind heute in tellingstedt und reden über läden", ["tellingstedt"]),
        ("die regale sind leer und in der halle ist es kalt", []),
    ],
)
def test_municipalities(nlp: Language, text: str, names: list[str]) -> None:
    assert [mention.name for mention in municipalities(nlp(text))] == names


@pytest.mark.parametrize(
    ("paragraphs", "quote", "name", "municipality"),
    [
        (["In Weiden steht das Kaufhaus Stramm leer."], "das Kaufhaus Stramm", "Kaufhaus Stramm", "Weiden"),
        (
            ["Das Rathaus in Leer.", "Die frühere Post an der Marktstraße ist zu."],
            "frühere Post",
            "Post an der Marktstraße",
            "Leer",
        ),
        (["Die Schule in Kläden wird zum Treff."], "Die Schule", "Schule", "Kläden"),
        (
            ["Das Feld liegt bei Worms, im Kino in der Wormser Hardtgasse."],
            "Kino",
            "Kino in der Wormser Hardtgasse",
            "Worms",
        ),
        (["Der Konsum in Kleinwusterwitz hat zu."], "Der Konsum", "Konsum", "Kleinwusterwitz"),
    ],
)
def test_named(nlp: Language, paragraphs: list[str], quote: str, name: str, municipality: str) -> None:
    place = named(nlp, paragraphs, quote)
    assert place is not None
    assert (place.name, place.municipality) == (name, municipality)


def test_resolved_place_carries_key_and_coordinates(nlp: Language) -> None:
    place = named(nlp, ["Das Parkhaus am Theater in Hagen ist leer."], "Das Parkhaus am Theater")
    assert place is not None
    assert place.key == "05914000"
    assert place.lat == pytest.approx(51.36, abs=0.05)
    assert place.lon == pytest.approx(7.47, abs=0.05)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("In Hagen fehlt ein leerer Laden.", "ein leerer Laden"),
        ("Wir brauchen eine Werkstatt.", "eine Werkstatt"),
        ("Scheunen gibt es viele.", "Scheunen"),
        ("Bei uns die Trinkhalle von der Frau Kowollik.", "die Trinkhalle von der Frau Kowollik"),
    ],
)
def test_indefinite_or_unlocated_places_stay_unnamed(nlp: Language, text: str, quote: str) -> None:
    assert named(nlp, [text], quote) is None


def test_owner_elsewhere_is_not_the_municipality(nlp: Language) -> None:
    texts = ["Willkommen in Halle.", "Der Kaufhof am Markt gehört einem Insolvenzverwalter in Essen."]
    place = named(nlp, texts, "Der Kaufhof am Markt")
    assert place is not None
    assert place.municipality == "Halle"


def paper(*parts: tuple[str, str]) -> list[Segment]:
    """Return headings ("#", "##") and paragraphs ("") of a paper with their sections."""
    segments: list[Segment] = []
    section: tuple[str, ...] = ()
    for mark, text in parts:
        role = {"": SegmentRole.PARAGRAPH, "-": SegmentRole.LIST_ITEM}.get(mark, SegmentRole.HEADING)
        above = section[: len(mark) - 1] if role is SegmentRole.HEADING else section
        segments.append(segment(len(segments), text, role, section=above))
        section = (*above, text) if role is SegmentRole.HEADING else section
    return segments


def town_of(place: NamedPlace | None) -> str | None:
    assert place is not None
    return place.municipality


@pytest.mark.parametrize(
    ("text", "quote", "name", "town"),
    [
        ("Die Siegener Markthalle ist seit Jahren zu.", "Siegener Markthalle", "Siegener Markthalle", "Siegen"),
        ("Wormser Kaufhalle: abends Chor.", "Wormser Kaufhalle", "Wormser Kaufhalle", "Worms"),
        ("In der Dresdner Unterstadt steht das Lagerhaus leer.", "das Lagerhaus", "Lagerhaus", "Dresden"),
        ("Das Lager am Kölner Platz in Bonn ist frei.", "Das Lager am Kölner Platz", "Lager am Kölner Platz", "Bonn"),
    ],
)
def test_town_behind_an_adjective(nlp: Language, text: str, quote: str, name: str, town: str) -> None:
    place = named(nlp, [text], quote)
    assert place is not None
    assert (place.name, place.municipality) == (name, town)


def test_adjective_of_a_small_town_needs_the_town_elsewhere(nlp: Language) -> None:
    text = "Die Lauschaer Kaufhalle ist zu."
    known = named(nlp, ["Bericht aus Lauscha.", text], "Lauschaer Kaufhalle")
    assert town_of(known) == "Lauscha"
    alone = named(nlp, [text], "Lauschaer Kaufhalle")
    assert alone is None or alone.municipality is None


@pytest.mark.parametrize(
    ("parts", "quote", "town"),
    [
        ([("#", "Drei Orte"), ("##", "Worms: Werkstatt"), ("", "Das Kesselhaus ist frei.")], "Das Kesselhaus", "Worms"),
        (
            [("#", "Zwei Orte"), ("##", "Kassel-Forstfeld"), ("", "Der Pavillon am Wendehammer ist auf.")],
            "Der Pavillon am Wendehammer",
            "Kassel",
        ),
        (
            [
                ("#", "Räume"),
                ("##", "Erster Besuch"),
                ("", "Wir waren in Worms."),
                ("##", "Zweiter Besuch"),
                ("", "Bonn ist anders."),
                ("", "Das Lager am Bahndamm steht leer."),
            ],
            "Das Lager am Bahndamm",
            "Bonn",
        ),
    ],
)
def test_town_of_the_own_section(nlp: Language, parts: list[tuple[str, str]], quote: str, town: str) -> None:
    assert town_of(named_in(nlp, paper(*parts), quote)) == town


def test_heading_of_another_section_gives_no_town(nlp: Language) -> None:
    text = [("", "Wir haben geredet.")] * 4
    parts = [("#", "Räume"), *text, ("##", "Worms"), ("", "Dort war viel los."), ("##", "Fazit")]
    place = named_in(nlp, paper(*parts, ("", "Das Lager am Bahndamm bleibt.")), "Das Lager am Bahndamm")
    assert town_of(place) is None


def test_heading_of_several_towns_gives_none(nlp: Language) -> None:
    parts = [("#", "Bericht der Stadt Worms"), ("", "Worms lud ein."), ("##", "Innenstadt (Siegen, Bonn)")]
    assert town_of(named_in(nlp, paper(*parts, ("-", "Lager am Bahndamm: frei")), "Lager am Bahndamm")) is None


def test_villages_listed_in_a_heading_give_no_town(nlp: Language) -> None:
    parts = [("#", "Bericht"), ("", "Heute."), ("##", "Ortsteile (Oberquellau, Kläden, Hinterquellau)")]
    assert town_of(named_in(nlp, paper(*parts, ("-", "Lager am Bahndamm: frei")), "Lager am Bahndamm")) is None


def test_town_of_an_ambiguous_name_carries_no_key(nlp: Language) -> None:
    place = named(nlp, ["Das Gasthaus Lamm in der Gemeinde Wald ist zu."], "Das Gasthaus Lamm")
    assert place is not None
    assert (place.municipality, place.key, place.lat) == ("Wald", None, None)


def test_list_items_stand_for_themselves(nlp: Language) -> None:
    parts = [("#", "Notizen"), ("##", "Ideen"), ("-", "Siegen: Chor im Bus"), ("-", "Saal am Alten Markt öffnen")]
    place = named_in(nlp, paper(*parts, ("-", "Aula am Wall")), "Saal am Alten Markt")
    assert place is None or place.municipality != "Siegen"


def test_cells_of_a_row_share_their_town(nlp: Language) -> None:
    rows = [("Ort", "Worms"), ("Raum", "Hof am Rheintor"), ("Ort", "Bonn"), ("Raum", "Pavillon am Wendehammer")]
    cells = [
        segment(i, text, SegmentRole.TABLE_CELL, section=("Räume", column)) for i, (column, text) in enumerate(rows)
    ]
    assert town_of(named_in(nlp, cells, "Hof am Rheintor")) == "Worms"
    assert town_of(named_in(nlp, cells, "Pavillon am Wendehammer")) == "Bonn"


@pytest.mark.parametrize(
    ("turns", "town"),
    [
        ([("A", "Ich bin Ute, ich komme aus Worms."), ("B", "Wir in Bonn singen.")], "Worms"),
        (
            [("A", "Ute Brand, Worms."), ("B", "Bei uns in Bonn läuft es."), ("A", "Bei uns in Siegen jetzt auch.")],
            "Siegen",
        ),
        ([("A", "Die Erben sitzen in Bielefeld."), ("B", "Wir in Bonn singen.")], "Bonn"),
    ],
)
def test_town_of_the_speaker(nlp: Language, turns: list[tuple[str, str]], town: str) -> None:
    said = [*turns, ("A", "Also das Lager am Bahndamm, das steht leer.")]
    segments = [segment(i, text, SegmentRole.TURN, speaker=who) for i, (who, text) in enumerate(said)]
    assert town_of(named_in(nlp, segments, "das Lager am Bahndamm")) == town


def test_paragraph_locates_a_building_but_not_its_parts(nlp: Language) -> None:
    text = "Worms hat viel vor. Das Kesselhaus wird Bühne. Auch der Treppenaufgang ist breit."
    assert town_of(named(nlp, [text], "Das Kesselhaus")) == "Worms"
    assert named(nlp, [text], "der Treppenaufgang") is None


@pytest.mark.parametrize(
    ("text", "quote", "name"),
    [
        ("Wiedereröffnete Waschküche in Worms", "Wiedereröffnete Waschküche", "Waschküche"),
        ("Umgebaute alte Scheune in Worms", "Umgebaute alte Scheune in Worms", "Alte Scheune"),
        ("Der Verein nutzt das ehemalige Amtsgericht in Worms.", "das ehemalige Amtsgericht", "Ehemaliges Amtsgericht"),
        ("In Worms ist das geplante Lesehaus bekannt.", "das geplante Lesehaus", "Lesehaus"),
    ],
)
def test_names_keep_only_lasting_attributes(nlp: Language, text: str, quote: str, name: str) -> None:
    place = named(nlp, [text], quote)
    assert place is not None
    assert (place.name, place.municipality) == (name, "Worms")


def test_document_municipality(nlp: Language) -> None:
    texts = ["Bürgerwerkstatt der Stadt Nürtingen", "Heute geht es um die Läden.", "In Norden lief das anders."]
    assert document_municipality([nlp(text) for text in texts]) == "Nürtingen"
    assert document_municipality([nlp("Wir reden über Läden.")]) is None
