import pytest

from quartier_nlp.draft.context import context_of, located, sentence_bounds
from quartier_nlp.model.offsets import OffsetMap
from quartier_nlp.model.records import Evidence, Provenance, Segment
from quartier_nlp.model.vocabulary import SegmentRole


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("Eins ist da. Zwei kommt an. Drei geht.", "kommt", "Zwei kommt an. "),
        ("Eins ist da. Zwei kommt an. Drei geht.", "da. Zwei", "Eins ist da. Zwei kommt an. "),
        ("Am 3. Mai z. B. Dr. Ix bzw. Herr A. Zett. Gut.", "Ix", "Am 3. Mai z. B. Dr. Ix bzw. Herr A. Zett. "),
        ("Wer fährt? Keiner.", "Wer fährt?", "Wer fährt? "),
        ("ohne punkt und komma", "und", "ohne punkt und komma"),
        ("Nur einer.", "Nur einer.", "Nur einer."),
    ],
)
def test_sentence_around_a_quote(text: str, quote: str, expected: str) -> None:
    start = text.index(quote)
    first, last = sentence_bounds(text, start, start + len(quote))
    assert text[first:last] == expected


def test_context_is_the_passage_when_it_is_short() -> None:
    context = context_of("Eins. Hier steht der Ort in der Mitte. Drei.", 17, 24, 100)
    assert (context.before, context.text, context.after) == ("Hier steht ", "der Ort", " in der Mitte.")


def test_long_context_is_cut_between_words_and_marked() -> None:
    text = "wort " * 40 + "ZITAT" + " wort" * 40
    context = context_of(text, 200, 205, 22)
    assert context.before == "[…] wort wort wort wort "
    assert context.text == "ZITAT"
    assert context.after == " wort wort wort wort […]"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Frau Meier will das Haus. Das Haus ist leer.", (16, 24)),
        ("Frau [Person] will das Haus, das Haus!", (19, 27)),
        ("Nichts davon steht hier.", None),
    ],
)
def test_a_quote_is_found_where_masked_names_moved_it(text: str, expected: tuple[int, int] | None) -> None:
    raw = "Frau Meier will das Haus. Das Haus ist leer."
    segment = Segment("s", "q", 0, text, raw, OffsetMap.identity(len(raw)), SegmentRole.TURN)
    evidence = Evidence("s", raw.index("das Haus"), raw.index("das Haus") + 8, "das Haus", Provenance())
    assert located(segment, evidence) == expected
