"""Weights, merging of votes, duplicates, status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from spacy.language import Language

from quartier_nlp.errors import ResourceError
from quartier_nlp.findings.candidates import Candidate
from quartier_nlp.findings.document import Passage
from quartier_nlp.findings.duplicates import Mention, distinct
from quartier_nlp.findings.merging import Fate, Merged, judge
from quartier_nlp.findings.scoring import Scorer, log_odds, logistic
from quartier_nlp.findings.status import rejection_reason, status_cues, status_of
from quartier_nlp.findings.weights import CombinationWeights, CueWeights, KindWeights, read, shipped_weights
from quartier_nlp.model.vocabulary import ApproachStatus, Kind
from tests.findings.conftest import MakeDocument

COMBINATION = CombinationWeights(bias=0.0, encoder=1.0, rules=0.5, without_encoder=-2.0, without_rules=-0.5)
SCORER = Scorer(
    {
        kind: KindWeights(rules=CueWeights(bias=-1.0, cues={"good": 3.0, "bad": -3.0}), combination=COMBINATION)
        for kind in Kind
    }
)


def _rule(start: int, end: int, *cues: str, kind: Kind = Kind.APPROACH) -> Candidate:
    return Candidate(kind, start, end, 0.5, "rule:modal", "modal", cues)


def _encoder(start: int, end: int, score: float, kind: Kind = Kind.APPROACH) -> Candidate:
    return Candidate(kind, start, end, score, "encoder", "encoder", status_probs=(0.8, 0.1, 0.1))


def test_log_odds_and_back() -> None:
    assert logistic(log_odds(0.3)) == pytest.approx(0.3)
    assert log_odds(1.0) == pytest.approx(-log_odds(0.0))
    assert logistic(-800) == pytest.approx(0.0)


def _kept(votes: list[Candidate], *, encoder_on: bool) -> list[Merged]:
    judged = judge(votes, SCORER, encoder_on=encoder_on, rules_on=True)
    return [merged for merged, fate in judged if fate is Fate.KEPT]


def test_cues_add_up() -> None:
    good, bad = SCORER.rule(_rule(0, 9, "good")), SCORER.rule(_rule(0, 9, "good", "bad"))
    assert good == pytest.approx(logistic(2.0))
    assert bad == pytest.approx(logistic(-1.0))


def test_votes_for_the_same_clause_are_one_finding() -> None:
    merged = _kept([_encoder(2, 40, 0.6), _rule(0, 45, "good")], encoder_on=True)
    assert len(merged) == 1
    assert merged[0].found_by == ("encoder", "rule:modal")
    assert (merged[0].candidate.start, merged[0].candidate.end) == (0, 45), "the clause has cleaner edges"
    assert merged[0].candidate.status_probs == (0.8, 0.1, 0.1)


def test_agreement_scores_higher_than_one_voter() -> None:
    both = SCORER.combined(Kind.APPROACH, 0.6, 0.7, both_on=True)
    assert both > SCORER.combined(Kind.APPROACH, 0.6, None, both_on=True)
    assert both > SCORER.combined(Kind.APPROACH, None, 0.7, both_on=True)


def test_either_voter_works_alone() -> None:
    assert SCORER.combined(Kind.PLACE, None, 0.7, both_on=False) == 0.7
    assert SCORER.combined(Kind.PLACE, 0.6, None, both_on=False) == pytest.approx(0.6)


def test_a_rule_speaks_for_one_piece_of_a_question_that_the_encoder_heard_in_pieces() -> None:
    votes = [
        _encoder(0, 40, 0.6, Kind.OPEN_QUESTION),
        _encoder(60, 75, 0.6, Kind.OPEN_QUESTION),
        _rule(0, 110, "good", kind=Kind.OPEN_QUESTION),
    ]
    whole, piece = _kept(votes, encoder_on=True)
    assert whole.found_by == ("encoder", "rule:modal")
    assert piece.found_by == ("encoder",)
    assert whole.score > piece.score


def test_of_overlapping_findings_of_a_kind_the_best_stays_and_kinds_nest() -> None:
    votes = [_rule(0, 30, "good"), _rule(10, 50), _rule(12, 20, "good", kind=Kind.PLACE)]
    merged = _kept(votes, encoder_on=False)
    assert [(m.candidate.kind, m.candidate.start) for m in merged] == [(Kind.APPROACH, 0), (Kind.PLACE, 12)]


def test_shipped_weights_know_every_kind_and_status() -> None:
    weights = shipped_weights()
    assert set(weights.kinds) == set(Kind)
    assert set(weights.status) == {status.value for status in ApproachStatus}


def test_broken_weights_name_the_file(tmp_path: Path) -> None:
    file = tmp_path / "weights.json"
    file.write_text(json.dumps({"kinds": {}, "status": {}, "spaces": {}, "more": 1}), encoding="utf-8")
    with pytest.raises(ResourceError, match="not a weights file"):
        read(file)


def _mentions(make_document: MakeDocument, kind: Kind, *texts: str) -> list[Mention]:
    document = make_document(*[("Person 1", text) for text in texts])
    found = []
    for passage in document.passages:
        for candidate in passage.doc._.candidates:
            if candidate.kind is kind:
                found.append(Mention(Merged(candidate, (candidate,), candidate.score), passage))
    return found


@pytest.mark.parametrize(
    ("texts", "count"),
    [
        (("Wir haben einen Bauwagen.", "Unser Bauwagen ist bunt."), 1),
        (("Die Waschküche im Rotdornweg ist leer.", "Die Waschküche am Drosselhang auch."), 2),
        (("Die alten Säle stehen leer.", "Ein Saal reicht uns."), 1),
    ],
)
def test_places_with_the_same_noun_are_one_unless_located_apart(
    make_document: MakeDocument, texts: tuple[str, ...], count: int
) -> None:
    mentions = _mentions(make_document, Kind.PLACE, *texts)
    groups = distinct(mentions)
    assert len(groups) == count
    assert sum(1 + len(group.others) for group in groups) == len(mentions) == 2


@pytest.mark.parametrize(
    ("text", "quote", "status"),
    [
        ("Man müsste die Schulhöfe abends öffnen.", "Man müsste die Schulhöfe abends öffnen", ApproachStatus.PROPOSED),
        (
            "Wir haben den Laden mietfrei an Gründer vergeben.",
            "Wir haben den Laden mietfrei an Gründer vergeben",
            ApproachStatus.PRACTISED,
        ),
        (
            "Den Stadtgutschein haben wir nach einem Jahr wieder eingestellt.",
            "Den Stadtgutschein haben wir nach einem Jahr wieder eingestellt",
            ApproachStatus.REJECTED,
        ),
        (
            "Wir haben mal einen Lieferdienst aufgezogen. Das hat nichts gebracht.",
            "Wir haben mal einen Lieferdienst aufgezogen",
            ApproachStatus.REJECTED,
        ),
    ],
)
def test_status(make_document: MakeDocument, text: str, quote: str, status: ApproachStatus) -> None:
    passage: Passage = make_document(("Person 1", text)).passages[0]
    votes = [c for c in passage.doc._.candidates if c.kind is Kind.APPROACH and c.start < len(quote)]
    cues = sorted({cue for vote in votes for cue in vote.cues})
    candidate = Candidate(Kind.APPROACH, 0, len(quote), 1.0, "gold", "gold")
    assert status_of(status_cues(passage, candidate, cues), (), shipped_weights().status) is status


def test_reason_is_taken_from_the_text(nlp: Language) -> None:
    doc = nlp("Das Heizhaus umbauen haben wir verworfen, weil Asbest drin ist. Schade.")
    assert rejection_reason(doc[:6]) == "weil Asbest drin ist"
    assert rejection_reason(nlp("Das haben wir gelassen.")[:4]) is None
    doc = nlp("Wir haben abends aufgemacht, zwei Sommer lang, und da haben wir's dann gelassen.")
    assert rejection_reason(doc[:4]) is None
    doc = nlp("Den Steg haben wir abgebaut, da das Holz faul war.")
    assert rejection_reason(doc[:5]) == "da das Holz faul war"
    doc = nlp("Den Umbau haben wir gelassen, weil er 900.000 Euro kostet. Schade.")
    assert rejection_reason(doc[:5]) == "weil er 900.000 Euro kostet"
