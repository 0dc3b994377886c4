"""How a step tells that it advances, without knowing who watches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol, TypeVar

_T = TypeVar("_T")


class Progress(Protocol):
    """A watcher of steps."""

    def start(self, title: str, total: int) -> Callable[[], None]:
        """Announce a task of ``total`` items and return what to call after each."""
        ...


@dataclass(frozen=True, slots=True)
class Silent:
    """Watches nothing."""

    def start(self, title: str, total: int) -> Callable[[], None]:  # noqa: ARG002
        """Return a call that does nothing."""
        return lambda: None


class Bars:
    """Progress bars on standard error, for a person at a terminal."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as RichProgress

        self._bars = RichProgress(
            TextColumn("{task.description:<22}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
        )

    def start(self, title: str, total: int) -> Callable[[], None]:
        """Show a bar and return what advances it."""
        task = self._bars.add_task(title, total=total)
        return lambda: self._bars.advance(task)

    @contextmanager
    def shown(self) -> Iterator[None]:
        """Show the bars for the time of a ``with`` block."""
        with self._bars:
            yield


@contextmanager
def terminal(*, quiet: bool = False) -> Iterator[Progress]:
    """Give bars while somebody watches standard error, else silence."""
    if quiet or not sys.stderr.isatty():
        yield Silent()
        return
    bars = Bars()
    with bars.shown():
        yield bars


def watched(items: Iterable[_T], title: str, total: int, progress: Progress) -> Iterator[_T]:
    """Yield the items, advancing a bar after each."""
    advance = progress.start(title, total)
    for item in items:
        yield item
        advance()
