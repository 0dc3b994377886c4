"""Fits the network on a CPU: mixed batches, several losses, an exponential mean of the weights."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from quartier_nlp.language.encoder_tokens import PADDING, PackedUnit, PieceTokenizer, Unit, pack
from training.examples import IGNORED, Example
from training.network import Extractor, Scores, Transformer, pooled

_LOG = logging.getLogger(__name__)

#: Weights of approach, place, format and open question in the loss of the tags: the rare kinds learn late.
KIND_WEIGHTS = (1.0, 1.3, 2.0, 1.0)
_HALF_PRECISION = ("amx_bf16", "avx512_bf16")


@dataclass(frozen=True)
class Recipe:
    """How the shipped model was trained.

    Attributes:
        steps: Optimiser steps; the learning rate falls to zero over them.
        minutes: Time after which training ends even with fewer steps; the rate follows whichever is nearer its end.
        documents, sentences, contributions, distilled: Units of each sort in a batch.
        encoder_rate, head_rate: Peak learning rates; the encoder collapses above 1.5e-4 without side tasks.
        frozen_layers: Lowest layers that stay as they are.
        layer_decay: Factor on the rate from one layer to the one below it.
        warm_up: Share of the steps with rising rate.
        context_weight: Weight of tags on context pieces against those of the text.
        mean_decay: Decay of the exponential mean of the weights.
        taught: Share of the teachers' opinion in the losses of tags and presence, where there are teachers.
        chunk: Units that pass through the network together after sorting by length.
        checkpoint_minutes: How often the mean weights are written.
    """

    steps: int = 2200
    minutes: float = 150.0
    documents: int = 32
    sentences: int = 6
    contributions: int = 6
    distilled: int = 6
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    frozen_layers: int = 2
    layer_decay: float = 0.93
    warm_up: float = 0.08
    dropout: float = 0.1
    context_weight: float = 0.3
    mean_decay: float = 0.995
    taught: float = 0.5
    chunk: int = 14
    seed: int = 7
    checkpoint_minutes: float = 8.0


def half_precision(device: str) -> torch.autocast:
    """Products in bfloat16, but for processors without such instructions, where that is twenty times slower."""
    able = device != "cpu" or any(torch.cpu.get_capabilities().get(name) for name in _HALF_PRECISION)
    return torch.autocast(device, torch.bfloat16, enabled=able)


@dataclass(frozen=True)
class Streams:
    """Where the batches come from; ``texts`` are for distillation."""

    documents: Iterator[Example]
    sentences: Iterator[Example]
    contributions: Iterator[Example]
    texts: Sequence[str]


def collate(units: Sequence[PackedUnit], device: str = "cpu") -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Ids, attention mask, mask of the judged text and of its sentences, padded on the right."""
    length, most = max(len(u.ids) for u in units), max(len(u.breaks) + 1 for u in units)
    ids = torch.full((len(units), length), PADDING)
    mask, current = torch.zeros(len(units), length), torch.zeros(len(units), length)
    sentences = torch.zeros(len(units), most, length)
    for i, unit in enumerate(units):
        ids[i, : len(unit.ids)] = torch.tensor(unit.ids)
        mask[i, : len(unit.ids)] = 1
        current[i, : len(unit.ids)] = torch.from_numpy(unit.current)
        sentences[i, : len(unit.breaks) + 1, : len(unit.ids)] = torch.from_numpy(unit.sentences)
    return ids.to(device), mask.to(device), current.to(device), sentences.to(device)


@torch.no_grad()
def teach_vectors(
    transformer: Transformer, tokenizer: PieceTokenizer, texts: Sequence[str], device: str = "cpu"
) -> Tensor:
    """Unit vectors of the untouched encoder as e5 makes them, minus their mean."""
    transformer.eval()
    units = [pack(tokenizer, Unit("passage: " + text)) for text in texts]
    # e5 knows no context: <s> text </s>
    plain = [PackedUnit([0, *u.ids[u.first : u.first + len(u.offsets)], 2], 1, u.offsets, [], []) for u in units]
    vectors = torch.zeros(len(plain), transformer.ln.normalized_shape[0])
    order = sorted(range(len(plain)), key=lambda i: len(plain[i].ids))
    for k in range(0, len(order), 64):
        rows = order[k : k + 64]
        ids, mask, _, _ = collate([plain[i] for i in rows], device)
        with half_precision(device):
            x = transformer(ids, mask, torch.zeros_like(mask))
        vectors[rows] = functional.normalize(pooled(x.float(), mask[:, None])[:, 0], dim=-1).cpu()
    return (vectors - vectors.mean(0)).to(device)


def tag_loss(logits: Tensor, examples: Sequence[Example]) -> Tensor:
    """Cross entropy of the tags, weighted by piece and kind."""
    length, device = logits.shape[1], logits.device
    tags = torch.full((len(examples), length, logits.shape[2]), IGNORED)
    weights = torch.zeros(len(examples), length)
    for i, example in enumerate(examples):
        if example.tags is not None and example.weights is not None:
            tags[i, : len(example.tags)] = torch.from_numpy(example.tags)
            weights[i, : len(example.weights)] = torch.from_numpy(example.weights)
    tags, weights = tags.to(device), weights.to(device)
    losses = functional.cross_entropy(
        logits.float().flatten(0, 2), tags.flatten(), ignore_index=IGNORED, reduction="none"
    ).view(tags.shape)
    weighed = weights.unsqueeze(-1) * torch.tensor(KIND_WEIGHTS, device=device) * (tags != IGNORED)
    return (losses * weighed).sum() / weighed.sum().clamp(min=1)


@dataclass(frozen=True)
class Opinion:
    """Mean probabilities of the teachers: tags ``[units, T, kinds, tags]``, presence ``[units, sentences, kinds]``."""

    tags: Tensor
    present: Tensor


def taught_loss(scores: Scores, opinion: Opinion, examples: Sequence[Example], context_weight: float) -> Tensor:
    """Cross entropy against what the teachers say, on every unit that has labels of any sort."""
    judged = [i for i, example in enumerate(examples) if example.tags is not None or example.cimt is not None]
    weights = torch.zeros(scores.tags.shape[:2])
    sentences = torch.zeros(scores.present.shape[:2])
    for i in judged:
        packed = examples[i].packed
        weights[i, 1 : len(packed.ids)] = context_weight
        weights[i, packed.first : packed.first + len(packed.offsets)] = 1.0
        sentences[i, : len(packed.breaks) + 1] = 1.0
    weights, sentences = weights.to(scores.tags.device), sentences.to(scores.tags.device)
    by_kind = -(opinion.tags * functional.log_softmax(scores.tags.float(), -1)).sum(-1)
    weighed = weights.unsqueeze(-1) * torch.tensor(KIND_WEIGHTS, device=weights.device)
    tags = (by_kind * weighed).sum() / weighed.sum().clamp(min=1)
    present = functional.binary_cross_entropy_with_logits(scores.present.float(), opinion.present, reduction="none")
    return 4 * tags + (present.mean(-1) * sentences).sum() / sentences.sum().clamp(min=1)


def status_loss(network: Extractor, scores: Scores, examples: Sequence[Example]) -> Tensor:
    """Cross entropy of the status over all approach spans."""
    spans = [(i, *span) for i, example in enumerate(examples) for span in example.statuses]
    device = scores.tokens.device
    if not spans:
        return torch.zeros((), device=device)
    weights = torch.zeros(len(spans), scores.tokens.shape[1])
    for row, (_, first, last, _, _) in enumerate(spans):
        weights[row, first:last] = 1
    rows, sentences = torch.tensor([span[0] for span in spans]), torch.tensor([span[4] for span in spans])
    logits = network.status_of(scores.tokens[rows], scores.pool[rows, sentences], weights.to(device))
    return functional.cross_entropy(logits.float(), torch.tensor([span[3] for span in spans], device=device))


def class_loss(logits: Tensor, targets: Sequence[Sequence[tuple[float, ...]]]) -> Tensor:
    """Binary cross entropy over the sentences that have a target; ``logits`` is ``[units, sentences, classes]``."""
    rows = [(i, j) for i, target in enumerate(targets) for j in range(len(target))]
    if not rows:
        return torch.zeros((), device=logits.device)
    wanted = torch.tensor([row for target in targets for row in target], device=logits.device)
    units, sentences = torch.tensor(rows).unbind(1)
    return functional.binary_cross_entropy_with_logits(logits[units, sentences].float(), wanted)


def _optional(target: tuple[float, ...] | None) -> Sequence[tuple[float, ...]]:
    return () if target is None else (target,)


def _freeze(encoder: Transformer, layers: int) -> None:
    """Keeps embeddings and the lowest layers as they are."""
    lowest = [encoder.word, encoder.pos, encoder.ln, *encoder.layers[:layers]]
    for parameter in [encoder.typ, *(p for module in lowest for p in module.parameters())]:
        parameter.requires_grad_(False)


class Trainer:
    """Holds network, mean weights and optimiser of one run; ``teachers`` are networks trained before."""

    def __init__(
        self,
        network: Extractor,
        tokenizer: PieceTokenizer,
        recipe: Recipe,
        device: str = "cpu",
        teachers: Sequence[Extractor] = (),
    ) -> None:
        self.network = network
        self._teachers = [teacher.eval() for teacher in teachers]
        self._device = device
        self.recipe = recipe
        self._tokenizer = tokenizer
        _freeze(network.encoder, recipe.frozen_layers)
        self._optimiser = torch.optim.AdamW(self._groups(), weight_decay=0.01, fused=True)
        self._peaks = [group["lr"] for group in self._optimiser.param_groups]
        self._mean = {name: value.detach().clone() for name, value in network.state_dict().items()}

    def _groups(self) -> list[dict[str, object]]:
        recipe, encoder = self.recipe, self.network.encoder
        heads = [p for name, p in self.network.named_parameters() if not name.startswith("encoder.")]
        groups: list[dict[str, object]] = [{"params": [*heads, encoder.mark], "lr": recipe.head_rate}]
        layers = len(encoder.layers)
        for depth, layer in enumerate(encoder.layers):
            rate = recipe.encoder_rate * recipe.layer_decay ** (layers - 1 - depth)
            if depth >= recipe.frozen_layers:
                groups.append({"params": list(layer.parameters()), "lr": rate})
        return groups

    def _set_rates(self, progress: float) -> None:
        warm = self.recipe.warm_up
        factor = progress / warm if progress < warm else (1 - progress) / (1 - warm)
        for group, peak in zip(self._optimiser.param_groups, self._peaks, strict=True):
            group["lr"] = peak * max(0.0, factor)

    def _update_mean(self, step: int) -> None:
        decay = min(self.recipe.mean_decay, (1 + step) / (10 + step))
        for name, value in self.network.state_dict().items():
            if name != "encoder.word.weight":
                self._mean[name].lerp_(value, 1 - decay)

    @torch.no_grad()
    def _opinion(self, batch: tuple[Tensor, Tensor, Tensor, Tensor]) -> Opinion:
        """What the teachers, of which there are some, say on the mean."""
        said = [teacher(*batch) for teacher in self._teachers]
        tags = torch.stack([torch.softmax(s.tags.float(), -1) for s in said]).mean(0)
        return Opinion(tags, torch.stack([torch.sigmoid(s.present.float()) for s in said]).mean(0))

    def _forward(self, units: Sequence[PackedUnit]) -> tuple[Scores, Opinion | None, list[int]]:
        """Scores and opinions in the order of length, and that order; chunks keep the padding small."""
        order = sorted(range(len(units)), key=lambda i: len(units[i].ids))
        longest, most = len(units[order[-1]].ids), max(len(u.breaks) + 1 for u in units)
        parts, opinions = [], []
        for k in range(0, len(order), self.recipe.chunk):
            batch = collate([units[i] for i in order[k : k + self.recipe.chunk]], self._device)
            s = self.network(*batch)
            grow, rows = longest - s.tokens.shape[1], [0, 0, 0, most - s.pool.shape[1]]
            tokens, tags = functional.pad(s.tokens, [0, 0, 0, grow]), functional.pad(s.tags, [0, 0, 0, 0, 0, grow])
            by_sentence = (functional.pad(part, rows) for part in (s.present, s.spaces, s.cimt, s.vector))
            parts.append((tokens, functional.pad(s.pool, rows), tags, *by_sentence))
            if self._teachers:
                said = self._opinion(batch)
                opinions.append((functional.pad(said.tags, [0, 0, 0, 0, 0, grow]), functional.pad(said.present, rows)))
        opinion = Opinion(*(torch.cat(column) for column in zip(*opinions, strict=True))) if opinions else None
        return Scores(*(torch.cat(column) for column in zip(*parts, strict=True))), opinion, order

    def _loss(self, examples: list[Example], texts: list[str], targets: Tensor) -> dict[str, Tensor]:
        units = [e.packed for e in examples] + [pack(self._tokenizer, Unit(text)) for text in texts]
        blank = [Example(unit) for unit in units[len(examples) :]]
        scores, opinion, order = self._forward(units)
        ordered = [(examples + blank)[i] for i in order]
        distilled = [row for row, i in enumerate(order) if i >= len(examples)]
        wanted = targets[[order[row] - len(examples) for row in distilled]]
        vectors = scores.vector[distilled, 0].float()
        own = 1.0 if opinion is None else 1.0 - self.recipe.taught
        losses = {
            "tags": 4 * own * tag_loss(scores.tags, ordered),
            "present": own * class_loss(scores.present, [e.present for e in ordered]),
            "spaces": 0.5 * class_loss(scores.spaces, [_optional(e.spaces) for e in ordered]),
            "cimt": class_loss(scores.cimt, [_optional(e.cimt) for e in ordered]),
            "status": 0.5 * status_loss(self.network, scores, ordered),
            "distilled": (1 - functional.cosine_similarity(vectors, wanted, dim=-1)).mean(),
        }
        if opinion is not None:
            losses["taught"] = self.recipe.taught * taught_loss(scores, opinion, ordered, self.recipe.context_weight)
        return losses

    def fit(self, streams: Streams, teacher: Tensor, directory: Path) -> None:
        """Trains for ``recipe.steps`` and leaves ``last.pt`` (mean weights) in ``directory``."""
        recipe, draw = self.recipe, np.random.default_rng(self.recipe.seed)
        counts = (recipe.documents, recipe.sentences, recipe.contributions)
        sources = (streams.documents, streams.sentences, streams.contributions)
        started = saved = time.monotonic()
        sums: dict[str, float] = {}
        for step in range(1, recipe.steps + 1):
            self.network.train()
            elapsed = (time.monotonic() - started) / (60 * recipe.minutes)
            if elapsed >= 1:
                break
            self._set_rates(max(step / recipe.steps, elapsed))
            examples = [next(s) for s, n in zip(sources, counts, strict=True) for _ in range(n)]
            chosen = draw.integers(0, len(streams.texts), recipe.distilled).tolist()
            with half_precision(self._device):
                losses = self._loss(examples, [streams.texts[i] for i in chosen], teacher[chosen])
            self._optimiser.zero_grad(set_to_none=True)
            torch.stack(list(losses.values())).sum().backward()
            torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
            self._optimiser.step()
            self._update_mean(step)
            for name, loss in losses.items():
                sums[name] = sums.get(name, 0.0) + float(loss.detach()) / 20
            if step % 20 == 0:
                now = time.monotonic()
                shown = " ".join(f"{name} {value:.3f}" for name, value in sums.items())
                _LOG.info("step %d of %d, %.0f s: %s", step, recipe.steps, now - started, shown)
                sums = {}
                if now - saved > 60 * recipe.checkpoint_minutes:
                    self.save(directory / f"step{step:05d}.pt")
                    saved = now
        self.save(directory / "last.pt")

    def save(self, path: Path) -> None:
        """Writes the mean weights in half precision, without the word embeddings, which never change."""
        kept = {name: value.half().cpu() for name, value in self._mean.items() if name != "encoder.word.weight"}
        torch.save(kept, path)
