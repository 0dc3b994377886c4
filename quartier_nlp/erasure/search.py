"""Looks for traces in every file of a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from quartier_nlp.erasure.contents import contents
from quartier_nlp.erasure.traces import Hits, Traces


@dataclass(frozen=True, slots=True)
class Found:
    """Traces in one place.

    Attributes:
        where: File and part, or table and column.
        hits: How many.
    """

    where: str
    hits: Hits


@dataclass(frozen=True, slots=True)
class Searched:
    """What was searched.

    Attributes:
        files: Number of files.
        found: Where traces stand.
        closed: Files that cannot be opened in full, for which nothing is proved.
    """

    files: int = 0
    found: tuple[Found, ...] = ()
    closed: tuple[str, ...] = ()


def files_below(folders: Iterable[Path]) -> Iterator[Path]:
    """Yield every regular file in and below folders, hidden ones too, once, in order."""
    seen: set[Path] = set()
    for folder in folders:
        found = [folder] if folder.is_file() else sorted(folder.rglob("*"))
        for path in found:
            if path.is_file() and not path.is_symlink() and path.resolve() not in seen:
                seen.add(path.resolve())
                yield path


def search(
    traces: Traces, files: Iterable[Path], more: Callable[[Path], Iterable[str] | None] = lambda _: ()
) -> Searched:
    """Look for traces in files and in what is packed inside them.

    Args:
        traces: What to look for.
        files: Where.
        more: Further texts of a file that only a reader can extract; None if it cannot be opened.
    """
    count = 0
    found: list[Found] = []
    closed: list[str] = []
    for path in files:
        count += 1
        try:
            by_part: dict[str, Hits] = {}
            unread = False
            for content in contents(path):
                if content.text is None:
                    unread = True
                elif hits := traces.find(content.text):
                    by_part[content.part] = by_part.get(content.part, Hits()) + hits
            extra = more(path)
            unread = unread or extra is None
            for text in extra or ():
                if hits := traces.find(text):
                    by_part["text"] = by_part.get("text", Hits()) + hits
        except OSError:
            closed.append(str(path))
            continue
        if unread:
            closed.append(str(path))
        found += [Found(f"{path}{f', {part}' if part else ''}", hits) for part, hits in by_part.items()]
    return Searched(count, tuple(found), tuple(closed))
