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
    ],
)
def test_nominative_without_article(nlp: Language, text: str, quote: str, label: str) -> None:
    doc = nlp(text)
    start = text.index(quote)
    span = doc.char_span(start, start + len(quote))
    assert span is not None
    assert noun_label(span).text == label
