"""Writes the trained network as an int8 ONNX model."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.network import Extractor
from training.shipped import MODEL_SUFFIX, read_shipped

_OPSET = 17
#: Products that stay in full precision. A few values of these two layers are a hundred times the others, and one scale
#: for all of them leaves little of the rest: with them in int8, probabilities of tags move two thirds farther from
#: those of the full network (mean 0.062 instead of 0.037 where a tag is likely), and time falls by only 4 %.
_DELICATE = ("/layers.4/fo/MatMul", "/layers.5/fo/MatMul")


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


def read_checkpoint(path: Path) -> dict[str, Tensor]:
    """Weights by name: of ``last.pt`` or, with less precision, of ``extractor.int8.onnx``."""
    if path.suffix == MODEL_SUFFIX:
        return read_shipped(path)
    state: dict[str, Tensor] = torch.load(path, map_location="cpu", weights_only=True)
    return state


def load_checkpoint(network: Extractor, path: Path) -> None:
    """Loads mean weights, or those of a model that ships; the word embeddings stay those of the backbone."""
    state = read_checkpoint(path)
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
        delicate = _halve_delicate(full)
        quantize_dynamic(
            full,
            target,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            nodes_to_exclude=delicate,
        )


def _halve_delicate(path: Path) -> list[str]:
    """Stores the weights of the delicate products in 16 bits, widened when the model is loaded, and names the nodes."""
    model = onnx.load(path)
    nodes = [node for node in model.graph.node if node.op_type == "MatMul" and node.name.endswith(_DELICATE)]
    if len(nodes) != len(_DELICATE):
        raise ValueError(f"the graph names {len(nodes)} of the nodes {', '.join(_DELICATE)}: the exporter has changed")
    initializers = {initializer.name: initializer for initializer in model.graph.initializer}
    for node in nodes:
        weights = initializers[node.input[1]]
        half = numpy_helper.from_array(numpy_helper.to_array(weights).astype(np.float16), f"{weights.name}_half")
        model.graph.initializer.remove(weights)
        model.graph.initializer.append(half)
        widened = helper.make_node("Cast", [half.name], [weights.name], f"{node.name}_widened", to=TensorProto.FLOAT)
        model.graph.node.insert(0, widened)
    onnx.save(model, path)
    return [node.name for node in nodes]
