"""Explanations agree with what extraction decides, because extraction makes them."""

from __future__ import annotations

import dataclasses

import pytest
from spacy.language import Language

from quartier_nlp import report_explanation
from quartier_nlp.findings.document import Document, documents
from quartier_nlp.findings.explain import Target, explain
from quartier_nlp.findings.explanation import Explanation, Outcome
from quartier_nlp.findings.extract import Extractor
from quartier_nlp.findings.options import FindingOptions, Thresholds
from quartier_nlp.findings.scoring import logistic
from quartier_nlp.model.records import Finding
from quartier_nlp.model.vocabulary import FindingState, Kind
from tests.findings.conftest import Turn, make_segments, make_source

ALONE = FindingOptions(use_encoder=False)
TALK: list[Turn] = [
    ("#", "Gruppe Innenstadt"),
    (
        "Person 1",
        "Wir haben in der alten Molkerei am Ortsrand ein Reallabor eingerichtet. Das hat Frau Hertrich gemacht.",
    ),
    ("Person 2", "Man müsste die leeren Läden in der Innenstadt an Gründer vergeben. Das sagt auch Hertrich."),
    ("Person 1", "Wer das auf Dauer bezahlt, weiß bei uns keiner."),
    ("Person 2", "Wie könnte man die leeren Läden im Dorf für Vereine öffnen? Das Reallabor läuft bis Mai."),
]


@pytest.fixture(scope="module")
def document(nlp: Language) -> Document:
    return next(documents([make_source()], make_segments(TALK), nlp, ALONE))


def _of(document: Document, finding: Finding, options: FindingOptions = ALONE) -> Explanation:
    place = finding.evidence
    target = Target(finding.kind, place.segment_id, place.start, place.end)
    found = explain(document, Extractor.create(options), target)
    assert found is not None
    return found


def _explained(document: Document, kind: Kind, quote: str) -> Explanation:
    findings = Extractor.create(ALONE).findings(document)
    return _of(document, next(f for f in findings if f.kind is kind and quote in f.evidence.quote))


def test_every_finding_is_explained_as_it_was_found(document: Document) -> None:
    findings = Extractor.create(ALONE).findings(document)
    assert {finding.kind for finding in findings} == set(Kind)
    for finding in findings:
        told = _of(document, finding)
        for name in ("finding_id", "kind", "label", "action_spaces", "found_by", "state", "reason"):
            assert getattr(told, name) == getattr(finding, name)
        assert told.combination.score == finding.score
        assert {vote.voter for vote in told.votes} == set(finding.found_by)
        assert [c.name for c in told.spaces if c.chosen] == list(finding.action_spaces)
        assert {c.name for c in told.statuses if c.chosen} == ({finding.status} if finding.status else set())
        assert finding.evidence.quote in told.context.sentence


def test_cues_add_up_to_votes_and_votes_to_the_score(document: Document) -> None:
    for finding in Extractor.create(ALONE).findings(document):
        told = _of(document, finding)
        for vote in told.votes:
            assert logistic(sum(cue.log_odds for cue in vote.cues)) == pytest.approx(vote.score, abs=0.002)
        total = sum(term.log_odds for term in told.combination.terms)
        assert logistic(total) == pytest.approx(told.combination.score, abs=0.002)
        assert [vote.counts for vote in told.votes] == [True] + [False] * (len(told.votes) - 1)
        for choice in (*told.statuses, *told.spaces):
            assert sum(term.log_odds for term in choice.terms) == pytest.approx(choice.score, abs=0.002)


def test_the_context_reaches_over_turns_and_stops_at_headings(document: Document) -> None:
    first = _explained(document, Kind.PLACE, "Molkerei").context
    assert first.before is None
    assert first.after is not None
    assert first.after.text == "Das hat Frau Hertrich gemacht."
    approach = _explained(document, Kind.APPROACH, "Gründer").context
    assert approach.before is not None
    assert approach.after is not None
    assert (approach.before.speaker, approach.after.speaker) == ("Person 1", "Person 2")
    assert approach.before.text == "Das hat Frau Hertrich gemacht."


def test_a_mention_further_on_is_listed(document: Document) -> None:
    told = _explained(document, Kind.FORMAT, "Reallabor")
    assert [mention.quote for mention in told.mentions] == ["Reallabor"]


def test_what_else_was_weighed_says_what_became_of_it(document: Document) -> None:
    told = _explained(document, Kind.OPEN_QUESTION, "Wie könnte man")
    others = {(other.kind, other.outcome) for other in told.alternatives if other.overlaps}
    assert (Kind.APPROACH, Outcome.IN_QUESTION) in others
    assert any(other.kind is Kind.PLACE and "Läden" in other.quote for other in told.alternatives)
    assert all("Reallabor" not in other.quote for other in told.alternatives), "another sentence"


def test_the_threshold_decides_between_active_and_candidate(document: Document) -> None:
    strict = dataclasses.replace(ALONE, thresholds=Thresholds(0.999, 0.999, 0.999, 0.999))
    for finding in Extractor.create(strict).findings(document):
        told = _of(document, finding, strict)
        assert (told.state, told.combination.threshold) == (FindingState.CANDIDATE, 0.999)


def test_a_question_that_says_nothing_is_told_that_no_score_is_enough(
    nlp: Language, capsys: pytest.CaptureFixture[str]
) -> None:
    turns = [("Person 1", "Wir haben das Parkdeck geöffnet. Ist das fair? Das weiß keiner.")]
    asked = next(documents([make_source()], make_segments(turns), nlp, ALONE))
    findings = [f for f in Extractor.create(ALONE).findings(asked) if f.evidence.quote.startswith("Ist das fair")]
    assert [finding.state for finding in findings] == [FindingState.CANDIDATE]
    report_explanation.show(_of(asked, findings[0]), as_json=False)
    assert "no score is enough, for the quote says nothing by itself" in " ".join(capsys.readouterr().out.split())


def test_nothing_is_explained_that_is_not_found(document: Document) -> None:
    segment = document.passages[1].segment.segment_id
    assert explain(document, Extractor.create(ALONE), Target(Kind.PLACE, segment, 0, 3)) is None


def test_masking_reaches_text_and_words_among_the_cues(document: Document) -> None:
    def mask(text: str) -> str:
        return text.replace("Hertrich", "Person 3").replace("Gründer", "Person 4").replace("Läden", "Person 5")

    told = _explained(document, Kind.APPROACH, "Gründer")
    assert "word:gründer" in repr(told)
    shown = repr(told.masked(mask))
    assert "Hertrich" not in shown
    assert "gründer" not in shown.lower()
    assert "Person 4" in shown
