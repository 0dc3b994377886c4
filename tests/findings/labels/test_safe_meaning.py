"""Phrases that would turn or invent a meaning, and clauses that are made to stand alone."""

import pytest
from spacy.language import Language

from quartier_nlp.findings.labels import approach_label, question_label
from quartier_nlp.model.vocabulary import ApproachStatus, LabelSource
from tests.findings.labels.test_in_context import span_of


@pytest.mark.parametrize(
    ("quote", "label", "source"),
    [
        # conditions are no requests, what happens is not done, a pronoun does nothing
        (
            "Überlässt ein Verein Räume kostenlos an Gruppen, muss dies ohne Verlust möglich sein.",
            "Überlässt ein Verein Räume kostenlos an Gruppen, muss dies ohne Verlust möglich sein",
            "clause",
        ),
        ("Die Autos sind dann schon abgebogen.", "Die Autos sind dann schon abgebogen", "clause"),
        ("Das macht Eindruck.", "Das macht Eindruck", "clause"),
        ("Was dreimal vorkommt, tragen wir in den Rat.", "Was dreimal vorkommt, tragen wir in den Rat", "clause"),
        # who bakes and what, who goes shopping, what is dropped, what gets a roof
        (
            "Jeden Freitag backen Konfirmanden mit den Landfrauen Brot.",
            "Konfirmanden jeden Freitag mit den Landfrauen Brot backen lassen",
            "phrase",
        ),
        (
            "Zwei von den Jungs gehen freitags mit Rentnern einkaufen.",
            "Zwei von den Jungs gehen freitags mit Rentnern einkaufen",
            "clause",
        ),
        ("Abstellanlage überdacht", "Abstellanlage überdachen", "phrase"),
        # what is compared, or stands in another case, is not what is wanted
        (
            "Dann bräuchte es längs beider Ufer eines Radweges.",
            "Dann bräuchte es längs beider Ufer eines Radweges",
            "clause",
        ),
        # what is to be prevented, what is like it, what something else is the measure of
        (
            "Es muss verhindert werden, dass jemand Schilder aufstellt.",
            "Es muss verhindert werden, dass jemand Schilder aufstellt",
            "clause",
        ),
        (
            "Der Weg muss die Anforderungen moderner Wege erfüllen.",
            "Der Weg muss die Anforderungen moderner Wege erfüllen",
            "clause",
        ),
        (
            "So wie Radfahrer verwarnt werden, müssen auch Fußgänger verwarnt werden, die dort laufen.",
            "So wie Radfahrer verwarnt werden, müssen auch Fußgänger verwarnt werden, die dort laufen",
            "clause",
        ),
        # participle and infinitive look alike
        ("der Sprungturm wird für Andachten vermessen", "Sprungturm für Andachten vermessen", "phrase"),
        # speech without commas, words that take up no object
        ("eine person die drei leute anruft", "Eine Person die drei Leute anruft", "clause"),
        ("Über die Hunde, das wird immer unterschätzt.", "Über die Hunde, das wird immer unterschätzt", "clause"),
        # a thing would be missing
        ("vom Markt gekauft", "Vom Markt gekauft", "clause"),
    ],
)
def test_meaning_stays(nlp: Language, quote: str, label: str, source: str) -> None:
    found = approach_label(nlp(quote)[:], status=ApproachStatus.PROPOSED)
    assert (found.text, found.source) == (label, LabelSource(source))


@pytest.mark.parametrize(
    ("text", "quote", "label"),
    [
        # subordinate clauses become statements, with their particle and what belongs to the subject
        (
            "Sie möchte, dass auch die Leute aus dem Neubaugebiet in den Beirat kommen.",
            "dass auch die Leute aus dem Neubaugebiet in den Beirat kommen",
            "Auch die Leute aus dem Neubaugebiet kommen in den Beirat",
        ),
        (
            "Es heißt, dass im Winter keine Miete anfällt.",
            "dass im Winter keine Miete anfällt",
            "Im Winter fällt keine Miete an",
        ),
        (
            "Im Heizungskeller am Ring 9, in dem die Kinder ihre Ruhe haben, ist es warm.",
            "in dem die Kinder ihre Ruhe haben",
            "Die Kinder haben ihre Ruhe",
        ),
        # a main clause depends on it: the order stays
        (
            "Da die Straße eng ist, kommt der Bus zu spät.",
            "Da die Straße eng ist, kommt der Bus zu spät",
            "Da die Straße eng ist, kommt der Bus zu spät",
        ),
        # what ties a statement to the one before it is left out; a consequence stays one
        (
            "Ja. Dafür bringt der Laden uns das Garn.",
            "Dafür bringt der Laden uns das Garn",
            "Der Laden bringt uns das Garn",
        ),
        ("Ja. Dann braucht es keinen Streifen.", "Dann braucht es keinen Streifen", "Dann braucht es keinen Streifen"),
        # the subject stands right before the quote
        (
            "Ein Wettbewerb in Eschweiler hatte einen Preis für ehrliche Kassen.",
            "hatte einen Preis für ehrliche Kassen",
            "Ein Wettbewerb in Eschweiler hatte einen Preis für ehrliche Kassen",
        ),
    ],
)
def test_clause_stands_alone(nlp: Language, text: str, quote: str, label: str) -> None:
    found = approach_label(span_of(nlp, text, quote), status=ApproachStatus.PRACTISED)
    assert (found.text, found.source) == (label, LabelSource.CLAUSE)


def test_a_rejected_clause_is_not_stated_as_a_fact(nlp: Language) -> None:
    span = span_of(nlp, "Abgelehnt wurde, dass die Maschinen mit App gehen.", "dass die Maschinen mit App gehen")
    assert approach_label(span, status=ApproachStatus.REJECTED).text == "Dass die Maschinen mit App gehen"


@pytest.mark.parametrize(
    ("text", "quote", "label"),
    [
        (
            "Der Radfahrstreifen ist zu schmal. Er sollte zu einem Radweg ausgebaut werden.",
            "Er sollte zu einem Radweg ausgebaut werden",
            "Radfahrstreifen zu einem Radweg ausbauen",
        ),
        (
            "Der Hof ist voll, weil wir Ateliers gegen Stunden vergeben.",
            "wir Ateliers gegen Stunden vergeben",
            "Ateliers gegen Stunden vergeben",
        ),
    ],
)
def test_phrase_in_its_context(nlp: Language, text: str, quote: str, label: str) -> None:
    found = approach_label(span_of(nlp, text, quote), status=ApproachStatus.PROPOSED)
    assert (found.text, found.source) == (label, LabelSource.PHRASE)


@pytest.mark.parametrize(
    ("quote", "label"),
    [
        (
            "Kann ein Amt, das Ausnahmen duldet, gleichzeitig Regeln durchsetzen?",
            "Kann ein Amt, das Ausnahmen duldet, gleichzeitig Regeln durchsetzen?",
        ),
        (
            "Kinder übersetzen beim Amt: was macht das mit denen?",
            "Kinder übersetzen beim Amt: Was macht das mit denen?",
        ),
        ("wer den laufenden Unterhalt bestreite", "Wer bestreitet den laufenden Unterhalt?"),
        ("ob das am Ende einen jungen Menschen hierhält", "Hält das am Ende einen jungen Menschen hier?"),
        ("wie lange das gutgeht, das weiß ich auch nicht", "Wie lange geht das gut?"),
        ("ob die Alten damit zurechtkommen", "Kommen die Alten damit zurecht?"),
        ("Und wenn der Betrag nicht reicht?", "Was ist, wenn der Betrag nicht reicht?"),
    ],
)
def test_question(nlp: Language, quote: str, label: str) -> None:
    assert question_label(nlp(quote)[:]).text == label


@pytest.mark.parametrize(
    ("quote", "label"),
    [
        ("dass unten jemand Junges einzieht", "Unten soll jemand Junges einziehen"),
        (
            "dass im alten Konsum dienstags und freitags was los ist",
            "Im alten Konsum soll dienstags und freitags was los sein",
        ),
        ("dass die Kinder von den Gassen da mitmachen", "Die Kinder von den Gassen sollen da mitmachen"),
        # what is said with a modal verb, or of what was, stays as it is
        ("dass die Stadt das könnte", "Die Stadt könnte das"),
        ("dass die Gemeinde das gemacht hat", "Die Gemeinde hat das gemacht"),
    ],
)
def test_what_is_proposed_is_not_told_as_what_is(nlp: Language, quote: str, label: str) -> None:
    assert approach_label(nlp(quote)[:], status=ApproachStatus.PROPOSED, sure=0.0).text == label
