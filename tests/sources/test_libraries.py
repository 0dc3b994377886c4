"""What libraries say of a broken file must not carry the file's words."""

import pytest

from quartier_nlp.errors import SourceError
from quartier_nlp.sources.libraries import parsing, without_content


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("invalid literal for int() with base 10: 'Wiebke Kornblum'", "invalid literal for int() with base 10: …"),
        ("There is no item named 'word/document.xml' in the archive",) * 2,
        ('Expecting "Kornblum" here', "Expecting … here"),
        ("cut short: 'Wiebke Kornbl", "cut short: …"),
        ("b'Kornblum\\'s' is no header", "… is no header"),
        ("File is not a zip file",) * 2,
    ],
)
def test_quotations_are_left_out(message, told):
    assert without_content(message) == told


def test_a_library_that_fails_is_a_broken_file():
    with (
        pytest.raises(SourceError, match=r"broken RTF \(ValueError: no number: …\): save it again"),
        parsing("RTF", "save it again"),
    ):
        raise ValueError("no number: 'Kornblum'")
