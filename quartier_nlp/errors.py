"""One base error and one subclass per remedy.

A message says what went wrong, where, and what the user can do about it. The command line turns
each class into an exit code; stages raise, they never exit.
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar


class QuarantineReason(StrEnum):
    """Why a source cannot be used: what tables, drafts and scripts go by instead of the message's words."""

    PROTECTED = "protected"
    SCAN = "scan"
    SIZE = "size"
    TIME = "time"
    EMPTY = "empty"
    FORMAT = "format"
    ENCODING = "encoding"
    UNSAFE = "unsafe"
    BROKEN = "broken"
    CHANGED = "changed"
    INTERNAL = "internal"


class QuartierError(Exception):
    """Base of every error that this package raises on purpose.

    Attributes:
        exit_code: What a command ends with when the error reaches it.
    """

    exit_code = 1


class SettingsError(QuartierError):
    """A setting is unknown, malformed or out of range: edit ``quartier.toml``."""

    exit_code = 2


class UsageError(QuartierError):
    """A command was called with arguments that do not fit: see ``--help``."""

    exit_code = 2


class SourceError(QuartierError):
    """A source file cannot be read: repair it, convert it or take it out of the corpus.

    Raised by readers for one file; ingestion turns it into a quarantined source and goes on.

    Attributes:
        reason: What the quarantined source is marked with.
    """

    reason: ClassVar[QuarantineReason] = QuarantineReason.BROKEN


class UnknownFormatError(SourceError):
    """No reader takes this content: convert the file to a supported format."""

    reason = QuarantineReason.FORMAT


class LimitError(SourceError):
    """A source exceeds a limit (size, pages, cues, nesting, memory): raise the setting or split the file."""

    reason = QuarantineReason.SIZE


class TimeLimitError(LimitError):
    """A source takes longer to read than allowed: raise the setting or split the file."""

    reason = QuarantineReason.TIME


class ProtectedError(SourceError):
    """A source is encrypted: save it without a password."""

    reason = QuarantineReason.PROTECTED


class EmptyError(SourceError):
    """A source holds no words: export it again or take it out of the corpus."""

    reason = QuarantineReason.EMPTY


class ScanError(SourceError):
    """A source holds pictures of text only: run OCR over it."""

    reason = QuarantineReason.SCAN


class EncodingError(SourceError):
    """The bytes of a text are of no known encoding: save it as UTF-8."""

    reason = QuarantineReason.ENCODING


class UnsafeError(SourceError):
    """A source declares what no program writes and only attacks need: save it again."""

    reason = QuarantineReason.UNSAFE


class ChangedError(SourceError):
    """A source changed or vanished while it was being read: run again."""

    reason = QuarantineReason.CHANGED


class ReaderError(SourceError):
    """A reader failed in a way it does not foresee: convert the file, and report the message."""

    reason = QuarantineReason.INTERNAL


class NothingToDoError(QuartierError):
    """There is no input for the command: point it at a corpus or run the earlier step."""

    exit_code = 3


class QuarantineError(QuartierError):
    """Sources were quarantined and the user asked for ``--strict``."""

    exit_code = 4


class TracesError(QuartierError):
    """Something that was to be forgotten is still there: remove it where the message says and run again."""

    exit_code = 5


class ResourceError(QuartierError):
    """A file that ships with the package is missing or altered: reinstall it."""


class StoreError(QuartierError):
    """The store cannot be opened, is locked or newer than this program."""


class TableError(QuartierError):
    """A table breaks its schema; the message names table, check, column and up to five rows."""
