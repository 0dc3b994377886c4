"""What is left of editors' decisions when a speaker is forgotten."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from quartier_nlp.erasure.silence import Silencer
from quartier_nlp.model.records import Correction, Decision, Evidence, Provenance
from quartier_nlp.model.vocabulary import DecisionAction
from quartier_nlp.store import Store
from tests.model.test_tables import APPROACH, SEGMENT, SOURCE


def test_decisions_on_the_speakers_words_go_and_the_name_is_blacked_out(tmp_path: Path) -> None:
    gone = Evidence("0" * 16, 0, 9, "Worte von", Provenance())
    kept = dataclasses.replace(APPROACH, also=(gone,), label="mit Erna Muster reden")
    lost = dataclasses.replace(APPROACH, finding_id="e" * 16, evidence=gone)
    silencer = Silencer(("Person 1",), ("Erna Muster",), lambda _: False)
    with Store.open(f"sqlite:///{tmp_path / 'quartier.db'}") as store:
        store.save_source(SOURCE, [SEGMENT], {}, key="k")
        store.decisions.add(Decision(DecisionAction.RELABEL, kept, Correction(label="Erna Muster fragen")))
        store.decisions.add(Decision(DecisionAction.ACCEPT, lost))
        rows = silencer.decisions(store.decisions.rows_of(SOURCE.source_id), {SEGMENT.segment_id})
        store.forgetting.rewrite({"source_id": SOURCE.source_id}, [SEGMENT], [], [], rows, pseudonyms=(), marks=())
        (left,) = store.decisions.all()
    assert left.seen.finding_id == APPROACH.finding_id
    assert left.seen.also == ()
    assert "Erna" not in f"{left.seen.label} {left.correction.label}"
    assert left.correction.label is not None
    assert left.correction.label.endswith(" fragen")
