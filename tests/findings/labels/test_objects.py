"""Objects of infinitive phrases: none is lost, and no phrase of a transitive verb stands without its object."""

import pytest
from spacy.language import Language

from quartier_nlp.findings.labels import approach_label, question_label
from quartier_nlp.model.vocabulary import ApproachStatus


@pytest.mark.parametrize(
    ("quote", "label", "source"),
    [
        # notes with the verb before a phrase: what stands first is the object
        ("MZH-Küche vermieten an Caterer aus Hitzacker", "MZH-Küche an Caterer aus Hitzacker vermieten", "phrase"),
        ("Anlegestelle wiederbeleben als Badeplatz", "Anlegestelle als Badeplatz wiederbeleben", "phrase"),
        ("Bushaltestelle verlegt vor Gasthof", "Bushaltestelle vor Gasthof verlegen", "phrase"),
        ("Die Kübel gießen die Anwohner", "Kübel gießen", "phrase"),
        # states that are wished for
        (
            "Der Ring sollte zwischen Markt und Tor für den Autoverkehr gesperrt sein.",
            "Ring zwischen Markt und Tor für den Autoverkehr sperren",
            "phrase",
        ),
        ("Parken sollte dort nicht erlaubt sein.", "Parken sollte dort nicht erlaubt sein", "clause"),
        # where the object is not found the clause stays
        (
            "in Bremerhaven stellt die Wohnungsgesellschaft Concierges ein",
            "In Bremerhaven stellt die Wohnungsgesellschaft Concierges ein",
            "clause",
        ),
        (
            "verkauft wird an Studierende zum Selbstkostenpreis",
            "Verkauft wird an Studierende zum Selbstkostenpreis",
            "clause",
        ),
        (
            "werden zur Hälfte durch Vermietung an Filmteams gedeckt",
            "Werden zur Hälfte durch Vermietung an Filmteams gedeckt",
            "clause",
        ),
        # verbs that say something alone, and clauses that are the object
        ("Wir kochen mittwochs im Hof", "mittwochs im Hof kochen", "phrase"),
        (
            "Im leeren Kaufhaus könnte man eine Markthalle einrichten.",
            "im leeren Kaufhaus Markthalle einrichten",
            "phrase",
        ),
        # what is set off, compared or told as a reason
        (
            "Die Besatzung, im Ausleihen geschult, führt die Kartei.",
            "Die Besatzung, im Ausleihen geschult, führt die Kartei",
            "clause",
        ),
        (
            "Der ist gut ausgebaut und sicherer zu befahren als die Hosterbacher Straße.",
            "Der ist gut ausgebaut und sicherer zu befahren als die Hosterbacher Straße",
            "clause",
        ),
        (
            "Gelbe Ampel für links abbiegende Autofahrer um Radfahrer zu schützen",
            "Gelbe Ampel für links abbiegende Autofahrer um Radfahrer zu schützen",
            "clause",
        ),
        ("Es wäre gut, den Radweg um zwei Meter zu verbreitern", "Radweg um zwei Meter verbreitern", "phrase"),
        (
            "Der Radweg befindet sich in einem schlechten Zustand und sollte auch etwas verbreitert werden.",
            "Radweg etwas verbreitern",
            "phrase",
        ),
        ("Tempolimit 30 wäre dringend nötig da hohe Geschwindigkeiten.", "Tempolimit 30 einrichten", "phrase"),
        ("Besonders das Teilstück am Bach sollte saniert werden.", "Teilstück am Bach sanieren", "phrase"),
        ("Bitte verlegt den Radweg auf die Straße!", "Radweg auf die Straße verlegen", "phrase"),
    ],
)
def test_object(nlp: Language, quote: str, label: str, source: str) -> None:
    found = approach_label(nlp(quote)[:], status=ApproachStatus.PROPOSED)
    assert (found.text, found.source.value) == (label, source)


@pytest.mark.parametrize(
    ("quote", "label"),
    [
        # statements are no questions
        ("Das ist ungeklärt.", "Das ist ungeklärt"),
        ("und für die Beerdigungen haben wir noch nichts", "Für die Beerdigungen haben wir noch nichts"),
        ("Und für die Anträge haben wir noch niemanden?", "Für die Anträge haben wir noch niemanden?"),
        # what is called open is asked about
        ("Noch nicht geklärt ist der Umgang mit den Schlüsseln", "Wie ist der Umgang mit den Schlüsseln geregelt?"),
        ("ob das vor gericht hält weiß der himmel", "Hält das vor Gericht?"),
        # what is asked about stays, the next sentence does not
        (
            "Also von den Orten, die gefeiert wurden, wie viele sind noch da?",
            "Von den Orten, die gefeiert wurden, wie viele sind noch da?",
        ),
        ("wer soll das machen wer hält die liste aktuell", "Wer soll das machen?"),
    ],
)
def test_question_or_statement(nlp: Language, quote: str, label: str) -> None:
    assert question_label(nlp(quote)[:]).text == label
