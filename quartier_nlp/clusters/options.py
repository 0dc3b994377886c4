"""What the clusters stage can be told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from quartier_nlp.model.vocabulary import ACTION_SPACES


class VectorsChoice(StrEnum):
    """Which sentence vectors groups are built on; ``vectors.load`` makes them."""

    USE = "use"
    E5 = "e5"
    USE_E5 = "use+e5"


@dataclass(frozen=True, slots=True)
class ClusterOptions:
    """Settings of the clusters stage.

    Attributes:
        cut: Findings are joined while the average distance (1 - cosine of centred vectors) between
            two groups is at most this; lower gives more and smaller groups.
        cue_weight: Weight of the topics lexicon beside the vectors; 0 groups by vectors alone.
        topic_share: A finding without a topic takes that of its group when at least so much of the
            group has it.
        closeness: And when its cosine to the mean of those that have it is at least this.
        shrinkage: Number of imaginary findings at the shipped reference mean; keeps the mean of a
            small group from following its few members.
        exact_limit: Up to so many findings are linked exactly, more through micro-clusters.
        extra_topics: File with topics of one's own, in the form of ``data/topics.toml``.
        action_spaces: Order of action spaces in the table; others follow by name.
    """

    cut: float = 0.78
    cue_weight: float = 0.7
    topic_share: float = 0.5
    closeness: float = 0.6
    shrinkage: float = 50.0
    exact_limit: int = 5_000
    extra_topics: Path | None = None
    action_spaces: tuple[str, ...] = ACTION_SPACES
