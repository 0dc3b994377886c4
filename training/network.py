"""The network: XLM-R encoder with heads for tags, status and sentence classes (PyTorch, training only)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from training.e5 import HIDDEN, FloatArray

MARKED_LAYER = 2  # the mark of the judged text enters here, so that the layers below need no gradient
LAYERS, ATTENTION_HEADS, FEED_FORWARD, POSITIONS = 12, 12, 1536, 512
KIND_COUNT, TAG_COUNT, STATUS_COUNT, SPACE_COUNT, CIMT_COUNT = 4, 3, 3, 4, 3
_EPSILON = 1e-12
_LAYER_PARTS = ("q", "k", "v", "ao", "fi", "fo", "aln", "oln")


class Dropout(nn.Module):
    """Dropout whose masks are slices of one pool: drawing fresh bits took a third of a CPU training step.

    Attention weights are not dropped, so that the fused attention kernel applies.
    """

    POOL = 1 << 23

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share
        self._pools: dict[torch.dtype, Tensor] = {}

    def forward(self, x: Tensor) -> Tensor:
        """Zeroes a share of the values while training and scales the rest up."""
        if not self.training or self.share == 0:
            return x
        if x.dtype not in self._pools:
            self._pools[x.dtype] = (torch.rand(self.POOL, device=x.device) >= self.share).to(x.dtype) / (1 - self.share)
        start = int(torch.randint(self.POOL - x.numel(), ()))
        return x * self._pools[x.dtype][start : start + x.numel()].view(x.shape)


class Layer(nn.Module):
    """One transformer layer, normalised after each part."""

    def __init__(self, dropout: Dropout) -> None:
        super().__init__()
        self.dropout = dropout
        self.q, self.k, self.v, self.ao = (nn.Linear(HIDDEN, HIDDEN) for _ in range(4))
        self.fi, self.fo = nn.Linear(HIDDEN, FEED_FORWARD), nn.Linear(FEED_FORWARD, HIDDEN)
        self.aln, self.oln = nn.LayerNorm(HIDDEN, _EPSILON), nn.LayerNorm(HIDDEN, _EPSILON)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Attention and feed-forward part; ``bias`` is added to the attention logits."""
        batch, length, _ = x.shape
        width = HIDDEN // ATTENTION_HEADS

        def split(y: Tensor) -> Tensor:
            return y.view(batch, length, ATTENTION_HEADS, width).transpose(1, 2)

        q, k, v = split(self.q(x)), split(self.k(x)), split(self.v(x))
        weights = torch.softmax((q / math.sqrt(width)) @ k.transpose(-1, -2) + bias.to(q.dtype), -1)
        attended = weights.to(v.dtype) @ v
        mixed = self.ao(attended.transpose(1, 2).reshape(batch, length, HIDDEN))
        x = self.aln(x + self.dropout(mixed))
        forward = self.fo(functional.gelu(self.fi(x)))
        result: Tensor = self.oln(x + self.dropout(forward))
        return result


class Transformer(nn.Module):
    """Embeddings and layers; ``mark`` is added to the pieces of the text that is judged."""

    def __init__(self, pieces: int, dropout: Dropout) -> None:
        super().__init__()
        self.word, self.pos = nn.Embedding(pieces, HIDDEN), nn.Embedding(POSITIONS, HIDDEN)
        self.typ, self.mark = nn.Parameter(torch.zeros(HIDDEN)), nn.Parameter(torch.zeros(HIDDEN))
        self.ln = nn.LayerNorm(HIDDEN, _EPSILON)
        self.dropout = dropout
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))

    def forward(self, ids: Tensor, mask: Tensor, current: Tensor) -> Tensor:
        """Hidden states of all pieces; ``current`` is one on the text that is judged."""
        x = self.word(ids) + self.pos.weight[: ids.shape[1]] + self.typ
        x = self.dropout(self.ln(x))
        bias = (1.0 - mask[:, None, None, :]) * -1e4
        for depth, layer in enumerate(self.layers):
            if depth == MARKED_LAYER:
                x = x + current.unsqueeze(-1) * self.mark
            x = layer(x, bias)
        return x


@dataclass(frozen=True)
class Scores:
    """Raw outputs: ``tokens`` hidden states, ``pool`` their mean by sentence, the rest logits, ``vector`` [384].

    All but ``tokens`` and ``tags`` have a row for every sentence of a unit, ``[units, sentences, ..]``.
    """

    tokens: Tensor
    pool: Tensor
    tags: Tensor
    present: Tensor
    spaces: Tensor
    cimt: Tensor
    vector: Tensor


class Extractor(nn.Module):
    """Encoder with its heads."""

    def __init__(self, pieces: int, dropout: float) -> None:
        super().__init__()
        self.dropout = Dropout(dropout)
        self.encoder = Transformer(pieces, self.dropout)
        self.tags = nn.Linear(HIDDEN, KIND_COUNT * TAG_COUNT)
        self.sentence = nn.Linear(HIDDEN, KIND_COUNT + SPACE_COUNT + CIMT_COUNT)
        self.status = nn.Linear(2 * HIDDEN, STATUS_COUNT)
        self.vector = nn.Linear(HIDDEN, HIDDEN)
        nn.init.eye_(self.vector.weight)
        nn.init.zeros_(self.vector.bias)

    def forward(self, ids: Tensor, mask: Tensor, current: Tensor, sentences: Tensor) -> Scores:
        """All heads at once; ``sentences`` is one where a piece belongs to the sentence, ``[units, sentences, T]``."""
        x = self.encoder(ids, mask, current)
        pool = pooled(x, sentences)
        dropped = self.dropout(x)
        classes = self.sentence(self.dropout(pool))
        present, spaces, cimt = classes.split((KIND_COUNT, SPACE_COUNT, CIMT_COUNT), -1)
        tags = self.tags(dropped).view(*x.shape[:2], KIND_COUNT, TAG_COUNT)
        return Scores(dropped, pool, tags, present, spaces, cimt, self.vector(pool))

    def status_of(self, tokens: Tensor, pool: Tensor, weights: Tensor) -> Tensor:
        """Status logits of spans given as weights over pieces, one span a row; ``pool`` is that of its sentence."""
        logits: Tensor = self.status(torch.cat([pooled(tokens, weights.unsqueeze(1)).squeeze(1), pool], -1))
        return logits


def pooled(x: Tensor, weights: Tensor) -> Tensor:
    """Weighted means over pieces: ``[units, T, width]`` and ``[units, rows, T]`` give ``[units, rows, width]``."""
    w = weights.to(x.dtype)
    mean: Tensor = (w @ x) / w.sum(-1, keepdim=True).clamp(min=1)
    return mean


def load_backbone(transformer: Transformer, tensors: dict[str, FloatArray], kept: Sequence[int]) -> None:
    """Copies the pretrained weights, of the word embeddings the kept rows."""

    def tensor(name: str) -> Tensor:
        return torch.from_numpy(np.ascontiguousarray(tensors[name]))

    state = {
        "word.weight": tensor("emb.word")[list(kept)],
        "pos.weight": tensor("emb.pos").view(-1, HIDDEN),
        "typ": tensor("emb.type").view(-1, HIDDEN)[0],
        "mark": torch.zeros(HIDDEN),
        "ln.weight": tensor("emb.ln.w"),
        "ln.bias": tensor("emb.ln.b"),
    }
    for i in range(LAYERS):
        for part in _LAYER_PARTS:
            matrix = tensor(f"l{i}.{part}.w")
            if not part.endswith("ln"):
                matrix = matrix.view(FEED_FORWARD if part == "fi" else HIDDEN, -1)
            state[f"layers.{i}.{part}.weight"] = matrix
            state[f"layers.{i}.{part}.bias"] = tensor(f"l{i}.{part}.b")
    transformer.load_state_dict(state)
