"""What a corpus folder holds: regular files inside it, in a fixed order, with what is said of them."""

from __future__ import annotations

import fnmatch
import hashlib
import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from quartier_nlp.errors import NothingToDoError, SettingsError
from quartier_nlp.sources.manifest import (
    MANIFEST,
    Manifest,
    ManifestEntry,
    open_regular,
    read_front_matter,
    read_manifest,
    read_sidecar,
)
from quartier_nlp.sources.reading import Limits

_CHUNK = 1 << 20
_DEEPEST_FOLDER = 64
_NO_SOURCE = re.compile(r"(?:LICEN[SC]E|README|CHANGELOG)(?:\..*)?|Thumbs\.db|desktop\.ini|~\$.*", re.IGNORECASE)
_MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkd"})


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """A file of the corpus.

    Attributes:
        path: Relative to the corpus, with forward slashes; characters that cannot be shown escaped.
        absolute: Where it lies.
        sha256: Of its bytes; of a file over the size limit, of its first bytes and its size.
        entry: What manifest, sidecar and front matter say of it, in this order of precedence.
        problem: Why what its sidecar says cannot be used, in which case the file is not read either: the
            sidecar may state a consent.
        copies: Other files with the same bytes: path and where it lies, in order of path.
    """

    path: str
    absolute: Path
    sha256: str
    entry: ManifestEntry | None = None
    problem: str | None = None
    copies: tuple[tuple[str, Path], ...] = ()

    @property
    def paths(self) -> tuple[str, ...]:
        """Every path of this content, the file's own first."""
        return (self.path, *(path for path, _ in self.copies))


@dataclass(frozen=True, slots=True)
class Discovery:
    """The sources of a corpus, ordered by path, and what the user should know."""

    files: tuple[CorpusFile, ...]
    notices: tuple[str, ...] = ()


def discover(corpus: Path, *, limits: Limits) -> Discovery:
    """List the sources of a corpus.

    Symlinks, hidden files and whatever is no regular file are left out with a notice; of files with
    the same content the first described, else the first by path, is taken.

    Raises:
        NothingToDoError: If there is no such folder.
        SettingsError: If the manifest is broken.
    """
    if not corpus.is_dir():
        raise NothingToDoError(f"{corpus} is no folder: give the folder that holds the transcripts and papers")
    root = corpus.resolve()
    manifest = read_manifest(root)
    notices = list(manifest.notices)
    found: list[CorpusFile] = []
    candidates = dict(_regular_files(root, manifest, notices))
    sidecars = _sidecars(candidates)
    described = {unicodedata.normalize("NFC", name): entry for name, entry in manifest.entries.items()}
    for path in sorted(candidates):
        file = candidates[path]
        if path in sidecars.values() or _is_companion(path, candidates, notices):
            continue
        if file.suffix.lower() == ".toml":
            notices.append(f"{path}: a .toml file that belongs to no source, left out")
            continue
        try:
            entry, problem = _entry(path, file, described, sidecars, candidates, notices)
            found.append(CorpusFile(path, file, _sha256(file, limits), entry, problem))
        except OSError as error:
            notices.append(f"{path}: cannot be read ({error.strerror}), left out")
    known = {unicodedata.normalize("NFC", path) for path in candidates}
    notices.extend(f"{MANIFEST}: {shown(name)} is described but not there" for name in described if name not in known)
    return Discovery(_distinct(found, notices), tuple(notices))


def shown(path: str) -> str:
    """Return a path with control, directional and undecodable characters escaped, and backslashes doubled.

    Without the latter a name could pass for another file's escaped one.
    """
    return "".join(
        char if char.isprintable() and char != "\\" else char.encode("unicode_escape").decode("ascii") for char in path
    )


def _regular_files(root: Path, manifest: Manifest, notices: list[str]) -> Iterator[tuple[str, Path]]:
    def unreadable(error: OSError) -> None:
        notices.append(f"{shown(str(error.filename))}: folder cannot be read ({error.strerror}), left out")

    for folder, names, files in os.walk(root, onerror=unreadable):
        for name in [*names]:
            path = Path(folder, name)
            problem = _unfollowed(path, root)
            if problem is not None or name.startswith("."):
                names.remove(name)
            if problem is not None:
                notices.append(f"{_relative(path, root)}: {problem}")
        names.sort()
        for name in sorted(files):
            path = Path(folder, name)
            relative = _relative(path, root)
            if _is_ignored(relative, name, manifest):
                continue
            problem = _irregular(path, name, root)
            if problem:
                notices.append(f"{relative}: {problem}")
            else:
                yield relative, path


def _relative(path: Path, root: Path) -> str:
    return shown(path.relative_to(root).as_posix())


def _is_ignored(relative: str, name: str, manifest: Manifest) -> bool:
    if relative == MANIFEST or _NO_SOURCE.fullmatch(name):
        return True
    return any(fnmatch.fnmatchcase(relative, glob) or fnmatch.fnmatchcase(name, glob) for glob in manifest.ignore)


def _unfollowed(folder: Path, root: Path) -> str | None:
    if folder.is_symlink():
        return "symbolic link to a folder, not followed"
    if len(folder.relative_to(root).parts) > _DEEPEST_FOLDER:
        return f"folder nested deeper than {_DEEPEST_FOLDER} levels, left out: move it up"
    return None


def _irregular(path: Path, name: str, root: Path) -> str | None:
    if name.startswith("."):
        return "hidden file, left out"
    if path.is_symlink():
        try:
            target = path.resolve()
        except (OSError, RuntimeError):
            return "symbolic link that leads back to itself, left out"
        if not target.is_relative_to(root):
            return "symbolic link that leaves the corpus, left out: copy the file into the corpus"
        if not target.is_file():
            return "symbolic link to nothing, left out"
        if any(part.startswith(".") for part in target.relative_to(root).parts):
            return "symbolic link to a hidden file, left out"
    if not path.is_file():
        return "no regular file, left out"
    if not os.access(path, os.R_OK):
        return "cannot be read, left out: check its permissions"
    return None


def _sidecars(candidates: dict[str, Path]) -> dict[str, str]:
    """Return the sidecar of each file that has one: ``NAME.toml`` or ``NAME.EXT.toml``."""
    found: dict[str, str] = {}
    for path in candidates:
        if path.lower().endswith(".toml"):
            continue
        stem = path.rsplit(".", 1)[0] if "." in path.rsplit("/", 1)[-1] else path
        for sidecar in (f"{path}.toml", f"{stem}.toml"):
            if sidecar in candidates and sidecar not in found.values():
                found[path] = sidecar
                break
    return found


def _is_companion(path: str, candidates: dict[str, Path], notices: list[str]) -> bool:
    folder, _, name = path.rpartition("/")
    if not name.endswith(".json") or "speakers" not in name:
        return False
    main = f"{folder}/{name.replace('speakers', 'speeches', 1)}".lstrip("/")
    if main not in candidates:
        return False
    notices.append(f"{path}: speaking times that belong to {main}, no source of their own")
    return True


def _entry(
    path: str,
    file: Path,
    described: dict[str, ManifestEntry],
    sidecars: dict[str, str],
    candidates: dict[str, Path],
    notices: list[str],
) -> tuple[ManifestEntry | None, str | None]:
    entry = described.get(unicodedata.normalize("NFC", path))
    problem = None
    if path in sidecars:
        try:
            beside, unknown = read_sidecar(candidates[sidecars[path]], sidecars[path])
        except SettingsError as error:
            problem = f"its sidecar cannot be used: {error} (or remove the sidecar)"
        else:
            notices.extend(unknown)
            entry = entry.over(beside) if entry else beside
    if file.suffix.lower() in _MARKDOWN:
        front, unknown = read_front_matter(file, path)
        notices.extend(unknown)
        entry = entry.over(front) if entry else front
    return entry, problem


def _sha256(file: Path, limits: Limits) -> str:
    digest = hashlib.sha256()
    size = file.stat().st_size
    left = size if size <= limits.file_bytes else _CHUNK
    with open_regular(file) as stream:
        while left > 0 and (chunk := stream.read(min(_CHUNK, left))):
            digest.update(chunk)
            left -= len(chunk)
    if size > limits.file_bytes:
        digest.update(f"size {size}".encode())
    return digest.hexdigest()


def _distinct(files: list[CorpusFile], notices: list[str]) -> tuple[CorpusFile, ...]:
    equal: dict[str, list[CorpusFile]] = {}
    for file in sorted(files, key=lambda f: (f.entry is None, f.absolute.is_symlink(), f.path)):
        equal.setdefault(file.sha256, []).append(file)
        first = equal[file.sha256][0]
        if first is not file:
            notices.append(f"{file.path}: the same content as {first.path}, taken once")
    chosen = (
        replace(first, copies=tuple(sorted((copy.path, copy.absolute) for copy in copies)))
        for first, *copies in equal.values()
    )
    return tuple(sorted(chosen, key=lambda f: f.path))
