from datetime import date

import pytest

from quartier_nlp.draft import german
from quartier_nlp.draft.german import Case, Gender


@pytest.mark.parametrize(
    ("count", "noun", "case", "expected"),
    [
        (1, german.APPROACH, Case.NOMINATIVE, "ein Handlungsansatz"),
        (1, german.APPROACH, Case.ACCUSATIVE, "einen Handlungsansatz"),
        (1, german.SOURCE, Case.DATIVE, "einer Quelle"),
        (1, german.FORMAT, Case.ACCUSATIVE, "ein Format"),
        (2, german.APPROACH, Case.DATIVE, "zwei Handlungsansätzen"),
        (12, german.PLACE, Case.NOMINATIVE, "zwölf Orte"),
        (13, german.PLACE, Case.NOMINATIVE, "13 Orte"),
        (1234, german.FINDING, Case.NOMINATIVE, "1.234 Befunde"),
        (0, german.SOURCE, Case.DATIVE, "keinen Quellen"),
        (0, german.QUESTION, Case.NOMINATIVE, "keine offene Fragen"),
    ],
)
def test_counted_nouns_agree(count: int, noun: german.Noun, case: Case, expected: str) -> None:
    assert german.counted(count, noun, case) == expected


@pytest.mark.parametrize(
    ("gender", "expected"), [(Gender.MASCULINE, "einer"), (Gender.FEMININE, "eine"), (Gender.NEUTER, "eines")]
)
def test_one_stands_for_its_noun(gender: Gender, expected: str) -> None:
    assert german.alone(1, gender) == expected


@pytest.mark.parametrize(
    ("items", "expected"), [([], ""), (["a"], "a"), (["a", "b"], "a und b"), (["a", "b", "c"], "a, b und c")]
)
def test_enumeration(items: list[str], expected: str) -> None:
    assert german.listed(items) == expected


def test_dates_and_pages_do_not_break() -> None:
    assert german.day_in_words(date(2024, 3, 14)) == "14.\u00a0März\u00a02024"
    assert german.page_number(3) == "S.\u00a03"


@pytest.mark.parametrize(("seconds", "expected"), [(0.0, "00:00:00"), (761.9, "00:12:41"), (36000.0, "10:00:00")])
def test_clock(seconds: float, expected: str) -> None:
    assert german.clock(seconds) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("öffentlicher Raum", "Öffentlicher Raum"), ("„ach so“", "„Ach so“"), ("3 Läden", "3 Läden"), ("", "")],
)
def test_capital_at_the_start(text: str, expected: str) -> None:
    assert german.capitalised(text) == expected
