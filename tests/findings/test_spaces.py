"""What decides the action space beside the sentence: frame, line above a list, closing section, mention."""

from __future__ import annotations

import numpy as np
import pytest

from quartier_nlp.findings.candidates import Candidate
from quartier_nlp.findings.duplicates import Mention, distinct
from quartier_nlp.findings.extract import Extractor
from quartier_nlp.findings.merging import Merged
from quartier_nlp.findings.options import FindingOptions
from quartier_nlp.findings.spaces import PREVAILING
from quartier_nlp.language.components.encoder.encoder import SentenceScores
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


@pytest.mark.parametrize(
    ("lead", "wanted"), [("Flipchart A – Wohnquartier", "wohnquartier"), ("Flipchart B – Innenstadt", "innenstadt")]
)
def test_the_line_above_a_list_counts_like_a_heading(make_document: MakeDocument, lead: str, wanted: str) -> None:
    items = [("-", "Haftpflicht bei offenen Räumen klären"), ("-", "Jeden Freitag den Saal öffnen")]
    _, spaces = _spaces(make_document, ("#", "Kleingruppen"), (None, "Im Dorf fing es an."), (None, lead), *items)
    assert spaces == (wanted,)


def test_a_line_of_another_section_is_not_above_the_list(make_document: MakeDocument) -> None:
    document = make_document(
        (None, "Flipchart A – Wohnquartier"), ("#", "Im Dorf"), ("-", "Jeden Freitag den Saal öffnen")
    )
    resolver = Extractor.create(FindingOptions(use_encoder=False)).spaces
    assert not resolver.evidence(document).leads[-1]


def test_a_closing_section_speaks_of_all_that_the_title_names(make_document: MakeDocument) -> None:
    told = [
        ("#", "Umnutzung in Dörfern und Innenstädten"),
        ("#", "Das Dorf"),
        (None, "Auf dem Dorf hilft der Hofladen."),
    ]
    _, closing = _spaces(make_document, *told, ("#", "7 Fazit"), (None, "Leere Gebäude sollte man öffnen."))
    assert set(closing) == {"innenstadt", "laendlicher_raum"}
    _, village = _spaces(make_document, *told, ("#", "7 Fazit"), (None, "Im Dorf sollte man leere Gebäude öffnen."))
    assert village == ("laendlicher_raum",)


def test_both_kinds_of_space_hold_through_a_passage(make_document: MakeDocument) -> None:
    passage = "Für beide Raumtypen empfiehlt sich ein Fonds. Er sollte die Gebäude kaufen."
    document = make_document(("#", "Dörfer und Innenstädte"), ("#", "Folgen"), (None, passage))
    resolver = Extractor.create(FindingOptions(use_encoder=False)).spaces
    last = document.passages[-1]
    start = passage.index("Er sollte")
    candidate = Candidate(Kind.APPROACH, start, len(passage), 0.5, "rule:modal", "modal")
    found = resolver.resolve(document, resolver.evidence(document), last, candidate)
    assert set(found) == {"innenstadt", "laendlicher_raum"}


def test_running_text_tells_the_space_of_what_stands_in_a_table_too(make_document: MakeDocument) -> None:
    document = make_document(("|", "Probewohnen"), (None, "Im Dorf gab es ein Probewohnen."))
    mentions = []
    for passage in document.passages:
        start = passage.segment.text.index("Probewohnen")
        candidate = Candidate(Kind.FORMAT, start, start + len("Probewohnen"), 0.9, "rule:lexicon", "lexicon")
        mentions.append(Mention(Merged(candidate, (candidate,), 0.9), passage))
    (group,) = distinct(mentions)
    assert (group.main.passage.position, group.told.passage.position) == (0, 1)


def test_the_encoder_hears_the_speaker_and_the_opening_too(make_document: MakeDocument) -> None:
    document = make_document(*[(f"Person {number}", "Das machen wir.") for number in (1, 2, 3, 4, 1)])
    heard = [[4.0, 0, 0, 0], [0, 4.0, 0, 0], [0, 4.0, 0, 0], [0, 4.0, 0, 0], [0, 0, 2.0, 0]]
    for passage, logits in zip(document.passages, heard, strict=True):
        nothing = np.zeros(4, np.float32)
        passage.doc._.sentence_scores = (SentenceScores(nothing, np.array(logits, np.float32), nothing),)
    last = document.passages[-1]
    candidate = Candidate(Kind.APPROACH, 0, len(last.segment.text), 0.5, "encoder", "encoder")
    resolver = Extractor.create(FindingOptions()).spaces
    features = resolver.features(document, resolver.evidence(document), last, candidate)
    assert [own["encoder"] for own in features.values()] == [0, 0, 2, 0]
    assert [own["encoder-speaker"] for own in features.values()] == [2, 0, 1, 0]
    assert [own["encoder-opening"] for own in features.values()] == [1, 3, 0, 0]
    silent = Extractor.create(FindingOptions(use_encoder=False)).spaces
    own = silent.features(document, silent.evidence(document), last, candidate)
    assert not any(name.startswith("encoder") for features in own.values() for name in features)


@pytest.mark.parametrize("encoder", [True, False])
def test_weights_beside_the_encoder_are_not_those_of_cues_alone(encoder: bool) -> None:
    weights = Extractor.create(FindingOptions()).weights
    resolver = Extractor.create(FindingOptions()).spaces
    features = {"sentence:high": 1.0, **({"encoder": 1.0} if encoder else {})}
    own = weights.heard_spaces if encoder else weights.spaces
    assert resolver.score(features) == pytest.approx(sum(own[name] for name in features))
    assert "encoder" not in weights.spaces


@pytest.mark.parametrize(
    ("text", "here", "before"),
    [
        ("Ob Innenstadt, Wohnquartier oder Dorf, man braucht eine Stelle.", True, False),
        ("Das gilt für Innenstadt, Wohnquartier und Dorf. Man braucht eine Stelle.", False, True),
        ("Ob Innenstadt oder Dorf, man braucht eine Stelle.", False, False),
    ],
)
def test_a_sentence_that_names_all_spaces_speaks_of_everywhere(
    make_document: MakeDocument, text: str, here: bool, before: bool
) -> None:
    document = make_document(("Person 1", text))
    resolver = Extractor.create(FindingOptions(use_encoder=False)).spaces
    start = text.index("man braucht") if "man braucht" in text else text.index("Man braucht")
    candidate = Candidate(Kind.APPROACH, start, len(text), 0.5, "rule:need", "need")
    features = resolver.features(document, resolver.evidence(document), document.passages[0], candidate)
    told = {space: (own["all:sentence"], own["all:before"]) for space, own in features.items()}
    assert told.pop("uebergreifend") == (float(here), float(before))
    assert set(told.values()) == {(0.0, 0.0)}
