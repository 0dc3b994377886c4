"""Mutated real files are read or quarantined; the long run is ``python -m benchmarks.fuzz``."""

from pathlib import Path

import pytest

from benchmarks.fuzz import KINDS, changed_file, fuzz, sound_files, summary

SEED = 11
FILES = 154


@pytest.fixture(scope="module")
def sounds():
    return sound_files([Path(__file__).parents[1] / "resources" / "sources", Path(__file__).parents[2] / "corpus"])


@pytest.fixture(scope="module")
def outcomes(sounds, tmp_path_factory):
    return list(fuzz(range(FILES), SEED, sounds, tmp_path_factory.mktemp("fuzz")))


def test_there_are_files_of_every_format(sounds):
    assert tuple(sounds) == KINDS


def test_nothing_happens_that_must_never_happen(outcomes):
    assert {(o.index, o.sound, o.changes): o.violations for o in outcomes if o.violations} == {}


def test_changes_leave_some_files_readable_and_break_others(outcomes):
    read = sum(outcome.reason is None for outcome in outcomes)
    assert FILES * 0.25 < read < FILES * 0.85


def test_a_number_gives_the_same_file_every_time(sounds):
    first, second = (changed_file(17, SEED, sounds) for _ in range(2))
    assert first == second
    assert changed_file(17, SEED + 1, sounds)[1:] != first[1:]


def test_the_table_has_a_line_for_every_format(outcomes):
    lines = summary(outcomes).splitlines()
    assert [line.split()[0] for line in lines[1:]] == [*KINDS, "all"]
    assert lines[-1].split()[1] == str(FILES)
