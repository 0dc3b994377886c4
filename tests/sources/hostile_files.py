"""Broken and hostile files, written by functions so that none lies in the repository."""

from __future__ import annotations

import io
import json
import os
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.sources.office_files import interview_docx, minutes_docx, slides_pptx

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_GOOD = "I: Wer zahlt den Strom im Waschhaus?\nB1: Das weiß keiner.\nI: Und die Miete für die Läden?\nB1: Die Stadt.\n"


def _docx_with(path: Path, document_xml: bytes) -> None:
    buffer = io.BytesIO()
    interview_docx(path)
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as changed:
        for name in archive.namelist():
            changed.writestr(name, document_xml if name == "word/document.xml" else archive.read(name))
    path.write_bytes(buffer.getvalue())


def zip_bomb(path: Path) -> None:
    """30 MB of blanks in a few KB."""
    _docx_with(path, b'<w:document xmlns:w="%s"><w:body>' % _W.encode() + b" " * 30_000_000 + b"</w:body></w:document>")


def billion_laughs(path: Path) -> None:
    """Entities that grow tenfold nine times."""
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    _docx_with(
        path,
        (
            f'<!DOCTYPE x [<!ENTITY e0 "ha">{entities}]><w:document xmlns:w="{_W}"><w:body><w:p><w:r><w:t>&e9;</w:t>'
            "</w:r></w:p></w:body></w:document>"
        ).encode(),
    )


def external_entity(path: Path) -> None:
    """An entity that names a file of the machine."""
    _docx_with(
        path,
        (
            f'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document xmlns:w="{_W}"><w:body><w:p><w:r>'
            "<w:t>&e;</w:t></w:r></w:p></w:body></w:document>"
        ).encode(),
    )


def deep_docx(path: Path) -> None:
    """Content controls nested 3,000 deep."""
    opened, closed = "<w:sdt><w:sdtContent>" * 3000, "</w:sdtContent></w:sdt>" * 3000
    body = f'<w:document xmlns:w="{_W}"><w:body>{opened}<w:p/>{closed}</w:body></w:document>'
    _docx_with(path, body.encode())


def truncated_docx(path: Path) -> None:
    """The first half of a document."""
    minutes_docx(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def damaged_docx(path: Path) -> None:
    """A document with a flipped stretch in its main part."""
    minutes_docx(path)
    data = bytearray(path.read_bytes())
    start = data.index(b"word/document.xml") + 60
    data[start : start + 40] = bytes(255 - byte for byte in data[start : start + 40])
    path.write_bytes(bytes(data))


def docx_without_body(path: Path) -> None:
    """A Word document whose main part is some other XML."""
    _docx_with(path, b"<html><body>kein Word</body></html>")


def empty_docx(path: Path) -> None:
    """A document without a word."""
    _docx_with(path, f'<w:document xmlns:w="{_W}"><w:body><w:p/></w:body></w:document>'.encode())


def encrypted_zip(path: Path) -> None:
    """A container whose flags say that it is encrypted."""
    minutes_docx(path)
    data = bytearray(path.read_bytes())
    position = 0
    while (position := data.find(b"PK\x01\x02", position)) >= 0:
        data[position + 8] |= 1
        position += 4
    path.write_bytes(bytes(data))


def many_entries(path: Path) -> None:
    """A container of 25,000 empty parts."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
        for number in range(25_000):
            archive.writestr(f"p{number}", "")


def plain_zip(path: Path) -> None:
    """An archive that is no document."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../etc/passwd", "root")


def broken_pptx(path: Path) -> None:
    """Half a presentation."""
    slides_pptx(path)
    path.write_bytes(path.read_bytes()[:9000])


def deep_json(path: Path) -> None:
    """Brackets nested 100,000 deep."""
    path.write_text("[" * 100_000 + "]" * 100_000)


def deep_objects(path: Path) -> None:
    """Objects nested beyond the limit."""
    path.write_text('{"segments":' * 500 + "[]" + "}" * 500)


def broken_json(path: Path) -> None:
    """JSON that ends in the middle of a string."""
    path.write_text('{"segments": [{"start": 0, "end": 1, "text": "Wer za')


def huge_number(path: Path) -> None:
    """Times that no clock shows; the words are fine."""
    items = [{"start": 10**400, "end": float("1e308"), "text": "Wer zahlt?"}, {"start": -5, "end": "x", "text": "Ich."}]
    path.write_text(json.dumps({"segments": items}))


def other_json(path: Path) -> None:
    """JSON without a transcript."""
    path.write_text('{"name": "package", "version": "1.0"}')


def deep_html(path: Path) -> None:
    """50,000 open elements."""
    path.write_text("<!DOCTYPE html><html><body>" + "<div>" * 50_000 + "Wer zahlt?")


def laughing_trs(path: Path) -> None:
    """A Transcriber file with entities of its own."""
    path.write_text('<?xml version="1.0"?><!DOCTYPE Trans [<!ENTITY a "ha">]><Trans><Turn>&a;</Turn></Trans>')


def deep_rtf(path: Path) -> None:
    """Groups nested 50,000 deep."""
    path.write_bytes(b"{\\rtf1 " + b"{" * 50_000 + b"}" * 50_000 + b"}")


def nul_text(path: Path) -> None:
    """NUL characters in the middle of text."""
    path.write_bytes(_GOOD.encode() + b"\0\0\0" + _GOOD.encode())


def binary_text(path: Path) -> None:
    """Bytes that no encoding explains."""
    path.write_bytes(bytes(range(1, 256)) * 40)


def empty(path: Path) -> None:
    """Nothing."""
    path.write_bytes(b"")


def blank(path: Path) -> None:
    """White space."""
    path.write_text(" \n\t\n")


def invisible(path: Path) -> None:
    """Nothing but characters that show nothing."""
    path.write_text("\u200b\u202e\u00ad\n" * 50)


def cueless_vtt(path: Path) -> None:
    """WebVTT with a head only."""
    path.write_text("WEBVTT\n\nNOTE leer\n")


def elf(path: Path) -> None:
    """A program named as a transcript."""
    path.write_bytes(b"\x7fELF\x02\x01\x01" + bytes(200))


def picture(path: Path) -> None:
    """A picture named as a paper."""
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 10)


#: File name, writer and a part of the message.
BAD: tuple[tuple[str, Callable[[Path], None], str], ...] = (
    ("bomb.docx", zip_bomb, "looks like a zip bomb"),
    ("laughs.docx", billion_laughs, "declares a DOCTYPE"),
    ("entity.docx", external_entity, "declares a DOCTYPE"),
    ("truncated.docx", truncated_docx, "broken container"),
    ("damaged.docx", damaged_docx, "broken"),
    ("strange.docx", docx_without_body, "broken Word document"),
    ("wordless.docx", empty_docx, "no text found"),
    ("locked.docx", encrypted_zip, "encrypted"),
    ("parts.docx", many_entries, "25001 parts"),
    ("archive.zip", plain_zip, "no reader for this content"),
    ("half.pptx", broken_pptx, "broken container"),
    ("deep.json", deep_json, "nests deeper than 200 levels"),
    ("objects.json", deep_objects, "nests deeper than 200 levels"),
    ("broken.json", broken_json, "broken JSON in line 1, column 46"),
    ("other.json", other_json, "JSON without a transcript"),
    ("laughs.trs", laughing_trs, "document type with entities"),
    ("deep.rtf", deep_rtf, "groups deep"),
    ("nul.txt", nul_text, "NUL character at position"),
    ("binary.txt", binary_text, "unknown encoding (byte 0x81 at 128"),
    ("empty.vtt", empty, "the file is empty"),
    ("blank.txt", blank, "the file is empty"),
    ("invisible.txt", invisible, "no text found"),
    ("cueless.vtt", cueless_vtt, "no cue found"),
    ("program.vtt", elf, "this is a program"),
    ("picture.pdf", picture, "this is a picture"),
)


def utf16(path: Path) -> None:
    """UTF-16 with a mark."""
    path.write_bytes(_GOOD.encode("utf-16"))


def utf16_bare(path: Path) -> None:
    """UTF-16, big-endian, without a mark."""
    path.write_bytes(_GOOD.encode("utf-16-be"))


def windows(path: Path) -> None:
    """Windows-1252."""
    path.write_bytes(_GOOD.replace("\n", "\r\n").encode("cp1252"))


def marked(path: Path) -> None:
    """UTF-8 with a mark and old line ends."""
    path.write_bytes(b"\xef\xbb\xbf" + _GOOD.replace("\n", "\r").encode())


def decomposed(path: Path) -> None:
    """Letters and accents apart, invisible characters between them."""
    path.write_text(unicodedata.normalize("NFD", _GOOD).replace("zahlt", "zah\u00adlt\u200b"))


def misnamed(path: Path) -> None:
    """A transcript under the name of a paper."""
    path.write_text(_GOOD)


#: Files that look bad and read well; all say the same.
GOOD: tuple[tuple[str, Callable[[Path], None]], ...] = (
    ("utf16.txt", utf16),
    ("utf16-bare.txt", utf16_bare),
    ("windows.txt", windows),
    ("marked.txt", marked),
    ("decomposed.txt", decomposed),
    ("misnamed.docx", misnamed),
    ("x" * 240 + ".txt", misnamed),
    ("zeile\numbruch\u202etxt.txt", misnamed),
)


def write_all(folder: Path) -> None:
    """Write every file, links that leave the folder, a pipe and a hidden file."""
    for name, write, _ in BAD:
        write(folder / name)
    for number, (name, write) in enumerate(GOOD):
        path = folder / name
        write(path)
        if not name.startswith("utf16"):
            with path.open("ab") as file:  # distinct content, as equal files are taken once
                file.write(b"\n" * number)
    (folder / "leaves.txt").symlink_to("/etc/passwd")
    (folder / "nowhere.txt").symlink_to(folder / "missing")
    (folder / "up").symlink_to("/etc", target_is_directory=True)
    (folder / ".hidden.txt").write_text(_GOOD)
    os.mkfifo(folder / "pipe.txt")
