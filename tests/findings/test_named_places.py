from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest
from spacy.language import Language

from quartier_nlp.findings.document import Document, Passage
from quartier_nlp.findings.named_places import GazetteerNamer, document_municipality, municipalities
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


def named(nlp: Language, paragraphs: Sequence[str], quote: str) -> NamedPlace | None:
    source = Source("s", "s.txt", "0", SourceKind.PAPER, "text", "")
    passages = []
    for index, text in enumerate(paragraphs):
        segment = Segment(str(index), "s", index, text, text, OffsetMap.identity(len(text)), SegmentRole.PARAGRAPH)
        passages.append(Passage(segment, nlp(text), index))
    passage = next(p for p in passages if quote in p.segment.text)
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


def test_document_municipality(nlp: Language) -> None:
    texts = ["Bürgerwerkstatt der Stadt Nürtingen", "Heute geht es um die Läden.", "In Norden lief das anders."]
    assert document_municipality([nlp(text) for text in texts]) == "Nürtingen"
    assert document_municipality([nlp("Wir reden über Läden.")]) is None
