"""Writing files, and files that the settings name."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from quartier_nlp.errors import SettingsError


def existing(setting: str, files: Sequence[Path]) -> Sequence[Path]:
    """Return the files of a setting.

    Raises:
        SettingsError: If one of them is not there.
    """
    missing = [str(file) for file in files if not file.is_file()]
    if missing:
        raise SettingsError(f"{setting}: no such file: {', '.join(missing)}")
    return files


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file so that a killed run leaves the old one or the new one, never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
