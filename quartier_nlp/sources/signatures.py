"""Files that are recognised but not read: what they are, and what to do about them."""

from __future__ import annotations

from pathlib import Path

from quartier_nlp.errors import ProtectedError, SourceError, UnknownFormatError

#: First bytes of the container of old and of protected Office files.
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: Name of the stream that holds a protected document, as the container's directory writes it.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DIRECTORY_BYTES = 1 << 20
_PICTURE = "a picture: run OCR over it and save the text, or put the picture into a PDF"
_SOUND = "a recording: transcribe it and put the transcript into the corpus"
_ARCHIVE = "an archive: unpack it into the corpus"
_PROGRAM = "a program: take it out of the corpus"
#: Bytes at an offset and what begins so.
_KNOWN: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG\r\n", _PICTURE),
    (0, b"\xff\xd8\xff", _PICTURE),
    (0, b"GIF8", _PICTURE),
    (0, b"II*\0", _PICTURE),
    (0, b"MM\0*", _PICTURE),
    (8, b"WEBP", _PICTURE),
    (0, b"ID3", _SOUND),
    (0, b"OggS", _SOUND),
    (0, b"fLaC", _SOUND),
    (8, b"WAVE", _SOUND),
    (4, b"ftyp", _SOUND),
    (0, b"\x1aE\xdf\xa3", _SOUND),
    (0, b"7z\xbc\xaf", _ARCHIVE),
    (0, b"Rar!", _ARCHIVE),
    (0, b"\x1f\x8b", _ARCHIVE),
    (0, b"BZh", _ARCHIVE),
    (0, b"\xfd7zXZ", _ARCHIVE),
    (257, b"ustar", _ARCHIVE),
    (0, b"\x7fELF", _PROGRAM),
    (0, b"MZ\x90", _PROGRAM),
    (0, b"SQLite format 3", "a database: export its texts"),
    (0, b"%!PS", "PostScript: convert it to PDF"),
)


def recognised(head: bytes, path: Path) -> SourceError | None:
    """Return why a file of a known foreign format is not read, or None if its format is none of these."""
    if head.startswith(_COMPOUND):
        return _compound(path)
    for offset, start, what in _KNOWN:
        if head.startswith(start, offset):
            return UnknownFormatError(f"this is {what}")
    if head.lstrip().startswith(b"<svg") or (b"<svg" in head[:1024] and b"<html" not in head[:1024].lower()):
        return UnknownFormatError("this is a drawing (SVG): export its text or save it as PDF")
    return None


def _compound(path: Path) -> SourceError:
    with path.open("rb") as file:
        start = file.read(_DIRECTORY_BYTES)
        file.seek(max(0, path.stat().st_size - _DIRECTORY_BYTES))
        end = file.read(_DIRECTORY_BYTES)
    if _ENCRYPTED in start or _ENCRYPTED in end:
        return ProtectedError("the document is encrypted: open it with its password and save it without one")
    return UnknownFormatError("a document of an old Office (DOC, XLS, PPT): save it as DOCX, XLSX or PPTX")
