"""Lexicon files, inflection and matching."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language

from quartier_nlp.errors import SettingsError
from quartier_nlp.findings.inflection import adjective_forms, noun_forms, phrase_forms
from quartier_nlp.findings.lexicon_files import LexiconName, load
from quartier_nlp.findings.lexicon_matching import LexiconMatcher, MatchKind, compiled
from quartier_nlp.model.vocabulary import ACTION_SPACES


@pytest.mark.parametrize(("name", "least"), [(LexiconName.FORMATS, 150), (LexiconName.PLACES, 120)])
def test_covers_the_field(name: LexiconName, least: int) -> None:
    entries = [entry for family in load(name).values() for entry in family.entries]
    things = {thing.lower() for entry in entries for thing in (entry.label, *entry.names)}
    assert len(things) >= least


@pytest.mark.parametrize("name", list(LexiconName))
def test_points_to_known_spaces_and_describes_every_family(name: LexiconName) -> None:
    for family in load(name).values():
        assert family.description
        for entry in family.entries:
            assert set(entry.spaces) <= set(ACTION_SPACES)


def test_action_spaces_are_the_families_of_their_lexicon() -> None:
    assert tuple(load(LexiconName.ACTION_SPACES)) == ACTION_SPACES


def test_adds_the_users_entries(tmp_path: Path, nlp: Language) -> None:
    file = tmp_path / "eigene.toml"
    file.write_text('[formats.planen]\nentries = [{ label = "Klopfrunde", certainty = "high" }]\n', encoding="utf-8")
    matcher = compiled(LexiconName.FORMATS, (file,))
    doc = nlp("Wir machten drei Klopfrunden im Hof.")
    assert [match.canonical for match in matcher.find(doc)] == ["Klopfrunde"]
    assert (
        len(load(LexiconName.FORMATS, (file,))["planen"].entries)
        == len(load(LexiconName.FORMATS)["planen"].entries) + 1
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[formats.planen]\nentries = [{ lable = 'x' }]", r"eigene.toml: planen.entries.0.label: Field required"),
        ("[formats.planen]\nentries = [{ label = 'Abend', farbe = 'rot' }]", "planen.entries.0.farbe: Extra inputs"),
        ("[formate.planen]\nentries = []", "unknown table 'formate'; known: action_spaces, actors, formats, places"),
        ("[formats.planen\n", "not valid TOML"),
    ],
)
def test_names_the_mistake(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "eigene.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=message):
        load(LexiconName.FORMATS, (file,))


def test_names_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        load(LexiconName.PLACES, (tmp_path / "fehlt.toml",))


@pytest.mark.parametrize(
    ("noun", "form"),
    [
        ("Haus", "häusern"), ("Saal", "säle"), ("Werkstatt", "werkstätten"), ("Museum", "museen"), ("Laden", "läden"),
        ("Jury", "jurys"), ("Café", "cafes"), ("Firma", "firmen"), ("Pop-up-Laden", "popupläden"), ("Frau", "frauen"),
    ],
)  # fmt: skip
def test_noun_forms(noun: str, form: str) -> None:
    assert form in noun_forms(noun)


def test_phrases_inflect_adjectives_and_nouns_only() -> None:
    first, second, third = phrase_forms("lange Nacht der")
    assert {"langen", "lange"} <= first
    assert "nächte" in second
    assert third == {"der"}
    assert "runden" in adjective_forms("runder")


@pytest.mark.parametrize(
    ("lexicon", "text", "canonical", "how"),
    [
        (LexiconName.FORMATS, "Wir haben drei Reallabore gestartet.", "Reallabor", MatchKind.EXACT),
        (LexiconName.FORMATS, "Am Runden Tisch saßen alle.", "Runder Tisch", MatchKind.PHRASE),
        (LexiconName.FORMATS, "und dann gab es ein konzept verfahren dafür", "Konzeptverfahren", MatchKind.SPLIT),
        (LexiconName.FORMATS, "Beim Ziegeleigespräch kamen viele.", None, MatchKind.COMPOUND),
        (LexiconName.PLACES, "und die trockenböden stehen leer", "Trockenboden", MatchKind.EXACT),
        (LexiconName.PLACES, "Die Dampfwäscherei ist zu.", None, MatchKind.COMPOUND),
        (LexiconName.ACTORS, "Die Landfrauen kochen.", "Landfrauen", MatchKind.EXACT),
        (LexiconName.ACTION_SPACES, "Das gilt in dörflichen Lagen.", "dörflich", MatchKind.EXACT),
    ],
)
def test_finds_names(nlp: Language, lexicon: LexiconName, text: str, canonical: str | None, how: MatchKind) -> None:
    matches = compiled(lexicon).find(nlp(text))
    assert (canonical, how) in [(match.canonical, match.how) for match in matches]


@pytest.mark.parametrize(
    ("lexicon", "text"),
    [
        (LexiconName.FORMATS, "Der Stadtrat und der Gemeinderat haben beraten."),
        (LexiconName.FORMATS, "Das haben wir ihm geraten."),
        (LexiconName.PLACES, "Die Wohnungswirtschaft hat Spielraum und einen langen Zeitraum."),
        (LexiconName.PLACES, "Wir müssen die Daten herunterladen."),
    ],
)
def test_leaves_other_words_alone(nlp: Language, lexicon: LexiconName, text: str) -> None:
    assert compiled(lexicon).find(nlp(text)) == []


def test_longest_phrase_wins_and_matches_do_not_overlap(nlp: Language) -> None:
    doc = nlp("Wir hatten eine Nacht der offenen Baustelle.")
    matches = LexiconMatcher(load(LexiconName.FORMATS)).find(doc)
    assert [doc[match.start : match.end].text for match in matches] == ["Nacht der offenen Baustelle"]
