"""What a hostile file is and what must become of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from quartier_nlp.errors import QuarantineReason
from quartier_nlp.settings import LimitSettings

#: Stands in files outside the corpus; no word of it may get into the store.
CANARY = "Kanarienvogel7f3a"
#: Limits at which the whole corpus is read within seconds; ``LimitSettings()`` are those of the product.
LOWERED = LimitSettings(
    file_mb=30,
    unpacked_mb=40,
    pages=50,
    cues=20_000,
    paragraphs=20_000,
    parts=2_000,
    elements=200_000,
    memory_mb=1_000,
    cpu_seconds=10,
    wall_seconds=15,
)
#: What ``TALK`` reads as.
WORDS = "Wer zahlt den Strom im Waschhaus? Das weiß keiner. Und die Miete für die Läden? Die Stadt."
TALK = "I: Wer zahlt den Strom im Waschhaus?\nB1: Das weiß keiner.\nI: Und die Miete für die Läden?\nB1: Die Stadt.\n"


@dataclass(frozen=True, slots=True)
class Ground:
    """Where the files are written and what they aim at.

    Attributes:
        folder: The corpus.
        outside: A folder beside it with canaries.
        url: Of a server on this machine that nobody may ask.
        limits: That the files go beyond.
    """

    folder: Path
    outside: Path
    url: str
    limits: LimitSettings

    @property
    def canary(self) -> Path:
        """A text file outside the corpus."""
        return self.outside / "canary.txt"

    @property
    def far_too_many(self) -> int:
        """Paragraphs or cues: five millions at the product's limits."""
        return 25 * self.limits.paragraphs


@dataclass(frozen=True, slots=True)
class Read:
    """The file is read.

    Attributes:
        text: Words that its text holds.
        lacks: Words that it must not hold.
    """

    text: str
    lacks: str = CANARY


@dataclass(frozen=True, slots=True)
class Refused:
    """The file is quarantined.

    Attributes:
        reason: One of the possible reasons.
        message: A part of the message.
    """

    reason: tuple[QuarantineReason, ...]
    message: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """No source at all.

    Attributes:
        notice: What the notice on the file says.
    """

    notice: str


Outcome = Read | Refused | LeftOut
Writer = Callable[[Path, Ground], None]


def refused(*reason: QuarantineReason, message: str = "") -> Refused:
    """Return the outcome of a file that is quarantined."""
    return Refused(reason, message)


@dataclass(frozen=True, slots=True)
class Case:
    """One hostile or broken file.

    Attributes:
        name: Relative to the corpus; bytes where no text encoding has them.
        write: Writes it.
        outcome: What must become of it.
        shown: The path as the program shows it, if not ``name``.
    """

    name: str | bytes
    write: Writer
    outcome: Outcome
    shown: str | None = None

    @property
    def path(self) -> str:
        """The path as the program shows it."""
        return self.shown if self.shown is not None else str(self.name)


def content(data: bytes | str) -> Writer:
    """Return a writer of fixed content."""
    return lambda path, _: (path.write_bytes(data if isinstance(data, bytes) else data.encode()), None)[1]
