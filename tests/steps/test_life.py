"""A corpus that lives: copies, versions, what leaves and what comes back."""

from __future__ import annotations

import dataclasses
import shutil

import pytest

from quartier_nlp import steps
from quartier_nlp.model.tables import Table
from quartier_nlp.settings import Settings
from quartier_nlp.workspace import Workspace
from tests.conftest import CORPUS
from tests.test_main_job import digest

SETTINGS = Settings(clusters={"vectors": "use"}, findings={"use_encoder": False}, draft={"formats": ("md",)})
NEW = "Die Stadt sollte im alten Kiosk eine Werkstatt einrichten."


def run(workspace):
    summary = steps.run(workspace)
    return summary.ingest.read, summary.ingest.retired, summary.analysis.analysed


def table(workspace, which=Table.FINDINGS, **options):
    with workspace.open_store() as store:
        return steps.view(store, which, **options)


def ids(workspace, source=None):
    found = table(workspace)
    return set(found["finding_id"] if source is None else found.loc[found["source"] == source, "finding_id"])


def standings(workspace):
    return {row.path: (row.status, row.paths) for row in table(workspace, Table.SOURCES).itertuples()}


@pytest.fixture
def workspace(tmp_path):
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    shutil.copy(CORPUS / "transcripts" / "stadtteilforum.md", corpus / "forum.md")
    return Workspace(SETTINGS, corpus, tmp_path / "out")


@pytest.fixture
def forum(workspace):
    return workspace.corpus / "forum.md"


def test_a_copy_changes_nothing_but_the_paths(workspace, forum):
    run(workspace)
    before = ids(workspace)
    shutil.copy(forum, workspace.corpus / "kopie.md")
    assert run(workspace) == (0, 0, 0)
    assert standings(workspace) == {"forum.md": ("ok", ("forum.md", "kopie.md"))}
    assert ids(workspace) == before


def test_one_text_as_pdf_and_markdown_is_one_source(tmp_path):
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    shutil.copy(CORPUS / "src" / "offene-mitte.md", corpus / "aufsatz.md")
    workspace = Workspace(SETTINGS, corpus, tmp_path / "out")
    assert run(workspace) == (1, 0, 1)
    quotes = {row.quote: row.finding_id for row in table(workspace).itertuples()}
    shutil.copy(CORPUS / "papers" / "offene-mitte.pdf", corpus / "druck.pdf")
    assert run(workspace) == (1, 1, 1)
    assert standings(workspace) == {"druck.pdf": ("ok", ("aufsatz.md", "druck.pdf"))}
    found = table(workspace)
    same = [row.finding_id == quotes[row.quote] for row in found.itertuples() if row.quote in quotes]
    assert len(same) > 0.8 * len(quotes)
    assert all(same)
    assert set(table(workspace, Table.SEGMENTS)["source"]) == {"druck.pdf"}

    (corpus / "druck.pdf").unlink()
    assert run(workspace) == (0, 1, 0)
    assert standings(workspace)["aufsatz.md"] == ("ok", ("aufsatz.md",))
    assert ids(workspace, "aufsatz.md") == set(quotes.values())


def test_a_paragraph_at_the_top_changes_no_id(workspace, forum):
    run(workspace)
    before = table(workspace)
    with workspace.open_store() as store:
        clusters, known = set(store.clusters()["cluster_id"]), set(store.findings()["finding_id"])
    title, _, rest = forum.read_text(encoding="utf-8").partition("\n\n")
    forum.write_text(f"{title}\n\n{NEW}\n\n{rest}", encoding="utf-8")
    assert run(workspace) == (1, 1, 1)
    after = table(workspace)
    stayed = before[before["quote"].isin(after["quote"])]
    assert len(stayed) >= len(before) - 1
    assert set(stayed["finding_id"]) <= set(after["finding_id"])
    # a candidate beside the paragraph may be shown now, as the encoder reads what stands before a sentence
    added = after[~after["finding_id"].isin(known)]
    assert [quote for quote in added["quote"] if quote not in NEW] == []
    with workspace.open_store() as store:
        assert len(clusters & set(store.clusters()["cluster_id"])) >= len(clusters) - 2
    assert sorted(table(workspace, Table.SOURCES)["status"]) == ["ok", "superseded"]


def test_what_leaves_retires_and_comes_back_the_same(workspace, forum):
    run(workspace)
    before, original = digest(workspace.out), forum.read_bytes()
    known = ids(workspace)
    other = workspace.corpus / "zweites.md"
    other.write_text("# Notiz\n\n" + NEW, encoding="utf-8")
    run(workspace)
    forum.unlink()
    assert run(workspace) == (0, 1, 0)
    assert standings(workspace)["forum.md"] == ("withdrawn", ())
    assert known & ids(workspace) == set()
    assert known <= set(table(workspace, state="retired")["finding_id"])
    assert set(table(workspace, Table.SEGMENTS)["source"]) == {"zweites.md"}
    other.unlink()
    forum.write_bytes(original)
    assert run(workspace) == (0, 1, 0)
    assert ids(workspace) == known
    after = {name: value for name, value in digest(workspace.out).items() if "sources" not in name}
    assert before | after == before


def test_there_and_back_between_versions(workspace, forum):
    run(workspace)
    original, known = forum.read_text(encoding="utf-8"), ids(workspace)
    forum.write_text(original + f"\n\n{NEW}\n", encoding="utf-8")
    run(workspace)
    revised = ids(workspace)
    forum.write_text(original, encoding="utf-8")
    assert run(workspace) == (0, 1, 0)
    assert ids(workspace) == known
    forum.write_text(original + f"\n\n{NEW}\n", encoding="utf-8")
    assert run(workspace) == (0, 1, 0)
    assert ids(workspace) == revised


def test_a_later_version_beside_the_first(workspace, forum):
    run(workspace)
    known = ids(workspace)
    later = workspace.corpus / "forum_v2.md"
    later.write_text(forum.read_text(encoding="utf-8") + f"\n\n{NEW}\n", encoding="utf-8")
    summary = steps.run(workspace)
    assert "forum.md: an older version of forum_v2.md, left out" in summary.ingest.notices
    assert standings(workspace) == {
        "forum.md": ("superseded", ("forum.md",)),
        "forum_v2.md": ("ok", ("forum_v2.md",)),
    }
    assert len(known & ids(workspace)) >= len(known) - 1
    assert run(workspace) == (0, 0, 0)


def test_another_analysis_keeps_the_ids(workspace, forum):
    run(workspace)
    forum.write_text(f"{NEW}\n\n" + forum.read_text(encoding="utf-8"), encoding="utf-8")
    run(workspace)
    before = ids(workspace)
    again = dataclasses.replace(workspace, settings=Settings(findings={"use_encoder": False, "floor": 0.1}))
    assert run(again) == (0, 0, 1)
    assert ids(again) == before
