"""One base error and one subclass per remedy.

A message says what went wrong, where, and what the user can do about it. The command line turns
each class into an exit code; stages raise, they never exit.
"""


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
    """


class UnknownFormatError(SourceError):
    """No reader takes this content: convert the file to a supported format."""


class LimitError(SourceError):
    """A source exceeds a limit (size, pages, time, memory): raise the setting or split the file."""


class NothingToDoError(QuartierError):
    """There is no input for the command: point it at a corpus or run the earlier step."""

    exit_code = 3


class QuarantineError(QuartierError):
    """Sources were quarantined and the user asked for ``--strict``."""

    exit_code = 4


class ResourceError(QuartierError):
    """A file that ships with the package is missing or altered: reinstall it."""


class StoreError(QuartierError):
    """The store cannot be opened, is locked or newer than this program."""


class TableError(QuartierError):
    """A table breaks its schema; the message names table, check, column and up to five rows."""
