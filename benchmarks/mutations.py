"""Changes to real files as accidents and attackers make them, the same for the same random numbers."""

from __future__ import annotations

import copy
import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence

from lxml import etree

Change = Callable[[bytes, random.Random], bytes]
_MOST_BYTES = 8_000_000
_MOST_COPIED = 1_000_000
_ODD_BYTES = (
    b"\0", b"\0\0\0\0",
    b"\xff\xfe", b"\xef\xbb\xbf", b"\xff", b"\x80", b"\r\n\r\n", b"\x1a", b"<", b">", b"{", b"}", b"[",
    b"]", b'"', b"\\", b"&", b"&#0;", b"&#x110000;", b"<!--", b"]]>", b"-->", b"%", b"\xed\xa0\x80", b"\xc2\xb2",
    "\u202e\u200b".encode(), "e\u0301".encode(), b"00:00:00.000 --> 00:00:00.000\n", b"WEBVTT\n", b"endobj",
    b"stream\n",
)  # fmt: skip
_ODD_NUMBERS = (
    b"-1",
    b"0",
    b"1",
    b"65536",
    b"2147483648",
    b"99999999999999999999",
    b"1e308",
    b"-1e308",
    b"NaN",
    b"0.0",
)
_NUMBER = re.compile(rb"\d+(?:\.\d+)?")
_TAG = re.compile(rb"<[^<>]{1,200}>")
_REFERENCE = re.compile(rb"\b(\d{1,6}) 0 R\b")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_OBJECT = re.compile(rb"\d+ \d+ obj\b.*?\bendobj", re.DOTALL)


def _span(data: bytes, rng: random.Random, most: int = 4096) -> tuple[int, int]:
    start = rng.randrange(len(data)) if data else 0
    return start, min(len(data), start + rng.randint(1, most))


def flip_bits(data: bytes, rng: random.Random) -> bytes:
    """Flip up to 40 bits."""
    changed = bytearray(data)
    for _ in range(rng.randint(1, 40) if data else 0):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def truncate(data: bytes, rng: random.Random) -> bytes:
    """Cut the end off, or the head."""
    cut = rng.randrange(len(data) + 1)
    return data[:cut] if rng.random() < 0.8 else data[cut:]


def drop(data: bytes, rng: random.Random) -> bytes:
    """Take a stretch out."""
    start, end = _span(data, rng)
    return data[:start] + data[end:]


def repeat(data: bytes, rng: random.Random) -> bytes:
    """Repeat a stretch, at times very often."""
    start, end = _span(data, rng, 2000)
    times = rng.choice((2, 2, 5, 50, 2000))
    return (data[:end] + data[start:end] * times + data[end:])[:_MOST_BYTES]


def swap(data: bytes, rng: random.Random) -> bytes:
    """Change the places of two stretches."""
    (a, b), (c, d) = sorted((_span(data, rng), _span(data, rng)))
    return data if b > c else data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:]


def insert_nulls(data: bytes, rng: random.Random) -> bytes:
    """Put NUL bytes in, as a disk that was full does."""
    start, end = _span(data, rng)
    return data[:start] + bytes(end - start) + data[end if rng.random() < 0.5 else start :]


def insert_odd(data: bytes, rng: random.Random) -> bytes:
    """Put in marks that formats know, where they do not belong."""
    for _ in range(rng.randint(1, 12)):
        at = rng.randrange(len(data) + 1)
        data = data[:at] + rng.choice(_ODD_BYTES) * rng.choice((1, 1, 1, 40, 3000)) + data[at:]
    return data


def change_numbers(data: bytes, rng: random.Random) -> bytes:
    """Put numbers in the place of others that no file has."""
    found = list(_NUMBER.finditer(data))
    for match in sorted(rng.sample(found, min(len(found), rng.randint(1, 15))), key=lambda m: -m.start()):
        data = data[: match.start()] + rng.choice(_ODD_NUMBERS) + data[match.end() :]
    return data


def change_tags(data: bytes, rng: random.Random) -> bytes:
    """Drop, double and swap tags."""
    found = list(_TAG.finditer(data))
    for match in sorted(rng.sample(found, min(len(found), rng.randint(1, 30))), key=lambda m: -m.start()):
        other = rng.choice(found).group()
        data = (
            data[: match.start()] + rng.choice((b"", match.group() * rng.choice((2, 300)), other)) + data[match.end() :]
        )
    return data[:_MOST_BYTES]


def change_tree(data: bytes, rng: random.Random) -> bytes:
    """Drop, double, move and rename elements of XML and change attributes, so that it stays well-formed."""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        return change_tags(data, rng)
    for _ in range(rng.randint(1, 12)):
        elements = [element for element in root.iter() if isinstance(element.tag, str)]
        element, other = rng.choice(elements), rng.choice(elements)
        parent, kind = element.getparent(), rng.randrange(6)
        if kind == 0 and parent is not None:
            parent.remove(element)
        elif kind == 1:
            size = len(etree.tostring(element))
            sample = copy.deepcopy(element)  # it may hold the place that its copies go to
            for _copy in range(min(rng.choice((1, 1, 3, 200)), _MOST_COPIED // size)):
                other.append(copy.deepcopy(sample))
        elif kind == 2 and element.attrib:
            name = rng.choice(sorted(element.attrib))
            element.set(name, rng.choice((*_ODD_NUMBERS, b"", b"x" * 5_000)).decode())
        elif kind == 3 and element.attrib:
            del element.attrib[rng.choice(sorted(element.attrib))]
        elif kind == 4:
            element.tag = other.tag
        else:
            element.text = rng.choice((*_ODD_NUMBERS, "\u202e\u00ad".encode(), b"")).decode()
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def change_references(data: bytes, rng: random.Random) -> bytes:
    """Let objects of a PDF name others, themselves among them."""
    found = list(_REFERENCE.finditer(data))
    numbers = [match[1] for match in found] or [b"1"]
    for match in sorted(rng.sample(found, min(len(found), rng.randint(1, 10))), key=lambda m: -m.start()):
        data = data[: match.start(1)] + rng.choice(numbers).rjust(len(match[1])) + data[match.end(1) :]
    return data


def change_objects(data: bytes, rng: random.Random) -> bytes:
    """Swap, drop and double objects of a PDF."""
    found = list(_OBJECT.finditer(data))
    if len(found) < 2:
        return flip_bits(data, rng)
    first, second = sorted(rng.sample(found, 2), key=lambda m: m.start())
    kind = rng.randrange(3)
    if kind == 0:
        middle = data[first.end() : second.start()]
        return data[: first.start()] + second.group() + middle + first.group() + data[second.end() :]
    return data[: first.start()] + (b"" if kind == 1 else first.group() * 2) + data[first.end() :]


def change_stream(data: bytes, rng: random.Random) -> bytes:
    """Unpack a stream of a PDF, change it and pack it again."""
    found = list(_STREAM.finditer(data))
    if not found:
        return flip_bits(data, rng)
    match = rng.choice(found)
    try:
        plain = zlib.decompressobj().decompress(match[1], _MOST_BYTES)
    except zlib.error:
        return data[: match.start(1)] + flip_bits(match[1], rng) + data[match.end(1) :]
    changed = zlib.compress(rng.choice((change_numbers, flip_bits, repeat, drop, insert_odd))(plain, rng))
    return data[: match.start(1)] + changed + data[match.end(1) :]


def change_member(data: bytes, rng: random.Random) -> bytes:
    """Change, drop, double or rename parts of a zip container."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [(name, archive.read(name)) for name in archive.namelist()]
    except (zipfile.BadZipFile, ValueError, RuntimeError, NotImplementedError, zlib.error, EOFError, OSError):
        return flip_bits(data, rng)
    if not parts:
        return flip_bits(data, rng)
    large = [n for n, (name, part) in enumerate(parts) if name.endswith((".xml", ".rels")) and part]
    for _ in range(rng.choice((1, 1, 1, 3))):
        index = rng.choice(large) if large and rng.random() < 0.9 else rng.randrange(len(parts))
        name, part = parts[index]
        kind = rng.random()
        if kind < 0.85:
            parts[index] = name, rng.choice((*_PLAIN, change_tags, *(change_tree,) * 12))(part, rng)
        elif kind < 0.9:
            parts[index] = name, b""
        elif kind < 0.95:
            parts[index] = f"../{name}", part
        else:
            parts[index] = name, rng.choice(parts)[1]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts:
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), part, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


_PLAIN: tuple[Change, ...] = (
    flip_bits,
    truncate,
    drop,
    repeat,
    swap,
    insert_nulls,
    insert_odd,
    change_numbers,
)
_CONTAINERS = ("docx", "odt", "pptx", "xlsx")
_FOR: dict[str, tuple[Change, ...]] = {
    "pdf": (change_stream, change_stream, change_stream, change_references, change_objects),
    "html": (change_tags, change_tags),
    "trs": (change_tags, change_tree, change_tree, change_tree, change_tree),
} | dict.fromkeys(_CONTAINERS, (change_member,))


def changed(data: bytes, kind: str, others: Sequence[bytes], rng: random.Random) -> tuple[bytes, str]:
    """Return a changed file and what was done.

    Args:
        data: A sound file.
        kind: Its format, the suffix without a dot.
        others: Files to take pieces from.
        rng: Decides everything.
    """
    done = []
    if kind in _CONTAINERS and rng.random() < 0.8:  # whole containers, as other changes are found out at once
        return change_member(data, rng), "change_member"
    for _ in range(rng.choice((1, 1, 2, 3))):
        if rng.random() < 0.04:
            other = rng.choice(others)
            start, end = _span(other, rng, 20_000)
            at = rng.randrange(len(data) + 1)
            data, name = data[:at] + other[start:end] + data[at:], "splice"
        else:
            change = rng.choice((*_PLAIN, *_FOR.get(kind, ())))
            data, name = change(data, rng), change.__name__
        done.append(name)
    return data, "+".join(done)
