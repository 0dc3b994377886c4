"""What others do whose doing is the point becomes what one lets them do."""

import pytest
from spacy.language import Language

from quartier_nlp.findings.labels import approach_label
from quartier_nlp.model.vocabulary import ApproachStatus, LabelSource
from tests.findings.labels.test_in_context import marked_span


@pytest.mark.parametrize(
    ("quote", "label"),
    [
        # of what people do without an object they are the point, as is who does each part
        ("Lehrlinge übernachten im Wasserturm.", "Lehrlinge im Wasserturm übernachten lassen"),
        ("Jede Klasse pflegt ein Beet im Pfarrgarten.", "jede Klasse ein Beet im Pfarrgarten pflegen lassen"),
        ("Der Chor probt im alten Stall.", "Chor im alten Stall proben lassen"),
        (
            "Zwei Asylsuchende arbeiten dort mit richtigem Vertrag.",
            "zwei Asylsuchende dort mit richtigem Vertrag arbeiten lassen",
        ),
        ("Bewohner geben bis 800 € ohne Rückfrage frei.", "Bewohner bis 800 € ohne Rückfrage freigeben lassen"),
        # a perfect, where they are from, a wish
        (
            "Da haben Studis aus Suderburg umsonst Technik verliehen.",
            "Studis aus Suderburg umsonst Technik verleihen lassen",
        ),
        ("Dass der Fahrer bei den Alleinstehenden anhält.", "Fahrer bei den Alleinstehenden anhalten lassen"),
        (
            "Seitdem bespielt jede achte Klasse ein Jahr lang den Kiosk.",
            "jede achte Klasse ein Jahr lang den Kiosk bespielen lassen",
        ),
        # what may be done to them is done about something else
        (
            "Jeden Montag beraten dreizehn Hochbetagte per Telefon über das Dorfbudget.",
            "dreizehn Hochbetagte jeden Montag per Telefon über das Dorfbudget beraten lassen",
        ),
        # what is said behind it
        (
            "Da planen sechs Junge und sechs Alte zusammen einen Platz um, mit gemeinsamem Budget und ohne Planer.",
            "sechs Junge und sechs Alte zusammen einen Platz umplanen lassen, mit gemeinsamem Budget und ohne Planer",
        ),
        (
            "Bauwagen zieht der Landwirt, der am meisten schimpft.",
            "Landwirt, der am meisten schimpft, Bauwagen ziehen lassen",
        ),
        (
            "Neuntklässlerinnen erklären im Sportheim, wie man ein Bild schickt.",
            "Neuntklässlerinnen im Sportheim erklären lassen, wie man ein Bild schickt",
        ),
    ],
)
def test_names_those_who_are_let(nlp: Language, quote: str, label: str) -> None:
    found = approach_label(nlp(quote)[:-1])
    assert (found.text, found.source) == (label, LabelSource.PHRASE)


@pytest.mark.parametrize(
    "marked",
    [
        # either may act, or who acts may stand before the quote
        "| Vier Abgeordnete besuchen ältere Bewohner |.",
        "Das Team | besucht jede Familie nach der Geburt eines Kindes |.",
        "| Zweimal wöchentlich lesen Jugendliche Menschen im Pflegeheim vor |.",
        "| Fahren die Leute mit dem Feuerwehrbus hin |.",
        # those who are let would be the ones that it is done to, or others who do it
        "| Zwei Mieterinnen beraten nebenbei zu Stromschulden |.",
        "| Im Treff helfen und reparieren Konfirmanden Handys von den Alten |.",
        "| Dreizehn Hochbetagte beraten jeden Montag per Telefon über das Dorfbudget |.",
        # in turn, a word that may be an attribute, an object behind a participle
        "| Donnerstags kocht jedes Mal eine andere Familie |.",
        "| Die ganz Alten legen Zettel rein |.",
        "| In Remels erwarben 140 Haushalte, angeregt durch die Zeitung, über Anteilsscheine den Dorfkrug |.",
        # what is looked for, or wanted by one who decides
        "| Der türkische Elternverein sucht was für die Hausaufgaben |.",
        "| Da will der Ortschef eine Zisterne draus machen |.",
        # others do another part of it
        "| Die Eigentümerin verzichtet auf Miete, die Stadt auf die Grundsteuer |.",
        "| Die Nachtwachen teilen sich elf Frauen, ein Mann |.",
        # no people
        "| Ein umgebauter Reisebus hält im Sommer vor dem Rathaus |.",
        # they are let already
        "| Die Schmiede müssen an zwei Tagen im Monat Klassen hereinlassen |.",
        # what is said behind it is of others: "für die, die ..."
        "| Die Kinder sollen vor dem Wagen spielen, für die, die auf den Bus warten |.",
    ],
)
def test_lets_nobody_where_it_is_not_sure_who_acts(nlp: Language, marked: str) -> None:
    label = approach_label(marked_span(nlp, marked), status=ApproachStatus.PRACTISED)
    assert "lassen" not in label.text or label.source is LabelSource.CLAUSE


@pytest.mark.parametrize(("probability", "source"), [(0.9, LabelSource.CLAUSE), (0.96, LabelSource.PHRASE)])
def test_needs_the_score_of_what_others_do(nlp: Language, probability: float, source: LabelSource) -> None:
    found = approach_label(nlp("Lehrlinge übernachten im Wasserturm.")[:-1], sure=probability)
    assert found.source is source


@pytest.mark.parametrize(
    ("quote", "label"),
    [
        # what the speakers do next, a second action of a noun alone, more than one verb of a relative clause
        (
            "Wir haben die Sportabteilung leergeräumt und jetzt spielen wir freitags zwischen den Umkleidekabinen.",
            "Sportabteilung leerräumen und freitags zwischen den Umkleidekabinen spielen",
        ),
        (
            "Wenn man jeden zweiten Stellplatz aufreißt und Beete macht.",
            "jeden zweiten Stellplatz aufreißen und Beete machen",
        ),
        (
            "Sinnvoll wäre ein Zwischenerwerb, bei dem die Gemeinde Häuser kauft, sichert und nach Konzept weitergibt.",
            "Zwischenerwerb schaffen, bei dem die Gemeinde Häuser kauft, sichert und nach Konzept weitergibt",
        ),
        # what a relative clause hangs on stands before it
        (
            "Da könnte man einen Kühlschrank reinstellen für das, was im Garten übrig bleibt.",
            "Kühlschrank reinstellen für das, was im Garten übrig bleibt",
        ),
        (
            "Man sollte Bänke für die aufstellen, die auf den Bus warten.",
            "Bänke aufstellen für die, die auf den Bus warten",
        ),
        # "da" says where
        ("Da drin Fahrräder zu reparieren.", "drin Fahrräder reparieren"),
    ],
)
def test_goes_on_with_the_action(nlp: Language, quote: str, label: str) -> None:
    found = approach_label(nlp(quote)[:-1], status=ApproachStatus.PROPOSED)
    assert (found.text, found.source) == (label, LabelSource.PHRASE)
