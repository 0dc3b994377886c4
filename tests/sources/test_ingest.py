import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import date

import pytest

from quartier_nlp.errors import LimitError, SourceError
from quartier_nlp.model.vocabulary import SourceKind, SourceStatus
from quartier_nlp.sources.corpus import discover
from quartier_nlp.sources.ingest import IngestOptions, Speaker, ingest, ingest_many
from quartier_nlp.sources.reading import Limits
from quartier_nlp.sources.registry import read
from quartier_nlp.sources.sandbox import Sandbox
from quartier_nlp.sources.wire import decode_reply, encode_reading

OPTIONS = IngestOptions()


@pytest.fixture(scope="module")
def ingested(corpus):
    files = discover(corpus, limits=Limits()).files
    return files, list(ingest_many(files, OPTIONS))


def test_every_fixture_is_read_in_order(ingested):
    files, results = ingested
    assert [i.source.path for i in results] == [f.path for f in files]
    assert [i.source.path for i in results if i.source.status is not SourceStatus.OK] == []


def test_several_processes_give_the_same_in_the_same_order(ingested):
    files, results = ingested
    assert list(ingest_many(files, OPTIONS, workers=3)) == results


def test_names_become_pseudonyms_by_first_appearance(ingested):
    by_path = {i.source.path: i for i in ingested[1]}
    turns = by_path["turns.txt"]
    assert turns.speakers == (
        Speaker("Person 1", "Moderation (Lea)"),
        Speaker("Person 2", "Bürgermeister"),
        Speaker("Person 3", "Landfrau"),
        Speaker("Person 4", "Zuruf"),
    )
    assert [s.speaker for s in turns.segments] == [f"Person {n}" for n in (1, 2, 3, 2, 1, 4, 3)]
    assert [s.seq for s in turns.segments] == list(range(7))
    assert by_path["f4.txt"].speakers[1] == Speaker("Person 2", "B1")


def test_what_nobody_states_is_marked_as_inferred(ingested):
    by_path = {i.source.path: i.source for i in ingested[1]}
    paper, talk = by_path["paper.md"], by_path["f4.txt"]
    assert (paper.title, paper.date, paper.consent) == ("Leere Läden, volle Ideen", date(2022, 3, 14), "veröffentlicht")
    assert paper.inferred == ("kind", "language")
    assert talk.inferred == ("kind", "title", "date", "language")
    assert (by_path["zoom.vtt"].title, by_path["zoom.vtt"].kind) == ("zoom", SourceKind.TRANSCRIPT)


def test_one_file_alone(corpus):
    (file,) = [f for f in discover(corpus, limits=Limits()).files if f.path == "zoom.vtt"]
    assert [s.t_start for s in ingest(file, OPTIONS).segments] == [1.0, 6.01, 16.8, 19.9]


def test_a_file_that_changed_meanwhile_is_not_taken(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("I: Wer?\nB: Ich.\nI: Gut.\n")
    (file,) = discover(tmp_path, limits=Limits()).files
    path.write_text("I: Wer?\nB: Er.\nI: Gut.\n")
    result = ingest(file, OPTIONS)
    assert (result.source.status, result.segments) == (SourceStatus.QUARANTINED, ())
    assert "changed while the corpus was being read" in result.source.error


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """A file that takes some seconds to read."""
    folder = tmp_path_factory.mktemp("large")
    line = "{}: Wir sagen das zum {}. Mal, und es bleibt dabei, bis jemand zahlt.\n"
    (folder / "large.txt").write_text("".join(line.format("AB"[n % 2], n) for n in range(150_000)))
    return discover(folder, limits=Limits()).files[0]


@pytest.mark.parametrize(
    ("limits", "message"),
    [
        (Limits(wall_seconds=1), "took longer than 1 seconds"),
        (Limits(cpu_seconds=1), "more than 1 seconds of processor time"),
        (Limits(characters=100_000), "more than the limit of 100000"),
        (Limits(file_bytes=1_000_000), "more than the limit of 1000000"),
    ],
)
def test_limits_end_a_file_and_say_which(large, limits, message):
    with Sandbox(limits) as sandbox, pytest.raises(LimitError, match=message):
        sandbox.read(large.absolute, large.sha256)


def test_memory_is_bounded(tmp_path):
    (tmp_path / "wide.txt").write_bytes(b"Wer zahlt den Strom? " * 5_000_000)
    (file,) = discover(tmp_path, limits=Limits()).files
    limits = Limits(memory_bytes=250_000_000, characters=200_000_000)
    with Sandbox(limits) as sandbox, pytest.raises(LimitError, match="more than 250000000 bytes of memory"):
        sandbox.read(file.absolute, file.sha256)


def test_a_crash_costs_one_file(large, corpus):
    small = corpus / "zoom.vtt"
    digest = next(f.sha256 for f in discover(corpus, limits=Limits()).files if f.path == "zoom.vtt")
    with Sandbox(Limits()) as sandbox:
        assert len(sandbox.read(small, digest).passages) == 4
        victim = sandbox._process.pid
        killer = threading.Timer(0.5, os.kill, (victim, signal.SIGSEGV))
        killer.start()
        with pytest.raises(SourceError, match=r"the parser crashed .signal 11."):
            sandbox.read(large.absolute, large.sha256)
        assert len(sandbox.read(small, digest).passages) == 4
        assert sandbox._process.pid != victim


def test_a_large_program_makes_no_reader_look_large(corpus):
    digest = next(f.sha256 for f in discover(corpus, limits=Limits()).files if f.path == "zoom.vtt")
    limits = Limits(memory_bytes=800_000_000)
    ballast = b"x" * 450_000_000  # a reader beyond half its limit is not used again
    with Sandbox(limits) as sandbox:
        sandbox.read(corpus / "zoom.vtt", digest)
        first = sandbox.process_id
        sandbox.read(corpus / "zoom.vtt", digest)
        assert first is not None
        assert sandbox.process_id == first
    assert len(ballast) > limits.memory_bytes // 2


def test_no_process_is_left_behind(corpus):
    digest = next(f.sha256 for f in discover(corpus, limits=Limits()).files if f.path == "zoom.vtt")
    with Sandbox(Limits()) as sandbox:
        sandbox.read(corpus / "zoom.vtt", digest)
        process = sandbox._process
    assert process.poll() is not None


def test_starting_and_reading_takes_little_processor_time(tmp_path, corpus):
    for name in ("zoom.vtt", "teams.docx", "paper.md", "page.html", "f4.txt"):
        shutil.copy(corpus / name, tmp_path)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert len(list(ingest_many(discover(tmp_path, limits=Limits()).files, OPTIONS))) == 5
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime - before.ru_utime < 6


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda p: p["runs"].append([0, 0, 5]), "malformed"),
        (lambda p: p["anchors"].reverse(), "malformed"),
        (lambda p: p.update(role="boss"), "malformed"),
        (lambda p: p.update(times=[float("nan"), 1]), "malformed"),
        (lambda p: p.update(text=7), "malformed"),
        (lambda p: p.pop("raw"), "malformed"),
        (lambda p: p.update(page=0), "malformed"),
    ],
)
def test_the_parent_believes_no_malformed_answer(corpus, change, message):
    row = json.loads(encode_reading(read(corpus / "teams.vtt", Limits())))
    assert decode_reply(json.dumps({"reading": row}).encode()) == read(corpus / "teams.vtt", Limits())
    change(row["passages"][0])
    with pytest.raises(SourceError, match=message):
        decode_reply(json.dumps({"reading": row}).encode())


def test_the_worker_needs_no_tables():
    code = "import sys, quartier_nlp.sources.worker; print('pandas' in sys.modules, 'spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_limits_are_part_of_the_options():
    assert IngestOptions(replace(Limits(), pages=3)).limits.pages == 3
