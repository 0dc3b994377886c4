"""Clauses that stand in for a phrase are German sentences, whatever the quote was cut from."""

import pytest
from spacy.language import Language

from quartier_nlp.findings.labels import approach_label
from quartier_nlp.model.vocabulary import ApproachStatus, LabelSource
from tests.findings.labels.test_in_context import marked_span

PRACTISED, PROPOSED = ApproachStatus.PRACTISED, ApproachStatus.PROPOSED


def clause(nlp: Language, marked: str, status: ApproachStatus = PRACTISED) -> str:
    found = approach_label(marked_span(nlp, marked), status=status)
    assert found.source is LabelSource.CLAUSE
    return found.text


@pytest.mark.parametrize(
    ("marked", "label"),
    [
        # the subject of the clause before
        ("Die Wehr mäht bei allen den Rasen und | kriegt dafür Eis vom Wirt | .", "Die Wehr kriegt dafür Eis vom Wirt"),
        (
            "Wir haben lange überlegt und | hatten dann einmal bis Mitternacht offen, mit Suppe | .",
            "Wir hatten dann einmal bis Mitternacht offen, mit Suppe",
        ),
        # with the auxiliary of a participle
        (
            "Da haben Nachbarn nachts den Asphalt aufgebrochen und | Kartoffeln gelegt | . Das war verboten.",
            "Nachbarn haben Kartoffeln gelegt",
        ),
        # behind an apposition or a relative clause
        (
            "Die Genossin, eine frühere Bäckerin, | verlangt, dass alle ihre Teller selber spülen | .",
            "Die Genossin verlangt, dass alle ihre Teller selber spülen",
        ),
        (
            "Der Keller, in dem die Kohlen lagen, | ist abends Lernraum für die aus dem Neunten | .",
            "Der Keller ist abends Lernraum für die aus dem Neunten",
        ),
    ],
)
def test_subject_of_the_clause_before(nlp: Language, marked: str, label: str) -> None:
    assert clause(nlp, marked) == label


@pytest.mark.parametrize(
    "marked",
    [
        # another subject, a request, a person by name
        "Gehen Sie durch den Ort und | notieren Sie jede Tür, hinter der kein Licht brennt | .",
        "Der Wirt hat lange gewartet und | wir haben eine Bank am Tor, die im Winter leer ist | .",
    ],
)
def test_subjects_that_are_not_shared(nlp: Language, marked: str) -> None:
    start = marked.split("|")[1].split()[0]
    assert clause(nlp, marked).lower().startswith(start)


@pytest.mark.parametrize(
    ("marked", "label"),
    [
        ("| Pacht für Höfe 3 €/m², 9 Mon. lang |", "Pacht für Höfe 3 €/m², 9 Mon. lang"),
        (
            "- | Sparkasse -> Nähstube, 2 Vormittage/Wo. | ; Schlüssel beim Wirt",
            "Sparkasse -> Nähstube, 2 Vormittage/Wo.",
        ),
        ("Und | wenn's regnet, gehen wir in den Stall | .", "Wenn's regnet, gehen wir in den Stall"),
        ("| Die Wirtin ruft »Feierabend, Leute, raus mit euch allen hier und zwar sofort, | «", None),
        ("| Der Saal heißt »Zum Löffel« und ist montags zu | .", "Der Saal heißt »Zum Löffel« und ist montags zu"),
    ],
)
def test_marks_stand_as_in_the_text(nlp: Language, marked: str, label: str | None) -> None:
    text = clause(nlp, marked)
    assert text == label if label else not {"»", "«"} & set(text)


@pytest.mark.parametrize(
    ("marked", "label"),
    [
        # torn by captions without capitals
        (
            "bei uns sitzt jeden freitag | die filial leiterin auf der schwätz bank und hört zu |",
            "Die Filialleiterin auf der Schwätzbank und hört zu",
        ),
        (
            "| da ham die land frauen jetzt den alten holz schuppen für sich |",
            "Da haben die Landfrauen jetzt den alten Holzschuppen für sich",
        ),
        ("| dann hatten wir ein punkte system an der tür |", "Wir hatten ein Punktesystem an der Tür"),
        # no compounds: a time, a measure, what is made of something, those who do it
        ("| die kriegen im sommer markisen vor die fenster |", "Die kriegen im Sommer Markisen vor die Fenster"),
        ("| da gibts jeden freitag suppe für alle |", "Da gibts jeden Freitag Suppe für alle"),
        ("| da bringt die oma kuchen mit |", "Da bringt die Oma Kuchen mit"),
    ],
)
def test_compounds_of_captions(nlp: Language, marked: str, label: str) -> None:
    assert clause(nlp, marked) == label


@pytest.mark.parametrize(
    ("marked", "label"),
    [
        (
            "Ich frag mal, | könnten die uns nicht im Parkhaus eine Halle geben |",
            "Die könnten uns im Parkhaus eine Halle geben",
        ),
        ("| Bei uns war mal die Idee einer Ampel am Turm | .", "Die Idee einer Ampel am Turm"),
        (
            "| Kinder sind seither jeden Tag im Garten, in |",
            "Kinder sind seither jeden Tag im Garten",
        ),
        ("In | jeder dritten Etage gibt es einen Haushalt, der hilft | .", None),
        ("| Der Platz wurde 2004 gebaut. Also umgewidmet. |", "Der Platz wurde 2004 gebaut. Umgewidmet"),
        ("| Da sitzt man drin und trinkt Tee | .", "Da sitzt man drin und trinkt Tee"),
    ],
)
def test_order_and_ends(nlp: Language, marked: str, label: str | None) -> None:
    assert clause(nlp, marked) == (label or "In jeder dritten Etage gibt es einen Haushalt, der hilft")


@pytest.mark.parametrize(
    ("marked", "label"),
    [
        ("| da haben wir einen alten paket wagen gekauft |", "alten Paketwagen kaufen"),
        ("| dafür haben wir die plastik becher abgeschafft |", "Plastikbecher abschaffen"),
        ("Wir haben den Plan weggelegt und | dem Wirt den Schlüssel gegeben | .", "dem Wirt den Schlüssel geben"),
        ("Der Platz, eine Wiese am Bach, | wird mit Bänken ausgestattet | .", "Platz mit Bänken ausstatten"),
        ("| In Selm hat ein Kloster den Garten einer Schule überlassen | .", "in Selm Garten einer Schule überlassen"),
    ],
)
def test_phrases_of_torn_quotes(nlp: Language, marked: str, label: str) -> None:
    found = approach_label(marked_span(nlp, marked), status=PRACTISED)
    assert (found.text, found.source) == (label, LabelSource.PHRASE)


@pytest.mark.parametrize(
    ("marked", "status"),
    [
        # not at first
        ("Sie bittet darum, | nicht zuerst ein Schild hinzuhängen | .", PROPOSED),
        # how things are, as others tell it
        ("Die Leitungen schilderten, | dass Anträge nur am Wochenende verfasst würden | .", PROPOSED),
        # its object, a clipped pronoun
        ("| Ich könnt's ans Brett im Markt hängen | .", PROPOSED),
        # the particle of the verb
        ("| Da stellen die Leute im Winter ihre Wagen unter im Stall | .", PRACTISED),
        ("| entschieden wird mit bohnen rote bohne nein weiße bohne ja |", PRACTISED),
        ("| da ist sie immer mit drin das war die bedingung vom kreis tag |", PRACTISED),
        # "haben" of what others are let have
        ("| lasst immer einen schüler jahrgang oben sein wohn zimmer haben |", PROPOSED),
    ],
)
def test_no_phrase(nlp: Language, marked: str, status: ApproachStatus) -> None:
    assert approach_label(marked_span(nlp, marked), status=status).source is LabelSource.CLAUSE


@pytest.mark.parametrize(
    ("marked", "label"),
    [
        (
            "Die Idee ist, | dass man die Höfe nimmt und damit Licht in die Zimmer lässt, jeden Tag | .",
            "Man soll die Höfe nehmen und damit Licht in die Zimmer lassen, jeden Tag",
        ),
        ("Ich will, | dass das gelost wird, nicht verteilt | .", "Das soll gelost werden, nicht verteilt"),
        (
            "Mir fehlt, | dass einer von der Stadt mal kommt und alles mitnimmt, abends | .",
            "Einer von der Stadt soll kommen und alles mitnehmen, abends",
        ),
        (
            "Dann will ich, | dass wenigstens zwei Plätze an Leute unter dreißig gehen, mit Sitz und Stimme | .",
            "Wenigstens zwei Plätze sollen an Leute unter dreißig gehen, mit Sitz und Stimme",
        ),
        (
            "Unser Plan ist, | dass wir Anteile ausgeben, zehn Euro das Stück, für alle | .",
            "Wir wollen Anteile ausgeben, zehn Euro das Stück, für alle",
        ),
        # called good
        (
            "Vielleicht würde es helfen, | wenn eine Tempo 30 Zone eingerichtet bzw. erweitert wird | .",
            "Eine Tempo 30 Zone soll eingerichtet bzw. erweitert werden",
        ),
        # no wish: what may be, what the verb has besides its subject
        ("Der Grund ist, | dass man die Möbel wiederverwenden kann | .", "Man kann die Möbel wiederverwenden"),
        (
            "Der Rat verlangt, | dass mindestens das Erdgeschoss der Öffentlichkeit dient | .",
            "Mindestens soll das Erdgeschoss der Öffentlichkeit dienen",
        ),
    ],
)
def test_wishes_are_told_as_wishes(nlp: Language, marked: str, label: str) -> None:
    assert clause(nlp, marked, PROPOSED) == label
