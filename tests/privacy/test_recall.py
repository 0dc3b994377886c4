"""Recall of masking on the personal data of the development set, from the files as users have them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quartier_nlp.model.tables import segments_frame, sources_frame
from quartier_nlp.privacy.frames import mask_segments, maskers
from quartier_nlp.sources.corpus import discover
from quartier_nlp.sources.ingest import IngestOptions, ingest_many

DEVELOPMENT = Path(__file__).parents[1] / "resources" / "devset"


@pytest.fixture(scope="module")
def texts():
    options = IngestOptions()
    results = list(ingest_many(discover(DEVELOPMENT / "run", limits=options.limits).files, options))
    segments = segments_frame(segment for result in results for segment in result.segments)
    sources = sources_frame(result.source for result in results)
    names = {r.source.source_id: {s.pseudonym: s.name for s in r.speakers} for r in results}
    masked = mask_segments(segments, maskers(sources, segments, names))
    stems = {row.source_id: Path(row.path).stem for row in sources.itertuples()}
    join = lambda frame: {stems[key]: " ".join(group["text"]) for key, group in frame.groupby("source_id")}  # noqa: E731
    return join(segments), join(masked)


def annotated():
    for line in (DEVELOPMENT / "gold" / "pii.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if record.get("where") != "markup":
            yield record


@pytest.mark.parametrize(("kinds", "lowest"), [({"email", "phone"}, 0.95), ({"person"}, 0.9)])
def test_recall(texts, kinds, lowest):
    plain, masked = texts
    present = [
        r
        for r in annotated()
        if r["kind"] in kinds and r.get("role") != "cited_author" and r["quote"] in plain[r["doc"]]
    ]
    leaked = [(r["doc"], r["quote"]) for r in present if r["quote"] in masked[r["doc"]]]
    assert len(present) >= 10
    assert 1 - len(leaked) / len(present) >= lowest, leaked


def test_cited_authors_stay_in_their_citations(texts):
    plain, masked = texts
    cited = [r for r in annotated() if r.get("role") == "cited_author" and r["quote"] in plain[r["doc"]]]
    kept = [r for r in cited if r["quote"] in masked[r["doc"]]]
    assert len(cited) >= 8
    assert len(kept) == len(cited)
