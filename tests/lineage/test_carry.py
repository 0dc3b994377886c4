"""Findings keep their ids from version to version."""

import pytest

from quartier_nlp.lineage.carry import carried, remember
from quartier_nlp.model import identity
from quartier_nlp.model.offsets import OffsetMap
from quartier_nlp.model.records import Evidence, Finding, Provenance, Segment
from quartier_nlp.model.tables import findings_frame, segments_frame
from quartier_nlp.model.vocabulary import Kind, LabelSource, SegmentRole


def document(source, *marked):
    """Return frames of a source; ``[quote]`` or ``[quote|label]`` marks a place, ``{quote}`` an approach."""
    segments, findings = [], []
    for seq, text in enumerate(marked):
        plain, starts = "", []
        for char in text:
            if char in "[{":
                starts.append((char, len(plain)))
            elif char in "]}":
                kind, start = starts.pop()
                quote, _, label = plain[start:].partition("|")
                plain = plain[:start] + quote
                findings.append((seq, kind, start, quote, label or quote))
            else:
                plain += char
        offsets = OffsetMap.identity(len(plain))
        segments.append(
            Segment(identity.segment_id(source, seq), source, seq, plain, plain, offsets, SegmentRole.PARAGRAPH)
        )
    made = [finding(source, segments[seq], *rest) for seq, *rest in findings]
    return findings_frame(made), segments_frame(segments)


def finding(source, segment, bracket, start, quote, label):
    kind = Kind.PLACE if bracket == "[" else Kind.APPROACH
    end = start + len(quote)
    return Finding(
        finding_id=identity.finding_id(source, kind, segment.seq, start, end),
        source_id=source,
        kind=kind,
        evidence=Evidence(segment.segment_id, start, end, quote, Provenance()),
        label=label,
        label_source=LabelSource.PHRASE,
        action_spaces=(),
        score=0.5,
        found_by=("rule",),
    )


def names(old, new):
    """Return quote and the number of the old finding that gave the id, in the order of the new version."""
    before, after = remember(*old), remember(*new)
    kept = carried(after, [before])
    numbers = {one.finding_id: number for number, one in enumerate(before)}
    assert len(set(kept.values())) == len(kept)
    return [
        (quote, numbers.get(kept[finding_id]))
        for quote, finding_id in zip(new[0]["quote"], new[0]["finding_id"], strict=True)
    ]


FIRST = ("Wir öffnen [das Kaufhaus].", "Dort {eine Werkstatt einrichten}. Und [das Kaufhaus] bleibt.")


def test_an_inserted_paragraph_changes_no_id():
    found = names(document("a" * 16, *FIRST), document("b" * 16, "Neu ist [der Bahnhof].", *FIRST))
    assert found == [("der Bahnhof", None), ("das Kaufhaus", 0), ("eine Werkstatt einrichten", 1), ("das Kaufhaus", 2)]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        # A further mention in front: what stands around it tells the mentions apart.
        (("Am Anfang [das Kaufhaus] allein.", *FIRST), [None, 0, 1, 2]),
        ((FIRST[1], FIRST[0]), [1, 2, 0]),
        ((FIRST[1],), [1, 2]),
        (("Wir öffnen [das  KAUFHAUS].",), [0]),
        # All surroundings changed: order decides.
        (("Hier [das Kaufhaus] x.", "Da [das Kaufhaus] y."), [0, 2]),
        # The kind belongs to the finding.
        (("Wir öffnen {das Kaufhaus}.",), [None]),
        # A slip of the pen mended: the label is still the same.
        (("Dort {eine Werkstätte einrichten|eine Werkstatt einrichten} sie.",), [1]),
    ],
)
def test_what_stays_is_known_again(changed, expected):
    assert [number for _, number in names(document("a" * 16, *FIRST), document("b" * 16, *changed))] == expected


def test_a_further_mention_takes_over():
    frame, segments = document("a" * 16, "Erst [das Kaufhaus], dann [der Konsum].")
    rows = frame.to_dict("records")
    frame = frame.iloc[:1].assign(also=[({**rows[1], "quote": "der Konsum"},)])
    (old,) = remember(frame, segments)
    (new,) = remember(*document("b" * 16, "Nur [der Konsum]."))
    assert carried([new], [[old]]) == {new.finding_id: old.finding_id}


def test_the_nearest_generation_gives_the_id_and_each_id_is_given_once():
    (old,), (middle,) = (remember(*document(source * 16, "Ja, [das Kaufhaus].")) for source in "ab")
    new = remember(*document("c" * 16, "Ja, [das Kaufhaus].", "Nein, [das Kaufhaus]."))
    assert list(carried(new, [[middle], [old]]).values()) == [middle.finding_id, old.finding_id]


def test_an_id_is_never_given_to_another_finding():
    """A reader that counts segments in another way gives old places to other quotes."""
    source = "a" * 16
    (old,) = remember(*document(source, "[der Bahnhof]"))
    new = remember(*document(source, "[die Molkerei]"))
    shifted = [type(new[0])(old.finding_id, 0, *_rest(new[0]))]
    kept = carried(shifted, [[old]])
    assert kept[old.finding_id] != old.finding_id
    assert carried(shifted, [[old]]) == kept


def _rest(one):
    return one.kind, one.quote, one.before, one.after, one.label, one.also
