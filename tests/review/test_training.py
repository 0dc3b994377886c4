"""Training examples are masked as a whole, and every annotation stands in its text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quartier_nlp.model.records import Evidence, Finding, Provenance
from quartier_nlp.model.vocabulary import ApproachStatus, FindingState, Kind, LabelSource, SegmentRole, SourceKind
from quartier_nlp.review.training import alignment, counterpart, training_document
from quartier_nlp.review.verdicts import Verdict
from tests.findings.conftest import make_segments, make_source

SEGMENTS = make_segments(
    [
        ("Person 1", "Frau Erna Hertrich  hat den Laden geöffnet, und Hertrich zahlt."),
        ("Person 2", "Wer hat den Schlüssel?"),
        ("Person 1", "Hallo zusammen."),
    ]
)


def mask(text: str) -> str:
    return text.replace("Frau Erna Hertrich", "Person 3").replace("Hertrich", "Person 3")


def _finding(name: str, kind: Kind, seq: int, quote: str, *also: tuple[int, str]) -> Finding:
    def evidence(where: int, words: str) -> Evidence:
        segment = SEGMENTS[where]
        start = segment.text.index(words)
        raw = segment.offsets.to_raw(start, start + len(words))
        return Evidence(segment.segment_id, *raw, words, Provenance())

    return Finding(
        finding_id=name * 16,
        source_id="s" * 16,
        kind=kind,
        evidence=evidence(seq, quote),
        label=f"Label von Hertrich {name}",
        label_source=LabelSource.PHRASE,
        action_spaces=("innenstadt",),
        score=0.7,
        found_by=("encoder",),
        status=ApproachStatus.PRACTISED if kind is Kind.APPROACH else None,
        also=tuple(evidence(*one) for one in also),
    )


OPENED = _finding("a", Kind.APPROACH, 0, "Hertrich hat den Laden geöffnet")
SHOP = _finding("b", Kind.PLACE, 0, "den Laden")
KEY = _finding("c", Kind.OPEN_QUESTION, 1, "Wer hat den Schlüssel?")
PAYS = _finding("d", Kind.APPROACH, 0, "Hertrich zahlt")
FINDINGS = (OPENED, SHOP, KEY, PAYS)


def _document(verdicts: dict[str, Verdict], findings=FINDINGS, source=None):
    return training_document(source or make_source(), SEGMENTS, findings, verdicts, mask)


def _verdict(finding: Finding, *, rejected: bool = False, **changed: object) -> Verdict:
    return Verdict(replace(finding, **changed), finding.kind, rejected)  # type: ignore[arg-type]


def test_accepted_rejected_and_undecided():
    document = _document({OPENED.finding_id: _verdict(OPENED), PAYS.finding_id: _verdict(PAYS, rejected=True)})
    assert document.text.split("\n")[0] == "Person 1: Person 3 hat den Laden geöffnet, und Person 3 zahlt."
    assert document.gold == (
        {
            "id": "a" * 16,
            "type": "approach",
            "quote": "Person 3 hat den Laden geöffnet",
            "also": [],
            "action_spaces": ["innenstadt"],
            "label": "Label von Person 3 a",
            "status": "practised",
            "named_place": None,
            "cluster": None,
        },
    )
    assert [(row["quote"], row["tempts"], row["reason"]) for row in document.negatives] == [
        ("Person 3 zahlt", "approach", "rejected")
    ]
    assert [(row["quote"], row["type"]) for row in document.borderline] == [
        ("den Laden", "place"),
        ("Wer hat den Schlüssel?", "open_question"),
    ]


def test_another_kind_is_an_annotation_and_a_negative():
    document = _document({SHOP.finding_id: _verdict(SHOP, kind=Kind.FORMAT, label="Laden")})
    assert [(row["type"], row["label"]) for row in document.gold] == [("format", "Laden")]
    assert [(row["tempts"], row["reason"]) for row in document.negatives] == [("place", "relabelled")]


def test_a_finding_that_is_no_longer_made_is_found_by_where_it_stood():
    document = _document({KEY.finding_id: _verdict(KEY, rejected=True)}, findings=())
    assert [row["quote"] for row in document.negatives] == ["Wer hat den Schlüssel?"]
    moved = replace(KEY, evidence=replace(KEY.evidence, quote="Wer hat die Schlüssel?"))
    assert _document({KEY.finding_id: _verdict(moved)}, findings=()) is None, "the text has changed"
    gone = replace(KEY, evidence=replace(KEY.evidence, segment_id="0" * 16))
    assert _document({KEY.finding_id: _verdict(gone)}, findings=()) is None


def test_further_mentions_come_along():
    finding = _finding("e", Kind.PLACE, 0, "den Laden", (1, "den Schlüssel"), (0, "Hertrich zahlt"))
    document = _document({finding.finding_id: _verdict(finding)}, findings=(finding,))
    assert document.gold[0]["also"] == ["Person 3 zahlt", "den Schlüssel"]


def test_retired_findings_are_not_in_doubt():
    retired = replace(KEY, state=FindingState.RETIRED)
    document = _document({SHOP.finding_id: _verdict(SHOP)}, findings=(SHOP, retired))
    assert document.borderline == ()


def test_papers_are_markdown():
    segments = [
        replace(SEGMENTS[0], speaker=None, role=SegmentRole.HEADING, section=("Oben",)),
        replace(SEGMENTS[1], speaker=None, role=SegmentRole.LIST_ITEM),
        replace(SEGMENTS[2], speaker=None, role=SegmentRole.PARAGRAPH),
    ]
    source = make_source(kind=SourceKind.PAPER)
    document = training_document(source, segments, (KEY,), {KEY.finding_id: _verdict(KEY)}, mask)
    assert document is not None
    assert document.suffix == ".md"
    assert document.text.split("\n\n") == [
        "## Person 3 hat den Laden geöffnet, und Person 3 zahlt.",
        "- Wer hat den Schlüssel?",
        "Hallo zusammen.\n",
    ]


@pytest.mark.parametrize(
    ("text", "masked", "part", "expected"),
    [
        ("Da sagt Erna Muster nein.", "Da sagt Person 1 nein.", "sagt Erna Muster", "sagt Person 1 "),
        ("Da sagt Erna Muster nein.", "Da sagt Person 1 nein.", "Muster nein", "Person 1 nein"),
        ("Da sagt Erna Muster nein.", "Da sagt Person 1 nein.", "sagt Erna", "sagt Person 1 "),
        ("Da sagt Erna Muster nein.", "Da sagt Person 1 nein.", "nein", "nein"),
        ("Anruf: 0171 1234567, gut", "Anruf: [Telefonnummer], gut", "gut", "gut"),
        ("nichts zu tun", "nichts zu tun", "zu", "zu"),
    ],
)
def test_a_quote_is_found_in_the_masked_text(text, masked, part, expected):
    start = text.index(part)
    low, high = counterpart(alignment(text, masked), start, start + len(part))
    assert masked[low:high] == expected
