"""Fits the n-grams that judge citizens' contributions beside the encoder's head.

``python -m training.contributions --model DIRECTORY`` fits them, writes them into the folder of any encoder and brings
its manifest up to date; ``--held-out`` shows what the n-grams alone reach on sets that they were not fitted on.
"""

from __future__ import annotations

import argparse
import json
import logging
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from quartier_nlp.language.encoder import CONTRIBUTIONS_FILE, MANIFEST_FILE, SHIPPED, file_hash
from quartier_nlp.language.encoder_contributions import (
    BLOCKS,
    ContributionFeatures,
    ContributionModel,
    Weights,
    parts,
    phrases,
)
from quartier_nlp.language.encoder_spaces import ngrams
from quartier_nlp.language.encoder_tokens import Unit
from training.corpus import Contribution, read_training_contributions
from training.evaluate import class_figures
from training.ngrams import known_ngrams, sparse_matrix

_INVERSE_REGULARISATION = 2.0
_FEWEST = {"characters": 5, "words": 3, "before": 3, "after": 3}
_KEPT_COLUMNS = 40_000
_LOG = logging.getLogger(__name__)


def unit_of(contribution: Contribution) -> Unit:
    """The sentence between its neighbours."""
    return Unit(contribution.text, left=contribution.left, right=contribution.right)


def _blocks(units: Sequence[Unit]) -> dict[str, Weights]:
    texts = [parts(unit) for unit in units]
    blocks: dict[str, Weights] = {"characters": known_ngrams([u.text for u in units], ngrams, _FEWEST["characters"])}
    for name in BLOCKS[1:]:
        blocks[name] = known_ngrams([text[name] for text in texts], phrases, _FEWEST[name])
    return blocks


def _matrix(units: Sequence[Unit], blocks: Mapping[str, Weights]) -> csr_matrix:
    features = ContributionFeatures(blocks)
    return sparse_matrix([features.of(unit) for unit in units], features.width)


def _fitted(
    matrix: csr_matrix, labels: npt.NDArray[np.bool_]
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """Coefficients and intercept of one model a class, each as if the class were as frequent as the rest."""
    coefficients, intercepts = [], []
    for wanted in labels.T:
        model = LogisticRegression(
            C=_INVERSE_REGULARISATION, class_weight="balanced", solver="liblinear", random_state=0
        )
        model.fit(matrix, wanted)
        coefficients.append(model.coef_[0])
        intercepts.append(model.intercept_[0])
    return np.array(coefficients, np.float32), np.array(intercepts, np.float32)


def _chosen(blocks: Mapping[str, Weights], coefficients: npt.NDArray[np.float32], most: int) -> dict[str, Weights]:
    """The blocks with only those columns whose coefficients weigh most for any class."""
    heaviest = np.argsort(-np.abs(coefficients).max(axis=0), kind="stable")[:most]
    keep = set(heaviest.tolist())
    chosen: dict[str, Weights] = {}
    start = 0
    for name in BLOCKS:
        left = [(gram, value) for gram, (i, value) in blocks[name].items() if start + i in keep]
        chosen[name] = {gram: (i, value) for i, (gram, value) in enumerate(left)}
        start += len(blocks[name])
    return chosen


def fit_contributions(contributions: Sequence[Contribution], *, most: int = _KEPT_COLUMNS) -> ContributionModel:
    """Fits on everything, keeps the ``most`` heaviest columns and fits again on those."""
    units = [unit_of(contribution) for contribution in contributions]
    labels = np.array([c.labels for c in contributions]) > 0
    blocks = _blocks(units)
    coefficients, _ = _fitted(_matrix(units, blocks), labels)
    blocks = _chosen(blocks, coefficients, most)
    coefficients, intercept = _fitted(_matrix(units, blocks), labels)
    return ContributionModel(blocks, coefficients, intercept)


def write_contributions(model: ContributionModel, path: Path) -> None:
    """Writes the arrays that ``ContributionModel.read`` reads."""
    np.savez_compressed(path, allow_pickle=False, **model.arrays())


def refresh(folder: Path) -> None:
    """Fits anew, writes the model into the folder of an encoder and its hash into the manifest."""
    contributions = [c for own in read_training_contributions().values() for c in own]
    write_contributions(fit_contributions(contributions), folder / CONTRIBUTIONS_FILE)
    path = folder / MANIFEST_FILE
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["files"][CONTRIBUTIONS_FILE] = file_hash(folder / CONTRIBUTIONS_FILE)
    path.write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def held_out(most: int = _KEPT_COLUMNS) -> dict[str, dict[str, float]]:
    """Figures of the n-grams alone on every training set, fitted on the others."""
    sets, found = read_training_contributions(), {}
    for name, own in sets.items():
        model = fit_contributions([c for other in sets if other != name for c in sets[other]], most=most)
        found[name] = class_figures(own, [model.logits(unit_of(c)) for c in own], decide=0.0)
    return found


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--model", type=Path, default=SHIPPED, help="folder of the encoder; the shipped one if left out"
    )
    parser.add_argument(
        "--held-out", action="store_true", help="write nothing; log the n-grams' figures by set left out"
    )
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    if options.held_out:
        _LOG.info(json.dumps(held_out(), indent=1))
    else:
        refresh(options.model)


if __name__ == "__main__":
    main()
