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
        # things that are called good, needed or present, and notes that only name them
        ("Radweg für den Hohen Weg muss her.", "Radweg für den Hohen Weg anlegen"),
        ("Hilfreich wäre auch ein Schild am Ende der Straße.", "Schild am Ende der Straße aufstellen"),
        ("Hier wäre es hilfreich, wenn es eine Radfahrerampel gäbe.", "Radfahrerampel aufstellen"),
        ("Im Speicher soll eine Lehrküche entstehen.", "im Speicher Lehrküche einrichten"),
        ("Sitzstufen am Leinpfad", "Sitzstufen am Leinpfad anlegen"),
        ("Verbesserungsvorschlag: Zusätzliche Warnampel", "zusätzliche Warnampel aufstellen"),
        ("Ich schlage ein Stopschild vor.", "Stopschild aufstellen"),
        ("eigentlich bräuchten wir jemand der den papierkram macht", "jemanden finden, der den Papierkram macht"),
        # infinitives of notes that taggers take for finite verbs
        ("Falschparkende abschleppen statt Mini-Bußgelder!", "Falschparkende statt Mini-Bußgelder abschleppen"),
        ("Autoparkplätze umwandeln in Radständer.", "Autoparkplätze in Radständer umwandeln"),
        ("Grüner Pfeil abschaffen", "grünen Pfeil abschaffen"),
        # frames without a comma, chances, permissions, what can be done
        ("Es wäre gut dort eine Fahrbahn wegzunehmen", "dort Fahrbahn wegnehmen"),
        (
            "Es sollte eine Möglichkeit geben, die Bahnlinie zu überqueren.",
            "Möglichkeit schaffen, die Bahnlinie zu überqueren",
        ),
        ("Vereine dürfen die Schaufenster gestalten.", "Vereine die Schaufenster gestalten lassen"),
        ("Das Risiko lässt sich durch einen Vertrag mindern.", "Risiko durch einen Vertrag mindern"),
        ("Könnte man hier nicht eine Spur einrichten?", "Spur einrichten"),
        ("warum baut man nicht die Bahn aus", "Bahn ausbauen"),
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


@pytest.mark.parametrize(
    ("quote", "status"),
    [
        # a subject that denies the action, a complaint, a doubt
        ("Kein Erwachsener betritt den Keller.", ApproachStatus.PRACTISED),
        ("Niemand benutzt die Rampe.", ApproachStatus.PRACTISED),
        ("Warum sperrt man die Straße", ApproachStatus.PROPOSED),
        ("Man kann hinterfragen, wie sinnvoll die Verschwenkung des Radwegs ist.", ApproachStatus.PROPOSED),
        # what ended
        ("Den Empfang hat die Genossenschaft wegrationalisiert", ApproachStatus.REJECTED),
        ("eine App für Schadensmeldungen, die haben wir nach einem Jahr wieder abgeschaltet", ApproachStatus.REJECTED),
        ("Die Facebookgruppe haben wir zugemacht", ApproachStatus.REJECTED),
        # those whom a rule is about, effects, states, receiving
        ("Wer Neues ausprobieren will, bekommt den Eckladen", ApproachStatus.PRACTISED),
        ("Ein Kreisverkehr würde Autofahrer zwingen, die Geschwindigkeit zu reduzieren.", ApproachStatus.PROPOSED),
        ("Das würde zu echter Lebensqualität führen.", ApproachStatus.PROPOSED),
        ("Mietzuschüsse erhalten seit 2020 nur noch Betriebe", ApproachStatus.PRACTISED),
        ("Der Dachboden dient der Schule als Saal", ApproachStatus.PRACTISED),
        # objects that stand outside the quote
        ("Man müsste den mit der Leerwohnung zusammenlegen", ApproachStatus.PROPOSED),
        ("die Stadt müsste das bezuschussen", ApproachStatus.PROPOSED),
    ],
)
def test_no_phrase_that_would_say_something_else(nlp: Language, quote: str, status: ApproachStatus) -> None:
    assert approach_label(nlp(quote)[:], status=status).source is LabelSource.CLAUSE


def test_missing_thing_is_to_be_created_only_where_it_is_proposed(nlp: Language) -> None:
    span = nlp("Leider gibt es auch keine Straßenlampen")[:]
    assert approach_label(span, status=ApproachStatus.PROPOSED).text == "Straßenlampen anbringen"
    assert approach_label(span, status=ApproachStatus.PRACTISED).source is LabelSource.CLAUSE
    assert approach_label(span).source is LabelSource.CLAUSE


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
