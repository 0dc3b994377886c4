"""Bytes to text: byte order mark, strict UTF-8, UTF-16 by its NUL pattern, then Windows-1252."""

from __future__ import annotations

import codecs
from pathlib import Path

from quartier_nlp.errors import EncodingError, LimitError
from quartier_nlp.sources.cleaning import as_raw
from quartier_nlp.sources.reading import Limits

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 4096
_NUL_SHARE = 0.3
_CONTROL_SHARE = 0.01
#: Sound characters beyond ASCII for each broken place that show a text to be UTF-8.
_SOUND_TO_BROKEN = 2


def read_text(path: Path, limits: Limits) -> str:
    """Return a file's text, NFC-normalised with line feeds as line ends.

    Raises:
        EncodingError: If it is no text.
        LimitError: If it has more characters than allowed.
    """
    text = decode(path.read_bytes())
    if len(text) > limits.characters:
        raise LimitError(
            f"{len(text)} characters of text, more than the limit of {limits.characters}: "
            "split the file or raise ingest.limits.characters"
        )
    return text


def decode(data: bytes) -> str:
    """Return the text of a file's bytes.

    Raises:
        EncodingError: If no encoding fits; the message names the offending byte.
    """
    encoding = _encoding(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise EncodingError(
                f"broken {encoding.upper()} text at byte {error.start}: save the file as UTF-8"
            ) from error
        _refuse_damaged(data, error)
        text = _windows(data)
    if "\0" in text:
        position = text.index("\0")
        raise EncodingError(f"NUL character at position {position}: this is not a text file; save it as UTF-8 text")
    return as_raw(text)


def decode_head(head: bytes) -> str | None:
    """Return the text of a file's first bytes, or None if they are not text."""
    encoding = _encoding(head)
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(head, final=False)
    except UnicodeDecodeError:
        if encoding != "utf-8":
            return None
        text = head.decode("cp1252", errors="replace")
    return None if "\0" in text else as_raw(text)


def _encoding(data: bytes) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    if half >= 1:
        if sample[1::2].count(0) / half > _NUL_SHARE and sample[0::2].count(0) == 0:
            return "utf-16-le"
        if sample[0::2].count(0) / half > _NUL_SHARE and sample[1::2].count(0) == 0:
            return "utf-16-be"
    return "utf-8"


def _refuse_damaged(data: bytes, error: UnicodeDecodeError) -> None:
    """Refuse UTF-8 with a few broken bytes: Windows-1252 would make nonsense of all its umlauts."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    if sum(1 for char in text if char > "\x7f") - broken >= _SOUND_TO_BROKEN * broken:
        line = data.count(b"\n", 0, error.start) + 1
        raise EncodingError(
            f"broken UTF-8 in line {line} (byte {data[error.start]:#04x} at {error.start}, {broken} places in all): "
            "correct it and save the file as UTF-8"
        ) from error


def _windows(data: bytes) -> str:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise EncodingError(
            f"unknown encoding (byte {data[error.start]:#04x} at {error.start} is neither UTF-8 nor Windows-1252): "
            "save the file as UTF-8"
        ) from error
    control = sum(1 for char in text if char < " " and char not in "\t\n\r\f")
    if control > _CONTROL_SHARE * len(text):
        raise EncodingError(f"{control} control characters: this is not a text file; convert it to UTF-8 text")
    return text
