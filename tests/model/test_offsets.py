"""Clean text maps back to the raw text, whatever was dropped or joined in between."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quartier_nlp.model.offsets import OffsetMap, Run, collapse_whitespace, join_cleaned

TEXT = st.text(alphabet="ab \n\tÄß—\u00ad", max_size=60)


@given(TEXT)
def test_every_visible_character_maps_to_itself(raw):
    clean, offsets = collapse_whitespace(raw)
    assert clean == " ".join(raw.split())
    for index, char in enumerate(clean):
        start, end = offsets.to_raw(index, index + 1)
        assert end == start + 1
        assert char == (" " if raw[start].isspace() else raw[start])


@given(TEXT, st.data())
def test_a_range_there_and_back_is_the_same_range(raw, data):
    clean, offsets = collapse_whitespace(raw)
    if not clean:
        return
    start = data.draw(st.integers(0, len(clean) - 1))
    end = data.draw(st.integers(start + 1, len(clean)))
    assert offsets.to_clean(*offsets.to_raw(start, end)) == (start, end)


@given(st.lists(TEXT.filter(str.strip), min_size=1, max_size=4))
def test_joined_parts_keep_their_places(raws):
    parts = [(clean, raw, offsets) for raw in raws for clean, offsets in [collapse_whitespace(raw)]]
    clean, raw, offsets = join_cleaned(parts, "\n")
    assert clean == " ".join(part[0] for part in parts)
    for index, char in enumerate(clean):
        if char != " ":
            start, end = offsets.to_raw(index, index + 1)
            assert raw[start:end] == char


def test_a_resolved_hyphen_maps_across_the_line_break():
    offsets = OffsetMap.from_positions([0, 1, 2, 5, 6])  # "Mol-\nke" -> "Molke"
    assert offsets.to_raw(0, 5) == (0, 7)
    assert offsets.to_raw(2, 4) == (2, 6)


def test_json_round_trip_and_overlap_check():
    offsets = OffsetMap.from_positions([0, 1, None, 5])
    assert OffsetMap.from_json(offsets.to_json()) == offsets
    with pytest.raises(ValueError, match="overlap"):
        OffsetMap((Run(0, 0, 5), Run(3, 9, 2)))


def test_an_empty_range_has_no_raw_side():
    with pytest.raises(ValueError, match="no raw characters"):
        OffsetMap.identity(4).to_raw(2, 2)
