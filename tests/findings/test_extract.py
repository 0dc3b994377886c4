"""From segments to the findings table."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from spacy.language import Language
from spacy.tokens import Span

from quartier_nlp.findings.document import Document, Passage
from quartier_nlp.findings.extract import extract, findings_in
from quartier_nlp.findings.options import FindingOptions, Thresholds
from quartier_nlp.model.records import Finding, NamedPlace
from quartier_nlp.model.tables import findings_of, segments_frame, sources_frame
from quartier_nlp.model.vocabulary import ApproachStatus, FindingState, Kind
from tests.findings.conftest import Turn, make_segments, make_source

ALONE = FindingOptions(use_encoder=False)
TALK: list[Turn] = [
    ("#", "Gruppe Innenstadt"),
    ("Person 1", "Wir haben in der\n   alten Molkerei am Ortsrand ein  Reallabor eingerichtet."),
    ("Person 2", "Man müsste die leeren Läden in der Innenstadt an Gründer vergeben."),
    ("Person 1", "Wer das auf Dauer bezahlt, weiß bei uns keiner."),
    ("Person 2", "Das Reallabor läuft bis Mai."),
]


def _run(nlp: Language, turns: list[Turn] = TALK, options: FindingOptions = ALONE) -> list[Finding]:
    segments, sources = segments_frame(make_segments(turns)), sources_frame([make_source()])
    return list(findings_in(segments, sources, nlp=nlp, options=options))


def _by_kind(findings: list[Finding], kind: Kind) -> list[Finding]:
    return [f for f in findings if f.kind is kind and f.state is FindingState.ACTIVE]


def test_finds_all_four_kinds(nlp: Language) -> None:
    findings = _run(nlp)
    assert [f.evidence.quote for f in _by_kind(findings, Kind.FORMAT)] == ["Reallabor"]
    assert "alten Molkerei am Ortsrand" in [f.evidence.quote for f in _by_kind(findings, Kind.PLACE)]
    assert any("Gründer vergeben" in f.evidence.quote for f in _by_kind(findings, Kind.APPROACH))
    assert any("Wer das auf Dauer bezahlt" in f.evidence.quote for f in _by_kind(findings, Kind.OPEN_QUESTION))


def test_quotes_are_the_clean_text_of_their_raw_range(nlp: Language) -> None:
    segments = {segment.segment_id: segment for segment in make_segments(TALK)}
    for finding in _run(nlp):
        for evidence in (finding.evidence, *finding.also):
            segment = segments[evidence.segment_id]
            start, end = segment.offsets.to_clean(evidence.start, evidence.end)
            assert segment.text[start:end] == evidence.quote
            assert " ".join(segment.raw[evidence.start : evidence.end].split()) == evidence.quote


def test_repeated_mentions_are_kept_beside_the_main_one(nlp: Language) -> None:
    (format_,) = _by_kind(_run(nlp), Kind.FORMAT)
    assert [evidence.quote for evidence in format_.also] == ["Reallabor"]


def test_status_spaces_actors_and_category(nlp: Language) -> None:
    findings = _run(nlp)
    approach = next(f for f in _by_kind(findings, Kind.APPROACH) if "Gründer" in f.evidence.quote)
    assert approach.status is ApproachStatus.PROPOSED
    assert approach.action_spaces == ("innenstadt",)
    assert "kreativwirtschaft" in approach.actors
    assert _by_kind(findings, Kind.FORMAT)[0].category == "erproben"
    assert all(f.status is None and not f.actors for f in findings if f.kind is not Kind.APPROACH)


def test_headings_are_context_only(nlp: Language) -> None:
    turns: list[Turn] = [("#", "Ein Reallabor im Dorf"), ("Person 1", "Guten Abend zusammen.")]
    assert not any(f.kind in {Kind.FORMAT, Kind.PLACE} for f in _run(nlp, turns))


def test_below_the_threshold_findings_stay_as_candidates(nlp: Language) -> None:
    strict = FindingOptions(use_encoder=False, thresholds=Thresholds(0.999, 0.999, 0.999, 0.999))
    findings = _run(nlp, options=strict)
    assert findings
    assert {f.state for f in findings} == {FindingState.CANDIDATE}
    assert all(f.score >= strict.floor for f in findings)


def test_without_any_voter_nothing_is_found(nlp: Language) -> None:
    assert _run(nlp, options=FindingOptions(use_encoder=False, use_rules=False)) == []


def test_table_is_valid_and_the_same_every_time(nlp: Language) -> None:
    segments, sources = segments_frame(make_segments(TALK)), sources_frame([make_source()])
    first = extract(segments, sources, nlp=nlp, options=ALONE)
    second = extract(segments, sources, nlp=nlp, options=ALONE)
    pd.testing.assert_frame_equal(first, second)
    assert findings_of(first) == _run(nlp)
    assert first["finding_id"].is_unique


def test_sources_do_not_see_each_other(nlp: Language) -> None:
    other = "t" * 16
    segments = segments_frame([*make_segments(TALK), *make_segments(TALK, other)])
    sources = sources_frame([make_source(), make_source(source_id=other, path="b.txt")])
    together = findings_in(segments, sources, nlp=nlp, options=ALONE)
    assert [f for f in together if f.source_id == "s" * 16] == _run(nlp)


def test_an_empty_corpus_gives_an_empty_table(nlp: Language) -> None:
    table = extract(segments_frame([]), sources_frame([]), nlp=nlp, options=ALONE)
    assert len(table) == 0


def test_places_are_named_by_the_namer(nlp: Language) -> None:
    def namer(document: Document, passage: Passage, span: Span) -> NamedPlace | None:
        return NamedPlace(span.text.title(), "Hagen") if "Molkerei" in span.text else None

    segments, sources = segments_frame(make_segments(TALK)), sources_frame([make_source()])
    findings = findings_in(segments, sources, nlp=nlp, options=ALONE, namer=namer)
    named = [f for f in findings if f.named_place]
    assert [f.named_place.municipality for f in named if f.named_place] == ["Hagen"]
    assert all(f.kind is Kind.PLACE for f in named)


def test_the_users_lexicon_of_spaces_counts(nlp: Language, tmp_path: Path) -> None:
    file = tmp_path / "raum.toml"
    file.write_text(
        '[action_spaces.laendlicher_raum]\nentries = [{ label = "Klönschnackplatz", certainty = "high" }]\n',
        encoding="utf-8",
    )
    turns: list[Turn] = [("Person 1", "Wir haben am Klönschnackplatz eine Bühne gebaut und vermieten sie.")]
    options = FindingOptions(use_encoder=False, extra_lexicons=(file,))
    spaces = {f.action_spaces for f in _run(nlp, turns, options)}
    assert spaces == {("laendlicher_raum",)}


@pytest.mark.parametrize(
    "hostile", ["", "?", "… — …", "=cmd|' /C calc'!A0", "<script>alert(1)</script>", "😀" * 50, "\u200b"]
)
def test_odd_text_does_no_harm(nlp: Language, hostile: str) -> None:
    _run(nlp, [("Person 1", hostile or " "), ("Person 2", "Man könnte die Halle öffnen.")])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Wir sitzen heute im alten Kornspeicher und reden.", False),
        ("Wir haben im alten Kornspeicher eine Werkstatt eingerichtet.", True),
        ("Das Netz ist ein Tauschplatz für Erfahrungen.", False),
        ("Auf dem leeren Marktplatz haben wir eine Bühne eingerichtet.", True),
    ],
)
def test_where_people_meet_to_talk_and_metaphors_are_no_places(nlp: Language, text: str, told: bool) -> None:
    options = replace(ALONE, thresholds=Thresholds(0.2, 0.2, 0.2, 0.2))
    found = [f.evidence.quote for f in _run(nlp, [("Person 1", text)], options) if f.kind is Kind.PLACE]
    assert any("speicher" in quote or "platz" in quote for quote in found) is told
