import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quartier_nlp.errors import SourceError
from quartier_nlp.sources.cleaning import as_raw, clean, is_invisible
from quartier_nlp.sources.decoding import decode, decode_head

TEXT = st.text(alphabet="ab \n\t\u00a0Äß—\u00ad\u200b\u202e\ufeff\x07\u0308e", max_size=40)


@given(TEXT, st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=3))
def test_clean_text_is_what_is_left_and_maps_back(text, ranges):
    raw = as_raw(text)
    drop = [(min(a, len(raw)), min(b, len(raw))) for a, b in ranges if a < b]
    clean_text, offsets = clean(raw, drop)
    kept = "".join(c for i, c in enumerate(raw) if not any(a <= i < b for a, b in drop) and not is_invisible(c))
    assert clean_text == " ".join(kept.split())
    for index, char in enumerate(clean_text):
        start, end = offsets.to_raw(index, index + 1)
        assert end == start + 1
        assert char == (" " if raw[start].isspace() else raw[start])
        assert not any(a <= start < b for a, b in drop)


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("a\r\nb\rc\x0bd\u2028e", "a\nb\nc\nd\ne"),
        (unicodedata.normalize("NFD", "Gemüsehöfe"), "Gemüsehöfe"),
        ("kaputt \ud800!", "kaputt \ufffd!"),
    ],
)
def test_raw_text_has_one_form(text, raw):
    assert as_raw(text) == raw


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xef\xbb\xbfHof", "Hof"),
        ("Höfe".encode("utf-16"), "Höfe"),
        ("Höfe im Dorf".encode("utf-16-le"), "Höfe im Dorf"),
        ("Höfe im Dorf".encode("utf-16-be"), "Höfe im Dorf"),
        ("Höfe".encode("utf-32"), "Höfe"),
        ("„Höfe“ – 5 €".encode("cp1252"), "„Höfe“ – 5 €"),
        ("Höfe\r\n".encode(), "Höfe\n"),
    ],
)
def test_encodings(data, text):
    assert decode(data) == text
    assert decode_head(data) == text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"Wer\0zahlt", "NUL character at position 3"),
        (b"Wer zahlt \x81\x8d", "unknown encoding .byte 0x81 at 10"),
        (b"\xe4" + bytes(range(1, 9)) * 9, "control characters"),
        (b"\xff\xfeW\x00e\x00\x00\xd8", "broken UTF-16"),
    ],
)
def test_what_is_no_text_is_refused(data, message):
    with pytest.raises(SourceError, match=message):
        decode(data)


def test_a_head_may_end_within_a_character():
    assert decode_head("Höfe".encode()[:2]) == "H"
