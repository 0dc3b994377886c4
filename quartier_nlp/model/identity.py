"""Content-derived identifiers: the same file gives the same ids on every machine."""

from __future__ import annotations

import hashlib

_LENGTH = 16


def source_id(content_sha256: str) -> str:
    """Return the first 16 hex digits of a file's SHA-256."""
    return content_sha256[:_LENGTH]


def segment_id(source: str, seq: int) -> str:
    """Return the id of the segment at position ``seq`` (from 0) of a source."""
    return derived_id("segment", source, str(seq))


def finding_id(source: str, kind: str, segment_seq: int, start: int, end: int) -> str:
    """Return the id of a finding from its source, kind and raw span."""
    return derived_id("finding", source, kind, str(segment_seq), str(start), str(end))


def derived_id(*parts: str) -> str:
    """Return 16 hex digits of a SHA-256 over the parts, unambiguously delimited."""
    digest = hashlib.sha256()
    for part in parts:
        encoded = part.encode("utf-8")
        digest.update(f"{len(encoded)}:".encode())
        digest.update(encoded)
    return digest.hexdigest()[:_LENGTH]
