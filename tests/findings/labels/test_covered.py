"""Phrases keep what their quote says: what would be lost, told too briefly or told as an action stays a clause."""

import pytest
from spacy.language import Language

from quartier_nlp.findings.labels import approach_label
from quartier_nlp.model.vocabulary import ApproachStatus, LabelSource

PROPOSED, PRACTISED, REJECTED = ApproachStatus.PROPOSED, ApproachStatus.PRACTISED, ApproachStatus.REJECTED


@pytest.mark.parametrize(
    "quote",
    [
        # a second action, thing or limit would be lost
        "Wir räumen den Keller aus, der Chor streicht die Wände.",
        "Die Stadt mietet den Laden, und der Verein richtet dort eine Leihstelle ein.",
        "Die Pächter bekommen Ackerland, bevor sie ein Haus kaufen.",
        "Man müsste die Einfahrt markieren und ein Geländer.",
        # a thing that acts is no one who may be left out
        "Ein umgebauter Reisebus verkauft Brot und Käse.",
        # who acts and who is acted on look the same
        "Vier Abgeordnete besuchen ältere Bewohner.",
        "die Großeltern kochen, die Enkel spülen",
        "Kassiert das Kind.",
        # by whom is not from whom
        "Die Turnhalle wird vom DRK und von Schülerinnen gepachtet.",
        # hardly anything is said
        "Gebt uns den Schlüssel.",
        "Man trägt sich ein.",
        "Wir haben ihm die Liste gegeben.",
        # effects, opinions, conditions and prices are no actions
        "Somit könnte man Wartezeit an der Ampel sparen.",
        "Dadurch könnte die Grünphase für Autos verkürzt werden.",
        "Der Stau könnte damit aufgelöst werden.",
        "Das hätte den Vorteil, dass man die Kreuzung schneller queren könnte.",
        "Wenn ihr mir jede Woche Eier bringt, könnt ihr die Scheune haben.",
        "Fünf Euro im Monat von allen, die dort parken.",
        # what was a duty, what anybody is able to do, what the town's centre or more people would do
        "Man musste vier Wochen vorher einen Antrag ausfüllen.",
        "Mit dem Auto kann man außen herum fahren.",
        "Eine Maut würde die Innenstadt entlasten.",
        "Mehr Radfahrer würden den Weg sicherer machen.",
        "Schüler könnten dann schneller die Straße überqueren.",
        "Wir haben die Leute gebeten, uns eine Vase zu bringen.",
        "Die Diözese wollte sie einem Händler geben.",
        "Der Weg ist zwischen Schule und Bad nicht beleuchtet.",
        "Wenn wir Fahrradstadt werden wollen, brauchen wir mehr Fahrradständer.",
        "Um zu wissen, wann man die Straße kreuzen darf.",
        "Die wollten die Autos da weg haben und einen Boulestreifen.",
        "Kein Haus wird ganz vergeben.",
        "Ich hab se gebaut dann, mit meinem Onkel.",
        "Dort ist kein Weg für Radfahrer markiert.",
        "Hier kann Schlimmes verhindert werden.",
        "die mieterseitig gewünschte Öffnung der Trockenböden",
        "Die Gemeinde hat den Hof gekauft, um zu verhindern, dass er verfällt.",
        "Dort könnten sehr einfach Bügel errichtet werden.",
        "da haben wir die Gemeindeschwester reingesetzt",
        "dass sich drei Imbissleute und die Diakonie einen Herd teilen",
        "dass die kinder und die alten zusammen mittag essen",
        "Händler schließen mittags gemeinsam 1 Std. und essen zusammen auf dem Markt",
        "Die würde das Auto in der Stadt überflüssig machen.",
        "würde das Radfahren sicherer machen",
        "wenn sie den Stellplatz auch ein zweites Jahr mieten",
        "darf nur bis zur Einmündung der Mottenburger Twiete die Einbahnstraße in Gegenrichtung nutzen",
        "Wo noch Kopfsteinpflaster bzw. Reihensteinpflaster erhalten ist",
        "Statt das Parken auf der Fahrbahn zu gestatten, wäre da Platz für breite Radfahrstreifen",
        "Mein Vorschlag wäre z.B. unter dem Kemal Altun Platz eine grosse, mehrstöckige Tiefgarage zu bauen",
        "von der Fabrik kommend in die Friedensallee sollte verboten werden",
        # what is to go is not to come
        "wünsche ich die Wegnahme der Parkplätze zugunsten der Schule und eine Verbindung zum Spielplatz",
        "Poller weg und Bäume auf den Platz",
        # dialect and slips of the pen
        "de Gmoa hod den Stadel kafft",
        # pronouns that open a relative clause
        "deren Werkstatt die Nachbarn mitbezahlen",
        "in dem Geräte gelagert und kostenlos verliehen werden",
        "die für den Bau der Brücke gedacht sind",
        "die den Fußgängern vorbehalten sind",
        # words that only frame the action, or lost half of a contrast
        "Es wäre dringend an der Zeit die Stege zu erneuern",
        "dass Radlern in ganz Celle, nicht nur am Markt, sondern grundsätzlich Vorrang eingeräumt wird",
        # a pronoun of another gender takes up another noun
        "Müller die hätten wir so gern als trockenen Platz für die Vereine",
        # questions, torn particles, participles and people before them
        "die Kirche macht ihr mit der Kirche was",
        "die Ehrenamtlichen brauchen überall ihr Spritgeld ohne Antrag erstattet",
        "ein Dutzend Leute der leeren Zollbude angenommen",
        "machen wir jeden Samstag auf",
        "was mir aber fehlt, also ich erreiche jetzt vielleicht ein Viertel",
        "wir haben jetzt eine genossenschaft und betreiben da einen dorfladen mit einer kleinen wirtschaft dabei",
        "die stadt hat uns die sperrstunde verlängert aber nur draußen und nur freitags",
        "dann wird eine Person gelost nicht gewählt gelost",
        "alle vierzehn Tage wird das Heft abgearbeitet mit dem Amt am Telefon laut gestellt",
        "verglasten Seite nimmt das Amt an Markttagen Anträge entgegen",
        "nach vier Wochen werden die fest geschraubt",
        "Neubürger werden von jemandem abgeholt, der mal neu war",
        "jeder darf sich fünf Minuten danebensetzen",
        "die hat die Agentur uns auf den Platz gestellt",
        "die Schmiede müssen dafür an zwei Tagen im Monat Schulklassen hereinlassen",
        "die Hecken am Radweg machen Radfahrer schwer erkennbar",
        # what a thing is for is not what is done to it
        "mehr Säulen zum Rad aufladen im öffentlichen Raum",
    ],
)
def test_stays_a_clause(nlp: Language, quote: str) -> None:
    assert approach_label(nlp(quote)[:], status=PROPOSED).source is LabelSource.CLAUSE


@pytest.mark.parametrize(
    ("quote", "status", "label"),
    [
        # who acts, when, why and what frames the action may be left out
        ("Die Landjugend hat im alten Bahnhof ein Café eröffnet.", PRACTISED, "im alten Bahnhof Café eröffnen"),
        ("Seit Mai verleiht die Bücherei Werkzeug.", PRACTISED, "Werkzeug verleihen"),
        ("Den Saal öffnet die Gemeinde für alle.", PRACTISED, "Saal für alle öffnen"),
        ("Das Dach decken die Konfirmanden neu.", PRACTISED, "Dach neu decken"),
        ("Wir sperren die Gasse, weil dort Kinder spielen.", PRACTISED, "Gasse sperren"),
        ("Wir vermieten die Läden an Künstler, und das läuft gut.", PRACTISED, "Läden an Künstler vermieten"),
        ("Der Weg ist zu schmal und sollte verbreitert werden.", PROPOSED, "Weg verbreitern"),
        (
            "Würde man hier Bügel aufstellen, wäre die Einfahrt frei.",
            PROPOSED,
            "Bügel aufstellen",
        ),
        # that something was rejected is told beside the label
        (
            "Das Dach als Garten anzulegen, wurde im Herbst verworfen.",
            REJECTED,
            "Dach als Garten anlegen",
        ),
        # what follows behind a comma, or stands in brackets, is kept
        (
            "Man sollte die Protokolle veröffentlichen, mit allen Anlagen.",
            PROPOSED,
            "Protokolle mit allen Anlagen veröffentlichen",
        ),
        ("Wir haben den Saal an die Schule gegeben, als Lernraum.", PRACTISED, "Saal an die Schule als Lernraum geben"),
        ("Radweg (bis zur Brücke am Wehr) verbreitern", PROPOSED, "Radweg (bis zur Brücke am Wehr) verbreitern"),
        ("Sommerkino im Steinbruch (nach zwei Jahren eingestellt)", REJECTED, "Sommerkino im Steinbruch einrichten"),
        ("Bäder nachts öffnen (für Obdachlose)", PROPOSED, "Bäder nachts öffnen (für Obdachlose)"),
        # a relative clause stays with its noun
        ("Azubis freistellen, die am Haus mitbauen", PROPOSED, "Azubis freistellen, die am Haus mitbauen"),
        (
            "Höfe, die leer stehen, den Vereinen überlassen",
            PROPOSED,
            "Höfe, die leer stehen, den Vereinen überlassen",
        ),
        # what people can do somewhere is for others to allow
        (
            "dass Studierende günstig im Turm wohnen können",
            PROPOSED,
            "Studierende günstig im Turm wohnen lassen",
        ),
        ("Die Mieter können den Raum abends nutzen.", PRACTISED, "Mieter den Raum abends nutzen lassen"),
        # a sort or a share keeps its article
        ("Wir brauchen eine Art Nachtlotsin.", PROPOSED, "eine Art Nachtlotsin schaffen"),
        (
            "Man könnte einen Teil der Ämter in leere Läden verlegen.",
            PROPOSED,
            "einen Teil der Ämter in leere Läden verlegen",
        ),
        ("Einführung des Anwohnerparkens", PROPOSED, "Anwohnerparken einführen"),
        # how it is done stays
        (
            "Es empfiehlt sich, die Geschwindigkeit zu reduzieren und Überholvorgänge sicher zu gestalten",
            PROPOSED,
            "Geschwindigkeit reduzieren und Überholvorgänge sicher gestalten",
        ),
        ("Die Jäger haben das Tor gerichtet.", PRACTISED, "Tor richten"),
        ("Wir haben sechs Garagen zusammen angemietet.", PRACTISED, "sechs Garagen zusammen anmieten"),
        ("Wir haben die Gärten zusammen gelegt.", PRACTISED, "Gärten zusammenlegen"),
        ("Für so Umnutzungen sollte man eine Lotsin einstellen.", PROPOSED, "für solche Umnutzungen Lotsin einstellen"),
        ("Die Stadt hat die Rampe überdacht.", PRACTISED, "Rampe überdachen"),
        ("Man sollte die Verkehrsführung überdenken.", PROPOSED, "Verkehrsführung überdenken"),
        (
            "man müsste einen laden einrichten der abends offen hat",
            PROPOSED,
            "Laden einrichten, der abends offen hat",
        ),
        # every thing gets the case of an object
        (
            "Ein Zebrastreifen und ein abgesenkter Bordstein müssen her.",
            PROPOSED,
            "Zebrastreifen und einen abgesenkten Bordstein anbringen",
        ),
        (
            "Wiedereinführung von verpflichtendem Wohnungsbau",
            PROPOSED,
            "verpflichtenden Wohnungsbau wieder einführen",
        ),
        (
            "Man könnte die Haltestelle ein Stück nördlich verlegen.",
            PROPOSED,
            "Haltestelle ein Stück nördlich verlegen",
        ),
        (
            "Einer macht dafür abends den Raum auf, auf Arbeitszeit.",
            PRACTISED,
            "abends Raum auf Arbeitszeit aufmachen",
        ),
        # rare verbs are no dialect
        ("Wir haben die Garagen entkernt.", PRACTISED, "Garagen entkernen"),
        ("Autofahrer auf den Zebrastreifen hinzuweisen", PROPOSED, "Autofahrer auf den Zebrastreifen hinweisen"),
    ],
)
def test_keeps_what_matters(nlp: Language, quote: str, status: ApproachStatus, label: str) -> None:
    found = approach_label(nlp(quote)[:], status=status)
    assert (found.text, found.source) == (label, LabelSource.PHRASE)


@pytest.mark.parametrize(
    ("quote", "label"),
    [
        (
            "haben er und fünf andere das Dach gedeckt",
            "Haben er und fünf andere das Dach gedeckt",
        ),
        ("haben die Wiesen in Felder aufgeteilt", "Haben die Wiesen in Felder aufgeteilt"),
        ("hat sich ein Zahlenschloss bewährt", "Ein Zahlenschloss hat sich bewährt"),
    ],
)
def test_clause_names_no_wrong_subject(nlp: Language, quote: str, label: str) -> None:
    assert approach_label(nlp(quote)[:], status=PRACTISED).text == label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Bitte baut hier eine Messstation.", "Bitte baut hier eine Messstation"),
        ("Seit Mai gibt es Strom, dort fährt eine Bahn.", "Eine Bahn fährt"),
    ],
)
def test_imperative_gets_no_subject(nlp: Language, text: str, label: str) -> None:
    doc = nlp(text)
    verb = next(token.i for token in doc if token.lower_ in {"baut", "fährt"})
    assert approach_label(doc[verb : len(doc) - 1], status=PROPOSED).text == label


@pytest.mark.parametrize(
    ("text", "quote", "label"),
    [
        ("drei mal ist das abgelehnt worden", None, "Dreimal ist das abgelehnt worden"),
        (
            "Der Aufgang wird gemacht vom Hof, macht der HM der VHS im Sommer nebenbei.",
            "macht der HM der VHS im Sommer nebenbei",
            "Der HM der VHS macht im Sommer nebenbei",
        ),
        # no noun from behind a bracket or of another number, and none before what is no relative clause
        (
            "Am Markt (Bäcker, Metzgerei und Höfe) entscheidet der Rat über 500 Euro.",
            "entscheidet der Rat über 500 Euro",
            "Entscheidet der Rat über 500 Euro",
        ),
        (
            "Es gibt Gespräche an der Absperrung, in denen Anlieger Änderungen aushandeln.",
            "in denen Anlieger Änderungen aushandeln",
            "In denen Anlieger Änderungen aushandeln",
        ),
        (
            "Es gibt eine Trinkhalle am Ludwigsplatz, seit dem Tod des Wirts von Gästen geöffnet.",
            "seit dem Tod des Wirts von Gästen geöffnet",
            "Seit dem Tod des Wirts von Gästen geöffnet",
        ),
        (
            "Jeder Raum, ob Laden oder Keller, bekommt ein Schild mit Namen und Nummer dessen, der öffnet.",
            "bekommt ein Schild mit Namen und Nummer dessen, der öffnet",
            "Bekommt ein Schild mit Namen und Nummer dessen, der öffnet",
        ),
        (
            "Es gibt Pflanzkübel auf Rollen, die samstags zu einer Gasse zusammengeschoben werden.",
            "die samstags zu einer Gasse zusammengeschoben werden",
            "Die samstags zu einer Gasse zusammengeschoben werden",
        ),
    ],
)
def test_clause_keeps_its_meaning(nlp: Language, text: str, quote: str | None, label: str) -> None:
    doc = nlp(text)
    start = text.index(quote or text)
    span = doc.char_span(start, start + len(quote or text))
    assert approach_label(span, status=PRACTISED).text == label


def test_clause_keeps_what_stands_before_its_verb(nlp: Language) -> None:
    quote = "Aus meiner Sicht müssen nicht alle Flächen in Beete umgewandelt werden"
    assert approach_label(nlp(quote)[:], status=PROPOSED).text == quote


def test_clause_gets_back_what_stood_before_its_verb(nlp: Language) -> None:
    doc = nlp("Wir waren da. Vielleicht könnte die Regelung an der Brücke durch Schilder ersichtlich sein.")
    start = doc.text.index("könnte")
    span = doc.char_span(start, len(doc.text) - 1)
    assert approach_label(span, status=PROPOSED).text.endswith("durch Schilder ersichtlich sein")
    doc = nlp("Die gesamte Regelung sollte für alle gut ersichtlich sein.")
    span = doc.char_span(doc.text.index("sollte"), len(doc.text) - 1)
    assert approach_label(span, status=PROPOSED).text == "Die gesamte Regelung sollte für alle gut ersichtlich sein"


def test_clause_takes_no_half_of_a_word_along(nlp: Language) -> None:
    doc = nlp("Wir waren da. Anwohner * innen sollten für ihre PKW eine Ausnahme erhalten.")
    span = doc.char_span(doc.text.index("sollten"), len(doc.text) - 1)
    assert not approach_label(span, status=PROPOSED).text.startswith("Innen")


def test_what_came_of_something_rejected_is_no_part_of_it(nlp: Language) -> None:
    quote = nlp("Begrünung des Fährparkplatzes: nach Frostschaden der Kübel nicht wiederholt")[:]
    label = approach_label(quote, status=ApproachStatus.REJECTED)
    assert (label.text, label.source) == ("Fährparkplatz begrünen", LabelSource.PHRASE)
    assert approach_label(quote, status=ApproachStatus.PRACTISED).source is LabelSource.CLAUSE
