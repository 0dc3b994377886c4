"""Findings and vectors for tests of the clusters stage."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from quartier_nlp.clusters.options import VectorsChoice
from quartier_nlp.clusters.vectors import Part, UseVectors, Vectors, load, unit
from quartier_nlp.model.identity import derived_id
from quartier_nlp.model.records import Evidence, Finding, NamedPlace, Provenance
from quartier_nlp.model.vocabulary import FindingState, Kind, LabelSource

MakeFinding = Callable[..., Finding]


class WordVectors:
    """Vectors of hashed words: enough to group wordings that share words, and instant."""

    parts = (Part(width=256),)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.zeros((len(texts), 256), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in text.lower().strip("?").split():
                rows[row, int(derived_id(word), 16) % 256] += 1
        return unit(rows).astype(np.float32)


@pytest.fixture
def words() -> Vectors:
    return WordVectors()


@pytest.fixture(scope="session")
def use() -> Vectors:
    vectors = load(VectorsChoice.USE)
    assert isinstance(vectors, UseVectors)
    return vectors


@pytest.fixture
def finding() -> MakeFinding:
    def make(
        label: str,
        *,
        source: str = "a",
        kind: Kind = Kind.OPEN_QUESTION,
        spaces: tuple[str, ...] = ("innenstadt",),
        place: NamedPlace | None = None,
        state: FindingState = FindingState.ACTIVE,
        score: float = 0.9,
        number: int = 0,
    ) -> Finding:
        return Finding(
            finding_id=derived_id(source, kind, label, str(number)),
            source_id=source,
            kind=kind,
            evidence=Evidence("segment", 0, 5, label, Provenance()),
            label=label,
            label_source=LabelSource.PHRASE,
            action_spaces=spaces,
            score=score,
            found_by=("test",),
            named_place=place,
            state=state,
        )

    return make
