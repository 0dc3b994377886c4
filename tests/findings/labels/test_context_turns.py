"""Phrases that the words around a quote would turn, that tell what happens, or that give a noun another role."""

import pytest
from spacy.language import Language

from quartier_nlp.findings.labels import approach_label
from quartier_nlp.model.vocabulary import ApproachStatus, LabelSource
from tests.findings.labels.test_in_context import marked_span, span_of

PROPOSED, PRACTISED, REJECTED = ApproachStatus.PROPOSED, ApproachStatus.PRACTISED, ApproachStatus.REJECTED


def phrase(nlp: Language, marked: str, status: ApproachStatus) -> str | None:
    """Label of the quote between bars, None where it is no phrase."""
    found = approach_label(marked_span(nlp, marked), status=status)
    return found.text if found.source is LabelSource.PHRASE else None


@pytest.mark.parametrize(
    "marked",
    [
        # what would come of it
        "Der Markt zieht in die Halle. Damit | würden die Stände vor Regen geschützt | .",
        "Wir sperren die Gasse, dadurch die Ruhe erhöht und | der Durchgang deutlich entlastet würde | .",
        "Setzt die Poller tiefer, so | dass die Kanten der Platten abgesenkt werden | .",
        "Dies würde die Läden stärken, den Leuten | mehr Ruhe vor der Tür bringen und den Platz beleben | .",
        "Ein breiter Vorbau würde | die Auslagen besser schützen | .",
        # what would be without it
        "Gut, dass es den Fonds gibt, ansonsten | könnten wir das Bad nicht sanieren | .",
        # ends, conditions, complaints in a clause that began before
        "Die Fenster sind groß, | um die Räume ohne Lampen zu nutzen | .",
        "Zählt mal, wie viele Kunden | die Stühle auf die Straße stellen | .",
        "Seht euch an, | wie der Hof mit Kisten zugestellt wird | .",
        "Nur | wenn der Raum beheizt und das Dach gedichtet wird | , kommt der Chor.",
        "Wenn die Buden bleiben und | Händler Kisten auf den Gehweg stellen | , beschwert sich jeder.",
        "Hier stehen Roller, | die offenbar Jugendliche aus dem Nachbarort abgestellt haben | .",
        "Das ist für viele ein Grund, | den Laden gleich ganz zu schließen | .",
        "Ich traue mich nicht, | die Kinder allein in den Park zu schicken | .",
        "Dort hat man aufgehört, | in jedem Dorf einen eigenen Laden zu betreiben | .",
        "Es nutzt gar nichts, | wenn mit viel Geld Bänke aufgestellt werden | .",
        "Das führt dazu, | dass viele Familien ihre Räder in den Flur stellen | .",
        "| Die Bäume vor der Schule nicht zu gießen | , ist eine Fehlentscheidung.",
        "| Man könnte hier eine Bühne aufstellen | , wenn das Trafohaus nicht wäre.",
        "| Die Gemeinde betreibt mehr Hallen | , als sie heizen kann.",
        # cut within a name or a list
        "Der Weg zwischen Marktstr. und | Gartenstraße für Räder freigeben | .",
        "Das soll nach Ende | der Arbeiten deutlich verbessert werden | .",
        "Also: weg | mit den alten Kübeln und zum Mitmachen aufrufen | !",
        # a heading of what follows
        "| Alte Talstation | -> Sommerwerkstatt",
        "| Eine eigene Spur für Busse | ist bereits vorhanden.",
        "Nicht hinnehmen mag ich, dass | das Haus danach an Gäste vermietet wird | .",
        "| Container vor der einzigen Eisdiele | !! versetzen!",
        # what comes next belongs to it
        "| Jens und Wibke nehmen | Neue an die Hand.",
        "Wir haben | sie gefragt, ob sie Zeit hätten, mit einem Kind Rechnen zu üben | .",
    ],
)
def test_quotes_that_go_on_or_hang_on_something(nlp: Language, marked: str) -> None:
    assert phrase(nlp, marked, PROPOSED) is None


@pytest.mark.parametrize(
    ("marked", "label"),
    [
        ("Dafür | sollte die Halle vor Regen geschützt werden | .", "Halle vor Regen schützen"),
        ("Dann | müsste man die Wiese sperren | .", "Wiese sperren"),
        ("Es wäre schön, | wenn dort Bänke aufgestellt würden | .", "dort Bänke aufstellen"),
        ("Ich wünsche mir, | dass der Hof für Kinder geöffnet wird | .", "Hof für Kinder öffnen"),
        ("Mein Vorschlag ist, | den Laden an Vereine zu vergeben | .", "Laden an Vereine vergeben"),
        ("Der Hof ist voll, weil | wir Werkstätten gegen Stunden vergeben | .", "Werkstätten gegen Stunden vergeben"),
        ("Uns fehlt jemand, | der die Schlüssel verwaltet | .", "Schlüssel verwalten"),
        ("Sinnvoll ist | eine Bühne auf dem Platz | .", "Bühne auf dem Platz schaffen"),
        ("| Man könnte die Halle öffnen | , wenn der Verein mitmacht.", "Halle öffnen"),
    ],
)
def test_quotes_that_stand_alone(nlp: Language, marked: str, label: str) -> None:
    assert phrase(nlp, marked, PROPOSED) == label


@pytest.mark.parametrize(
    ("marked", "status"),
    [
        # what a thing would do, what would come about or would have been
        ("| Dieser Umbau würde nur wenige Handgriffe kosten | .", PROPOSED),
        ("Auch | die Nebenstraßen würden deutlich beruhigt | .", PROPOSED),
        ("Danach | hätte ich für jeden Liter Geld zugelegt | .", PRACTISED),
        ("| Die Lösung muss zwei Eingänge enthalten | .", PROPOSED),
        # harm, traffic, troubles
        ("| Das Schild am Tor wurde beschmiert | .", PRACTISED),
        ("| Hier sei auf die Bänke vor der Schule hingewiesen | .", PROPOSED),
        ("| Radfahrer können hier auf die Brücke einbiegen | .", PROPOSED),
        ("| Man könnte hier links in die Gasse abbiegen | .", PROPOSED),
        ("| Die Platten wurden durch Autos verschoben | .", PRACTISED),
        ("| Die Busse müssen in drei Zügen um die Ecke gefahren werden | .", PROPOSED),
        ("| Nach der Kurve müssten sie am Tor Pakete abgeben | .", PROPOSED),
        ("| Dort sind die Wege gerne mal gesperrt | .", PRACTISED),
        ("| Jetzt wird auch noch der Keller vermietet | .", PRACTISED),
        ("| Der Brunnen wird seit Jahren nicht gereinigt | .", PRACTISED),
        ("| Die Eigentümer lassen sich in drei Gruppen ordnen | .", PRACTISED),
        ("| Ich lasse das Tor zu | .", PROPOSED),
        ("| Mit der Eröffnung der neuen Schule am Park | kommt das Thema wieder.", PROPOSED),
        ("| KEINE Vermietung der Halle | !", PROPOSED),
        ("| Das Nachtcafé haben wir wieder zugesperrt | .", REJECTED),
        ("| Händler, die einen Raum wollten, wurden vertröstet | .", REJECTED),
        # what others demand, what only time is needed for, what is felt, what lies about
        ("| Das Amt verlangte eine Prognose für den Lärm | .", PROPOSED),
        ("Da | fehlte nachher das Geld für die Ärzte | .", PRACTISED),
        ("| Ich beschwere mich über die Beleuchtung am Weg, die abgeschraubt wurde | .", REJECTED),
        ("| Die Vereine wurden durch die Gebühr vergrault | .", PRACTISED),
        ("| Die Tür wird ständig mit Kisten zugestellt | .", PRACTISED),
        ("| Der Milchlaster darf nachts durchs Dorf donnern | .", PRACTISED),
        ("| Mein Spediteur kriegt mittags keine Karre mehr durch | .", PRACTISED),
        ("| Ich bräuchte dafür eine Übungsleiterlizenz | .", PROPOSED),
        ("Zweitens | sollte man den Hafen nicht ausschließlich den Gästen überlassen | .", PROPOSED),
        ("Der Rat bittet, | beim Umbau des Pavillons gefragt zu werden | .", PROPOSED),
        ("| Er wollte einen Vertrag über zehn Jahre | .", REJECTED),
        ("Den Raum könnt ihr haben, | nur den Strom müsste jemand übernehmen | .", PROPOSED),
        ("| Man bräuchte eine Säge und einen Vormittag | .", PROPOSED),
        ("| Mein Vater schwärmt von Gärten auf Dächern | .", PRACTISED),
        ("| Die Stühle stapeln sich im Saal bis unter die Decke | .", PRACTISED),
        ("| Die Ampel ist für Kinder zu kurz geschaltet | .", PRACTISED),
        ("| Kunden hätten die Folien für Werbung gehalten | .", PRACTISED),
    ],
)
def test_what_happens_is_no_action(nlp: Language, marked: str, status: ApproachStatus) -> None:
    assert phrase(nlp, marked, status) is None


@pytest.mark.parametrize(
    ("marked", "label"),
    [
        ("| Wir würden die Wege beruhigen | .", "Wege beruhigen"),
        ("| Die halbe Miete würde der Verein zahlen | .", "halbe Miete zahlen"),
        ("| Das Schild am Tor wurde erneuert | .", "Schild am Tor erneuern"),
        ("| Wir haben die Platten durch Holz ersetzt | .", "Platten durch Holz ersetzen"),
        (
            "| Alle Pflaster in der Altstadt müssten nachgebessert werden | .",
            "alle Pflaster in der Altstadt nachbessern",
        ),
        ("Hier | könnte man nicht einen Steg bauen | ?", "Steg bauen"),
        ("| Zweitens sollte man den Hafen nicht den Gästen überlassen | .", "Hafen nicht den Gästen überlassen"),
        ("| Uns fehlt ein Lehrling | .", "Lehrling finden"),
    ],
)
def test_what_is_done_stays_one(nlp: Language, marked: str, label: str) -> None:
    assert phrase(nlp, marked, PROPOSED) == label


@pytest.mark.parametrize(
    "marked",
    [
        # who acts
        "Den | betreibt ein ehemaliger Waggonbauer | .",
        "| Künftig wird die Genossenschaft Hausmeistern im Jahr 300 Euro überlassen | .",
        "| Die Tische werden von den Cafés geputzt | .",
        "| Die hat ein Gast ins Spiel gebracht | .",
        "| Im Mai stellt die Winzerfamilie sie den Frauen zur Verfügung | .",
        "Seitdem | holt er mich jeden Abend vom Training ab | .",
        "| Küche v. Hotelfachschule | ; Start 2025",
        "| Der Speicher wurde von einem auswärtigen Käufer erworben | .",
        "Da | haben sie so ein Kaufhaus von der Stadt aus gekauft | .",
        "| Bezahlt wurde das Glas vom Rotary Club | .",
        "| Jetzt trägt mein Sohn ihr die Einkäufe | .",
        "| In Gemünd hat die Schreinerei Klinkhammer ein halbes Jahr Türen ausgehängt | .",
        "| Wiese angelegt, im Juni vom Kreis gemäht | .",
        "| Kreisarzt fehlt Personal |",
        "Neulich | hat einer von ihnen einer Oma den Koffer bis aufs Gleis getragen | .",
        "Jemand hat Streifen auf die Straße gemalt. | Die Stadt ließ sie innerhalb von zwei Tagen wegfräsen | .",
        "Es fing damit an, | dass uns die Spinnerei zugemacht wurde | .",
        "| Wir haben es dem Bund abgenommen und für das Dach eine Million gebraucht | .",
        "| Stellplatz vor der Kirche von Lieferdiensten belegt |",
        "Der Saal ist zu teuer, seit die | VG die Heizkosten | umlegt.",
        "| In Steffeln hat die Box die Verkäuferin überflüssig gemacht | .",
        "| Voriges Jahr haben mir die Brüder aus Bayern die Pacht verdoppelt | .",
        "| Elf davon haben wir eine Architektin ins Haus geschickt | .",
        "| Wenn man mir was Trockenes gibt | , komme ich.",
        # to whom it is given
        "Er hat das Haus nicht verkauft, sondern | der Stadt auf zwölf Jahre zum Nießbrauch überschrieben | .",
        # whom a relative clause is about, and what is done
        "| Wir brauchen eine Bank und einen, der ihnen Guten Tag sagt | .",
        "| Eine Leitung bis zum Laden, das sind hundert Meter, die fräsen wir | .",
    ],
)
def test_nouns_keep_their_role(nlp: Language, marked: str) -> None:
    assert phrase(nlp, marked, PROPOSED) is None


@pytest.mark.parametrize(
    "marked",
    [
        # open ends, forms that stayed finite, halves
        "| Die Poller sollten so gesetzt werden, dass zwei Räder passen, ohne | dass einer wartet.",
        "| Der Vorschlag ist, den Weg zu öffnen, um Fahrten der Linie 610 | zum Bahnhof zu ermöglichen.",
        "| Den Anger als Spielstraße zu benennen möchte ich loben | .",
        "| Bote bringt Rezepte m. | , Kasse zahlt",
        "| er soll wenigstens das tor aus bauen |",
        "| Zweimal im Jahr öffnet jede und jeder für eine Stunde die Tür | .",
        "Das Tor ist seit | zwei Jahren für Radler freigegeben | .",
        "| Bessere Möglichkeit durch den Hof zu kommen |",
        "| Wir wünschen uns eine Heizung im Saal Gelächter und Applaus | .",
        "| Die Tische schränken nicht nur den Platz ein | .",
        "| Mein Mann und ich hätten gern jemanden zum Doppelkopf | .",
        "| Bei uns hat der Vermieter fünf davon hingestellt, ohne zu fragen | .",
        "| Wir haben im Hof einen Wagen hingestellt, erst mal ungefragt | .",
        "| Sie hat ihren Hof angeboten, unter der Bedingung | , dass sie bleibt.",
        "| Steckt das Geld in das Gerät, das seit einem Jahr „bestellt | “ ist.",
        "| Einige Nachbarn und ich haben im Frühjahr die Beete vor dem Haus übernommen | .",
        "| Als Studenten einmal abends Lampen in die Fenster gestellt haben | , kamen Käufer.",
        "| Hier wäre ein Steg im Winter sicher sinnvoll | .",
        "| Schülerinnen haben die Pläne übereinandergelegt | .",
        "| Schwimmbecken der Klinik nach Feierabend für Dorfkinder |",
        "| Tütenspender aufgehängt, Tüten | liegen im Futter.",
        "| Der Markt darf bis 14 statt 12:30 Uhr Ware verkaufen | .",
    ],
)
def test_phrases_are_whole(nlp: Language, marked: str) -> None:
    assert phrase(nlp, marked, PROPOSED) is None


def test_what_is_wished_not_to_be_is_not_stated(nlp: Language) -> None:
    text, quote = (
        "Ich hätte gern einen Käfig, wo der Ball nicht in die Autos knallt.",
        "wo der Ball nicht in die Autos knallt",
    )
    assert approach_label(span_of(nlp, text, quote), status=PROPOSED).text == "Wo der Ball nicht in die Autos knallt"
    assert approach_label(span_of(nlp, text, quote), status=PRACTISED).text == "Der Ball knallt nicht in die Autos"


@pytest.mark.parametrize(
    ("marked", "label"),
    [
        (
            "Und dann hört bitte auf, | die Stellen jedes Jahr neu zu befristen | !",
            "Und dann hört bitte auf, die Stellen jedes Jahr neu zu befristen",
        ),
        (
            "Nach Prüfung raten wir davon ab, | den Brunnen zu versetzen | .",
            "Nach Prüfung raten wir davon ab, den Brunnen zu versetzen",
        ),
        (
            "| Das Dach der Halle zu begrünen | , wie ein Nachbar will, wäre Unfug.",
            "Das Dach der Halle zu begrünen, wie ein Nachbar will, wäre Unfug",
        ),
    ],
)
def test_clauses_keep_what_is_said_against_them(nlp: Language, marked: str, label: str) -> None:
    found = approach_label(marked_span(nlp, marked), status=PROPOSED)
    assert (found.text, found.source) == (label, LabelSource.CLAUSE)


@pytest.mark.parametrize(
    ("marked", "label"),
    [
        ("| Wir müssten nur den Innenhof überdachen | .", "nur Innenhof überdachen"),
        ("| Man müsste die Flure verbinden statt auf jeder Etage einen anzulegen | .", None),
        ("| Probeabstimmung mit Murmeln unentschieden |", None),
        ("Damit | war der Lesebus für uns erledigt | .", None),
        ("Da | machen wir Händler jetzt abends Licht an | .", None),
        ("| Vom Umbau wurde nach langer Debatte Abstand genommen | .", None),
        (
            "| Ein Stromanschluss fehlt bis heute und sollte beim Umbau des Platzes verlegt werden | .",
            "Stromanschluss schaffen und beim Umbau des Platzes verlegen",
        ),
        ("Dachgarten am Ring: Sommer 23 | Hochbeete und Bänke bauen | .", "Hochbeete und Bänke bauen"),
    ],
)
def test_words_are_what_they_were(nlp: Language, marked: str, label: str | None) -> None:
    assert phrase(nlp, marked, PROPOSED) == label


@pytest.mark.parametrize(
    ("marked", "label"),
    [
        (
            "Im Trafo | haben wir Werkzeug untergestellt, auch Leitern | .",
            "Wir haben Werkzeug untergestellt, auch Leitern",
        ),
        (
            "Dort | sind wir Mieter zuständig, jeder für seinen Kübel | .",
            "Wir Mieter sind zuständig, jeder für seinen Kübel",
        ),
        (
            "Seit Jahren fehlt eine Stelle, | die Zuschüsse für kleine Vereine einwirbt | .",
            "Stelle, die Zuschüsse für kleine Vereine einwirbt",
        ),
    ],
)
def test_clauses_are_german(nlp: Language, marked: str, label: str) -> None:
    assert approach_label(marked_span(nlp, marked), status=PRACTISED, sure=0.0).text == label
