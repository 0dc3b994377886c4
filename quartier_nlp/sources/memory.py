"""How much memory a process has taken."""

from __future__ import annotations

import resource
import sys
from pathlib import Path


def peak_bytes(process: int | None = None) -> int:
    """Return the largest resident memory of a process, this one if none is given, since its program was started.

    Not ``ru_maxrss`` where the system tells more: a child begins with the peak of the program that started it, so
    that a reader started by a large program would look large itself.

    Raises:
        OSError: The process is gone, or the system does not tell of others.
    """
    try:
        status = Path(f"/proc/{process or 'self'}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        if process is not None:
            raise
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    line = next((line for line in status.splitlines() if line.startswith("VmHWM:")), "VmHWM: 0")
    return int(line.split()[1]) * 1024
