"""Forms of approaches: how each is read, and where the cleaned clause stays because a phrase would not be safe."""

import pytest
from spacy.language import Language

from quartier_nlp.findings.labels import approach_label
from quartier_nlp.model.vocabulary import ApproachStatus, LabelSource

PROPOSED, PRACTISED, REJECTED = ApproachStatus.PROPOSED, ApproachStatus.PRACTISED, ApproachStatus.REJECTED


@pytest.mark.parametrize(
    ("quote", "label"),
    [
        # a participle in front
        ("Gekauft haben wir die alte Ziegelei.", "alte Ziegelei kaufen"),
        ("Vermittelt werden die Plätze durch die Küsterin.", "Plätze durch die Küsterin vermitteln"),
        ("Geplant ist ein Café im Keller.", "Café im Keller einrichten"),
        ("Schmerzlich vermisst wird eine trockene Werkstatt.", "trockene Werkstatt einrichten"),
        # what is needed in a clause of its own
        ("Was uns fehlt: eine Werkstatt am Bach.", "Werkstatt am Bach einrichten"),
        ("was hier fehlt ist ein klo wo man auch hin darf", "Klo schaffen, wo man auch hin darf"),
        ("was fehlt ist jemand der pakete annimmt", "jemanden finden, der Pakete annimmt"),
        # a clause whose opener stands before the quote
        ("wir Ateliers gegen Pflegestunden vergeben", "Ateliers gegen Pflegestunden vergeben"),
        ("wir den Imkern einen Schlüssel gegeben haben", "den Imkern einen Schlüssel geben"),
        # a second clause without its subject
        (
            "Der Weg ist zwischen Ring und Damm eine Allee und sollte für Räder freigegeben werden.",
            "Weg für Räder freigeben",
        ),
        ("Man könnte den Weg so markieren, dass Platz bleibt.", "Weg so markieren, dass Platz bleibt"),
        ("Das ist so, dass man da ein Dach bauen müsste.", "Dach bauen"),
        ("Falls ja, sollte der Steg beleuchtet werden.", "Steg beleuchten"),
        ("Einsatz von zwei Stadtlotsinnen", "zwei Stadtlotsinnen einsetzen"),
        ("Beseitigung der Wurzeln und der Zufahrt", "Wurzeln und Zufahrt beseitigen"),
        (
            "Man sollte eine Linie auftragen um damit Platz zuzuordnen.",
            "Linie auftragen, um damit Platz zuzuordnen",
        ),
        ("Die halbe Summe würde unsere Gesellschaft zahlen.", "halbe Summe zahlen"),
        # an infinitive as a noun
        ("Öffnen weiterer Höfe für Räder", "weitere Höfe für Räder öffnen"),
        ("Das Fehlen einer Auskunftsstelle für Anträge", "Auskunftsstelle für Anträge schaffen"),
        ("Aufstellen von Bänken am Bach", "Bänke am Bach aufstellen"),
        # how, and which, in a clause of its own
        (
            "Es wäre gut, die Ständer so zu stellen, dass man vorbeikommt.",
            "Ständer so stellen, dass man vorbeikommt",
        ),
        (
            "Höfe, die leer stehen, den Vereinen überlassen",
            "Höfe, die leer stehen, den Vereinen überlassen",
        ),
        ("Was uns Pächtern fehlt, ist ein Vertrag auf Zeit", "Vertrag auf Zeit schaffen"),
        ("Gebt den Leuten den Schlüssel", "den Leuten den Schlüssel geben"),
        ('Auf der Rampe keinen "Gegenverkehr" zulassen', 'auf der Rampe keinen "Gegenverkehr" zulassen'),
        # what is used otherwise now, or shall be
        ("Die alte Schmiede ist jetzt Probebühne.", "alte Schmiede als Probebühne nutzen"),
        ("Das Torhaus dient heute als Lesesaal.", "Torhaus als Lesesaal nutzen"),
        ("Die Bahnstraße sollte Spielstraße werden.", "Bahnstraße zur Spielstraße machen"),
        # what shall be looked into
        (
            "Es sollte geprüft werden, ob der Weg beleuchtet werden kann.",
            "prüfen, ob der Weg beleuchtet werden kann",
        ),
        # what stands between auxiliary and verb, or behind the note
        ("Da haben die Kinder, ohne Murren, einen Steg gebaut.", "Steg ohne Murren bauen"),
        ("Ein Programm auflegen, das Vereine trägt.", "Programm auflegen, das Vereine trägt"),
        ("Zwei Rentner holen dienstags die Pakete.", "zwei Rentner dienstags die Pakete holen lassen"),
        ("Hier könnte ein Radweg entstehen.", "Radweg anlegen"),
        # recipients, causation, duration
        ("Wir haben dem Wirt den Tresen abgekauft.", "dem Wirt den Tresen abkaufen"),
        ("Ich würde Kinder ein Programm zusammenstellen lassen.", "Kinder ein Programm zusammenstellen lassen"),
        ("Wir haben den Saal eine Woche lang geöffnet.", "Saal eine Woche lang öffnen"),
        # particles that the transcript parts from their verb
        ("wir haben da in den keller bänke rein gestellt", "in den Keller Bänke reinstellen"),
        ("die säcke raus zu räumen", "Säcke rausräumen"),
        # "der" before a masculine noun is no genitive of the noun before it
        ("Hier sollte wegen der Nässe der Weg gepflastert werden.", "wegen der Nässe Weg pflastern"),
        # a number counts what follows it
        ("In Rheda wurden elf Bordsteine abgesenkt.", "in Rheda elf Bordsteine absenken"),
        # short forms of notes, strokes, numbers of lists
        ("Werkraum f. Azubis u. Rentner einrichten", "Werkraum für Azubis und Rentner einrichten"),
        ("3) Kreuzung Ring/Hafenstraße sperren", "Kreuzung Ring/Hafenstraße sperren"),
        ("4. Etage ausbauen", "4. Etage ausbauen"),
        # adjectives made from names of places have no endings
        ("Deutzer Brücke für Räder freigeben", "Deutzer Brücke für Räder freigeben"),
        ("Grüner Zaun entfernen", "grünen Zaun entfernen"),
        ("Hier sollten ganz dringend die Gehwege verbreitert werden.", "Gehwege verbreitern"),
        ("Man sollte den Platz sperren um so die Kinder zu schützen.", "Platz sperren, um so die Kinder zu schützen"),
        ("Ausweisung von Haltepunkten vor der Klinik", "Haltepunkte vor der Klinik ausweisen"),
        # what belongs done; passives that say where or by what means
        (
            "Bügel gehören so gesetzt, dass sich zwei Räder begegnen können.",
            "Bügel so setzen, dass sich zwei Räder begegnen können",
        ),
        ("Im Stall wird geturnt und gesungen.", "im Stall turnen und singen"),
        # infinitives that taggers take for plurals, nouns they take for verbs, short forms of speech
        ("Radweg markieren und nach Norden weiterführen", "Radweg markieren und nach Norden weiterführen"),
        ("Man könnte Planen dran spannen und Hausaufgaben machen.", "Planen dran spannen und Hausaufgaben machen"),
        ("den Speicher wollen s' als Kletterturm herrichten", "Speicher als Kletterturm herrichten"),
        ("Da haben wir den Müllraum gefliest und Tische reingestellt.", "Müllraum fliesen und Tische reinstellen"),
        # a second action of the same people, with or without "und"
        ("Studierende zahlen weniger Miete, helfen beim Einkaufen.", "weniger Miete zahlen und beim Einkaufen helfen"),
        (
            "Ich wär froh, wenn man das Becken zuschüttet und eine Halle draus macht.",
            "Becken zuschütten und Halle draus machen",
        ),
        # a clause within an infinitive
        (
            "Zu prüfen wäre, das Planspiel, das die Lehrer kennen, in den Lehrplan der Schulen aufzunehmen.",
            "Planspiel, das die Lehrer kennen, in den Lehrplan der Schulen aufnehmen",
        ),
        (
            "Der Verein hat mit den Eigentümern vereinbart, dass jeder Keller zwölf Abende im Jahr öffentlich ist.",
            "mit den Eigentümern vereinbaren, dass jeder Keller zwölf Abende im Jahr öffentlich ist",
        ),
    ],
)
def test_form_of_an_approach(nlp: Language, quote: str, label: str) -> None:
    found = approach_label(nlp(quote)[:])
    assert (found.text, found.source) == (label, LabelSource.PHRASE)


@pytest.mark.parametrize(
    ("quote", "status"),
    [
        # who acts and what is done cannot be told apart
        ("Die Abrechnung übernimmt eine Sammelstelle.", PRACTISED),
        # nobody acts
        ("Wir haben die Ziegelei nicht gekauft, sondern gefegt.", PRACTISED),
        ("Eine Begrenzung würde die Radfahrer schneller machen.", PROPOSED),
        ("Nachtöffnung der Bücherei", PRACTISED),
        ("Dann wären die Fußgänger gewarnt.", PROPOSED),
        ("Ich bitte um Entfernung!", PROPOSED),
        ("Andere Städte machen es vor.", PROPOSED),
        ("Radfahrer die Regeln nicht einhalten", PROPOSED),
        ("die Frauen kochen, die Kinder decken", PRACTISED),
        ("Eine Gehwegsanierung wäre nötig.", PROPOSED),
        ("Der Streit landet nicht vor Gericht.", PRACTISED),
        ("Der Weg müsste verbreitert sein, so dass man Rollstühle durchlassen kann.", PROPOSED),
        ("Einzelne geben sie an Lehrlinge weiter.", PRACTISED),
        ("in Rheine gut gelaufen", PRACTISED),
        ("Eine Begrenzung der Mieten wurde geprüft.", REJECTED),
        ("Entwürfe als Anlage der Ausschreibung", PROPOSED),
    ],
)
def test_clause_stays_where_no_phrase_is_safe(nlp: Language, quote: str, status: ApproachStatus) -> None:
    assert approach_label(nlp(quote)[:], status=status).source is LabelSource.CLAUSE


@pytest.mark.parametrize(
    ("quote", "label"),
    [
        ("jemand mit Führerschein, der den Bus fährt", "jemanden mit Führerschein finden, der den Bus fährt"),
        ("Mieter-App", "Mieter-App entwickeln"),
        ("eine deutliche Linie zum Radweg", "deutliche Linie zum Radweg schaffen"),
        ("Es wäre gut, wenn die Allee für Räder freigegeben wäre.", "Allee für Räder freigeben"),
        ("Leihstation für Rollatoren im Torhaus", "Leihstation für Rollatoren im Torhaus einrichten"),
        ("Es wäre toll, wenn hier ein Radweg entstehen würde, der zum Bad führt.", "Radweg anlegen, der zum Bad führt"),
        ("Eine gut sichtbare Beschilderung wäre nötig.", "gut sichtbare Beschilderung anbringen"),
        ("Eine Markierung der Furt wäre hilfreich.", "Furt markieren"),
    ],
)
def test_proposed_thing(nlp: Language, quote: str, label: str) -> None:
    assert approach_label(nlp(quote)[:], status=PROPOSED).text == label


@pytest.mark.parametrize(
    "quote", ["Der Laden ist jetzt Eigentum der Stadt.", "Er ist jetzt Rentner.", "Der Markt ist heute Pflicht."]
)
def test_state_is_no_new_use(nlp: Language, quote: str) -> None:
    assert approach_label(nlp(quote)[:], status=PRACTISED).source is LabelSource.CLAUSE
