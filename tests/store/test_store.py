"""The store keeps whole sources, retires what left the corpus, and brings it back."""

import dataclasses

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from quartier_nlp.errors import StoreError
from quartier_nlp.model import tables
from quartier_nlp.store import Store, migrate, schema
from tests.model.test_tables import APPROACH, CLUSTER, PLACE, SEGMENT, SOURCE


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'deep' / 'quartier.db'}"


@pytest.fixture
def store(url):
    with Store.open(url) as opened:
        yield opened


def fill(store):
    store.save_source(SOURCE, [SEGMENT], {"Person 1": "Erna Muster"}, key="k1", notices=["page 3 is a scan"])
    store.set_paths({SOURCE.path: SOURCE.source_id})
    store.save_findings(SOURCE.source_id, tables.findings_frame([PLACE, APPROACH]), key="a1")


def test_what_is_saved_comes_back(store):
    fill(store)
    store.save_clusters(tables.clusters_frame([CLUSTER]), key="c1")
    assert tables.sources_of(store.sources()) == [SOURCE]
    assert tables.segments_of(store.segments()) == [SEGMENT]
    assert {f.finding_id: f for f in tables.findings_of(store.findings())} == {
        f.finding_id: f for f in (PLACE, APPROACH)
    }
    assert tables.clusters_of(store.clusters()) == [CLUSTER]
    assert store.names() == {SOURCE.source_id: {"Person 1": "Erna Muster"}}
    assert store.notices() == {SOURCE.source_id: ["page 3 is a scan"]}
    assert store.done("ingest") == {SOURCE.source_id: "k1"}
    assert store.done("analyse") == {SOURCE.source_id: "a1"}
    assert store.done("cluster") == {"": "c1"}


def test_a_source_read_again_loses_its_old_analysis(store):
    fill(store)
    store.save_source(SOURCE, [SEGMENT], {}, key="k2")
    assert store.findings().empty
    assert store.done("analyse") == {}
    assert store.paths() == {SOURCE.path: SOURCE.source_id}


@pytest.mark.parametrize(
    ("present", "status"),
    [({}, "withdrawn"), ({SOURCE.path: "f" * 16}, "superseded")],
)
def test_findings_retire_with_their_file_and_come_back_with_it(store, present, status):
    fill(store)
    newer = dataclasses.replace(SOURCE, source_id="f" * 16, sha256="f" * 64)
    store.save_source(newer, [], {}, key="k")
    store.set_paths(present)
    assert store.sources().set_index("source_id").loc[SOURCE.source_id, "status"] == status
    assert set(store.findings()["state"]) == {"retired"}
    store.set_paths({"moved/paper.pdf": SOURCE.source_id})
    back = store.sources().set_index("source_id").loc[SOURCE.source_id]
    assert (back["status"], back["path"]) == ("ok", "moved/paper.pdf")
    assert set(store.findings()["state"]) == {"active"}


def test_equal_files_share_a_source_and_both_paths_are_known(store):
    fill(store)
    store.set_paths({"b.pdf": SOURCE.source_id, "a.pdf": SOURCE.source_id})
    assert store.paths() == {"a.pdf": SOURCE.source_id, "b.pdf": SOURCE.source_id}
    assert store.sources()["path"].tolist() == ["a.pdf"]


def test_findings_of_another_source_are_refused(store):
    fill(store)
    with pytest.raises(StoreError, match="passed as findings of"):
        store.save_findings("e" * 16, tables.findings_frame([PLACE]), key="a")


def test_a_failing_write_leaves_the_source_as_it_was(store):
    fill(store)
    other = dataclasses.replace(SOURCE, source_id="f" * 16)
    clash = dataclasses.replace(SEGMENT, source_id=other.source_id)
    with pytest.raises(sa.exc.IntegrityError):
        store.save_source(other, [clash], {}, key="k2")
    assert store.sources()["source_id"].tolist() == [SOURCE.source_id]
    assert store.done("ingest") == {SOURCE.source_id: "k1"}
    assert len(store.findings()) == 2


def test_a_store_of_a_newer_program_is_refused(url):
    Store.open(url).close()
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="has schema 9999"):
        Store.open(url)


def test_an_unusable_place_is_named(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="cannot open the store"):
        Store.open(f"sqlite:///{tmp_path / 'file' / 'quartier.db'}")


def test_the_migrations_lead_to_the_schema(url):
    Store.open(url).close()
    with sa.create_engine(url).connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, schema.metadata) == []
        assert context.get_current_revision() == migrate.HEAD
    scripts = ScriptDirectory(str(migrate._SCRIPTS))
    assert scripts.get_current_head() == migrate.HEAD
