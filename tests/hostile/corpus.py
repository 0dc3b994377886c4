"""Write the hostile corpus: ``python -m tests.hostile.corpus OUT``.

``OUT/corpus`` holds the files, ``OUT/outside`` canaries that nothing may read. ``--full`` makes the large
ones go beyond the product's limits (five million paragraphs) instead of the lowered ones of the tests.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from quartier_nlp.settings import LimitSettings
from tests.hostile import office, pdfs, places, texts, web
from tests.hostile.cases import CANARY, LOWERED, TALK, Case, Ground, Read, Refused

_LARGE = 1_000_000


def cases() -> Iterator[Case]:
    """Return every case, in a fixed order."""
    for module in (texts, web, office, pdfs, places):
        yield from module.cases()


def write_corpus(out: Path, *, limits: LimitSettings = LOWERED, url: str = "http://127.0.0.1:9") -> Ground:
    """Write all files.

    Args:
        out: Folder, made if need be.
        limits: That the large files go beyond.
        url: Address that hostile files ask for.
    """
    ground = Ground(out / "corpus", out / "outside", url, limits)
    ground.folder.mkdir(parents=True)
    ground.outside.mkdir()
    ground.canary.write_text(TALK.replace("Stadt", CANARY))
    (ground.outside / "canary.toml").write_text(f'title = "{CANARY}"\n')
    seen: set[str] = set()
    for case in cases():
        path = Path(os.fsdecode(os.fsencode(ground.folder) + b"/" + os.fsencode(case.name)))
        path.parent.mkdir(exist_ok=True)
        case.write(path, ground)
        if isinstance(case.outcome, Read | Refused):
            _make_distinct(path, seen)
    return ground


def _make_distinct(path: Path, seen: set[str]) -> None:
    """Add empty lines to a file that equals another one: equal files would be taken once."""
    if path.stat().st_size > _LARGE or not os.access(path, os.R_OK):
        return
    data = path.read_bytes()
    while (digest := hashlib.sha256(data).hexdigest()) in seen:
        data += b"\n"
    seen.add(digest)
    if len(data) != path.stat().st_size:
        path.write_bytes(data)


def main() -> None:
    """Write the corpus and say what it holds."""
    parser = argparse.ArgumentParser(description="Write the hostile corpus.")
    parser.add_argument("out", type=Path)
    parser.add_argument("--full", action="store_true", help="go beyond the product's limits, not the lowered ones")
    arguments = parser.parse_args()
    write_corpus(arguments.out, limits=LimitSettings() if arguments.full else LOWERED)
    sys.stdout.write(f"{sum(1 for _ in cases())} files in {arguments.out / 'corpus'}\n")


if __name__ == "__main__":
    main()
