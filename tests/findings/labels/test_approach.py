from pathlib import Path

import pytest
from spacy.language import Language

from quartier_nlp.findings.labels import approach_label, noun_label, question_label
from quartier_nlp.model.vocabulary import ApproachStatus, LabelSource

SHARED = Path(__file__).parents[4] / "shared" / "data"


@pytest.mark.parametrize(
    ("quote", "label"),
    [
        # modal brackets
        ("Die Gemeinde sollte die alte Molkerei kaufen.", "alte Molkerei kaufen"),
        (
            "Wir könnten den Hof entsiegeln und mit Obstbäumen bepflanzen.",
            "Hof entsiegeln und mit Obstbäumen bepflanzen",
        ),
        ("Den Platz sollte man abends sperren.", "Platz abends sperren"),
        # zu
        ("Wir schlagen vor, den alten Bahnhof für Vereine zu öffnen.", "alten Bahnhof für Vereine öffnen"),
        (
            "Es lohnt sich, Eigentümer anzuschreiben und Leerstände zu kartieren.",
            "Eigentümer anschreiben und Leerstände kartieren",
        ),
        # passive
        ("Der alte Konsum wurde in eine Werkstatt umgebaut.", "alten Konsum in eine Werkstatt umbauen"),
        ("Die Läden sind den Vereinen anzubieten.", "Läden den Vereinen anbieten"),
        # practice
        ("Seit drei Jahren vermietet die Stadt leere Läden an Gründer.", "leere Läden an Gründer vermieten"),
        ("Wir haben im letzten Jahr einen Fonds eingerichtet.", "Fonds einrichten"),
        (
            "Kommune erwirbt alte Höfe und gibt sie in Erbpacht an Rückkehrer",
            "alte Höfe erwerben und in Erbpacht an Rückkehrer geben",
        ),
        ("Wir bauen mit den Nachbarn ein Hochbeet auf.", "mit den Nachbarn Hochbeet aufbauen"),
        # subordinate
        ("dass die Wirtschaftsförderung die Kaution übernimmt", "Kaution übernehmen"),
        # imperative
        ("Schließen Sie Nutzungsverträge auf Probe!", "Nutzungsverträge auf Probe schließen"),
        # need
        (
            "Es fehlt eine Stelle, die Verträge unterschreiben darf.",
            "Stelle schaffen, die Verträge unterschreiben darf",
        ),
        ("Es bräuchte einen städtischen Möbelfundus.", "städtischen Möbelfundus schaffen"),
        # nominal
        (
            "die treuhänderische Bündelung von Erdgeschossen in einem Ladenpool",
            "Erdgeschosse treuhänderisch in einem Ladenpool bündeln",
        ),
        ("Herrichtung der Gutsscheune für Märkte", "Gutsscheune für Märkte herrichten"),
        ("Einrichtung eines mobilen Labors", "mobiles Labor einrichten"),
        # speech without capitals, fillers, repairs
        ("ja und dann haben wir äh haben wir die alte schule vermietet", "alte Schule vermieten"),
        ("wir haben da einen, also einen Treffpunkt gebaut", "Treffpunkt bauen"),
        # real citizens' sentences: frames without a comma, coordinated passives
        (
            "Mein Vorschlag ist hier den Radweg zu verbreitern und zu beschildern.",
            "Radweg verbreitern und beschildern",
        ),
        (
            "Die Führung sollte geklärt werden und der Streifen doppelt eingezeichnet werden.",
            "Führung klären und Streifen doppelt einzeichnen",
        ),
        # what is taken up again, what becomes of something
        ("Die Brache, die könnte man bepflanzen.", "Brache bepflanzen"),
        ("Das Wartehäuschen wird zur Bücherei.", "Wartehäuschen zur Bücherei machen"),
        # negation stays
        ("Man darf den Markt nicht verlegen.", "Markt nicht verlegen"),
        ("Wir wollen keine neuen Parkplätze bauen.", "keine neuen Parkplätze bauen"),
    ],
)
def test_phrase(nlp: Language, quote: str, label: str) -> None:
    found = approach_label(nlp(quote)[:])
    assert (found.text, found.source) == (label, LabelSource.PHRASE)


@pytest.mark.parametrize(
    "quote",
    [
        "Ich finde die Innenstadt ziemlich tot.",
        "Der Leerstand liegt bei zwölf Prozent.",
        "Wir hätten den Markt nie verlegen dürfen.",
        "Es wäre falsch, den Markt zu verlegen.",
        "Nach vier Tagen haben wir ihn gestrichen.",
        "Im Ort gibt es keine Bank.",
        "Alles Gute!",
    ],
)
def test_no_phrase_where_none_is_sure(nlp: Language, quote: str) -> None:
    found = approach_label(nlp(quote)[:])
    assert found.source is LabelSource.CLAUSE
    assert found.text == quote.rstrip(".!")


def test_rejected_approach_is_not_turned_round(nlp: Language) -> None:
    span = nlp("Die Mitfahrbänke haben wir wieder abgebaut.")[:]
    assert approach_label(span, status=ApproachStatus.REJECTED).source is LabelSource.CLAUSE
    assert approach_label(span, status=ApproachStatus.PRACTISED).text == "Mitfahrbänke wieder abbauen"


def test_subject_before_the_quote(nlp: Language) -> None:
    doc = nlp("Der Verein will dort mit der Tafel gerettete Lebensmittel verarbeiten.")
    assert approach_label(doc[2:]).text == "dort mit der Tafel gerettete Lebensmittel verarbeiten"


def test_clause_has_no_fillers(nlp: Language) -> None:
    found = approach_label(nlp("Ähm, also das ist halt so.")[:])
    assert (found.text, found.source) == ("Das ist so", LabelSource.CLAUSE)


@pytest.mark.parametrize("text", ["Äh", "Ja, also,", "„", "zu", "von des", "die die die", "Einrichtung von", "🙂 🙂"])
def test_label_is_never_empty(nlp: Language, text: str) -> None:
    span = nlp(text)[:]
    assert approach_label(span, status=ApproachStatus.PROPOSED).text
    assert question_label(span).text
    assert noun_label(span).text


def test_proposed_thing_is_to_be_created(nlp: Language) -> None:
    span = nlp("eine halbe Stelle, die für fünf Orte die Anträge schreibt")[:]
    found = approach_label(span, status=ApproachStatus.PROPOSED)
    assert found.text == "halbe Stelle schaffen, die für fünf Orte die Anträge schreibt"


@pytest.mark.shared
def test_table_of_sentences(nlp: Language) -> None:
    wrong = []
    rows = (SHARED / "language-tests" / "normtest.tsv").read_text(encoding="utf-8").splitlines()
    for row in rows:
        _, _, sentence, accepted = row.split("\t")
        found = approach_label(nlp(sentence)[:])
        options = {option.lower().replace(",", "") for option in accepted.split("|")}
        phrase = found.text.lower().replace(",", "") if found.source is LabelSource.PHRASE else "none"
        if phrase not in options:
            wrong.append((sentence, found.text))
    assert len(wrong) <= 0.05 * len(rows), wrong
