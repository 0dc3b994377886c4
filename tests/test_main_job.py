"""The main job end to end: what it finds, what it does again, what it never loses."""

from __future__ import annotations

import hashlib
import json
import tomllib
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from quartier_nlp import steps
from quartier_nlp.errors import NothingToDoError
from quartier_nlp.evaluation.scorer import overlap as overlaps
from quartier_nlp.model.offsets import OffsetMap
from quartier_nlp.model.tables import Table
from quartier_nlp.settings import Settings
from quartier_nlp.workspace import Workspace
from tests.conftest import ROOT

EXPECTED = tomllib.loads((ROOT / "tests" / "corpus" / "expected.toml").read_text(encoding="utf-8"))
#: Lowest share of the hand-made expectations that the run must meet; raised with the extractor.
FOUND = 0.70
EXCLUDED = 0.25


@pytest.fixture(scope="module")
def findings(finished):
    with finished.open_store() as store:
        return steps.view(store, Table.FINDINGS, private=True)


def digest(folder: Path) -> dict[str, str]:
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for part in ("draft", "tables")
        for file in sorted((folder / part).rglob("*"))
        if file.is_file()
    }


# -- what is found -----------------------------------------------------------------------------


def matches(findings, source, kind, quote):
    same = findings[(findings["source"] == source) & (findings["kind"] == kind)]
    return same[[overlaps(found, quote) for found in same["quote"]]]


def test_most_of_what_a_reader_expects_is_found(findings):
    missed = [e for e in EXPECTED["expected"] if matches(findings, e["source"], e["kind"], e["quote"]).empty]
    share = 1 - len(missed) / len(EXPECTED["expected"])
    assert share >= FOUND, [(e["kind"], e["quote"]) for e in missed]


def test_what_a_reader_would_reject_stays_out(findings):
    wrong = [e for e in EXPECTED["excluded"] if not matches(findings, e["source"], e["tempts"], e["quote"]).empty]
    assert len(wrong) / len(EXPECTED["excluded"]) <= EXCLUDED, [e["quote"] for e in wrong]


def test_every_source_gives_findings_and_every_space_every_kind(findings, finished):
    with finished.open_store() as store:
        assert set(store.sources()["status"]) == {"ok"}
        assert set(findings["source"]) == set(store.sources()["path"])
    seen = Counter((space, row.kind) for row in findings.itertuples() for space in row.action_spaces)
    for space in ("innenstadt", "wohnquartier", "laendlicher_raum"):
        for kind in ("approach", "place", "format", "open_question"):
            assert seen[space, kind] >= 3, (space, kind)
        assert seen[space, "open_question"] >= 5


def test_every_quote_stands_in_its_segment_where_the_provenance_says(finished):
    with finished.open_store() as store:
        segments = {s["segment_id"]: s for s in store.segments().to_dict("records")}
        for row in store.findings().to_dict("records"):
            segment = segments[row["segment_id"]]
            start, end = OffsetMap.from_json(segment["offsets"]).to_clean(row["start"], row["end"])
            assert segment["text"][start:end] == row["quote"]
            raw = iter(segment["raw"][row["start"] : row["end"]])
            assert all(char in raw for char in row["quote"] if not char.isspace())  # in this order
            place = row["provenance"]
            assert place["page"] or place["t_start"] is not None or segment["section"] or segment["page"] is None


def test_transcripts_lead_to_the_second_and_papers_to_the_page(findings):
    for row in findings.itertuples():
        if row.source.endswith((".vtt", ".srt", ".json")):
            assert row.provenance["t_start"] is not None
        if row.source.endswith(".pdf"):
            assert row.provenance["page"] >= 1
            assert row.provenance["boxes"]


def test_nobody_is_named(finished):
    with finished.open_store() as store:
        names = {name for known in store.names().values() for name in known.values()}
    shown = (finished.drafts / "quintessenz.md").read_text(encoding="utf-8")
    with zipfile.ZipFile(finished.drafts / "quintessenz.docx") as archive:
        shown += archive.read("word/document.xml").decode("utf-8")
    with finished.open_store() as store:
        shown += steps.view(store, Table.SEGMENTS).to_json(force_ascii=False)
    whole = [name for name in names if " " in name and "." not in name]
    assert len(whole) >= 10
    assert [name for name in whole if name in shown] == []


def test_the_draft_has_a_chapter_per_space_and_evidence_for_every_statement(finished):
    text = (finished.drafts / "quintessenz.md").read_text(encoding="utf-8")
    for heading in ("Innenstadt", "Wohnquartier", "Ländlicher Raum", "Offene Fragen", "Belege"):
        assert heading in text
    for name in ("quintessenz.docx", "quintessenz.html"):
        assert (finished.drafts / name).stat().st_size > 10_000


# -- what is done again ------------------------------------------------------------------------


def test_a_second_run_does_nothing(finished):
    before = digest(finished.out)
    summary = steps.run(finished)
    assert (summary.ingest.read, summary.analysis.analysed, summary.clustered) == (0, 0, False)
    assert summary.draft.written == ()
    assert digest(finished.out) == before


def test_runs_in_different_places_give_the_same_bytes(small_corpus, tmp_path):
    digests = []
    for name in ("one", "two"):
        workspace = Workspace(Settings(), small_corpus, tmp_path / name)
        steps.run(workspace)
        digests.append(digest(workspace.out))
    assert digests[0] == digests[1]
    assert len(digests[0]) == 7


def test_the_life_of_a_file(small_corpus, tmp_path):
    workspace = Workspace(Settings(), small_corpus, tmp_path / "out")
    first = steps.run(workspace)
    assert (first.ingest.read, first.analysis.analysed) == (3, 3)
    with workspace.open_store() as store:
        known = set(steps.view(store, Table.FINDINGS)["finding_id"])

    forum = small_corpus / "stadtteilforum.md"
    original = forum.read_text(encoding="utf-8")
    forum.write_text(original + "\n\nDie Stadt sollte im alten Kiosk eine Werkstatt einrichten.\n", encoding="utf-8")
    changed = steps.run(workspace)
    assert (changed.ingest.read, changed.ingest.retired, changed.analysis.analysed) == (1, 1, 1)
    with workspace.open_store() as store:
        assert known <= set(steps.view(store, Table.FINDINGS)["finding_id"])
        assert store.sources()["status"].tolist().count("superseded") == 1

    forum.unlink()
    gone = steps.run(workspace)
    assert (gone.ingest.read, gone.analysis.analysed, gone.ingest.retired) == (0, 0, 1)
    with workspace.open_store() as store:
        assert "stadtteilforum.md" not in set(steps.view(store, Table.FINDINGS)["source"])
    assert "alten Kiosk" not in (workspace.drafts / "quintessenz.md").read_text(encoding="utf-8")

    forum.write_text(original, encoding="utf-8")
    back = steps.run(workspace)
    assert (back.ingest.read, back.analysis.analysed) == (0, 0)
    with workspace.open_store() as store:
        assert "stadtteilforum.md" in set(steps.view(store, Table.FINDINGS)["source"])


def test_a_broken_file_costs_nothing_else_and_is_taken_up_when_repaired(small_corpus, tmp_path):
    (small_corpus / "broken.pdf").write_bytes(b"%PDF-1.7\nthis is no PDF")
    workspace = Workspace(Settings(), small_corpus, tmp_path / "out")
    summary = steps.run(workspace)
    assert [source.path for source in summary.ingest.quarantined] == ["broken.pdf"]
    assert summary.ingest.quarantined[0].error
    assert summary.analysis.analysed == 3
    assert "broken.pdf" in (workspace.drafts / "quintessenz.md").read_text(encoding="utf-8").replace("\\", "")
    (small_corpus / "broken.pdf").write_bytes((ROOT / "corpus" / "papers" / "letzter-saal.pdf").read_bytes())
    repaired = steps.run(workspace)
    assert repaired.ingest.quarantined == ()
    assert repaired.analysis.analysed == 1


def test_an_edited_draft_is_never_written_over(small_corpus, tmp_path):
    workspace = Workspace(Settings(), small_corpus, tmp_path / "out")
    steps.run(workspace)
    edited = workspace.drafts / "quintessenz.md"
    edited.write_text("meine Fassung", encoding="utf-8")
    (small_corpus / "stadtteilforum.md").unlink()
    summary = steps.run(workspace)
    assert edited.read_text(encoding="utf-8") == "meine Fassung"
    assert summary.draft.kept == (edited,)
    fresh = next(file for file in summary.draft.files if file.suffix == ".md")
    assert fresh != edited
    assert "Quintessenz" in fresh.read_text(encoding="utf-8")


@pytest.mark.parametrize("make", [lambda folder: None, lambda folder: folder.mkdir()])
def test_without_a_corpus_there_is_nothing_to_do(tmp_path, make):
    make(tmp_path / "none")
    with pytest.raises(NothingToDoError, match="corpus folder"):
        steps.run(Workspace(Settings(), tmp_path / "none", tmp_path / "out"))


def test_jsonl_has_the_promised_names(finished):
    from quartier_nlp.export.tables import TableFormat, to_bytes

    promised = {
        Table.FINDINGS: "finding_id source kind quote label status action_spaces named_place cluster_id score found_by "
        "provenance",
        Table.SEGMENTS: "segment_id source seq text raw section page boxes speaker t_start t_end",
        Table.CLUSTERS: "cluster_id kind action_space label representative members",
    }
    with finished.open_store() as store:
        for table, names in promised.items():
            lines = to_bytes(steps.view(store, table), table, TableFormat.JSONL).decode("utf-8").splitlines()
            rows = [json.loads(line) for line in lines]
            assert len(rows) > 20
            assert all(list(row) == names.split() for row in rows)
            if table is Table.FINDINGS:
                keys = "page boxes section speaker t_start t_end".split()
                assert all(list(row["provenance"]) == keys for row in rows)
                named = [row["named_place"] for row in rows if row["named_place"]]
                assert named
                assert all({"name", "municipality", "lat", "lon"} <= set(place) for place in named)
                clustered = [row for row in rows if row["kind"] == "open_question" and row["cluster_id"]]
                assert clustered
