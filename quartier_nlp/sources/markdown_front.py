"""Front matter of Markdown files: flat ``key: value`` or ``key = value`` lines, nothing nested."""

from __future__ import annotations

import re

_FRONT = re.compile(r"\A\ufeff?(?P<fence>---|\+\+\+)[ \t]*\n(?P<body>(?:[^\n]*\n){1,60}?)(?P=fence)[ \t]*(?:\n|\Z)")
_LINE = re.compile(r"(?P<key>[\w-]+)\s*[:=]\s*(?P<value>.*)")
_FILLER = re.compile(r"\s*(?:#.*|- .*|\s+\S.*)?")


def front_matter_length(text: str) -> int:
    """Return how many characters of a text are front matter, 0 if it has none."""
    match = _FRONT.match(text)
    if not match:
        return 0
    lines = match["body"].split("\n")
    keyed = [line for line in lines if _LINE.fullmatch(line)]
    if not keyed or not all(_LINE.fullmatch(line) or _FILLER.fullmatch(line) for line in lines):
        return 0
    return match.end()


def front_matter_values(text: str) -> dict[str, str]:
    """Return the flat values of a text's front matter."""
    body = text[: front_matter_length(text)].split("\n")[1:]
    values: dict[str, str] = {}
    for line in body:
        match = _LINE.fullmatch(line)
        if match and match["value"].strip():
            values[match["key"].lower()] = match["value"].strip().strip("\"'")
    return values
