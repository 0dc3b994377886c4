"""Ends of approaches that the encoder cut in the middle of a clause."""

from __future__ import annotations

import pytest
from spacy.language import Language

from quartier_nlp.findings.candidates import Candidate
from quartier_nlp.findings.merging import ENCODER, Fate, Merged
from quartier_nlp.findings.quote_ends import completed, whole_end, whole_start
from quartier_nlp.model.vocabulary import Kind

SENTENCE = "Es sollte auch im Winter möglich sein, dort zu sitzen."


@pytest.mark.parametrize(
    ("text", "cut", "whole"),
    [
        (SENTENCE, "Es sollte auch", "Es sollte auch im Winter möglich sein"),
        ("Die Gemeinde könnte den Laden an Gründer geben.", "Die Gemeinde könnte den", "alles"),
        ("Wenn auch auf die Barrierefreiheit geachtet würde.", "auf die Barrierefreiheit geachtet", "alles"),
        ("Wir haben eine Werkstatt (mit Küche und Hof) gebaut.", "eine Werkstatt (mit Küche", "(mit Küche und Hof)"),
        ("Eine Duldung wäre hier sinnvoll, sagen viele.", "Eine Duldung wäre", "sinnvoll"),
        # the first words of a clause that is not told
        ("Das hat sie schlafen lassen, obwohl wir dagegen waren.", "Das hat sie schlafen lassen, obwohl", "waren"),
        ("Er schließt es zu, weil er das am besten von allen im Haus kann.", "Er schließt es zu, weil er", "zu"),
        ("Es gibt einen Zettel, den die Kinder malen, und Kaffee.", "Es gibt einen Zettel, den die", "Kinder malen"),
        ("da gibt es ein lager und zwei mal im jahr einen ball", "gibt es ein lager und zwei mal", "ein lager"),
        # whole already
        ("Wir haben Bänke und Tische gebaut, und zwar viele.", "Wir haben Bänke und Tische gebaut", "gebaut"),
        ("Wir nutzen Block drei und vier im Winter.", "Wir nutzen Block drei und vier", "vier"),
        ("Die Gemeinde sollte den Laden öffnen und die Schule streichen.", "sollte den Laden öffnen", "Laden öffnen"),
        ("Mehr Bänke am Markt wären schön.", "Mehr Bänke", "Mehr Bänke"),
        ("Ich finde, dass man den Laden öffnen sollte, und zwar bald.", "dass man den Laden öffnen sollte", "sollte"),
    ],
)  # fmt: skip
def test_goes_on_to_the_end_of_what_is_open(nlp: Language, text: str, cut: str, whole: str) -> None:
    start = text.index(cut)
    end = whole_end(nlp(text), start, start + len(cut))
    assert text[:end].endswith(text.rstrip(".") if whole == "alles" else whole)


@pytest.mark.parametrize(
    ("text", "cut", "opens"),
    [
        ("Der Verein legte die Parzellen zusammen und baute.", "die Parzellen zusammen und baute", "legte"),
        ("Zum einen legte der Verein die Parzellen zusammen.", "die Parzellen zusammen", "legte"),
        ("Sie stellte Sessel, einen Ofen hinein und gab den Schlüssel ab.", "einen Ofen hinein und gab", "stellte"),
        ("Sie stellte einen Ofen hinein und gab den Schlüssel ab.", "einen Ofen hinein und gab", "stellte"),
        # whole already, another verb's particle, the verb of another clause
        ("Der Verein öffnete den Laden und baute die Theke auf.", "den Laden und baute die Theke auf", "den"),
        ("Wer kommt, den Laden schließt er auf.", "den Laden schließt er auf", "den"),
        ("Man sagt, dass es geht.", "dass es geht", "dass"),
        ("Die Parzellen legte er zusammen.", "Die Parzellen legte er zusammen", "Die"),
    ],
)  # fmt: skip
def test_begins_at_the_verb_of_its_particle(nlp: Language, text: str, cut: str, opens: str) -> None:
    start = text.index(cut)
    assert text[whole_start(nlp(text), start, start + len(cut)) :].startswith(opens)


@pytest.mark.parametrize(
    ("score", "fate", "ends"),
    [(0.2, Fate.OVERLAPPED, "möglich sein"), (0.5, Fate.KEPT, "Es sollte auch")],
)
def test_takes_a_scrap_along_but_no_other_approach(nlp: Language, score: float, fate: Fate, ends: str) -> None:
    first = _found(SENTENCE, "Es sollte auch", 0.6)
    second = _found(SENTENCE, "im Winter möglich sein", score)
    one, two = completed([(first, Fate.KEPT), (second, Fate.KEPT)], nlp(SENTENCE))
    assert SENTENCE[: one[0].candidate.end].endswith(ends)
    assert two[1] is fate


def _found(text: str, quote: str, score: float) -> Merged:
    start = text.index(quote)
    candidate = Candidate(
        kind=Kind.APPROACH, start=start, end=start + len(quote), score=score, found_by=ENCODER, rule=ENCODER
    )
    return Merged(candidate, (candidate,), score, score)
