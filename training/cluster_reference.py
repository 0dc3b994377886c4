"""Writes the reference means that small groups of findings are centred on.

Usage: ``python -m training.cluster_reference GOLD_DIR`` with a folder of annotated training
documents (``*.jsonl`` with ``type`` and ``label``). The result is deterministic.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

from quartier_nlp.clusters.options import VectorsChoice
from quartier_nlp.clusters.vectors import load
from quartier_nlp.model.vocabulary import Kind

TARGET = Path(__file__).parents[1] / "quartier_nlp" / "clusters" / "data" / "reference_means.npz"
KINDS = (Kind.OPEN_QUESTION, Kind.APPROACH)
ENCODERS = (VectorsChoice.USE, VectorsChoice.E5)


def labels(gold: Path, kind: Kind) -> list[str]:
    """Return the normalised labels of a kind in all annotated documents, sorted and once each."""
    records = (
        json.loads(line) for path in sorted(gold.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()
    )
    return sorted({record["label"] for record in records if record.get("type") == kind and "label" in record})


def write(gold: Path, target: Path) -> None:
    """Write the mean vector of each encoder and kind."""
    means = {}
    for encoder in ENCODERS:
        vectors = load(encoder)
        for kind in KINDS:
            means[f"{encoder}.{kind}"] = np.round(vectors.encode(labels(gold, kind)).mean(axis=0), 6)
    np.savez(target, **means)


if __name__ == "__main__":
    write(Path(sys.argv[1]), TARGET)
