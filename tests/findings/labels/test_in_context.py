"""Labels of quotes as extraction cuts them: within phrases, with pronouns, without what turns their meaning round."""

import pytest
from spacy.language import Language
from spacy.tokens import Span

from quartier_nlp.findings.labels import approach_label, question_label
from quartier_nlp.model.vocabulary import ApproachStatus, LabelSource

PHRASE, CLAUSE = LabelSource.PHRASE, LabelSource.CLAUSE


def span_of(nlp: Language, text: str, quote: str) -> Span:
    start = text.index(quote)
    span = nlp(text).char_span(start, start + len(quote), alignment_mode="expand")
    assert span is not None
    return span


def marked_span(nlp: Language, marked: str) -> Span:
    """The quote between two bars in its text: "davor | Quote | danach"."""
    before, quote, after = (part.strip() for part in marked.split("|"))
    gap = "" if after[:1] in set(".,;:!?)") else " "
    lead = f"{before} " if before else ""
    span = nlp(f"{lead}{quote}{gap}{after}").char_span(len(lead), len(lead) + len(quote), alignment_mode="expand")
    assert span is not None
    return span


@pytest.mark.parametrize(
    ("text", "quote", "label", "source"),
    [
        # cut within a phrase, or before the verbs of its clause
        (
            "Ich werde nach dem Schließen des Lokals die Sitzung für die Auszählung unterbrechen.",
            "nach dem Schließen des Lokals die Sitzung für",
            "nach dem Schließen des Lokals Sitzung für die Auszählung unterbrechen",
            PHRASE,
        ),
        (
            "In den Ortsteilen fährt das Mobil, ein umgebauter Bus, mit dem zwei Läden ihre Waren verkaufen.",
            "Ortsteilen fährt das Mobil, ein umgebauter Bus, mit dem zwei Läden ihre Waren verkaufen",
            "In den Ortsteilen fährt das Mobil, ein umgebauter Bus, mit dem zwei Läden ihre Waren verkaufen",
            CLAUSE,
        ),
        # the verb first, because what stood before it was left out
        (
            "Wir, die Klasse 6b, haben die Innenstadt mit einem Rollstuhl getestet, den uns ein Laden geborgt hat.",
            "haben die Innenstadt mit einem Rollstuhl getestet, den uns ein Laden geborgt hat",
            "Haben die Innenstadt mit einem Rollstuhl getestet, den uns ein Laden geborgt hat",
            CLAUSE,
        ),
        # who helped whom
        (
            "Da haben mir die Mieter den Rücken gestärkt, hundertvierzig Unterschriften an einem Wochenende.",
            "haben mir die Mieter den Rücken gestärkt, hundertvierzig Unterschriften an einem Wochenende",
            "Da haben mir die Mieter den Rücken gestärkt, hundertvierzig Unterschriften an einem Wochenende",
            CLAUSE,
        ),
        (
            "Erstens rückte der Rat von der Asphaltierung ab.",
            "rückte der Rat von der Asphaltierung ab",
            "Der Rat rückte von der Asphaltierung ab",
            CLAUSE,
        ),
        (
            "Unten könnten wir Händler zusammen eine Fläche bespielen, jeder zwei Meter Regal.",
            "könnten wir Händler zusammen eine Fläche bespielen, jeder zwei Meter Regal",
            "Wir Händler könnten zusammen eine Fläche bespielen, jeder zwei Meter Regal",
            CLAUSE,
        ),
        (
            "Frau Pfarrer, bringet Se uns wenigstens oin, der die Heizung zahlt.",
            "bringet Se uns wenigstens oin, der die Heizung zahlt",
            "Bringet Se uns wenigstens oin, der die Heizung zahlt",
            CLAUSE,
        ),
        (
            "Wer in Rente gehen will, nimmt für ein Jahr eine Nachfolgerin in den Laden, die dafür Geld erhält.",
            "nimmt für ein Jahr eine Nachfolgerin in den Laden, die dafür Geld erhält",
            "Nimmt für ein Jahr eine Nachfolgerin in den Laden, die dafür Geld erhält",
            CLAUSE,
        ),
        (
            "Stattdessen kommt seit Sommer ein Kleinbus auf Anruf.",
            "kommt seit Sommer ein Kleinbus auf Anruf",
            "Seit Sommer kommt ein Kleinbus auf Anruf",
            CLAUSE,
        ),
        ("Dann könnt ihr Seife verkaufen, bis ihr blau seid.", "könnt ihr Seife verkaufen", None, CLAUSE),
        # purposes, relative clauses, pronouns
        (
            "Das Vorhaben nutzt neue Verfahren, um die Bestände von drei Museen zusammenzuführen.",
            "um die Bestände von drei Museen zusammenzuführen",
            "Um die Bestände von drei Museen zusammenzuführen",
            CLAUSE,
        ),
        (
            "Es gibt hier Stadtmöbel, die wir dort gern platzieren würden.",
            "die wir dort gern platzieren würden",
            "Stadtmöbel, die wir dort gern platzieren würden",
            CLAUSE,
        ),
        (
            "Das Gemeindehaus wird aufgegeben. Frau Siemers regt an, es zum Nachbarschaftshaus zu entwickeln.",
            "es zum Nachbarschaftshaus zu entwickeln",
            "Gemeindehaus zum Nachbarschaftshaus entwickeln",
            PHRASE,
        ),
        # what turns the meaning round stands outside the quote or at its end
        (
            "Weniger überzeugend verlief die Bespielung der Schaufenster.",
            "überzeugend verlief die Bespielung der Schaufenster",
            "Weniger überzeugend verlief die Bespielung der Schaufenster",
            CLAUSE,
        ),
        (
            "Anlieferungen sollten zwischen 15 und 17 Uhr zum Schutz der Pendler nicht erlaubt sein.",
            "Anlieferungen sollten zwischen 15 und 17 Uhr",
            "Anlieferungen sollten zwischen 15 und 17 Uhr zum Schutz der Pendler nicht erlaubt sein",
            CLAUSE,
        ),
        # who acts and what is done to
        (
            "Geld für Ehrenamtliche lehnen die Befragten mehrheitlich ab.",
            "Geld für Ehrenamtliche lehnen die Befragten mehrheitlich ab",
            "Geld für Ehrenamtliche mehrheitlich ablehnen",
            PHRASE,
        ),
        ("Das sind kleine, die baut die Genossenschaft gerade.", "die baut die Genossenschaft gerade", None, CLAUSE),
        (
            "Jeden Sonntag stellt eine von uns eine Bank vor die Tür.",
            "Jeden Sonntag stellt eine von uns eine Bank vor die Tür",
            "Jeden Sonntag stellt eine von uns eine Bank vor die Tür",
            CLAUSE,
        ),
        ("Der Kreis hat die Linie gestrichen, die Post ihren Kasten abmontiert.", "die Post ihren Kasten abmontiert",
         None, CLAUSE),
        ("Wir haben beschlossen zu warten, bevor nicht jedes Haus täglich benutzt wird.",
         "bevor nicht jedes Haus täglich benutzt wird", None, CLAUSE),
        ("Den Dachboden hätten die Jugendlichen gern gehabt.", "Den Dachboden hätten die Jugendlichen gern gehabt",
         "Dachboden bereitstellen", PHRASE),
        ("Den fährt der Lehrling, Führerschein hat die Innung gezahlt.", "Führerschein hat die Innung gezahlt",
         None, CLAUSE),
        ("Schlimm wäre, dass die Postagentur im Laden schließt.", "dass die Postagentur im Laden schließt",
         "Die Postagentur schließt im Laden", CLAUSE),
        ("Gut ist, dass oben ein Imbiss eingezogen ist.", "dass oben ein Imbiss eingezogen ist", None, CLAUSE),
        ("Da hat der Meister uns für nichts überlassen.", "hat der Meister uns für nichts überlassen", None, CLAUSE),
        ("Dort hat man aufgehört, in jedem Dorf einen Laden zu stützen.",
         "hat man aufgehört, in jedem Dorf einen Laden zu stützen", None, CLAUSE),
        ("In Aalen übernimmt das die Unfallkasse, wenn die Schule den Vormittag freigibt.",
         "In Aalen übernimmt das die Unfallkasse, wenn die Schule den Vormittag freigibt", None, CLAUSE),
        # small words
        (
            "Wir haben uns eine gemeinsame Verkäuferin geteilt.",
            "Wir haben uns eine gemeinsame Verkäuferin geteilt",
            "sich eine gemeinsame Verkäuferin teilen",
            PHRASE,
        ),
        ("Wir öffnen Briefe zusammen.", "Wir öffnen Briefe zusammen", "Briefe zusammen öffnen", PHRASE),
        ("Und wir bräuchten, also, eine halbe Stelle.", "wir bräuchten, also, eine halbe Stelle",
         "halbe Stelle schaffen", PHRASE),
        ("Die nimmt Pakete an, die kennt jeden.", "Die nimmt Pakete an, die kennt jeden", "Pakete annehmen", PHRASE),
    ],
)  # fmt: skip
def test_approach(nlp: Language, text: str, quote: str, label: str | None, source: LabelSource) -> None:
    found = approach_label(span_of(nlp, text, quote), status=ApproachStatus.PRACTISED)
    assert found.source is source, found
    assert label is None or found.text == label


@pytest.mark.parametrize(
    ("text", "quote", "label"),
    [
        (
            "Offen ist, wie Nutzungen genehmigt werden können, ohne dass strenge Anforderungen gelten.",
            "wie Nutzungen genehmigt werden können, ohne dass strenge Anforderungen gelten",
            "Wie können Nutzungen genehmigt werden, ohne dass strenge Anforderungen gelten?",
        ),
        (
            "Zu klären ist, ob und welche Änderungen nötig sind.",
            "ob und welche Änderungen nötig sind",
            "Welche Änderungen sind nötig?",
        ),
        (
            "Unklar bleibt, wie Kulturdaten erfasst, geprüft und den Schulen gegeben werden können.",
            "wie Kulturdaten erfasst, geprüft und den Schulen gegeben werden können",
            "Wie können Kulturdaten erfasst, geprüft und den Schulen gegeben werden?",
        ),
        (
            "Wer diese Daten denn nun mal verbindlich erhebt und pflegt, da schiebt es einer auf den anderen.",
            "Wer diese Daten denn nun mal verbindlich erhebt und pflegt, da schiebt es einer auf den anderen",
            "Wer erhebt und pflegt diese Daten verbindlich?",
        ),
        (
            "Wie laut und wie lange geprobt werden darf, ist offen.",
            "Wie laut und wie lange geprobt werden darf, ist offen",
            "Wie laut und wie lange darf geprobt werden?",
        ),
        (
            "Welchem Amt das gehört? Auf welchem Weg Familien zu erreichen wären, wussten sie nicht.",
            "welchem Weg Familien zu erreichen wären, wussten sie nicht",
            "Auf welchem Weg wären Familien zu erreichen?",
        ),
        (
            "Was ich bis heute nicht weiß, wem gehört eigentlich die Gasse?",
            "Was ich bis heute nicht weiß, wem gehört eigentlich die Gasse?",
            "Wem gehört die Gasse?",
        ),
        (
            "Jemand fragt, ob man die Fahrzeuge für Wahllokale nutzen dürfe.",
            "ob man die Fahrzeuge für Wahllokale nutzen dürfe",
            "Darf man die Fahrzeuge für Wahllokale nutzen?",
        ),
        (
            "Tjark, 18: Darf man auf dem Schiff schlafen?",
            "Tjark, 18: Darf man auf dem Schiff schlafen?",
            "Darf man auf dem Schiff schlafen?",
        ),
    ],
)
def test_question(nlp: Language, text: str, quote: str, label: str) -> None:
    found = question_label(span_of(nlp, text, quote))
    assert (found.text, found.source) == (label, PHRASE)


def test_a_condition_that_opens_with_its_verb_is_no_question(nlp: Language) -> None:
    text = "Baut eine Privatperson einen Unfall, verweist der Kreis auf die Gemeinde."
    assert question_label(span_of(nlp, text, text)).source is CLAUSE


@pytest.mark.parametrize(
    ("quote", "label", "source"),
    [
        # without marks only a pronoun, number or case tells who acts
        ("da hat die jugend feuer wehr die wände weiß gemacht", None, CLAUSE),
        ("die konfirmanden reparieren handys", "Konfirmanden Handys reparieren lassen", PHRASE),
        ("da hat der verein den saal vom gasthof gekauft", "Saal vom Gasthof kaufen", PHRASE),
        ("die azubis streichen das treppenhaus", "Treppenhaus streichen", PHRASE),
        ("wir haben das dach ausgebaut", "Dach ausbauen", PHRASE),
        ("die wände haben wir weiß gemacht", "Wände weiß machen", PHRASE),
        ("stellt ein klo hin", "Klo hinstellen", PHRASE),
        ("man könnte die halle für konzerte öffnen", "Halle für Konzerte öffnen", PHRASE),
    ],
)
def test_who_acts_must_be_sure_in_unmarked_speech(
    nlp: Language, quote: str, label: str | None, source: LabelSource
) -> None:
    before = "ja und das war ja auch ganz schön und dann war es so weit im winter "
    after = " und das ging dann eigentlich auch so weiter bis in den sommer hinein"
    found = approach_label(span_of(nlp, before + quote + after, quote), status=ApproachStatus.PRACTISED)
    assert found.source is source
    if label is not None:
        assert found.text == label


def test_marks_tell_who_acts(nlp: Language) -> None:
    quote = "Die Konfirmanden reparieren Handys"
    text = f"Das war ganz schön, und dann kam der Winter. {quote}. Es ging auch so weiter, bis in den Sommer hinein."
    found = approach_label(span_of(nlp, text, quote), status=ApproachStatus.PRACTISED)
    assert (found.text, found.source) == ("Konfirmanden Handys reparieren lassen", PHRASE)
