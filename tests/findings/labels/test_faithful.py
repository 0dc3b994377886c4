"""Phrases that would leave out or misread what was said fall back to the cleaned clause; sound ones stay."""

import pytest
from spacy.language import Language

from quartier_nlp.findings.labels import approach_label
from quartier_nlp.model.vocabulary import ApproachStatus, LabelSource


@pytest.mark.parametrize(
    "quote",
    [
        # things that decide, reach, carry, give way: nobody is to do it
        "Ein Wettkochen entscheidet über den Pachtvertrag.",
        "Dieser Bereich könnte sich bis auf die andere Seite der Brücke erstrecken.",
        "Jede Runde sollte ein Ablaufdatum tragen.",
        "Der Autoverkehr könnte auf die Denglerstraße ausweichen.",
        "Vielleicht macht hier eine Ampelschaltung für Fahrräder Sinn.",
        "An dieser Kreuzung würde ein Grünpfeil den Radverkehr deutlich beschleunigen.",
        "Die Radampel am Knauber muss dringend eine kürzere Rotphase erhalten.",
        "Für Pflegekräfte, deren Tour im Ort endet, ließe sich Bauland vergünstigt abgeben",
        # limits of numbers, half of a range, a state that is no manner, a relative pronoun as an article
        "Die Einbahnstraße zwischen Subbelratherstr. Und Venloer Str. für Radfahrer freigeben",
        "Hochbeete vor der Apotheke wurden vertrocknet übergeben.",
        "in der Auszubildende des Unternehmens Kinderräder gratis instand setzen",
        "Das System hat sich also bewährt und sollte wieder eingeführt werden.",
        "Hier gehört ein Überweg für Radfahrer und Fußgänger hin",
        "Belagschäden durch Baumwurzeln nicht erst dann ausbessern wenn ein Radfahrer gestürzt ist.",
        # those who act and those they act on are no one name
        "Wir haben die Wohnungsgesellschaft Concierges einstellen lassen.",
        "Künftig wird die Gesellschaft Hausmeistern 300 Euro ohne Beleg überlassen.",
        # by whom something is done is not what is done
        "das Untergeschoss von einem ambulanten Dienst, einer Hebamme und dem Schachklub wechselweise belegt wird",
        # the denied half alone, a lost number
        "Wir schicken keinen Brief mehr, sondern es klingelt eine Kollegin.",
        "Hier sollte nur eine Sorte Symbole aufgemalt sein.",
        # what it is kept away from, how much it is widened by
        "Deutliche Trennung von den Fußgängern durch Bordsteinkanten",
        "Eine Ausweitung von ca. 80 cm auf 150 cm ist sinnvoll.",
        # wrong cases and forms
        "Schaffung von mehr Fahrradstellplätzen",
        "An dieser Stelle fehlt es an einer Markierung, Ampel oder einem Streifen für Radfahrer.",
        "Sofortige Freigabe der Fahrbahn für den Radverkehr",
        "Davon haben wir der Genossenschaft vier abgeschwatzt.",
        "Die haben tatsächlich Fenster reingeflext.",
        "da bringt a jeder a gschenk mit wos er net mog",
        # reasons, conditions and complaints are no proposals, nor is one action both of two
        "Da nach meiner Beobachtung die Strecke stark genutzt wird, wäre eine Verbesserung des Belags sehr hilfreich.",
        "Sollte die Fläche eingerichtet worden sein, macht es Sinn, wenn man das erkennt.",
        "OBERGESCHOSSE AN STUDIERENDE, WENN SIE UNTEN IM LADEN AUSHELFEN",
        "da kann man im august kommen mit kind und kegel wenn man eine woche was repariert",
        "Der Radweg ist durch die Straße völlig durchgeteilt.",
        "Ratsmitglieder verkaufen, Verkäuferinnen lesen Vorlagen",
    ],
)
def test_falls_back_to_the_clause(nlp: Language, quote: str) -> None:
    assert approach_label(nlp(quote)[:], status=ApproachStatus.PROPOSED).source is LabelSource.CLAUSE


@pytest.mark.parametrize(
    ("quote", "label"),
    [
        ("Trennung des Radwegs von der Straße", "Radweg von der Straße trennen"),
        ("Trennung von Rad- und Fußgängerwegen", "Rad- und Fußgängerwege trennen"),
        (
            "Freie Flächen nicht vermarkten, sondern zur Probe verschenken.",
            "freie Flächen nicht vermarkten, sondern zur Probe verschenken",
        ),
        (
            "Da der Radweg über den Bürgersteig geführt wird, wäre es angebracht, den Bürgersteig abzusenken.",
            "Bürgersteig absenken",
        ),
        ("Die Kosten trägt der Verein.", "Kosten tragen"),
        ("Hier sollten mehr Bänke aufgestellt werden.", "mehr Bänke aufstellen"),
    ],
)
def test_right_phrases_stay(nlp: Language, quote: str, label: str) -> None:
    found = approach_label(nlp(quote)[:], status=ApproachStatus.PROPOSED)
    assert (found.text, found.source) == (label, LabelSource.PHRASE)


@pytest.mark.parametrize("verb", ["abgeben", "umgestalten", "angehen", "weitergeben"])
def test_verbs_that_only_look_like_participles_stay(nlp: Language, verb: str) -> None:
    found = approach_label(nlp(f"Wir wollen den Platz {verb}.")[:], status=ApproachStatus.PROPOSED)
    assert (found.text, found.source) == (f"Platz {verb}", LabelSource.PHRASE)
