"""Hostile and broken files are read right or quarantined with a message; none stops a run."""

import pytest

from quartier_nlp.model.vocabulary import SourceStatus
from quartier_nlp.sources.corpus import discover
from quartier_nlp.sources.ingest import IngestOptions, ingest_many
from quartier_nlp.sources.reading import Limits
from tests.sources.hostile_files import BAD, GOOD, deep_docx, deep_html, huge_number, write_all

OPTIONS = IngestOptions(Limits(memory_bytes=1_500_000_000, cpu_seconds=20, wall_seconds=30))


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    write_all(folder)
    found = discover(folder, limits=OPTIONS.limits)
    return found, {i.source.path: i for i in ingest_many(found.files, OPTIONS)}


@pytest.mark.parametrize(("name", "message"), [(name, message) for name, _, message in BAD])
def test_a_bad_file_is_quarantined_with_its_reason(run, name, message):
    ingested = run[1][name]
    assert ingested.source.status is SourceStatus.QUARANTINED
    assert message in ingested.source.error
    assert ingested.segments == ()
    assert ingested.source.format is None


def test_every_message_says_what_to_do(run):
    errors = {path: i.source.error for path, i in run[1].items() if i.source.error}
    verbs = ("save", "export", "convert", "split", "raise", "take the file out", "take it out", "open", "remove", "run again")
    assert [path for path, error in errors.items() if not any(verb in error for verb in verbs)] == []
    assert all(error.isprintable() for error in errors.values())


@pytest.mark.parametrize("name", [name for name, _ in GOOD if name.isprintable()])
def test_odd_encodings_and_names_read_right(run, name):
    ingested = run[1][name]
    assert [(s.speaker, s.text) for s in ingested.segments] == [
        ("Person 1", "Wer zahlt den Strom im Waschhaus?"),
        ("Person 2", "Das weiß keiner."),
        ("Person 1", "Und die Miete für die Läden?"),
        ("Person 2", "Die Stadt."),
    ]


def test_names_that_cannot_be_shown_are_escaped(run):
    assert r"zeile\numbruch\u202etxt.txt" in run[1]
    assert run[1][r"zeile\numbruch\u202etxt.txt"].segments


def test_what_is_no_regular_file_inside_is_left_out_with_a_notice(run):
    notices = run[0].notices
    for name, reason in (
        ("leaves.txt", "symbolic link that leaves the corpus"),
        ("nowhere.txt", "symbolic link"),
        ("up", "symbolic link to a folder"),
        (".hidden.txt", "hidden file"),
        ("pipe.txt", "no regular file"),
    ):
        assert name not in run[1]
        assert any(notice.startswith(f"{name}: {reason}") for notice in notices), name


@pytest.mark.parametrize("write", [deep_docx, deep_html])
def test_deep_nesting_ends_one_way_or_the_other(tmp_path, write):
    write(tmp_path / f"deep.{write.__name__.removeprefix('deep_')}")
    (ingested,) = ingest_many(discover(tmp_path, limits=OPTIONS.limits).files, OPTIONS)
    assert bool(ingested.segments) != bool(ingested.source.error)


def test_impossible_times_are_left_out(tmp_path):
    huge_number(tmp_path / "times.json")
    (ingested,) = ingest_many(discover(tmp_path, limits=OPTIONS.limits).files, OPTIONS)
    assert " ".join(s.text for s in ingested.segments) == "Wer zahlt? Ich."
    assert all(s.t_start is None for s in ingested.segments)
