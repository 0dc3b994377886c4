"""Reading annotations, naming sources after them, telling registers apart."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from quartier_nlp.errors import UsageError
from quartier_nlp.evaluation.gold import read_gold
from quartier_nlp.evaluation.prediction import named
from quartier_nlp.evaluation.registers import Register, register_of
from quartier_nlp.model.vocabulary import SegmentRole, SourceKind
from tests.findings.conftest import make_segments, make_source

GOOD = '{"type": "place", "quote": "Hof", "label": "Hof", "action_spaces": ["innenstadt"]}\n'


def test_documents_doubts_and_negatives(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(GOOD + "\n" + GOOD, encoding="utf-8")
    (tmp_path / "b.x.jsonl").write_text("", encoding="utf-8")
    doubtful = '{"doc": "%s", "type": "place", "quote": "Hof"}\n'
    (tmp_path / "borderline.jsonl").write_text(doubtful % "b.x" + doubtful % "a", encoding="utf-8")
    (tmp_path / "negatives.jsonl").write_text('{"doc": "a", "tempts": "format", "quote": "Ruf"}', encoding="utf-8")
    (tmp_path / "pii.jsonl").write_text("not read", encoding="utf-8")
    gold = read_gold(tmp_path)
    assert {name: len(records) for name, records in gold.documents.items()} == {"a": 2, "b.x": 0}
    assert [record["doc"] for record in gold.borderline] == ["b.x", "a"]
    assert len(gold.negatives) == 1


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", r"a\.jsonl:2 is not JSON"),
        ("[]", r"a\.jsonl:2: "),
        (GOOD.replace("place", "thing"), r"a\.jsonl:2: type: Input should be"),
        (GOOD.replace('"quote"', '"Quote"'), r"a\.jsonl:2: quote: Field required"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, line: str, message: str) -> None:
    (tmp_path / "a.jsonl").write_text(GOOD + line, encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        read_gold(tmp_path)


def test_sources_are_named_after_documents() -> None:
    paths = ["x/a.pdf", "b.docx.md", "c.c.txt", "other.txt"]
    sources = [make_source(source_id=path, path=path) for path in paths]
    assert named(sources, ["a", "b", "c.c", "c"]) == {"x/a.pdf": "a", "b.docx.md": "b", "c.c.txt": "c.c"}
    with pytest.raises(UsageError, match=r"x/a\.pdf and y/a\.txt are both named after document 'a'"):
        named([*sources, make_source(source_id="y", path="y/a.txt")], ["a"])


SPEECH = [("Person 1", "Das ist ein Satz, wie man ihn sagt. Und noch einer."), ("Person 2", "Ja. Genau.")]
STREAM = [("Person 1", "und dann haben wir also das haus gekauft und umgebaut " * 30)]
TERSE = [(None, "Ein Satz."), ("Person 1", "Halle öffnen"), ("Person 1", "Wege bauen und pflegen")]


@pytest.mark.parametrize(
    ("kind", "turns", "role", "expected"),
    [
        (SourceKind.TRANSCRIPT, SPEECH, None, Register.SPOKEN),
        (SourceKind.TRANSCRIPT, STREAM, None, Register.UNPUNCTUATED),
        (SourceKind.TRANSCRIPT, [], None, Register.SPOKEN),
        (SourceKind.PAPER, SPEECH, None, Register.WRITTEN),
        (SourceKind.PROTOCOL, SPEECH, None, Register.NOTES),
        (SourceKind.ARTICLE, TERSE, SegmentRole.LIST_ITEM, Register.NOTES),
        (SourceKind.ARTICLE, TERSE, SegmentRole.PARAGRAPH, Register.WRITTEN),
    ],
)
def test_registers(kind: SourceKind, turns: list, role: SegmentRole | None, expected: Register) -> None:
    segments = make_segments(turns)
    if role is not None:
        segments = [replace(s, role=role) if s.role is SegmentRole.TURN else s for s in segments]
    assert register_of(kind, segments) is expected
