"""Peak memory of processes."""

from __future__ import annotations

import resource


def peak_megabytes(who: int = resource.RUSAGE_SELF) -> float:
    """Return the largest resident memory of this process so far, or with ``RUSAGE_CHILDREN`` of any that has ended."""
    return resource.getrusage(who).ru_maxrss / 1024
