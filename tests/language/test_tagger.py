import pytest
from spacy.language import Language

from quartier_nlp.language.components.tagger.tagger import is_caseless


@pytest.mark.parametrize(
    ("text", "word", "tag", "pos", "lemma"),
    [
        ("Wir bauen einen Garten auf.", "bauen", "VVFIN", "VERB", "bauen"),
        ("Wir bauen einen Garten auf.", "auf", "PTKVZ", "ADP", "auf"),
        ("Die alten Häuser stehen leer.", "alten", "ADJA", "ADJ", "alt"),
        ("Die alten Häuser stehen leer.", "Häuser", "NN", "NOUN", "Haus"),
        ("Darauf warten wir.", "Darauf", "PAV", "ADV", "darauf"),
        ("Es gilt, sie aufzumachen.", "aufzumachen", "VVIZU", "VERB", "aufmachen"),
        ("Die Läden wurden geöffnet.", "geöffnet", "VVPP", "VERB", "öffnen"),
        ("Das hilft uns nicht.", "uns", "PPER", "PRON", "wir"),
        ("Wir haben Zeit.", "haben", "VAFIN", "VERB", "haben"),
        ("Wir haben gewartet.", "haben", "VAFIN", "AUX", "haben"),
        ("ja und dann haben wir die läden geöffnet", "läden", "NN", "NOUN", "Laden"),
        ("Was nun?", "?", "$.", "PUNCT", "?"),
        ("Ja, gut.", ",", "$,", "PUNCT", ","),
        ("Die SPD will das.", "SPD", "NE", "PROPN", "SPD"),
    ],
)
def test_words_in_context(nlp: Language, text: str, word: str, tag: str, pos: str, lemma: str) -> None:
    token = next(token for token in nlp(text) if token.text == word)
    assert (token.tag_, token.pos_, token.lemma_) == (tag, pos, lemma)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["wir", "gehen"], True),
        (["Wir", "gehen"], False),
        (["MEHR", "BÄNKE"], True),
        (["Bank"], False),
        (["12", "%"], True),
    ],
)
def test_caseless(words: list[str], expected: bool) -> None:
    assert is_caseless(words) is expected
