"""The frame of a document: the action space that most of its cues speak for."""

from __future__ import annotations

from quartier_nlp.findings.candidates import Candidate
from quartier_nlp.findings.extract import Extractor
from quartier_nlp.findings.options import FindingOptions
from quartier_nlp.findings.spaces import PREVAILING
from quartier_nlp.model.vocabulary import Kind
from tests.findings.conftest import MakeDocument

SETTLEMENT = "In der Großwohnsiedlung und im Plattenbau hat jedes Wohnquartier einen Mietertreff."
VILLAGE = "Auf dem Dorf ist das anders."
PLAIN = "Wir haben den Saal für alle geöffnet."


def _spaces(make_document: MakeDocument, *turns: tuple[str, str]) -> tuple[dict[str, float], tuple[str, ...]]:
    """The frame's feature by space for the last turn, and what is decided there."""
    document = make_document(*turns)
    resolver = Extractor.create(FindingOptions(use_encoder=False)).spaces
    evidence = resolver.evidence(document)
    passage = document.passages[-1]
    candidate = Candidate(Kind.APPROACH, 0, len(passage.segment.text), 0.5, "rule:report", "report")
    features = resolver.features(document, evidence, passage, candidate)
    prevailing = {space: own[PREVAILING] for space, own in features.items()}
    return prevailing, resolver.resolve(document, evidence, passage, candidate)


def test_what_most_of_a_document_speaks_of_is_its_frame(make_document: MakeDocument) -> None:
    turns = [("Person 1", SETTLEMENT), ("Person 2", "Ja."), *[("Person 3", "Genau.")] * 8, ("Person 4", PLAIN)]
    prevailing, spaces = _spaces(make_document, *turns)
    assert [space for space, value in prevailing.items() if value] == ["wohnquartier"]
    assert spaces == ("wohnquartier",)


def test_a_document_that_speaks_of_several_has_no_frame(make_document: MakeDocument) -> None:
    city = "In der Innenstadt, in der Fußgängerzone und am Marktplatz ist das anders."
    turns = [("Person 1", "Im Wohnquartier geht das."), ("Person 2", city), ("Person 3", VILLAGE), ("Person 4", PLAIN)]
    prevailing, _ = _spaces(make_document, *turns)
    assert sum(prevailing.values()) <= 1
    assert not prevailing["wohnquartier"]
