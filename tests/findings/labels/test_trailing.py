"""What is said after the action stays behind a comma, where it can neither get lost nor turn the action."""

import pytest
from spacy.language import Language

from quartier_nlp.findings.labels import approach_label
from quartier_nlp.model.vocabulary import ApproachStatus, LabelSource
from tests.findings.labels.test_in_context import marked_span


@pytest.mark.parametrize(
    ("quote", "label"),
    [
        # where, which, for whom, how
        (
            "Wir haben die Concierge wieder eingeführt, im Elfgeschosser, unten in der Loge.",
            "Concierge wieder einführen, im Elfgeschosser, unten in der Loge",
        ),
        ("Wir haben uns einen alten Bus ausgebaut, den Landbulli.", "sich einen alten Bus ausbauen, den Landbulli"),
        (
            "Wir haben drei Trockenräume zu offenen Werkstätten umgebaut, eine für Räder, eine für Holz.",
            "drei Trockenräume zu offenen Werkstätten umbauen, eine für Räder, eine für Holz",
        ),
        (
            "Schließen Sie Nutzungsverträge auf Probe, mit Ausstiegsklausel für beide Seiten.",
            "Nutzungsverträge auf Probe schließen, mit Ausstiegsklausel für beide Seiten",
        ),
        (
            "Das alte Fernmeldeamt haben wir dem Theaterverein überlassen, befristet, nur gegen Nebenkosten.",
            "altes Fernmeldeamt dem Theaterverein überlassen, befristet, nur gegen Nebenkosten",
        ),
        # a second name, a relative clause whose verbs are joined, one whose pronoun is tagged as an article
        (
            "Ich würde mir ein Fallmanagement wünschen, also eine Stelle im Rathaus, die so ein Vorhaben begleitet.",
            "Fallmanagement schaffen, also eine Stelle im Rathaus, die so ein Vorhaben begleitet",
        ),
        (
            "Die Stadt Kyritz hat eine Häuserlotsin angestellt, die Erben berät und Besichtigungen begleitet.",
            "Häuserlotsin anstellen, die Erben berät und Besichtigungen begleitet",
        ),
        # a condition, a contrast
        (
            "Unternehmen sollten leere Wohnungen zum halben Preis anbieten, sofern diese sich im Haus einbringen.",
            "leere Wohnungen zum halben Preis anbieten, sofern diese sich im Haus einbringen",
        ),
        (
            "Man vermietet nicht nach Fläche, sondern nach Regalbrettern.",
            "nicht nach Fläche vermieten, sondern nach Regalbrettern",
        ),
        ("Schlüssel an Personen zu geben und nicht an Vereine.", "Schlüssel an Personen geben und nicht an Vereine"),
    ],
)
def test_keeps_what_is_said_after_the_action(nlp: Language, quote: str, label: str) -> None:
    found = approach_label(nlp(quote)[:-1])
    assert (found.text, found.source) == (label, LabelSource.PHRASE)


@pytest.mark.parametrize(
    "marked",
    [
        # an enumeration, a second statement, a judgement, the end
        "| Leihladen für Werkzeug, Bierbänke und Kinderwagen |",
        "| Wir haben einen Lieferdienst eingerichtet, leider ohne Erfolg |.",
        "| Wir haben ein Stadtrad angeschafft, inzwischen abgelehnt |.",
        # a clause of its own, a request, an infinitive that hangs on the verb
        "| Ich will da eine Beschwerdestelle, die Leute loben |.",
        "| Ein Kreisverkehr würde Autofahrer zwingen, die Geschwindigkeit zu reduzieren |.",
        # a relative clause of those who act, one that was taken for an article; a statement between
        "ein Depot, | in dem Theater, Museum und Vereine ihre Bestände lagern, sichtbar, hinter Glas |.",
        "| Ich nehm einen Umschlag mit, da ist eine Frage drin, eine einzige, vom Dorf |.",
        # what happens to the speakers; a quote that was cut before a verb or in a frame
        "Da | haben mir die Mieter den Rücken gestärkt, hundertvierzig Unterschriften an einem Wochenende |.",
        "| Steckt das Geld in das Gerät, das seit einem Jahr „bestellt | “ ist.",
        "| Sie hat ihren Hof angeboten, unter der Bedingung |, dass sie bleibt.",
        # a relative clause whose noun became the verb; a second action with another object
        "| Hier wäre eine farbliche Markierung des Radwegs hilfreich, die noch etliche Meter hineinragt |.",
        "Da | haben wir mit hundert Nachbarn eine Genossenschaft gegründet und es gekauft, für einen Euro |.",
    ],
)
def test_adds_nothing_that_may_turn_the_action(nlp: Language, marked: str) -> None:
    assert approach_label(marked_span(nlp, marked)).source is LabelSource.CLAUSE


@pytest.mark.parametrize(
    ("quote", "label"),
    [
        ("Im Bahnhof betreibt ein Verein eine Bäckerei.", "im Bahnhof Bäckerei betreiben"),
        ("Deshalb gründeten die drei Gemeinden einen Zweckverband.", "Zweckverband gründen"),
        # what stands between who acts and the verb is theirs
        (
            "Die Baugenossenschaft in Ravensburg hat zwölf Garagen mit Glastoren versehen.",
            "zwölf Garagen mit Glastoren versehen",
        ),
    ],
)
def test_who_acts_is_left_out_where_cases_or_order_tell(nlp: Language, quote: str, label: str) -> None:
    found = approach_label(nlp(quote)[:-1], status=ApproachStatus.PRACTISED)
    assert (found.text, found.source) == (label, LabelSource.PHRASE)


@pytest.mark.parametrize(
    "quote",
    [
        "Drei Tage die Woche muss die Halle aufgesperrt sein.",
        "Man könnte den Hirsch zur Probe eine Nacht öffnen.",
        "Jeden Samstag darf jemand anderes den Landhandel öffnen.",
        "Wir haben vom Juli bis September den Badebus vom Bahnhof gefahren.",
    ],
)
def test_no_time_without_its_article_and_no_half_of_those_who_act(nlp: Language, quote: str) -> None:
    assert approach_label(nlp(quote)[:-1]).source is LabelSource.CLAUSE
