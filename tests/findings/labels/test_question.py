import pytest
from spacy.language import Language

from quartier_nlp.findings.labels import question_label
from quartier_nlp.model.vocabulary import LabelSource


@pytest.mark.parametrize(
    ("quote", "label"),
    [
        ("und wer bezahlt das eigentlich?", "Wer bezahlt das?"),
        # a clause before a colon that only announces the question
        ("lassen wir das mal als Frage stehen: Wer haftet, wenn was passiert?", "Wer haftet, wenn was passiert?"),
        (
            "was mir Sorgen macht: Die Förderung läuft aus, und wer dann die Bücherei bezahlt, hat keiner beantwortet",
            "Wer bezahlt dann die Bücherei?",
        ),
        (
            "Wie sich Jüngere gewinnen lassen, die nicht an Sitzungen, sondern an Aufgaben hängen, ist offen",
            "Wie lassen sich Jüngere gewinnen, die nicht an Sitzungen, sondern an Aufgaben hängen?",
        ),
        (
            "Wer das dauerhaft trägt, wenn die Förderung endet, ist offen.",
            "Wer trägt das dauerhaft, wenn die Förderung endet?",
        ),
        (
            "ob man Zuzügler auch im Ärztehaus arbeiten lassen darf",
            "Darf man Zuzügler auch im Ärztehaus arbeiten lassen?",
        ),
        ("Wie man an solche Eigentümer rankommt", "Wie kommt man an solche Eigentümer ran?"),
        (
            "Auf welcher Rechtsgrundlage ein Pflegedienst Dritte befördern darf",
            "Auf welcher Rechtsgrundlage darf ein Pflegedienst Dritte befördern?",
        ),
        ("Wie laut ein Sommerabend sein darf, ist strittig", "Wie laut darf ein Sommerabend sein?"),
        ("Ähm, wie heißt das, wem gehört die Stadt?", "Wem gehört die Stadt?"),
        ("wer haftet wenn da drin was passiert", "Wer haftet, wenn da drin was passiert?"),
        (
            "Wenn da einer ausrutscht, zahlt dann unsere Unfallkasse?",
            "Wenn da einer ausrutscht, zahlt dann unsere Unfallkasse?",
        ),
        ("Fällt Zwischennutzung unter das Vergaberecht?", "Fällt Zwischennutzung unter das Vergaberecht?"),
        ("wem die Räume danach gehören", "Wem gehören die Räume danach?"),
        ("wer antwortet", "Wer antwortet?"),
    ],
)
def test_direct_question(nlp: Language, quote: str, label: str) -> None:
    found = question_label(nlp(quote)[:])
    assert (found.text, found.source) == (label, LabelSource.PHRASE)


@pytest.mark.parametrize(
    ("quote", "label"),
    [
        # taggers read question words as much else
        ("ab wann ein Zuschuss die Mieten in die Höhe zieht", "Ab wann zieht ein Zuschuss die Mieten in die Höhe?"),
        ("Über wen man an die Eigentümer herankommt", "Über wen kommt man an die Eigentümer heran?"),
        ("wie wir das mit den Räumen besser regeln können", "Wie können wir das mit den Räumen besser regeln?"),
        # what speech goes on with is cut off
        ("ob das deck den sommer noch erlebt hängt am gericht", "Erlebt das Deck den Sommer noch?"),
        ("ob wir bis dahin noch Mittel haben das steht in den Sternen", "Haben wir bis dahin noch Mittel?"),
        ("wer für den Schaden aufkommt das hat uns keiner gesagt", "Wer kommt für den Schaden auf?"),
        ("wer steht denn um sechs in der Küche das sagt keiner", "Wer steht um sechs in der Küche?"),
        ("Wie man die erreicht, ganz ehrlich, keine Ahnung", "Wie erreicht man die?"),
        # commas that speech lacks
        ("wer entscheidet eigentlich welches Haus abgerissen wird", "Wer entscheidet, welches Haus abgerissen wird?"),
        # clauses that a relative clause interrupts
        (
            "ob Leerstand, der sich füllt, am Ende die Mieten hebt",
            "Hebt Leerstand, der sich füllt, am Ende die Mieten?",
        ),
        # frames before the question, verb first before a relative clause
        ("Leider habe ich keine Ahnung, wer für diese Straße zuständig ist.", "Wer ist für diese Straße zuständig?"),
        ("Dürfen Hausmeister vermerken, wer einsam ist?", "Dürfen Hausmeister vermerken, wer einsam ist?"),
        # coordinated verbs
        (
            "Warum die einen danach bleiben und die anderen am letzten Tag packen",
            "Warum bleiben die einen danach und packen die anderen am letzten Tag?",
        ),
        # topics before the question stay, headings that say nothing go
        ("Nachtbus: wer fährt, wenn der Fahrer krank ist?", "Nachtbus: Wer fährt, wenn der Fahrer krank ist?"),
        ("Offene Frage: wer zahlt das?", "Wer zahlt das?"),
        # notes
        ("Ungeklärt: die Haftung bei Unfällen", "Wie ist die Haftung bei Unfällen geregelt?"),
        ("Trägerschaft nach 2023?", "Wer übernimmt die Trägerschaft nach 2023?"),
        ("Und der Schallschutz?", "Was ist mit dem Schallschutz?"),
        ("Und die Küche?", "Was ist mit der Küche?"),
        ("Und die Kosten?", "Was ist mit den Kosten?"),
        ("Und der neue Saal im Turm?", "Was ist mit dem neuen Saal im Turm?"),
        (
            "Völlig offen ist der Umgang mit Erben, die nicht antworten",
            "Wie ist der Umgang mit Erben geregelt, die nicht antworten?",
        ),
        ("Unfallschutz f. Lehrlinge strittig, Antwort steht aus", "Wie ist der Unfallschutz für Lehrlinge geregelt?"),
        (
            "ob Erlaubnis nötig, wenn Botin Pakete mitnimmt",
            "Ist Erlaubnis nötig, wenn Botin Pakete mitnimmt?",
        ),
        ("Ob das angemeldet gehört, müssen Sie wen anders fragen.", "Gehört das angemeldet?"),
        ("Was machen die, die keinen Garten haben?", "Was machen die, die keinen Garten haben?"),
        (
            "Wie gewinnen wir Fahrer, ohne dass die Alten gehen?",
            "Wie gewinnen wir Fahrer, ohne dass die Alten gehen?",
        ),
        ("wie trägt sich das, wenn er nicht mal Miete zahlt", "Wie trägt sich das, wenn er nicht mal Miete zahlt?"),
        ("Ob die Umlage einer Prüfung standhält, weiß keiner", "Hält die Umlage einer Prüfung stand?"),
        ("wer springt ein wenn die förderung ausläuft", "Wer springt ein, wenn die Förderung ausläuft?"),
        (
            "wer legt fest wann draußen schluss ist in den ferien",
            "Wer legt fest, wann draußen Schluss ist in den Ferien?",
        ),
        (
            "Wie kriegt man die Räte dazu, mal in so'n Saal zu gehen?",
            "Wie kriegt man die Räte dazu, in so'n Saal zu gehen?",
        ),
        ("warum der kreis das net erlaubt", "Warum erlaubt der Kreis das nicht?"),
        ("Und die Finanzierung?", "Wie ist die Finanzierung gesichert?"),
        # marks
        ("Was kommt nach 2026 ???", "Was kommt nach 2026?"),
    ],
)
def test_question_of_speech_and_notes(nlp: Language, quote: str, label: str) -> None:
    assert question_label(nlp(quote)[:]).text == label


@pytest.mark.parametrize(
    ("quote", "label"),
    [
        ("Aufzugzettel und Datenschutz – unklar", "Aufzugzettel und Datenschutz?"),
        ("Was den Datenschutz angeht, hat niemand bedacht", "Was den Datenschutz angeht, hat niemand bedacht?"),
        ("Drittens geht die Bäckerin in Rente – und dann?", "Drittens geht die Bäckerin in Rente – und dann?"),
        ("ob das die Aufsicht, das müsste er klären", "Ob das die Aufsicht, das müsste er klären?"),
        ("Ob man die Preise in der", "Ob man die Preise in der?"),
        ("Tanz = Lärm? Jurist legt sich nicht fest", "Tanz = Lärm?"),
        ("Keiner kommt. Warum, weiß auch er nicht", "Keiner kommt. Warum, weiß auch er nicht"),
        ("„Was tun mit denen?“", "Was tun mit denen?"),
    ],
)
def test_source_words_stay_where_no_question_is_sure(nlp: Language, quote: str, label: str) -> None:
    found = question_label(nlp(quote)[:])
    assert (found.text, found.source) == (label, LabelSource.CLAUSE)


def test_quote_cut_within_a_phrase_is_read_to_the_end_of_its_clause(nlp: Language) -> None:
    doc = nlp("Keiner weiß, ob man die Preise in der Innenstadt senken darf, sagt er.")
    assert question_label(doc[3:9]).text == "Darf man die Preise in der Innenstadt senken?"


@pytest.mark.parametrize(
    ("text", "quote", "label"),
    [
        # one noun fits
        ("Dann eben ein Kiosk auf Rädern. Wo darf der stehen?", "Wo darf der stehen?", "Wo darf der Kiosk stehen?"),
        # the topic of the sentence goes on
        (
            "Die Doppelung von Nutzung und Aufsicht hält. Ob sie auch dann hält, wenn einer geht?",
            "Ob sie auch dann hält, wenn einer geht?",
            "Hält die Doppelung auch dann, wenn einer geht?",
        ),
        # two nouns fit, or a person is named: left alone
        (
            "Der Kaufhof gehört einem Verwalter. Ob der eine Nutzung zulässt?",
            "Ob der eine Nutzung zulässt?",
            "Lässt der eine Nutzung zu?",
        ),
        ("Das hat Frau Petersen gebaut. Wann kommt sie wieder?", "Wann kommt sie wieder?", "Wann kommt sie wieder?"),
        ("Wir haben elf Läden. Wie füllt man die?", "Wie füllt man die?", "Wie füllt man die Läden?"),
        # what was named last for the first time goes on
        (
            "Drum soll es eine halbe Stelle geben, die den Vereinen die Abrechnung abnimmt. Wie wird die bezahlt?",
            "Wie wird die bezahlt?",
            "Wie wird die Stelle bezahlt?",
        ),
        # its gender is not known, or it could be either
        ("Das wäre ein Ding. Wem gehört der?", "Wem gehört der?", "Wem gehört der?"),
        ("Die Mieter kennen die Eigentümer. Wer fragt die?", "Wer fragt die?", "Wer fragt die?"),
    ],
)
def test_pronouns_of_questions(nlp: Language, text: str, quote: str, label: str) -> None:
    doc = nlp(text)
    span = doc.char_span(text.index(quote), text.index(quote) + len(quote))
    assert span is not None
    assert question_label(span).text == label


@pytest.mark.parametrize(
    ("quote", "label"),
    [
        ("Wogegen, blieb unklar", "Wogegen?"),
        ("Bis wann, konnte niemand sagen", "Bis wann?"),
        ("Warum, weiß keiner", "Warum?"),
        # what follows a comma may be the question
        ("Wann, bitte, macht die Bücherei wieder auf?", "Wann, bitte, macht die Bücherei wieder auf?"),
    ],
)
def test_a_question_word_alone_loses_what_says_that_it_is_open(nlp: Language, quote: str, label: str) -> None:
    assert question_label(nlp(quote)[:]).text == label
