"""Spans that say nothing without their context are kept from readers unless the score is high."""

import pytest
from spacy.language import Language

from quartier_nlp.findings.substance import NEVER, SURE, is_lead, needed, says_enough
from quartier_nlp.language.options import LanguageOptions
from quartier_nlp.language.pipeline import build
from quartier_nlp.model.vocabulary import Kind, SegmentRole


@pytest.fixture(scope="module")
def nlp():
    return build(LanguageOptions(encoder=False))


@pytest.mark.parametrize(
    ("kind", "text", "role", "enough"),
    [
        (Kind.APPROACH, "wir haben den Hof geöffnet", SegmentRole.TURN, True),
        (Kind.APPROACH, "die Öffnung des Hofs", SegmentRole.PARAGRAPH, True),
        (Kind.APPROACH, "Kirche, Kita, Pflegedienst", SegmentRole.PARAGRAPH, False),
        (Kind.APPROACH, "Kirche, Kita, Pflegedienst", SegmentRole.LIST_ITEM, True),
        (Kind.APPROACH, "Die Bänke müssten weg", SegmentRole.TURN, True),
        (Kind.APPROACH, "dann wäre ein Zebrastreifen schön", SegmentRole.TURN, True),
        (Kind.APPROACH, "also ich hätte gern", SegmentRole.TURN, False),
        (Kind.APPROACH, "werktags bis 18 Uhr", SegmentRole.TABLE_CELL, False),
        (Kind.APPROACH, "zwei Vormittage in der Woche", SegmentRole.LIST_ITEM, False),
        (Kind.APPROACH, "müsste das Bezirksamt", SegmentRole.TURN, False),
        (Kind.APPROACH, "vielleicht wäre es möglich", SegmentRole.TURN, False),
        (Kind.OPEN_QUESTION, "Wie wir?", SegmentRole.TURN, False),
        (Kind.OPEN_QUESTION, "wie macht man so was?", SegmentRole.TURN, False),
        (Kind.OPEN_QUESTION, "wer die Stelle danach bezahlt", SegmentRole.TURN, True),
        (Kind.OPEN_QUESTION, "Lärm vs. Leben", SegmentRole.TABLE_CELL, True),
        (Kind.PLACE, "der Hof", SegmentRole.TURN, True),
        (Kind.PLACE, "das Haus", SegmentRole.TURN, False),
        (Kind.PLACE, "der Onlinemarktplatz", SegmentRole.TURN, False),
        (Kind.FORMAT, "die Nutzungen", SegmentRole.TABLE_CELL, False),
        (Kind.FORMAT, "ein Nutzungsbeirat", SegmentRole.TURN, True),
    ],
)
def test_says_enough(nlp, kind, text, role, enough):
    assert says_enough(kind, nlp(text)[:], role) is enough


@pytest.mark.parametrize(
    ("text", "role", "score"),
    [
        # a pronoun and a verdict or light verb ask nothing, however sure the model is
        ("Ist das fair?", SegmentRole.TURN, NEVER),
        ("Sagt das irgendwas?", SegmentRole.TURN, NEVER),
        ("Was machen wir jetzt?", SegmentRole.TURN, NEVER),
        # a verb or attribute with content, a noun, a cause, a frame that calls it open
        ("Ist das zulässig?", SegmentRole.TURN, 0.5),
        ("ob das trägt", SegmentRole.TURN, 0.5),
        ("Ist das fair gegenüber den Mietern?", SegmentRole.TURN, 0.5),
        ("Wem gehört das?", SegmentRole.TURN, 0.5),
        ("Wer macht so was?", SegmentRole.LIST_ITEM, 0.5),
        ("wie wir?", SegmentRole.TURN, SURE),
    ],
)
def test_score_that_a_question_needs(nlp, text, role, score):
    assert needed(Kind.OPEN_QUESTION, nlp(text)[:], role, 0.5) == score


def test_a_noun_for_any_format_is_none_however_sure_the_model_is(nlp: Language) -> None:
    assert needed(Kind.FORMAT, nlp("die Nutzungen")[:], SegmentRole.TURN, 0.5) == NEVER
    assert needed(Kind.FORMAT, nlp("ein Nutzungsbeirat")[:], SegmentRole.TURN, 0.5) == 0.5
    assert needed(Kind.PLACE, nlp("das Haus")[:], SegmentRole.TURN, 0.5) == SURE


@pytest.mark.parametrize(
    ("text", "asked", "lead"),
    [
        (
            "Der Beitrag geht zwei Fragen nach: Welche Orte gibt es? Und wer trägt sie?",
            "Und wer trägt sie?",
            True,
        ),
        ("Gefragt wird, welche Routinen sich übertragen lassen.", "welche Routinen sich übertragen lassen", True),
        ("Unsere Leitfrage lautet, wer über Höfe bestimmt.", "wer über Höfe bestimmt", True),
        (
            "Der Beitrag geht zwei Fragen nach. Beide sind gelöst. Wer zahlt das Dach?",
            "Wer zahlt das Dach?",
            False,
        ),
        ("Ungeklärt blieb, wer das Dach zahlt.", "wer das Dach zahlt", False),
    ],
)
def test_questions_that_a_text_announces_as_its_own_are_no_open_ones(
    nlp: Language, text: str, asked: str, lead: bool
) -> None:
    doc = nlp(text)
    start = text.index(asked)
    span = doc.char_span(start, start + len(asked), alignment_mode="expand")
    assert is_lead(Kind.OPEN_QUESTION, span, SegmentRole.PARAGRAPH) is lead
    assert not is_lead(Kind.OPEN_QUESTION, span, SegmentRole.TURN)
