"""Writes the trained network as an int8 ONNX model."""

from __future__ import annotations

import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.network import Extractor

_OPSET = 17


class RuntimeGraph(nn.Module):
    """The network with the outputs that the runtime reads: probabilities and logits, concatenated."""

    def __init__(self, network: Extractor) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, mask: Tensor, current: Tensor, sentences: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Tokens, classes and vectors of the sentences."""
        s = self.network(ids, mask, current, sentences)
        spread = sentences.transpose(1, 2) @ s.pool  # every piece with the pool of its sentence
        status = self.network.status(torch.cat([s.tokens, spread], -1))
        tokens = torch.cat([torch.softmax(s.tags, -1).flatten(2), status], -1)
        sentence = torch.sigmoid(torch.cat([s.present, s.cimt], -1))
        return tokens, sentence, s.vector


def load_checkpoint(network: Extractor, path: Path) -> None:
    """Loads mean weights; the word embeddings stay those of the backbone."""
    state = torch.load(path, map_location="cpu", weights_only=True)
    loaded = network.load_state_dict({name: value.float() for name, value in state.items()}, strict=False)
    if loaded.missing_keys != ["encoder.word.weight"] or loaded.unexpected_keys:
        raise ValueError(f"{path} is no checkpoint of this network: {loaded}")


def export(network: Extractor, target: Path) -> None:
    """Exports with free batch and length, then quantises weights per channel to 7 of 8 bits.

    Seven bits keep the products of unsigned activations and weights within 16 bits on processors without VNNI, so
    that results do not depend on the machine.
    """
    graph = RuntimeGraph(network).eval()
    ids, mask, sentences = torch.randint(5, 1000, (2, 17)), torch.ones(2, 17), torch.zeros(2, 3, 17)
    free = {name: {0: "batch", 1: "length"} for name in ("ids", "mask", "current", "tokens")}
    free |= {name: {0: "batch", 1: "sentences"} for name in ("classes", "vectors")}
    free["sentences"] = {0: "batch", 1: "sentences", 2: "length"}
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        torch.onnx.export(
            graph,
            (ids, mask, mask, sentences),
            str(full),
            input_names=["ids", "mask", "current", "sentences"],
            output_names=["tokens", "classes", "vectors"],
            opset_version=_OPSET,
            dynamo=False,
            dynamic_axes=free,
        )
        quantize_dynamic(full, target, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
