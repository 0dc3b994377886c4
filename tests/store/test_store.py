"""The store keeps whole sources, retires what left the corpus, and brings it back."""

import dataclasses

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from quartier_nlp.errors import StoreError
from quartier_nlp.model import tables
from quartier_nlp.model.notices import Notice, NoticeKind
from quartier_nlp.model.records import Correction, Decision
from quartier_nlp.model.vocabulary import ApproachStatus, DecisionAction, Kind, SourceStatus
from quartier_nlp.store import Store, migrate, schema
from quartier_nlp.store.life import Place
from tests.model.test_tables import APPROACH, CLUSTER, PLACE, SEGMENT, SOURCE


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'deep' / 'quartier.db'}"


@pytest.fixture
def store(url):
    with Store.open(url) as opened:
        yield opened


SHOWN = dataclasses.replace(SOURCE, paths=(SOURCE.path,))
NEWER = dataclasses.replace(SOURCE, source_id="f" * 16, sha256="f" * 64)


SCAN = Notice(NoticeKind.SCAN_UNREAD, (3,))


def settle(store, files, **places):
    store.life.settle(files, {source[1:]: place for source, place in places.items()})


def place(status, **fields):
    return {f"s{SOURCE.source_id}": Place(SourceStatus(status), **fields)}


def fill(store):
    store.save_source(SOURCE, [SEGMENT], {"Person 1": "Erna Muster"}, key="k1", notices=[SCAN])
    settle(store, {SOURCE.path: SOURCE.source_id})
    store.save_findings(SOURCE.source_id, tables.findings_frame([PLACE, APPROACH]), key="a1")


def test_what_is_saved_comes_back(store):
    fill(store)
    store.save_clusters(tables.clusters_frame([CLUSTER]), key="c1")
    assert tables.sources_of(store.sources()) == [SHOWN]
    assert tables.segments_of(store.segments()) == [SEGMENT]
    assert {f.finding_id: f for f in tables.findings_of(store.findings())} == {
        f.finding_id: f for f in (PLACE, APPROACH)
    }
    assert tables.clusters_of(store.clusters()) == [CLUSTER]
    assert store.names() == {SOURCE.source_id: {"Person 1": "Erna Muster"}}
    assert store.notices() == {SOURCE.source_id: [SCAN]}
    assert store.done("ingest") == {SOURCE.source_id: "k1"}
    assert store.done("analyse") == {SOURCE.source_id: "a1"}
    assert store.done("cluster") == {"": "c1"}


def test_a_source_read_again_loses_its_old_analysis(store):
    fill(store)
    store.save_source(SOURCE, [SEGMENT], {}, key="k2")
    assert store.findings().empty
    assert store.done("analyse") == {}
    assert store.life.files() == {SOURCE.path: SOURCE.source_id}


@pytest.mark.parametrize("status", ["withdrawn", "superseded"])
def test_findings_retire_with_their_file_and_come_back_with_it(store, status):
    fill(store)
    settle(store, {}, **place(status))
    assert store.sources().set_index("source_id").loc[SOURCE.source_id, "status"] == status
    assert set(store.findings()["state"]) == {"retired"}
    settle(store, {"moved/paper.pdf": SOURCE.source_id}, **place("ok", path="moved/paper.pdf"))
    back = store.sources().set_index("source_id").loc[SOURCE.source_id]
    assert (back["status"], back["path"], back["paths"]) == ("ok", "moved/paper.pdf", ("moved/paper.pdf",))
    assert set(store.findings()["state"]) == {"active"}


def test_a_source_knows_every_file_that_holds_it_or_a_copy_of_it(store):
    fill(store)
    store.save_source(NEWER, [], {}, key="k")
    settle(
        store,
        {"b.pdf": SOURCE.source_id, "a.pdf": SOURCE.source_id, "c.html": NEWER.source_id},
        sffffffffffffffff=Place(SourceStatus.DUPLICATE, same_as=SOURCE.source_id),
    )
    (shown,) = tables.sources_of(store.sources())
    assert (shown.source_id, shown.paths) == (SOURCE.source_id, ("a.pdf", "b.pdf", "c.html"))
    assert store.life.here() == [SOURCE.source_id]


def test_a_source_read_again_stays_where_it_stands(store):
    fill(store)
    settle(store, {}, **place("superseded", superseded_by=NEWER.source_id))
    store.save_source(SOURCE, [SEGMENT], {}, key="k2")
    assert store.sources().iloc[0]["superseded_by"] == NEWER.source_id


def carried_over(store):
    """Let a newer version hold the same findings under their ids."""
    fill(store)
    store.save_source(
        NEWER, [dataclasses.replace(SEGMENT, segment_id="9" * 16, source_id=NEWER.source_id)], {}, key="k"
    )
    evidence = dataclasses.replace(PLACE.evidence, segment_id="9" * 16)
    again = [dataclasses.replace(one, source_id=NEWER.source_id, evidence=evidence) for one in (PLACE, APPROACH)]
    store.save_findings(NEWER.source_id, tables.findings_frame(again), key="a1")


def test_an_id_that_stayed_is_there_once_in_the_newest_version(store):
    carried_over(store)
    settle(store, {"x.pdf": NEWER.source_id}, **place("superseded", superseded_by=NEWER.source_id))
    found = store.findings()
    assert sorted(found["finding_id"]) == [PLACE.finding_id, APPROACH.finding_id]
    assert (set(found["source_id"]), set(found["state"])) == ({NEWER.source_id}, {"active"})


def test_ids_are_different_if_both_versions_are_there(store):
    carried_over(store)
    found = store.findings()
    assert len(found) == len(set(found["finding_id"])) == 4
    assert {PLACE.finding_id, APPROACH.finding_id} < set(found["finding_id"])
    assert store.findings()["finding_id"].tolist() == found["finding_id"].tolist()


def test_what_findings_are_known_by_outlives_a_new_reading(store):
    fill(store)
    row = dict.fromkeys(("quote", "before", "after", "label"), "0" * 16) | {"position": 0, "kind": "place"}
    memory = [row | {"finding_id": one, "also": ()} for one in ("2" * 16, "3" * 16)]
    store.save_findings(SOURCE.source_id, tables.findings_frame([PLACE]), key="a", memory=memory)
    store.save_source(SOURCE, [SEGMENT], {}, key="k2")
    store.save_findings(SOURCE.source_id, tables.findings_frame([PLACE]), key="a", memory=memory[:1])
    assert store.life.memory(SOURCE.source_id) == memory


def test_older_versions_and_copies_nearest_first(store):
    fill(store)
    ids = [letter * 16 for letter in "abcd"]
    for one in ids:
        store.save_source(dataclasses.replace(SOURCE, source_id=one), [], {}, key="k")
    settle(
        store,
        {},
        saaaaaaaaaaaaaaaa=Place(SourceStatus.SUPERSEDED, superseded_by=ids[1]),
        sbbbbbbbbbbbbbbbb=Place(SourceStatus.SUPERSEDED, superseded_by=ids[2]),
        sdddddddddddddddd=Place(SourceStatus.DUPLICATE, same_as=ids[2]),
    )
    assert store.life.ancestors(ids[2]) == [ids[3], ids[1], ids[0]]
    assert store.life.ancestors(ids[0]) == []


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


def test_a_store_of_the_first_schema_is_brought_up_and_loses_nothing(url):
    with Store.open(url) as opened:
        fill(opened)
    with sa.create_engine(url).begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(migrate._SCRIPTS))
        config.attributes["connection"] = connection
        command.downgrade(config, "0002")
        assert not sa.inspect(connection).has_table("forgotten")
    with Store.open(url) as opened:
        assert tables.sources_of(opened.sources()) == [SHOWN]
        assert tables.segments_of(opened.segments()) == [SEGMENT]
        assert len(opened.findings()) == 2
    keys = sa.inspect(sa.create_engine(url)).get_pk_constraint("findings")
    assert keys["constrained_columns"] == ["finding_id", "source_id"]


def test_decisions_are_added_and_come_back_in_their_order(store):
    fill(store)
    made = [
        Decision(DecisionAction.ACCEPT, APPROACH, who="KM"),
        Decision(DecisionAction.RELABEL, PLACE, Correction(Kind.FORMAT, "anders", None, ("innenstadt",))),
        Decision(DecisionAction.RELABEL, APPROACH, Correction(status=ApproachStatus.REJECTED)),
        Decision(DecisionAction.REJECT, APPROACH),
    ]
    for decision in made:
        store.decisions.add(decision)
    assert store.decisions.all() == made


def test_decisions_outlive_a_new_reading_but_not_the_forgetting_of_their_source(store):
    fill(store)
    store.decisions.add(Decision(DecisionAction.REJECT, APPROACH))
    store.save_source(SOURCE, [SEGMENT], {}, key="k2")
    assert [decision.seen for decision in store.decisions.all()] == [APPROACH]
    store.forgetting.erase([SOURCE.source_id], [])
    assert store.decisions.all() == []
