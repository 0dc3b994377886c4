"""Turns a checkpoint into the folder that ships: model, vocabulary, manifest, curves and card.

``python -m training.package --checkpoint last.pt --weights e5-small-q4.bin --dev ROOT --out DIRECTORY``
"""

from __future__ import annotations

import argparse
import json
import logging
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from quartier_nlp.evaluation.curve import best_thresholds
from quartier_nlp.language.encoder import (
    CONTRIBUTIONS_FILE,
    MANIFEST_FILE,
    MODEL_FILE,
    SPACES_FILE,
    VERIFIED_FILES,
    VOCABULARY_FILE,
    Encoder,
    file_hash,
)
from quartier_nlp.language.encoder_spaces import SpaceModel
from quartier_nlp.model.vocabulary import Kind
from training.card import write_card
from training.contributions import fit_contributions, write_contributions
from training.corpus import DATA, KINDS, read_sentences, read_training_contributions
from training.e5 import read_backbone
from training.evaluate import STEPS, cimt_figures, crossed, figures, read_sweep
from training.export import export, load_checkpoint
from training.network import Extractor, load_backbone
from training.spaces import fit_spaces, read_examples, space_accuracy, write_spaces
from training.vocabulary import read_choice

CURVES_FILE, FIGURES_FILE = "curves.json", "figures.json"
NAME = "quartier-extractor"
_LOG = logging.getLogger(__name__)


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def write_manifest(folder: Path, thresholds: Mapping[str, float]) -> None:
    """Writes hashes and thresholds; the runtime refuses files that differ."""
    files = {name: file_hash(folder / name) for name in VERIFIED_FILES}
    _write_json(folder / MANIFEST_FILE, {"name": NAME, "files": files, "thresholds": dict(thresholds)})


def measure(folder: Path, data: Sequence[Path], dev: Path, cimt: list[Path], threads: int = 1) -> dict[str, Any]:
    """Chooses the thresholds on the development documents, writes them and all figures into ``folder``."""
    encoder = Encoder(directory=folder, threads=threads)
    sweep = read_sweep(encoder, dev)
    curves = sweep.curve(STEPS)
    best = best_thresholds(curves)
    write_manifest(folder, {kind: best[Kind(kind)] for kind in KINDS})
    measured = {
        "development": figures(sweep.at(best)),
        "development, thresholds chosen without the document": figures(crossed(sweep)),
        "by document": {name: figures(sweep.at(best, [name])) for name in sweep.documents},
        "cimt": {path.stem.removeprefix("dataset_"): cimt_figures(encoder, path) for path in cimt},
        "action space": round(space_accuracy(SpaceModel.read(folder / SPACES_FILE), read_examples(dev)), 3),
        "bytes": (folder / MODEL_FILE).stat().st_size,
        "documents": [sum(1 for _ in (root / "docs").iterdir()) for root in data],
    }
    columns = ["threshold", "precision", "recall", "f1"]
    rows = {kind: [[getattr(point, name) for name in columns] for point in curves[Kind(kind)]] for kind in KINDS}
    _write_json(folder / CURVES_FILE, {"columns": columns, "curves": rows})
    _write_json(folder / FIGURES_FILE, measured)
    return measured


def package(
    checkpoint: Path, weights: Path, data: Sequence[Path], dev: Path, cimt: list[Path], folder: Path
) -> dict[str, Any]:
    """Exports ``checkpoint`` with the vocabulary beside it, fits the models beside it and measures the result.

    Args:
        checkpoint: Weights that were trained.
        weights: Weights before training.
        data: What they were trained on: ``training/data`` and further folders with ``docs/`` and ``gold/``.
        dev: Folder with ``docs/`` and ``gold/`` for thresholds and figures.
        cimt: CIMT sets that were not trained on.
        folder: Where the model goes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    backbone = read_backbone(weights)
    kept = read_choice(backbone)
    network = Extractor(len(kept), 0.0)
    load_backbone(network.encoder, backbone.tensors, kept)
    load_checkpoint(network, checkpoint)
    export(network, folder / MODEL_FILE)
    shutil.copyfile(checkpoint.with_name(VOCABULARY_FILE), folder / VOCABULARY_FILE)
    examples = [example for root in data for example in read_examples(root)]
    write_spaces(fit_spaces(examples, read_sentences(data[0])), folder / SPACES_FILE)
    contributions = [contribution for own in read_training_contributions().values() for contribution in own]
    write_contributions(fit_contributions(contributions), folder / CONTRIBUTIONS_FILE)
    write_manifest(folder, dict.fromkeys(KINDS, 0.5))
    measured = measure(folder, data, dev, cimt)
    write_card(folder, measured)
    return measured


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--data", type=Path, action="append", default=[], help="further data beside training/data")
    parser.add_argument("--dev", type=Path, required=True, help="folder with docs/ and gold/ for the thresholds")
    parser.add_argument("--cimt", type=Path, nargs="*", default=[], help="CIMT sets that were not trained on")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    data = [DATA, *options.data]
    measured = package(options.checkpoint, options.weights, data, options.dev, options.cimt, options.out)
    _LOG.info(json.dumps(measured, indent=1))


if __name__ == "__main__":
    main()
