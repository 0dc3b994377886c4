import pytest
from spacy.language import Language

from quartier_nlp.findings.labels import noun_label


@pytest.mark.parametrize(
    ("text", "quote", "label"),
    [
        ("Das ehemalige Autohaus steht leer.", "Das ehemalige Autohaus", "Ehemaliges Autohaus"),
        ("Wir treffen uns in der alten Molkerei.", "der alten Molkerei", "Alte Molkerei"),
        ("Wir treffen uns in der alten Molkerei.", "in der alten Molkerei", "Alte Molkerei"),
        ("Wir nutzen den alten Konsum am Markt.", "den alten Konsum am Markt", "Alter Konsum"),
        ("Im ehemaligen Fahrerhäuschen gibt es Tee.", "ehemaligen Fahrerhäuschen", "Ehemaliges Fahrerhäuschen"),
        ("Das Dach des Garagenhofs ist neu.", "des Garagenhofs", "Garagenhof"),
        ("Unser Dorfladen läuft.", "Unser Dorfladen", "Dorfladen"),
        ("Es gab Türrahmengespräche.", "Türrahmengespräche", "Türrahmengespräch"),
        ("Es gab vier Haustürgespräche.", "vier Haustürgespräche", "Haustürgespräch"),
        ("Eine Jury aus Auszubildenden entscheidet.", "Eine Jury aus Auszubildenden", "Jury aus Auszubildenden"),
        ("Wir hatten einen Runden Tisch.", "einen Runden Tisch", "Runder Tisch"),
        ("wir haben die alte schuhfabrik gekauft", "die alte schuhfabrik", "Alte Schuhfabrik"),
        ("Das Stadtteilcafé ist voll.", "Das Stadtteilcafé", "Stadtteilcafé"),
        # articles of dialect
        ("Da hat de Mieterrat was gesagt.", "de Mieterrat", "Mieterrat"),
        ("Dat Café is zu.", "Dat Café", "Café"),
        ("mir habbe e gründerhaus", "e gründerhaus", "Gründerhaus"),
        ("wir machen ne ideenwerkstatt", "ne ideenwerkstatt", "Ideenwerkstatt"),
        # compounds that transcription tears
        ("wir treffen uns im kauf haus keller", "kauf haus keller", "Kaufhauskeller"),
        ("wir haben jetzt einen jugend rat", "jugend rat", "Jugendrat"),
        ("an den brett spiel abenden sind alle da", "brett spiel abenden", "Brettspielabend"),
        ("Im Feuerwehr Haus ist immer Licht.", "Feuerwehr Haus", "Feuerwehrhaus"),
        # a thing and its name are none
        ("Im Musikhaus Kern ist Licht.", "Musikhaus Kern", "Musikhaus Kern"),
        ("Die Dessauer Straße ist gesperrt.", "Dessauer Straße", "Dessauer Straße"),
        ("Der Runde Tisch Regenwasser tagt.", "Runde Tisch Regenwasser", "Runder Tisch Regenwasser"),
        # singular and citation form
        ("Wir waren in vier Trockenräumen.", "vier Trockenräumen", "Trockenraum"),
        ("Es gab drei Hörspaziergänge.", "Hörspaziergänge", "Hörspaziergang"),
        ("Der Boulestreifen ist schmal.", "Boulestreifen", "Boulestreifen"),
        ("Das Erzählbügeln war gut.", "Erzählbügeln", "Erzählbügeln"),
        ("Zwei leer stehende Stallungen gibt es.", "leer stehende Stallungen", "Leer stehende Stallungen"),
        ("Das war ein „Schaufenstergericht“ im Mai.", "„Schaufenstergericht“", "Schaufenstergericht"),
    ],
)
def test_nominative_without_article(nlp: Language, text: str, quote: str, label: str) -> None:
    doc = nlp(text)
    start = text.index(quote)
    span = doc.char_span(start, start + len(quote))
    assert span is not None
    assert noun_label(span).text == label


@pytest.mark.parametrize(
    ("text", "quote", "label"),
    [
        ("Das kam auf der letzten Bürgerversammlung auf.", "letzten Bürgerversammlung", "Bürgerversammlung"),
        ("Das kam bei einer eigens einberufenen Dorfkonferenz heraus.", "einberufenen Dorfkonferenz", "Dorfkonferenz"),
        ("Unser erster Nachbarschaftstag war gut.", "Unser erster Nachbarschaftstag", "Nachbarschaftstag"),
        ("Es gab eine offene Sprechstunde.", "eine offene Sprechstunde", "Offene Sprechstunde"),
        ("Es gab einen runden Tisch.", "einen runden Tisch", "Runder Tisch"),
    ],
)
def test_formats_leave_out_what_fits_only_their_sentence(nlp: Language, text: str, quote: str, label: str) -> None:
    doc = nlp(text)
    start = text.index(quote)
    span = doc.char_span(start, start + len(quote))
    assert span is not None
    assert noun_label(span, located=True).text == label


@pytest.mark.parametrize(
    ("located", "label"), [(True, "Dorfgespräch am Gartenzaun"), (False, "Dorfgespräch")], ids=["format", "place"]
)
def test_formats_keep_where_they_are_held(nlp: Language, located: bool, label: str) -> None:
    assert noun_label(nlp("Dorfgespräche am Gartenzaun")[:], located=located).text == label
