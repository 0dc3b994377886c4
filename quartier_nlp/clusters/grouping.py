"""Average-linkage grouping of unit vectors, exact up to a limit and through micro-clusters beyond.

With unit rows the average cosine distance between two groups is one minus the product of their
mean vectors, so the same linkage can go on from micro-clusters that know their size and mean.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform
from sklearn.cluster import MiniBatchKMeans

Labels = NDArray[np.intp]
Matrix = NDArray[np.floating]

#: Distances are rounded so that the order of summation cannot decide a tie.
_DECIMALS = 6
#: Items per micro-cluster aimed at, and the most micro-clusters that are linked.
_PER_MICRO = 8
_MOST_MICRO = 1_500


def group(vectors: Matrix, *, cut: float, exact_limit: int) -> Labels:
    """Return the group number of every row, numbered from 0 by first appearance.

    Args:
        vectors: Rows of unit length.
        cut: Groups are joined while their average distance (1 - cosine) is at most this.
        exact_limit: From more rows than this on, micro-clusters are linked instead of rows.
    """
    count = len(vectors)
    if count < 2:
        return np.zeros(count, dtype=np.intp)
    if count <= exact_limit:
        return by_appearance(_linked(_distances(vectors), cut))
    micro = MiniBatchKMeans(
        n_clusters=min(_MOST_MICRO, max(2, count // _PER_MICRO)),
        random_state=0,
        init="random",
        n_init=1,
        batch_size=4_096,
        max_iter=8,
        reassignment_ratio=0.0,
    ).fit_predict(vectors.astype(np.float32))
    micro = by_appearance(micro)
    sizes = np.bincount(micro).astype(np.float64)
    sums = np.zeros((len(sizes), vectors.shape[1]))
    np.add.at(sums, micro, vectors)
    distances = _between(sums / sizes[:, None])
    return by_appearance(weighted_average_linkage(distances, sizes, cut)[micro])


def by_appearance(labels: NDArray[np.integer]) -> Labels:
    """Return the same grouping with groups numbered from 0 in the order they first appear."""
    _, first, inverse = np.unique(labels, return_index=True, return_inverse=True)
    rank = np.empty(len(first), dtype=np.intp)
    rank[np.argsort(first)] = np.arange(len(first))
    return rank[inverse]


def weighted_average_linkage(distances: Matrix, sizes: Matrix, cut: float) -> Labels:
    """Link items that stand for ``sizes`` rows each and cut the tree at a height.

    Nearest-neighbour chain with the Lance-Williams update of average linkage (Müllner 2011).
    Average linkage never inverts, so merges up to the cut may be applied in any order.
    """
    work = distances.astype(np.float64).copy()
    np.fill_diagonal(work, np.inf)
    state = _Chain(work, sizes.astype(np.float64).copy(), np.arange(len(sizes)))
    chain: list[int] = []
    for _ in range(len(sizes) - 1):
        if not chain:
            chain = [int(np.flatnonzero(np.isfinite(state.sizes))[0])]
        while True:
            last = chain[-1]
            nearest = int(np.argmin(state.work[last]))
            if len(chain) > 1 and state.work[last, chain[-2]] <= state.work[last, nearest]:
                break
            chain.append(nearest)
        right, left = chain.pop(), chain.pop()
        state.merge(left, right, cut)
    return by_appearance(np.array([_root(state.parent, item) for item in range(len(sizes))]))


@dataclass
class _Chain:
    """State of a nearest-neighbour chain run; a merged item's size becomes infinite."""

    work: Matrix
    sizes: Matrix
    parent: NDArray[np.intp]

    def merge(self, left: int, right: int, cut: float) -> None:
        height = self.work[left, right]
        kept, gone = min(left, right), max(left, right)
        row = (self.sizes[kept] * self.work[kept] + self.sizes[gone] * self.work[gone]) / (
            self.sizes[kept] + self.sizes[gone]
        )
        row[[kept, gone]] = np.inf
        self.work[kept] = self.work[:, kept] = row
        self.work[gone] = self.work[:, gone] = np.inf
        self.sizes[kept] += self.sizes[gone]
        self.sizes[gone] = np.inf
        if height <= cut:
            self.parent[_root(self.parent, gone)] = _root(self.parent, kept)


def _root(parent: NDArray[np.intp], item: int) -> int:
    while parent[item] != item:
        item = int(parent[item])
    return item


def _distances(vectors: Matrix) -> Matrix:
    distances = _between(vectors.astype(np.float64))
    np.fill_diagonal(distances, 0.0)
    return distances


def _between(means: Matrix) -> Matrix:
    products = means @ means.T
    return np.round(np.clip(1.0 - (products + products.T) / 2, 0.0, 2.0), _DECIMALS)


def _linked(distances: Matrix, cut: float) -> NDArray[np.integer]:
    return fcluster(linkage(squareform(distances, checks=False), "average"), cut, "distance")
