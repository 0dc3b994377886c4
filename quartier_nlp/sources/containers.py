"""Checks on zip containers before a parser sees them: entries, unpacked size, ratio, DOCTYPE."""

from __future__ import annotations

import zipfile
from pathlib import Path

from quartier_nlp.errors import LimitError, ProtectedError, SourceError, UnsafeError
from quartier_nlp.sources.reading import Limits

_CHUNK = 1 << 16
#: Parts smaller than this may be packed as well as they like.
_RATIO_FLOOR = 1_000_000
#: As UTF-8 and, NUL bytes taken away, UTF-16 write it.
_DOCTYPE = b"<!DOCTYPE"
_XML = (".xml", ".rels", ".vml")


def names_in(path: Path) -> frozenset[str]:
    """Return the names of a container's parts; empty if it is none."""
    try:
        with zipfile.ZipFile(path) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return frozenset()


def check_container(path: Path, limits: Limits) -> None:
    """Unpack every part of a container to nowhere, counting.

    Raises:
        SourceError: If it is broken, encrypted or holds a DOCTYPE.
        LimitError: If it unpacks to more than allowed.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if len(entries) > limits.parts:
                raise LimitError(
                    f"container with {len(entries)} parts (limit {limits.parts}): save the document again or "
                    "raise ingest.limits.parts"
                )
            total = 0
            for entry in entries:
                total = _check_part(archive, entry, total, limits)
    except zipfile.BadZipFile as error:
        raise SourceError(f"broken container ({error}): open it in an office program and save it again") from error
    except (NotImplementedError, RuntimeError, EOFError, OSError) as error:
        if isinstance(error, RecursionError):
            raise
        raise SourceError(f"unreadable container ({error}): save it again without password") from error


class _Markup:
    """Watches the XML of a part go by."""

    def __init__(self, name: str, limits: Limits) -> None:
        self._name, self._limits = name, limits
        self._elements = 0
        self._tail = b""

    def watch(self, chunk: bytes) -> None:
        plain = chunk.replace(b"\0", b"")  # UTF-16
        if _DOCTYPE in self._tail + plain:
            raise UnsafeError(f"part {self._name!r} declares a DOCTYPE, which no office program writes: save it again")
        self._tail = plain[-len(_DOCTYPE) :]
        self._elements += plain.count(b"<") - plain.count(b"</")
        if self._elements > self._limits.elements:
            raise LimitError(
                f"part {self._name!r} holds more than {self._limits.elements} XML elements: "
                "split the document or raise ingest.limits.elements"
            )


def _check_part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, total: int, limits: Limits) -> int:
    if entry.flag_bits & 0x1:
        raise ProtectedError("the document is encrypted: remove the password and save it again")
    size = 0
    markup = _Markup(entry.filename, limits) if entry.filename.lower().endswith(_XML) else None
    try:
        with archive.open(entry) as part:
            while chunk := part.read(_CHUNK):
                size += len(chunk)
                _check_size(entry, size, total, limits)
                if markup:
                    markup.watch(chunk)
    except (zipfile.BadZipFile, EOFError, ValueError) as error:
        raise SourceError(f"broken part {entry.filename!r} ({error}): save the document again") from error
    except Exception as error:
        if type(error).__module__ in ("zlib", "lzma", "bz2"):
            raise SourceError(f"broken part {entry.filename!r} ({error}): save the document again") from error
        raise
    return total + size


def _check_size(entry: zipfile.ZipInfo, size: int, total: int, limits: Limits) -> None:
    if total + size > limits.unpacked_bytes:
        raise LimitError(
            f"unpacks to more than {limits.unpacked_bytes} bytes (part {entry.filename!r}): "
            "split the document or raise ingest.limits.unpacked_mb"
        )
    if size > _RATIO_FLOOR and size > limits.unpack_ratio * max(1, entry.compress_size):
        raise LimitError(
            f"part {entry.filename!r} unpacks to more than {limits.unpack_ratio} times its size: "
            "this looks like a zip bomb; save the document again or raise ingest.limits.unpack_ratio"
        )
