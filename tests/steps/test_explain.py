"""Explaining findings of a store: by beginnings of ids, without names, with clear words where it cannot be done."""

from __future__ import annotations

import dataclasses
import json
import shutil
from pathlib import Path

import pytest

from quartier_nlp import steps
from quartier_nlp.errors import NothingToDoError, UsageError
from quartier_nlp.model.tables import segments_of, sources_of
from quartier_nlp.model.vocabulary import Kind, SourceStatus
from quartier_nlp.privacy.names import forms_of, is_role_word
from quartier_nlp.settings import Settings
from quartier_nlp.store.life import Place
from quartier_nlp.workspace import Workspace
from tests.conftest import ROOT
from tests.test_cli import quartier


@pytest.fixture
def copied(finished: Workspace, tmp_path: Path) -> Workspace:
    """A store of its own, to change at will."""
    shutil.copy(finished.out / "quartier.db", tmp_path / "quartier.db")
    return dataclasses.replace(finished, out=tmp_path)


@pytest.fixture(scope="module")
def findings(finished: Workspace) -> list[dict[str, object]]:
    """Findings of one small transcript."""
    with finished.open_store() as store:
        sources = store.sources()
        (source_id,) = sources.loc[sources["path"].str.endswith("interview-handel.json"), "source_id"]
        frame = store.findings()
    return frame[frame["source_id"] == source_id].to_dict(orient="records")


def _first(findings: list[dict[str, object]], **wanted: object) -> str:
    return next(str(f["finding_id"]) for f in findings if all(f[name] == value for name, value in wanted.items()))


@pytest.mark.parametrize("kind", list(Kind))
def test_what_the_store_holds_is_what_is_explained(finished, findings, kind):
    finding = next(f for f in findings if f["kind"] == kind and f["state"] == "active")
    told = steps.explain(finished, str(finding["finding_id"])[:10].upper())
    assert told.finding_id == finding["finding_id"]
    assert told.combination.score == finding["score"]
    assert told.found_by == finding["found_by"]
    assert told.source.endswith("interview-handel.json")
    assert told.provenance.speaker.startswith("Person ")
    assert told.provenance.t_start is not None
    assert told.notes == ()


def _naming(name: str) -> set[str]:
    """Longer words of a participant's name, but for an office beside it."""
    return {part for part in name.split() if len(part) > 3 and not (is_role_word(part) and forms_of(name))}


def test_nobody_is_named(finished):
    """Explain findings that quote a participant's name, or stand beside one."""
    with finished.open_store() as store:
        names, found, segments = store.names(), store.findings(), store.segments()
    parts = {source: {part for name in own.values() for part in _naming(name)} for source, own in names.items()}
    texts = dict(zip(segments["segment_id"], segments["text"], strict=True))
    naming = [
        row
        for row in found.itertuples()
        if any(f" {part}" in texts[row.segment_id] for part in parts.get(row.source_id, ()))
    ]
    assert naming, "somebody is named beside a finding"
    quoting = [row for row in naming if any(part in row.quote for part in parts[row.source_id])]
    for row in [*quoting[:2], *naming[:2]]:
        told = repr(steps.explain(finished, row.finding_id))
        shown = {part for part in parts[row.source_id] if f" {part}" in told or f"word:{part.lower()}'" in told}
        assert shown == set()


@pytest.mark.parametrize(
    ("wanted", "message"),
    [("", "is no id"), ("xyz", "is no id"), ("0" * 17, "is no id"), ("0123456789abcdef", "no finding has the id")],
)
def test_an_id_that_nothing_has(finished, wanted, message):
    with pytest.raises(UsageError, match=message):
        steps.explain(finished, wanted)


def test_a_beginning_that_several_have(finished, findings):
    with pytest.raises(UsageError, match=r"is the beginning of \d+ ids: .* and \d+ more"):
        steps.explain(finished, str(findings[0]["finding_id"])[:1])


def test_a_source_that_was_read_anew(copied, findings):
    with copied.open_store() as store:
        (source,) = (s for s in sources_of(store.sources()) if s.source_id == findings[0]["source_id"])
        store.save_source(source, segments_of(store.segments([source.source_id])), {}, key="other")
        wanted = str(findings[0]["finding_id"])
    with pytest.raises(NothingToDoError, match=r"interview-handel\.json has been read anew"):
        steps.explain(copied, wanted)
    with copied.open_store() as store:
        frame = store.findings()
        store.save_findings(source.source_id, frame[frame["source_id"] == source.source_id], key="none")
    with pytest.raises(NothingToDoError, match="no longer found in"):
        steps.explain(copied, wanted)


def test_settings_that_have_changed(finished, findings):
    wanted = _first(findings, state="active", kind="approach")
    strict = Settings(findings={"thresholds": {"approach": 1.0}})
    told = steps.explain(dataclasses.replace(finished, settings=strict), wanted)
    assert told.combination.threshold == 1.0
    assert ["run `quartier analyse`" in note for note in told.notes] == [True]
    blind = Settings(findings={"floor": 1.0})
    with pytest.raises(NothingToDoError, match=r"not found in .* with these settings"):
        steps.explain(dataclasses.replace(finished, settings=blind), wanted)


def test_a_source_that_left_the_corpus(copied, findings):
    with copied.open_store() as store:
        store.life.settle({}, {str(findings[0]["source_id"]): Place(SourceStatus.WITHDRAWN)})
    told = steps.explain(copied, str(findings[0]["finding_id"]))
    assert told.state == "retired"
    assert told.notes == ("the source has left the corpus",)


def test_the_command_shows_it_to_people_and_to_programs(finished, findings):
    wanted = _first(findings, state="active", kind="approach")
    shown = quartier("explain", wanted[:12], "--out", finished.out, cwd=ROOT)
    assert shown.returncode == 0, shown.stderr.decode()
    text = shown.stdout.decode()
    for title in ("Approach:", "In its context", "Votes", "Score", "threshold", "Status", "Action space"):
        assert title in text
    told = json.loads(quartier("explain", wanted, "--json", "--out", finished.out).stdout)
    assert told["finding_id"] == wanted
    assert {"votes", "combination", "alternatives", "statuses", "spaces", "context"} <= set(told)
    assert told["context"]["sentence"] in text
