"""What people say about their sources: ``MANIFEST.toml``, sidecars and front matter."""

from __future__ import annotations

import datetime
import errno
import os
import stat
import tomllib
from pathlib import Path
from typing import Annotated, Any, BinaryIO, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from quartier_nlp.errors import SettingsError
from quartier_nlp.model.vocabulary import SourceKind
from quartier_nlp.sources.decoding import decode_head
from quartier_nlp.sources.markdown_front import front_matter_values

MANIFEST = "MANIFEST.toml"
_FRONT_BYTES = 8192
_MOST_BYTES = 4_000_000


class ManifestEntry(BaseModel):
    """One source's description; what is None is inferred from the content.

    Attributes:
        speakers: Name or tag of a speaker to the role or organisation that may be shown beside the pseudonym.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=True)

    title: str | None = Field(None, min_length=1)
    event: str | None = None
    date: datetime.date | None = None
    kind: SourceKind | None = None
    action_space: str | None = None
    consent: str | None = None
    language: str | None = Field(None, pattern=r"^[a-z]{2}$")
    origin: str | None = None
    licence: str | None = None
    speakers: dict[str, Annotated[str, Field(min_length=1, max_length=60)]] | None = None

    def over(self, other: ManifestEntry | None) -> ManifestEntry:
        """Return this entry with what it leaves open taken from another."""
        if other is None:
            return self
        own = {name: value for name, value in self if value is not None}
        return other.model_copy(update=own)


class Manifest(BaseModel):
    """A corpus's manifest.

    Attributes:
        entries: By path relative to the corpus.
        ignore: Globs of paths that are no sources.
        notices: Unknown keys.
    """

    model_config = ConfigDict(frozen=True)

    entries: dict[str, ManifestEntry] = Field(default_factory=dict)
    ignore: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


def read_manifest(corpus: Path) -> Manifest:
    """Return the manifest of a corpus; empty if it has none.

    Raises:
        SettingsError: If it is broken; the message names file and line.
    """
    path = corpus / MANIFEST
    if not path.is_file():
        return Manifest()
    if path.is_symlink() and not path.resolve().is_relative_to(corpus.resolve()):
        raise SettingsError(f"{path}: a symbolic link that leaves the corpus: copy the file into the corpus")
    text, data = _toml(path, str(path))
    ignore = data.get("ignore", [])
    if not isinstance(ignore, list) or not all(isinstance(item, str) for item in ignore):
        raise SettingsError(f"{path}: 'ignore' must be a list of globs, e.g. ignore = [\"*.bak\"]")
    rows = data.get("source", [])
    if not isinstance(rows, list):
        raise SettingsError(f"{path}: write each source as [[source]] with double brackets")
    notices = [
        f"{MANIFEST}: unknown key {key!r} ignored" for key in data if key not in ("ignore", "source", "licence", "note")
    ]
    entries: dict[str, ManifestEntry] = {}
    for number, row in enumerate(rows):
        where = f"{path} line {_line_of(text, number)}"
        name = row.get("path") if isinstance(row, dict) else None
        if not isinstance(name, str) or not name:
            raise SettingsError(f"{where}: [[source]] needs a path relative to the corpus")
        if name in entries:
            raise SettingsError(f"{where}: {name!r} is described twice; remove one of the entries")
        entries[name] = _entry({key: value for key, value in row.items() if key != "path"}, where)
        notices.extend(_unknown(row, f"{MANIFEST}, {name}", also=("path",)))
    return Manifest(entries=entries, ignore=tuple(ignore), notices=tuple(notices))


def read_sidecar(path: Path, shown: str) -> tuple[ManifestEntry, tuple[str, ...]]:
    """Return the description in a file's sidecar and notices.

    Raises:
        SettingsError: If it is broken.
    """
    _, data = _toml(path, shown)
    return _entry(data, shown), tuple(_unknown(data, shown))


def read_front_matter(path: Path, shown: str) -> tuple[ManifestEntry | None, tuple[str, ...]]:
    """Return the description at the head of a Markdown file, if it has a valid one, and notices."""
    with open_regular(path) as file:
        text = decode_head(file.read(_FRONT_BYTES))
    values = front_matter_values(text) if text else None
    if not values:
        return None, ()
    known = {key: value for key, value in values.items() if key in ManifestEntry.model_fields and key != "speakers"}
    try:
        return ManifestEntry(**known), tuple(_unknown(values, shown))
    except ValidationError as error:
        return None, (f"{shown}: front matter ignored ({_first(error)})",)


def open_regular(path: Path) -> BinaryIO:
    """Open a file, but never wait for what has taken its place: a pipe, a device.

    Raises:
        OSError: If it cannot be opened or is no regular file.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "no regular file")
        return os.fdopen(descriptor, "rb")
    except OSError:
        os.close(descriptor)
        raise


def _toml(path: Path, shown: str) -> tuple[str, dict[str, Any]]:
    try:
        with open_regular(path) as file:
            data = file.read(_MOST_BYTES + 1)
        if len(data) > _MOST_BYTES:
            raise SettingsError(f"{shown}: more than {_MOST_BYTES} bytes: shorten it")
        text = data.decode("utf-8-sig")
        return text, tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise SettingsError(f"{shown}: not UTF-8 (byte {error.start}): save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{shown}: {error}: correct the line") from error
    except (RecursionError, ValueError) as error:
        raise SettingsError(f"{shown}: no description of a source ({type(error).__name__}): write it anew") from error
    except OSError as error:
        raise SettingsError(f"{shown}: cannot be read ({error.strerror}): check its permissions") from error


def _entry(row: dict[str, Any], where: str) -> ManifestEntry:
    values = {("licence" if key == "license" else key): value for key, value in row.items()}
    try:
        return ManifestEntry(**values)
    except ValidationError as error:
        raise SettingsError(f"{where}: {_first(error)}") from error


def _first(error: ValidationError) -> str:
    first = error.errors()[0]
    field = str(first["loc"][0])  # what stands below it may be a speaker's name
    hints: dict[str, str] = {
        "date": "write it as 2024-05-17",
        "kind": f"one of {', '.join(kind.value for kind in SourceKind)}",
        "speakers": 'write it as a table: [speakers] with lines like "Max Müller" = "Stadtplanung"',
        "language": "two lower-case letters, e.g. de",
    }
    return f"{field}: {first['msg']} ({hints.get(field, 'correct the value')})"


def _unknown(row: dict[str, Any], where: str, also: tuple[str, ...] = ()) -> list[str]:
    known = {*ManifestEntry.model_fields, "license", "note", *also}
    return [f"{where}: unknown key {key!r} ignored" for key in row if key not in known]


def _line_of(text: str, number: int) -> int | Literal["?"]:
    lines = [index for index, line in enumerate(text.split("\n"), 1) if line.strip().startswith("[[source]]")]
    return lines[number] if number < len(lines) else "?"
