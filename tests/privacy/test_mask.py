"""What identifies a participant is replaced; what only looks like it stays."""

import pytest

from quartier_nlp.privacy.contacts import find_contacts
from quartier_nlp.privacy.mask import masker_for
from quartier_nlp.privacy.names import forms_of

SPEAKERS = {"Person 1": "Henrike Vollmers", "Person 2": "Dr. Knut Brodersen (Stadt Emden)", "Person 3": "B3"}


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Danke Henrike, das war klar.", "Danke Person 1, das war klar."),
        ("Henrike Vollmers’ Idee", "Person 1’ Idee"),
        ("Knuts Werkstatt und Brodersens Plan", "Person 2s Werkstatt und Person 2s Plan"),
        ("Frau Vollmers hat recht.", "Person 1 hat recht."),
        ("Der Herr Schimanek, der ist Rentner.", "Der Herr [Name], der ist Rentner."),
        ("Fr. Dr. Böttcher-Ahrens fragt nach.", "Fr. Dr. [Name] fragt nach."),
        ("Das hat Gudrun Pfleiderer aufgebaut.", "Das hat [Name] aufgebaut."),
        ("Ich bin die Vroni Aschenbrenner, guten Tag.", "Ich bin die [Name], guten Tag."),
        ("Protokoll: H. Vollmers, Brodersen, Knut", "Protokoll: Person 1, Person 2"),
        ("Das Schuhhaus Vollmers steht leer.", "Das Schuhhaus Vollmers steht leer."),
        ("In der Brodersen-Straße ist ein Hof.", "In der Brodersen-Straße ist ein Hof."),
        ("Die Frau Bürgermeisterin kam dazu.", "Die Frau Bürgermeisterin kam dazu."),
        ("Herr Stadtrat, der Stadtrat hat das beschlossen.", "Herr Stadtrat, der Stadtrat hat das beschlossen."),
        ("Herr Stadtrat Schimanek hat gefragt.", "Herr Stadtrat [Name] hat gefragt."),
        ("Kollegen von der SPD und Kollegen der Stadt", "Kollegen von der SPD und Kollegen der Stadt"),
        ("Herr Professor Guder lehrt, ein Professor halt.", "Herr Professor [Name] lehrt, ein Professor halt."),
        ("Im Rathaus am Markt gibt es Sprechstunden.", "Im Rathaus am Markt gibt es Sprechstunden."),
        ("Der Hof in Halle gehört der Stadt Essen.", "Der Hof in Halle gehört der Stadt Essen."),
        ("Bitte an a.scherzer@stadt.example schreiben.", "Bitte an [E-Mail-Adresse] schreiben."),
        ("henrike punkt vollmers ät campus punkt example bitte", "[E-Mail-Adresse] bitte"),
        ("info at kornspeicher minus verein.example", "[E-Mail-Adresse]"),
        ("Tel. 030 23125 014 oder 0171/3920047", "Tel. [Telefonnummer] oder [Telefonnummer]"),
        ("null eins sieben zwo, neun neun zwo fünf neun null vier", "[Telefonnummer]"),
    ],
)
def test_masking(text, masked):
    assert masker_for(SPEAKERS, [text], spoken=True).mask(text) == masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("ja grüß gott also pfister reinhold vom bürgerverein", "ja grüß gott also [Name] [Name] vom bürgerverein"),
        ("danke reinhold jetzt die frau doktor angerer", "danke [Name] jetzt die frau doktor [Name]"),
        ("ja bitte ich bin der hufnagel vom ortsteil schönfeld", "ja bitte ich bin der [Name] vom ortsteil schönfeld"),
        ("und dann ich bin die hausärztin noch bis märz dann", "und dann ich bin die hausärztin noch bis märz dann"),
        ("frau bürgermeisterin hat die gemeinde da nicht mehr", "frau bürgermeisterin hat die gemeinde da nicht mehr"),
        ("mia ham in dem alten haus die wand rosa gestrichen", "mia ham in dem alten haus die wand rosa gestrichen"),
    ],
)
def test_masking_in_captions_without_capitals(text, masked):
    assert masker_for({}, [text], spoken=True).mask(text) == masked


def test_names_of_captions_are_masked_in_labels_that_have_capitals():
    masker = masker_for(
        {}, ["die elektrik hat der opa vom toni gemacht", "danke pfister reinhold vom verein"], spoken=True
    )
    assert masker.mask("Die Elektrik hat der Opa vom Toni gemacht") == "Die Elektrik hat der Opa vom [Name] gemacht"
    assert masker.mask("mit Reinhold Pfister reden") == "mit [Name] [Name] reden"


@pytest.mark.parametrize(
    "text",
    [
        "Am 03.04.2024 um 09:30 Uhr waren 120 Leute da.",
        "Von 1958 bis 1971 entstanden 1.200 Wohnungen, 14.500 Euro je Platz.",
        "Treffen at home. Danach weiter.",
        "Null Euro, eins zwei drei ist das nicht.",
        "Es kostet 0,75 Euro pro Quadratmeter und Monat.",
    ],
)
def test_figures_are_no_contacts(text):
    assert list(find_contacts(text)) == []


def test_cited_authors_stay():
    text = "Wie Maria Brüggert (2019) zeigt; siehe auch (Maria Tammen 2021, S. 4)."
    assert masker_for({}, [text], spoken=False).mask(text) == text


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Henrike Vollmers", ("Vollmers, Henrike", "Henrike Vollmers", "H. Vollmers", "Vollmers", "Henrike")),
        ("BRODERSEN", ("Brodersen",)),
        ("Vollmers, Henrike", ("Vollmers, Henrike", "Henrike Vollmers", "H. Vollmers", "Vollmers", "Henrike")),
        ("Moderation (Lea)", ("Lea",)),
        ("Bürgermeister Basedow (B1)", ("Basedow",)),
        ("Bürgermeister (Stadt Emden)", ()),
        ("B1", ()),
        ("S00", ()),
        ("Moderation", ()),
        ("Speaker 2", ()),
    ],
)
def test_forms_of_a_speakers_name(name, forms):
    assert forms_of(name) == forms
