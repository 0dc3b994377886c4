"""Weights of a model that ships, as a checkpoint: so that training can go on from it wherever the package is.

What is trained is kept in full precision nowhere: the model in int8 is the only copy that ships. Its weights, seven
significant bits and a scale for each output, are what the model reads documents with, so going on from them loses
nothing that a user had.
"""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

MODEL_SUFFIX = ".onnx"
_WHOLE = re.compile(r"^network\.(?!encoder\.word\.)")
_INTEGERS, _HALVES = "MatMulInteger", "Cast"
_PRODUCT = re.compile(r"/(?:network/)?(?P<module>[\w./]+)/MatMul(?:_quant|_widened)$")


def read_shipped(path: Path) -> dict[str, Tensor]:
    """Reads ``extractor.int8.onnx`` as ``training.export`` writes it.

    Args:
        path: The model.

    Returns:
        Float32 weights by the names of ``training.network.Extractor``, without the word embeddings, which never change.

    Raises:
        ValueError: A weight matrix is of another shape than its scales, so the file is of another export.
    """
    graph = onnx.load(path).graph
    values = {initializer.name: initializer for initializer in graph.initializer}
    state = {
        name.removeprefix("network."): numpy_helper.to_array(value)
        for name, value in values.items()
        if _WHOLE.match(name)
    }
    for node in graph.node:
        product = _PRODUCT.match(node.name)
        if product is None:
            continue
        if node.op_type == _INTEGERS:
            state[_weight(product)] = _widened(values, node.input[1], node.input[3], path)
        elif node.op_type == _HALVES:
            state[_weight(product)] = numpy_helper.to_array(values[node.input[0]]).astype(np.float32).T
    return {name: torch.from_numpy(np.array(value, np.float32)) for name, value in state.items()}


def _weight(product: re.Match[str]) -> str:
    return product["module"].replace("/", ".") + ".weight"


def _widened(values: dict[str, onnx.TensorProto], name: str, zero: str, path: Path) -> np.ndarray:
    """Rows of outputs, as PyTorch keeps them; the graph keeps columns."""
    weights, zeros = (numpy_helper.to_array(values[key]).astype(np.float32) for key in (name, zero))
    scales = numpy_helper.to_array(values[name.removesuffix("quantized") + "scale"])
    if weights.shape[-1:] != scales.shape:
        raise ValueError(f"{path}: {name} has shape {weights.shape}, its scales {scales.shape}")
    widened: np.ndarray = ((weights - zeros) * scales).T
    return widened
