"""Turns the morphology model inside the HanTa package into a plain file that can be loaded without pickle.

``python -m training.hanta_model`` rewrites ``quartier_nlp/language/resources/hanta_de.json.gz``. The pickled file
comes with the hash-pinned package and is only ever read here, by whoever maintains the resource.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import pickle
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import HanTa

from quartier_nlp.language.hanta import RESOURCE, TABLES

PICKLED = Path(HanTa.__file__).parent / "morphmodel_ger.pgz"


def _key(key: object) -> str:
    if isinstance(key, tuple):
        return " ".join(str(part) for part in key)
    if isinstance(key, bool):
        return str(int(key))
    return str(key)


def _plain(value: Any) -> Any:
    """Returns ``value`` as JSON knows it; the order of keys is kept, it breaks ties between equal tags."""
    if isinstance(value, Mapping):
        return {_key(key): _plain(item) for key, item in value.items()}
    if isinstance(value, set | frozenset):
        return sorted(value)
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return float(value) if isinstance(value, float) else value


def convert(source: Path, target: Path) -> None:
    """Writes the tables of the pickled model ``source`` as gzipped JSON; the same input gives the same bytes."""
    with gzip.open(source, "rb") as stream:
        tables = pickle.load(stream)  # noqa: S301
    document = {name: _plain(table) for name, table in zip(TABLES, tables, strict=True)}
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb", compresslevel=9, mtime=0) as packed:
        packed.write(text.encode("utf-8"))
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(buffer.getvalue())


def main() -> None:
    """Converts the model of the installed package."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--source", type=Path, default=PICKLED)
    parser.add_argument("--target", type=Path, default=RESOURCE)
    options = parser.parse_args()
    convert(options.source, options.target)


if __name__ == "__main__":
    main()
