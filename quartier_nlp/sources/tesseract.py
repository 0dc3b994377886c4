"""Whether Tesseract is installed, and with which languages; nothing heavy is imported for that."""

from __future__ import annotations

import shutil
import subprocess

PROGRAM = "tesseract"
LANGUAGE = "deu"
_TIMEOUT_SECONDS = 10


def program() -> str | None:
    """Return the path of Tesseract, or None."""
    return shutil.which(PROGRAM)


def reads_german() -> bool:
    """Return whether German pages can be read by OCR on this machine."""
    found = program()
    if found is None:
        return False
    try:
        result = subprocess.run(  # noqa: S603 - fixed arguments
            [found, "--list-langs"], capture_output=True, timeout=_TIMEOUT_SECONDS, check=True, text=True
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return LANGUAGE in result.stdout.split()
