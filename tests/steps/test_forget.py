"""What is forgotten is nowhere to be found, and does not come back."""

from __future__ import annotations

import dataclasses
import io
import json
import shutil
import sqlite3
import zipfile
from pathlib import Path

import pytest

from quartier_nlp import steps
from quartier_nlp.errors import StoreError, UsageError
from quartier_nlp.model.letters import bare
from quartier_nlp.model.tables import Table
from quartier_nlp.settings import Settings
from quartier_nlp.store import forgetting
from quartier_nlp.workspace import Workspace

TALK = """I: Moin, wer fängt an?
Erika Kolbing: Im alten Kaufhaus am Markt sollten wir eine offene Werkstatt für alle einrichten.
Jens Radtke: Frau Kolbing hat recht. Wir haben den Wochenmarkt in die leere Schwimmhalle verlegt, das läuft gut.
Erika Kolbing: Ungeklärt ist, wer am Ende die Miete für die Werkstatt bezahlt?
Jens Radtke: In der Schwimmhalle treffen wir uns jeden Monat zum Runden Tisch Leerstand mit der Stadt.
Erika Kolbing: Die Kommune könnte leere Läden für ein Jahr kostenlos an Vereine vergeben.
"""
OTHER = """I: Und bei Ihnen?
Anna Quast: Wir sollten den Bahnhof als Treffpunkt für Jugendliche öffnen.
Bernd Ohm: Offen ist, wer den Bahnhof am Ende betreiben soll?
Anna Quast: In der Kirche haben wir ein Café eröffnet, das läuft seit zwei Jahren.
"""
KOLB = ("Im alten Kaufhaus am Markt sollten wir", "wer am Ende die Miete", "leere Läden für ein Jahr", "Kolbing")
RADTKE = ("Wochenmarkt in die leere Schwimmhalle verlegt", "jeden Monat zum Runden Tisch Leerstand")

SETTINGS = Settings(clusters={"vectors": "use"}, findings={"use_encoder": False})


@pytest.fixture(autouse=True)
def _no_server(monkeypatch, tmp_path):
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "prefect"))


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """Two sources after the main job, to be copied: the job is run once."""
    folder = tmp_path_factory.mktemp("template")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "talk.txt").write_text(TALK, encoding="utf-8")
    (folder / "corpus" / "other.txt").write_text(OTHER, encoding="utf-8")
    steps.run(Workspace(SETTINGS, folder / "corpus", folder / "out"))
    return folder


@pytest.fixture
def workspace(template, tmp_path):
    shutil.copytree(template, tmp_path, dirs_exist_ok=True)
    return Workspace(SETTINGS, tmp_path / "corpus", tmp_path / "out")


def everything(folder: Path) -> str:
    """Return all that stands in the files of a folder, by other means than the command's own."""
    pieces = []
    for file in sorted(folder.rglob("*")):
        if not file.is_file():
            continue
        data = file.read_bytes()
        pieces.append(data.decode("utf-8", "ignore"))
        if data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                pieces += [archive.read(name).decode("utf-8", "ignore") for name in archive.namelist()]
        if file.suffix == ".parquet":
            import pandas as pd

            pieces.append(pd.read_parquet(file).to_json(force_ascii=False))
    return bare("\n".join(pieces))


def forget(workspace, source, speaker=None, **options):
    plan = steps.plan_forget(workspace, source, speaker)
    return steps.forget(workspace, plan, steps.ForgetOptions(**options))


def paths(workspace):
    with workspace.open_store() as store:
        return steps.view(store, Table.SOURCES)["path"].tolist()


def findings(workspace):
    with workspace.open_store() as store:
        return steps.view(store, Table.FINDINGS, state=None, private=True)


def test_a_source_is_gone_from_everywhere(workspace):
    before = everything(workspace.out)
    assert all(bare(words) in before for words in (*KOLB, *RADTKE))
    summary = forget(workspace, "talk.txt")
    assert summary.searched.found == ()
    assert (summary.probes > 100, summary.columns > 40, summary.searched.files >= 7) == (True, True, True)
    after = everything(workspace.out)
    assert [words for words in (*KOLB, *RADTKE, "Radtke", "talk.txt") if bare(words) in after] == []
    assert bare("den Bahnhof als Treffpunkt") in after
    assert summary.kept_files == ("talk.txt",)
    assert paths(workspace) == ["other.txt"]
    assert (workspace.drafts / "quintessenz.md").is_file()


def test_it_is_not_taken_up_again_unless_asked_for(workspace):
    known = set(findings(workspace)["finding_id"])
    forget(workspace, "talk.txt")
    again = steps.run(workspace)
    assert again.ingest.read == 0
    assert "talk.txt: forgotten, not read" in " ".join(again.ingest.notices)
    # Neither under another name, nor changed under its name, nor as another file of the same text.
    shutil.move(workspace.corpus / "talk.txt", workspace.corpus / "moved.txt")
    assert steps.run(workspace).ingest.read == 0
    (workspace.corpus / "talk.txt").write_text(TALK + "I: Danke.\n", encoding="utf-8")
    assert steps.run(workspace).ingest.read == 0
    (workspace.corpus / "copy.txt").write_text(TALK.replace("\n", "\r\n"), encoding="utf-8")
    steps.run(workspace)
    assert paths(workspace) == ["other.txt"]
    assert steps.run(workspace).ingest.read == 0  # known by its bytes now
    for name in ("talk.txt", "copy.txt"):
        (workspace.corpus / name).unlink()
    assert steps.undo_forget(workspace, "moved.txt", None)
    assert steps.run(workspace).ingest.read == 1
    assert set(findings(workspace)["finding_id"]) == known


@pytest.mark.parametrize("wanted", ["Erika Kolbing", "Person 1", "kolbing"])
def test_a_speaker_is_gone_and_the_others_stay(workspace, wanted):
    before = findings(workspace)
    summary = forget(workspace, "talk.txt", wanted)
    assert summary.searched.found == ()
    after = everything(workspace.out)
    assert [words for words in KOLB if bare(words) in after] == []
    assert [words for words in RADTKE if bare(words) not in after] == []
    stayed = findings(workspace)
    radtke = before[[row["speaker"] == "Person 2" for row in before["provenance"]]]
    assert len(radtke) >= 2
    assert set(radtke["finding_id"]) <= set(stayed["finding_id"])
    with workspace.open_store() as store:
        texts = store.segments()["text"].tolist()
        assert store.names()[store.life.files()["talk.txt"]] == {"Person 2": "Jens Radtke"}
    assert any(text.startswith("Frau ███████ hat recht.") for text in texts)


def test_a_speaker_stays_out_of_later_readings_and_versions(workspace):
    forget(workspace, "talk.txt", "Erika Kolbing")
    ids = set(findings(workspace)["finding_id"])
    steps.run(workspace)
    assert ids <= set(findings(workspace)["finding_id"])
    (workspace.corpus / "talk.txt").write_text(TALK + "Erika Kolbing: Danke allen, bis bald.\n", encoding="utf-8")
    assert steps.run(workspace).ingest.read == 1
    after = everything(workspace.out)
    assert [words for words in (*KOLB, "Danke allen") if bare(words) in after] == []
    assert ids <= set(findings(workspace)["finding_id"])
    assert steps.undo_forget(workspace, "talk.txt", "Erika Kolbing")
    steps.run(workspace)
    assert bare(KOLB[0]) in everything(workspace.out)


def test_every_version_and_copy_goes(workspace):
    talk = workspace.corpus / "talk.txt"
    longer = TALK + "".join(f"Jens Radtke: Der {number}. Punkt ist die Frage nach dem Geld.\n" for number in range(9))
    talk.write_text(longer, encoding="utf-8")
    steps.run(workspace)
    (workspace.corpus / "kopie.txt").write_text(longer.replace("\n", "\r\n"), encoding="utf-8")
    steps.run(workspace)
    plan = steps.plan_forget(workspace, "talk.txt")
    assert len(plan.erased) == 3
    assert plan.files == ("kopie.txt", "talk.txt")
    summary = steps.forget(workspace, plan, steps.ForgetOptions(delete_files=True))
    assert (summary.searched.found, summary.deleted_files) == ((), ("kopie.txt", "talk.txt"))
    assert sorted(file.name for file in workspace.corpus.iterdir()) == ["other.txt"]


def test_an_edited_draft_is_marked_and_told_of(workspace):
    edited = workspace.drafts / "quintessenz.md"
    text = edited.read_text(encoding="utf-8") + "\nMeine Anmerkung.\n"
    edited.write_text(text, encoding="utf-8")
    assert steps.plan_forget(workspace, "talk.txt").edited == (edited,)
    summary = forget(workspace, "talk.txt")
    assert edited.read_text(encoding="utf-8") == text
    assert {Path(found.where.split(",")[0]) for found in summary.searched.found} == {edited}
    assert summary.stale == (edited,)
    note = (workspace.drafts / "quintessenz.md.VERALTET.txt").read_text(encoding="utf-8")
    assert "Bitte geben Sie ihn nicht weiter" in note
    assert steps.draft(workspace).stale == (edited,)


@pytest.mark.parametrize("name", ["quintessenz.md", "quintessenz.html", "quintessenz.docx"])
def test_an_edited_draft_is_blacked_out_where_it_must_be(workspace, name):
    edited = workspace.drafts / name
    _edit(edited)
    summary = forget(workspace, "talk.txt", blacken_drafts=True)
    assert (summary.searched.found, summary.blackened, summary.stale) == ((), (edited,), ())
    shown = everything(edited.parent) if name.endswith("docx") else edited.read_text(encoding="utf-8")
    assert bare("Meine Anmerkung") in bare(shown)
    assert bare("den Bahnhof als Treffpunkt") in bare(shown)
    if name.endswith("docx"):
        import docx

        assert any("█" in paragraph.text for paragraph in docx.Document(str(edited)).paragraphs)
    else:
        assert "█" in shown


def _edit(file):
    if file.suffix == ".docx":
        import docx

        document = docx.Document(str(file))
        document.add_paragraph("Meine Anmerkung")
        document.save(str(file))
    else:
        file.write_text(file.read_text(encoding="utf-8").replace("Innenstadt", "Meine Anmerkung", 1), encoding="utf-8")


def test_copies_in_other_places_are_found(workspace, tmp_path):
    steps.export_tables(workspace, tmp_path / "export", "csv", private=True)
    (workspace.out / "notizen.txt").write_text("Frau Kolbing anrufen", encoding="utf-16")
    summary = forget(workspace, "talk.txt", also_search=(tmp_path / "export",))
    places = [Path(found.where.split(",")[0]).name for found in summary.searched.found]
    assert sorted(set(places)) == ["clusters.csv", "findings.csv", "notizen.txt", "segments.csv", "sources.csv"]


def test_the_display_of_the_server_is_cleared(workspace, tmp_path):
    home = tmp_path / "prefect"
    home.mkdir()
    with sqlite3.connect(home / "prefect.db") as database:
        database.execute("CREATE TABLE artifact (key TEXT, data TEXT)")
        rows = [("quintessenz-draft", KOLB[0] + " eine Werkstatt einrichten"), ("other", "bleibt")]
        database.executemany("INSERT INTO artifact VALUES (?, ?)", rows)
        database.execute("CREATE TABLE events (event TEXT, payload TEXT)")
        payload = json.dumps({"key": "quintessenz-draft", "data": rows[0][1]})
        database.execute("INSERT INTO events VALUES ('prefect.artifact-collection.created', ?)", (payload,))
    database.close()
    assert forget(workspace, "talk.txt").searched.found == ()
    assert b"Kaufhaus" not in (home / "prefect.db").read_bytes()
    assert b"bleibt" in (home / "prefect.db").read_bytes()


def test_a_store_that_is_held_is_rewritten_at_the_next_run(workspace, monkeypatch):
    """Another run reads: what is deleted is out of sight, but the file cannot be rewritten yet."""
    monkeypatch.setattr(forgetting, "PATIENCE_MS", 100)
    reader = sqlite3.connect(workspace.out / "quartier.db", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM segments").fetchone()
    with workspace.open_store() as store:
        store.forgetting.erase([store.life.files()["talk.txt"]], [])
        with pytest.raises(StoreError, match="the next `quartier run`"):
            store.forgetting.scrub()
    reader.close()
    (workspace.corpus / "talk.txt").unlink()
    steps.ingest(workspace)
    with workspace.open_store() as store:
        assert store.done("scrub") == {}
    assert bare(KOLB[0]) not in bare((workspace.out / "quartier.db").read_bytes().decode("utf-8", "ignore"))


def test_the_last_source_can_be_forgotten(workspace):
    forget(workspace, "other.txt")
    assert forget(workspace, "talk.txt").searched.found == ()
    assert paths(workspace) == []


@pytest.mark.parametrize(
    ("source", "speaker", "message"),
    [
        ("none.txt", None, "no such source"),
        ("talk.txt", "Niemand", "is no speaker of talk.txt: name one of Person 1, Person 2, or"),
        ("abcdef", None, "no such source"),
    ],
)
def test_what_is_not_there_cannot_be_forgotten(workspace, source, speaker, message):
    with pytest.raises(UsageError, match=message):
        steps.plan_forget(workspace, source, speaker)
    with pytest.raises(UsageError, match="nothing of it was forgotten"):
        steps.undo_forget(workspace, source, speaker)


def test_a_source_is_named_by_id_or_by_the_path_that_the_shell_completes(workspace, monkeypatch):
    monkeypatch.chdir(workspace.corpus.parent)
    here = dataclasses.replace(workspace, corpus=Path("corpus"))
    (one,) = steps.plan_forget(here, "corpus/talk.txt").erased
    assert steps.plan_forget(workspace, one[:6]).erased == (one,)
    with pytest.raises(UsageError, match="would delete the others' words"):
        forget(workspace, "talk.txt", "Person 1", delete_files=True)
