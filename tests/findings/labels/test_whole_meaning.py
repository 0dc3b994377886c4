"""Phrases keep what their meaning hangs on; where that would be lost, the quote keeps its wording."""

import pytest
from spacy.language import Language

from quartier_nlp.findings.labels import approach_label
from quartier_nlp.model.vocabulary import ApproachStatus, LabelSource
from tests.findings.labels.test_in_context import marked_span

PRACTISED, PROPOSED, REJECTED = ApproachStatus.PRACTISED, ApproachStatus.PROPOSED, ApproachStatus.REJECTED


@pytest.mark.parametrize(
    ("quote", "status", "label"),
    [
        # no sooner than that
        ("Händler öffnen samstags gemeinsam erst elf Uhr.", PRACTISED, "samstags gemeinsam erst elf Uhr öffnen"),
        (
            "Wir sollten den Hof ein Jahr lang beobachten und erst dann umbauen.",
            PROPOSED,
            "Hof ein Jahr lang beobachten und erst dann umbauen",
        ),
        # an article that keeps a number, or those whom something is given, apart from the object
        (
            "Wir haben im Haus Lange Zeile achtzehn den Waschraum leer geräumt.",
            PRACTISED,
            "im Haus Lange Zeile achtzehn den Waschraum leer räumen",
        ),
        ("Im Block 4 wird der verwilderte Garten gemäht.", PRACTISED, "im Block 4 den verwilderten Garten mähen"),
        ("Wir geben jedem, der fragt, einen Schlüssel.", PRACTISED, "jedem einen Schlüssel geben, der fragt"),
        (
            "Es fehlt eine einzige Bank, auf der man im Schatten sitzt.",
            PROPOSED,
            "eine einzige Bank aufstellen, auf der man im Schatten sitzt",
        ),
        # particles of verbs that stand apart, also before what is said behind them
        ("Jetzt holen da zwölf Familien ihr Brot ab samstags.", PRACTISED, "zwölf Familien ihr Brot abholen lassen"),
        (
            "Ihr geht freitags um acht raus und räumt den Spielplatz auf, und zwar alle zusammen.",
            PRACTISED,
            "freitags um acht rausgehen und Spielplatz aufräumen",
        ),
        # what those do for whom it is done
        (
            "Der Tischler hat seine Werkstatt am Freitag für Kinder geöffnet, die Drachen bauen.",
            PRACTISED,
            "Werkstatt am Freitag für Kinder öffnen, die Drachen bauen",
        ),
        ("Kellerräume befristet und kostenlos vergeben.", PRACTISED, "Kellerräume befristet und kostenlos vergeben"),
    ],
)
def test_keeps_what_the_meaning_hangs_on(nlp: Language, quote: str, status: ApproachStatus, label: str) -> None:
    found = approach_label(nlp(quote)[:-1], status=status)
    assert (found.text, found.source) == (label, LabelSource.PHRASE)


@pytest.mark.parametrize(
    ("marked", "status"),
    [
        # things that go on, and hearsay
        ("| Verhandlungen über eine Pacht laufen |.", PROPOSED),
        ("In dem Laden soll | ein wöchentliches Singen für Alte stattfinden |.", PRACTISED),
        ("| Da soll angeblich ein Parkhaus hin |, ich glaub es nicht.", PROPOSED),
        ("| Im Rest soll ein Hotel entstehen |, sagt der eine, der andere sagt Abriss.", PROPOSED),
        # those who get something, consent, or name their price
        ("Dreißig Haushalte haben beraten und | dafür je achtzig Euro bekommen |.", PRACTISED),
        ("Sie schreiben es auf und | erhalten innerhalb von drei Tagen eine schriftliche Antwort |.", PRACTISED),
        ("Sie gibt den Laden her und | verlangt dafür nur, dass der Hof gefegt wird |.", PRACTISED),
        ("Der Eigentümer hat | nach zwei Gesprächen den Vertrag akzeptiert |.", PRACTISED),
        # those who act would be what is acted on
        ("| Der Versorger hat's der Gemeinde für einen Euro verkauft |.", PRACTISED),
        ("| Hinrich Ahlers lässt sonntags fremde Leute buttern |.", PRACTISED),
        ("Halle offen, | Mauern v. Bio-LK bemalt |.", PRACTISED),
        ("| Bezahlt wird die Stelle von den Gemeinden nach Köpfen |.", PRACTISED),
        ("| Hausmeister teilt sich mit der Schule |.", PROPOSED),
        ("Ein Haus, in dem | ein Physiotherapeut und die Altenhilfe abwechselnd zwei Zimmer nutzen |.", PROPOSED),
        ("Abende, an denen | Anliegerinnen mit dem Bauleiter Änderungen aushandeln |.", PRACTISED),
        # the half that matters would be gone
        ("| Dass man die Einnahmen aus dem Fest nimmt und damit die Bühne bauen lässt |.", PROPOSED),
        ("| Daraufhin haben sie uns die Garage gelassen |.", PRACTISED),
        ("| Was mir fehlt, ist jemand, der einem sagt, welches Formular wofür |.", PROPOSED),
        ("| Lehrlinge haben die alte Halle so weit entrümpelt |, dass man dort tanzen kann.", PRACTISED),
        ("| Die Frau Pohl lernt jetzt die Jungen an |.", PRACTISED),
        # what somebody has to give
        ("| Es wird ein Nachweis gefordert |.", PROPOSED),
        ("| Ein Teil der Einnahmen wird von den Betreibern gefordert |.", PRACTISED),
        # what others shall be spared, a measure, what is done to an action, a verb at the start that is a noun as well
        ("| Dass sie ihre Tische nicht jedes Mal mitschleppen müssen |.", PROPOSED),
        ("| Man bräuchte nur einen halben Meter Tiefe |.", PROPOSED),
        ("Die Leute drängen | auf den Verkauf einzelner Häuser |.", PRACTISED),
        ("| Würde im leeren Gasthaus freitags kochen |.", PROPOSED),
        # of something rejected, how it was weighed
        ("| Über das Freibad wurde gestritten und es wurde verworfen |.", REJECTED),
        ("| Eine Kutsche mit richtigem Pferd haben wir geprüft, das wurde nichts |.", REJECTED),
    ],
)
def test_keeps_the_wording_where_a_phrase_would_mislead(nlp: Language, marked: str, status: ApproachStatus) -> None:
    assert approach_label(marked_span(nlp, marked), status=status).source is LabelSource.CLAUSE


@pytest.mark.parametrize(
    ("quote", "label"),
    [
        # young, old and unpaid people, whose doing it is the point
        (
            "Die Konfirmanden bringen den Älteren das Telefonieren bei.",
            "Konfirmanden den Älteren das Telefonieren beibringen lassen",
        ),
        ("Nutzungszeiten legen die Jugendlichen selbst fest.", "Jugendliche Nutzungszeiten selbst festlegen lassen"),
        ("Drei Rentner haben die Kapelle aufgeschlossen.", "drei Rentner die Kapelle aufschließen lassen"),
        # of others what they do
        ("Händler legen ihre Ladenmieten offen.", "Ladenmieten offenlegen"),
        ("Die Rentnerin Frau Lüth hat den Saal gestrichen.", "Saal streichen"),
    ],
)
def test_names_those_whose_doing_is_the_point(nlp: Language, quote: str, label: str) -> None:
    found = approach_label(nlp(quote)[:-1], status=PRACTISED)
    assert (found.text, found.source) == (label, LabelSource.PHRASE)


@pytest.mark.parametrize(
    ("quote", "status", "label"),
    [
        # another use, noted behind "als" or an arrow
        ("Müllplatz → Bühne.", PROPOSED, "Müllplatz als Bühne nutzen"),
        ("Waschkeller Nr. 14 → Nudelküche.", PRACTISED, "Waschkeller Nr. 14 als Nudelküche nutzen"),
        (
            "Skihütte im Sommer als Hebammenpraxis, mittwochs.",
            PRACTISED,
            "Skihütte im Sommer als Hebammenpraxis nutzen, mittwochs",
        ),
        # what something is made of
        (
            "Aus dem früheren Fotogeschäft wurde ein Lesesaal.",
            PRACTISED,
            "aus dem früheren Fotogeschäft einen Lesesaal machen",
        ),
        (
            "Aus dem Wärterhaus soll ein Haus für Lehrlinge werden.",
            PROPOSED,
            "aus dem Wärterhaus ein Haus für Lehrlinge machen",
        ),
        ("Holt euch da mal die Hauseigentümer dazu.", PROPOSED, "Hauseigentümer dazuholen"),
        # what is wished for or called for
        ("Gewünscht wird ein beleuchteter Weg zur Schule.", PROPOSED, "beleuchteten Weg zur Schule anlegen"),
        ("Eine gemeinsame Datenbank wird seit 2022 gefordert.", PROPOSED, "gemeinsame Datenbank aufbauen"),
        # what others decide, a noun that looks like a verb, what stands behind the verb or is left undone
        (
            "Die Familien entscheiden selbst, ob sie verlängern.",
            PRACTISED,
            "Familien selbst entscheiden lassen, ob sie verlängern",
        ),
        ("Man könnte die Umkleide dämmen.", PROPOSED, "Umkleide dämmen"),
        (
            "Die größeren Schüler könnten dort ihre Stunden machen, statt im Rathaus Akten zu sortieren.",
            PROPOSED,
            "größere Schüler dort ihre Stunden machen lassen, statt im Rathaus Akten zu sortieren",
        ),
        (
            "Dass wir donnerstags die Bestellung beim Hof aufgeben, für elf Haushalte.",
            PRACTISED,
            "donnerstags Bestellung beim Hof für elf Haushalte aufgeben",
        ),
        ("Vätergruppe hat an 2 Sa. Baumstämme gelegt.", PRACTISED, "an 2 Sa. Baumstämme legen"),
    ],
)
def test_forms_that_notes_and_reports_take(nlp: Language, quote: str, status: ApproachStatus, label: str) -> None:
    found = approach_label(nlp(quote)[:-1], status=status)
    assert (found.text, found.source) == (label, LabelSource.PHRASE)


@pytest.mark.parametrize(
    "quote",
    [
        "Leerstand → Verfall.",
        "Kinder als Müllinspektoren.",
        "LADEN ALS TREFF.",
        "Der Jugendring als nächtlichen Treff.",
    ],
)
def test_no_use_of_what_is_no_thing(nlp: Language, quote: str) -> None:
    assert approach_label(nlp(quote)[:-1], status=PROPOSED).source is LabelSource.CLAUSE
