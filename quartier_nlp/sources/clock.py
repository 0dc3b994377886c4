"""Times as transcripts write them, in seconds."""

from __future__ import annotations

import re

#: f4 ``#00:01:02-3#``, ``[00:01:02]``, ``[01:02]`` and ``(00:01:02)``.
STAMP = re.compile(
    r"#(?P<f4>\d{1,2}:\d{2}:\d{2}(?:[-.,]\d{1,3})?)#"
    r"|\[(?P<square>\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?)\]"
    r"|\((?P<round>\d{1,2}:\d{2}:\d{2}(?:[.,-]\d{1,3})?)\)"
)
#: ``1:02:03`` or ``2:03``, optionally with a fraction, as a whole.
CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2})(?:[.,-](\d{1,3}))?")
_DURATION = re.compile(
    r"(?:(\d+)\s+(?:Stunden?|hours?))?\s*(?:(\d+)\s+(?:Minuten?|minutes?))?\s*(?:(\d+)\s+(?:Sekunden?|seconds?))?"
)


def seconds(text: str) -> float | None:
    """Return a clock time (``1:02:03.4``, ``2:03``) in seconds, or None."""
    match = CLOCK.fullmatch(text.strip())
    if not match:
        return None
    hours, minutes, rest, fraction = match.groups()
    value = int(hours or 0) * 3600 + int(minutes) * 60 + int(rest)
    return value + (int(fraction) / 10 ** len(fraction) if fraction else 0.0)


def duration(text: str) -> float | None:
    """Return a spelled-out time (``52 Minuten 27 Sekunden``) in seconds, or None."""
    match = _DURATION.fullmatch(text.strip())
    if not match or not any(match.groups()):
        return None
    hours, minutes, rest = (int(part or 0) for part in match.groups())
    return float(hours * 3600 + minutes * 60 + rest)


def stamp_seconds(match: re.Match[str]) -> float:
    """Return the time of a ``STAMP`` match in seconds."""
    value = seconds(match["f4"] or match["square"] or match["round"])
    if value is None:
        raise ValueError(f"not a time stamp: {match.group()!r}")
    return value
