"""The components as rules: what they vote for and which cues they give. Expected spans stand in brackets."""

from __future__ import annotations

import re

import pytest
from spacy.language import Language

from quartier_nlp.findings.candidates import Candidate
from quartier_nlp.findings.votes import encoder_votes
from quartier_nlp.language.decoding import SpanCandidate
from quartier_nlp.model.vocabulary import Kind


def _marked(text: str) -> tuple[str, str]:
    """Split "wir haben [eine Bank] gebaut" into the plain text and the marked span."""
    found = re.search(r"\[(.+)\]", text)
    assert found is not None
    return re.sub(r"[\[\]]", "", text), found[1]


def _votes(nlp: Language, text: str, kind: Kind) -> dict[str, Candidate]:
    doc = nlp(text)
    return {text[c.start : c.end]: c for c in doc._.candidates if c.kind is kind}


@pytest.mark.parametrize(
    "text",
    [
        "Wir haben die [alte Molkerei am Ortsrand] gekauft.",
        "Das [ehemalige Gasthaus Lamm] steht leer.",
        "Im [Hof der Löwenapotheke] wird getanzt.",
        "da haben wir in der [alten heizzentrale am fliederweg] eine bühne gebaut",
        "Die [Waschküche im Rotdornweg] öffnen wir am Montag.",
        "Wir haben einen [Bauwagen] in den Hof gestellt.",
    ],
)
def test_places_are_whole_noun_phrases(nlp: Language, text: str) -> None:
    plain, span = _marked(text)
    assert span in _votes(nlp, plain, Kind.PLACE)


def test_to_whom_a_place_is_let_is_no_part_of_it(nlp: Language) -> None:
    assert "Halle" in _votes(nlp, "Wir vermieten die Halle an Musiker.", Kind.PLACE)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("wir haben {den [garten] wo} die bänke stehen", Kind.PLACE),
        ("dann geht es {zum [alten Stellwerk] hinauf} und weiter", Kind.PLACE),
        ("sie machen {die [Küche] offen} für alle", Kind.PLACE),
        ("{[Hof hinter Nummer neunzehn]} wird begrünt", Kind.PLACE),
        ("es gibt {[Frühstück für Eigentümer]} jeden Monat", Kind.FORMAT),
        ("sie wollen {[einfach nicht gehen]} heute", Kind.PLACE),
        ("dann {[hat die Stadt den Hof geöffnet und]} gut", Kind.APPROACH),
    ],
)
def test_ragged_edges_of_the_encoder_are_cut(nlp: Language, text: str, kind: Kind) -> None:
    whole, span = _marked(re.sub(r"[{}]", "", text))
    start = re.sub(r"[\[\]]", "", text).index("{")
    end = re.sub(r"[\[\]]", "", text).index("}") - 1
    doc = nlp(whole)
    doc._.encoder_spans = (SpanCandidate(kind, start, end, 0.7, None, 0),)
    assert [whole[vote.start : vote.end] for vote in encoder_votes(doc)] == [span]


def test_place_cues_tell_vacancy_use_and_idioms(nlp: Language) -> None:
    vacant = _votes(nlp, "In dem leeren Schuhhaus am Markt haben wir eine Bühne eingerichtet.", Kind.PLACE)
    assert {"vacant-attribute", "located", "use-verb"} <= set(vacant["leeren Schuhhaus am Markt"].cues)
    idiom = _votes(nlp, "Lassen wir mal die Kirche im Dorf.", Kind.PLACE)
    assert all("idiom" in candidate.cues for candidate in idiom.values())


@pytest.mark.parametrize(
    "text",
    [
        "Dann kam [geloster Bürgerrat] dazu.",
        "Es gibt jetzt [Zaungespräche] bei uns.",
        "so ne [ideenwerkstatt] mit klebepunkten",
        "Das [Planspiel „Ladenschluss“] war gut.",
    ],
)
def test_formats(nlp: Language, text: str) -> None:
    plain, span = _marked(text)
    assert span in _votes(nlp, plain, Kind.FORMAT)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Und [wer zahlt das am Ende?]", "direct"),
        ("[Ob die Statik das hergibt, ist ungeprüft].", "indirect"),
        ("Wir wissen nicht, [wie man die Leute erreicht].", "indirect"),
        ("?? [Brandschutz in der Zwischennutzung]", "marked"),
    ],
)
def test_questions(nlp: Language, text: str, rule: str) -> None:
    plain, span = _marked(text)
    assert _votes(nlp, plain, Kind.OPEN_QUESTION)[span].rule == rule


def test_questions_in_speech_without_punctuation(nlp: Language) -> None:
    text = "und die gemeinde hat dann den saal gekauft und wer zahlt das wenn die förderung ausläuft das weiß keiner"
    votes = _votes(nlp, text, Kind.OPEN_QUESTION)
    assert any(quote.startswith("wer zahlt das") and "weiß keiner" not in quote for quote in votes)
    assert all(
        {"open-cue", "open-cue-next"} & set(c.cues) for quote, c in votes.items() if quote.startswith("wer zahlt")
    )


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("[Man müsste die Schulhöfe am Abend öffnen].", "modal"),
        ("[Wir haben den Laden für drei Monate mietfrei vergeben].", "perfect"),
        ("[Die Durchfahrt wird an vier Samstagen gesperrt].", "passive"),
        ("Wir schlagen vor, [die Höfe gemeinsam zu begrünen].", "infinitive"),
        ("[Leere Läden kartieren]", "bare-infinitive"),
        ("[Einrichtung einer Anlaufstelle für Umnutzungen]", "nominal"),
        ("[Gebt uns die Schlüssel für die Turnhalle].", "imperative"),
        ("[Uns fehlt eine Bank ohne Verzehrzwang].", "missing"),
    ],
)
def test_approaches(nlp: Language, text: str, trigger: str) -> None:
    plain, span = _marked(text)
    assert trigger in _votes(nlp, plain, Kind.APPROACH)[span].cues


def test_writes_span_groups_in_text_order(nlp: Language) -> None:
    doc = nlp("Wir haben in der alten Molkerei ein Erzählcafé gemacht. Wer zahlt das?")
    assert [span.text for span in doc.spans["formats"]] == ["Erzählcafé"]
    assert doc.spans["places"][0].text == "alten Molkerei"
    assert [span.text for span in doc.spans["open_questions"]] == ["Wer zahlt das?"]
    assert all(span.label_ == "approach" for span in doc.spans["approaches"])


def test_pipeline_declares_what_it_needs(nlp: Language) -> None:
    assert not any(problems for problems in nlp.analyze_pipes()["problems"].values())
