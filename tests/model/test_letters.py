import pytest

from quartier_nlp.model.letters import bare, bare_with_places

TEXTS = ["Die „Offene-Mitte“, 2.\u00adAuflage", "Straße_und\nﬁnden", "", "—"]


@pytest.mark.parametrize(
    ("text", "letters"), list(zip(TEXTS, ["dieoffenemitte2auflage", "strasseundfinden", "", ""], strict=True))
)
def test_letters_and_digits_are_left(text, letters):
    assert bare(text) == letters


@pytest.mark.parametrize("text", TEXTS)
def test_places_lead_back(text):
    letters, places = bare_with_places(text)
    assert letters == bare(text)
    assert all(letter in bare(text[place]) for letter, place in zip(letters, places, strict=True))
