from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from quartier_nlp.language.encoder import CONTRIBUTIONS_FILE, MANIFEST_FILE, SHIPPED, file_hash
from quartier_nlp.language.encoder_contributions import ContributionFeatures, ContributionModel
from training import contributions as fitting
from training.contributions import fit_contributions, held_out, refresh, unit_of, write_contributions
from training.corpus import Contribution
from training.evaluate import class_figures

WISHES = ["Bitte mehr Bänke bauen", "Hier sollte ein Radweg gebaut werden", "Man sollte die Ampel umbauen"]
REASONS = ["Leider ist es dort gefährlich", "Der Weg ist leider viel zu schmal", "Es ist dort leider sehr laut"]
THANKS = ["Vielen Dank", "Danke und viele Grüße", "Viele Grüße und Danke"]
CODES = {"mpos": (1.0, 1.0, 0.0), "premise": (1.0, 0.0, 1.0), "non-arg": (0.0, 0.0, 0.0)}


def _contributions() -> list[Contribution]:
    rows = zip(("mpos", "premise", "non-arg"), (WISHES, REASONS, THANKS), strict=True)
    return [
        Contribution(f"{text}{'.' * i}", left, "", CODES[code], code)
        for code, texts in rows
        for text in texts
        for i, left in enumerate(("", "Am Markt", "Am Markt und am Hof"))
    ]


def test_model_learns_and_survives_the_file(tmp_path: Path) -> None:
    contributions = _contributions()
    model = fit_contributions(contributions)
    write_contributions(model, tmp_path / CONTRIBUTIONS_FILE)
    read = ContributionModel.read(tmp_path / CONTRIBUTIONS_FILE)
    scores = [read.logits(unit_of(c)) for c in contributions]
    assert class_figures(contributions, scores, decide=0.0) == {"A": 1.0, "B": 1.0}
    for contribution, score in zip(contributions, scores, strict=True):
        np.testing.assert_allclose(score, model.logits(unit_of(contribution)), atol=2e-2)


def test_two_fits_write_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.npz", "b.npz"):
        write_contributions(fit_contributions(_contributions()), tmp_path / name)
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()


def test_only_the_heaviest_columns_are_kept() -> None:
    everything, few = (fit_contributions(_contributions(), most=most) for most in (10**6, 40))
    assert ContributionFeatures(few.blocks).width == few.coefficients.shape[1] == 40
    for name, known in few.blocks.items():
        assert set(known) <= set(everything.blocks[name])
        assert [i for i, _ in known.values()] == list(range(len(known)))


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([[0.9, 0.9, 0.1], [0.9, 0.1, 0.9], [0.1, 0.5, 0.5]], {"A": 1.0, "B": 1.0}),
        ([[0.9, 0.1, 0.9], [0.9, 0.9, 0.1], [0.9, 0.5, 0.5]], {"A": 0.4, "B": 0.0}),
    ],
)
def test_class_figures(scores: list[list[float]], expected: dict[str, float]) -> None:
    three = [Contribution("x", "", "", CODES[code], code) for code in ("mpos", "premise", "non-arg")]
    assert class_figures(three, [np.array(s, np.float32) for s in scores]) == expected


def test_refresh_brings_the_manifest_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fitting, "read_training_contributions", lambda: {"X": _contributions()})
    shutil.copy(SHIPPED / MANIFEST_FILE, tmp_path)
    before = json.loads((tmp_path / MANIFEST_FILE).read_text(encoding="utf-8"))
    refresh(tmp_path)
    after = json.loads((tmp_path / MANIFEST_FILE).read_text(encoding="utf-8"))
    assert after["files"].pop(CONTRIBUTIONS_FILE) == file_hash(tmp_path / CONTRIBUTIONS_FILE)
    assert before["files"].pop(CONTRIBUTIONS_FILE)
    assert after == before


def test_held_out_sets_are_not_fitted_on(monkeypatch: pytest.MonkeyPatch) -> None:
    other = {"mpos": "premise", "premise": "mpos", "non-arg": "non-arg"}
    odd = [replace(c, labels=CODES[other[c.code]], code=other[c.code]) for c in _contributions()]
    monkeypatch.setattr(fitting, "read_training_contributions", lambda: {"X": _contributions(), "Y": odd})
    assert held_out() == {"X": {"A": 1.0, "B": 0.0}, "Y": {"A": 1.0, "B": 0.0}}
