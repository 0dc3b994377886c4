import pytest

from quartier_nlp.draft import typography


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\x00b\x0bc\x1f", "abc"),
        ("vor\u202eher\u2066 \ufeffnach\u200b", "vorher nach"),
        ("Zeile\n\tZeile", "Zeile Zeile"),
        ("S.\u00a03", "S.\u00a03"),
        ("\ud800kaputt\ufffe", "kaputt"),
    ],
)
def test_printable(text: str, expected: str) -> None:
    assert typography.printable(text) == expected


def test_a_quote_keeps_the_blanks_at_its_ends() -> None:
    assert typography.verbatim("davor \x07") == "davor "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('ein "Stadtlabor" öffnen', "ein „Stadtlabor“ öffnen"),
        ("Läden - auch kleine", "Läden – auch kleine"),
        ("Ein- und Ausgang", "Ein- und Ausgang"),
        ("z.B. Läden", "z.\u00a0B. Läden"),
        ("und so...", "und so…"),
        ("Wer haftet , wenn es brennt ?", "Wer haftet, wenn es brennt?"),
    ],
)
def test_typeset(text: str, expected: str) -> None:
    assert typography.typeset(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("das war gut.", "„das war gut“"),
        ("„schon in Zeichen“", "„schon in Zeichen“"),
        ("er sagt „ja“ und geht", "„er sagt ‚ja‘ und geht“"),
        ('das "Labor"', "„das ‚Labor‘“"),
    ],
)
def test_quoted(text: str, expected: str) -> None:
    assert typography.quoted(text) == expected


def test_shortened_cuts_between_words() -> None:
    assert typography.shortened("eins zwei drei vier", 12) == "eins zwei …"
    assert typography.shortened("kurz", 12) == "kurz"
    assert typography.shortened("x" * 50, 10) == "x" * 10 + " …"
