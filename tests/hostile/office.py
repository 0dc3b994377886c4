"""Zip containers: bombs, entities, lies about size, macros, templates and passwords."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from quartier_nlp.errors import QuarantineReason as Why
from tests.hostile.cases import Case, Ground, Outcome, Read, Writer, content, refused
from tests.hostile.web import blow_up, laughs
from tests.sources.office_files import board_xlsx, interview_docx, minutes_docx, report_odt, slides_pptx

Build = Callable[[Path], None]
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ODT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>',
    "</office:text></office:body></office:document-content>",
)
_DOCX = f'<w:document xmlns:w="{_W}"><w:body>', "</w:body></w:document>"
_SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
    "<sheetData>",
    "</sheetData></worksheet>",
)
#: Format, builder, main part, what stands around its text, and a paragraph of it.
_KINDS: tuple[tuple[str, Build, str, tuple[str, str], str], ...] = (
    ("docx", interview_docx, "word/document.xml", _DOCX, "<w:p><w:r><w:t>%s</w:t></w:r></w:p>"),
    ("odt", report_odt, "content.xml", _ODT, "<text:p>%s</text:p>"),
    ("pptx", slides_pptx, "ppt/slides/slide1.xml", ("<a>", "</a>"), "<b>%s</b>"),
    ("xlsx", board_xlsx, "xl/worksheets/sheet1.xml", (_SHEET[0] + _SHEET[1], _SHEET[2]), "<row><c><v>%s</v></c></row>"),
)
_INTERVIEW = Read("Was passiert gerade mit dem Haus?")
_BLANKS = b" " * (1 << 20)
_CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def repack(path: Path, build: Build, changes: dict[str, bytes], add: dict[str, bytes] | None = None) -> None:
    """Build a document and put other parts into it."""
    build(path)
    buffer = io.BytesIO()
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as changed:
        for name in archive.namelist():
            changed.writestr(archive.getinfo(name), changes.get(name, archive.read(name)))
        for name, data in (add or {}).items():
            changed.writestr(name, data)
    path.write_bytes(buffer.getvalue())


def with_part(build: Build, part: str, data: str | bytes) -> Writer:
    """Return a writer of a document with another main part."""
    raw = data.encode() if isinstance(data, str) else data
    return lambda path, _: repack(path, build, {part: raw})


def _many(build: Build, part: str, around: tuple[str, str], paragraph: str, megabytes: int = 0) -> Writer:
    """Return a writer that streams paragraphs, or blanks, into a part."""

    def write(path: Path, ground: Ground) -> None:
        build(path)
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist() if name != part}
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name, data in parts.items():
                archive.writestr(name, data)
            with archive.open(part, "w", force_zip64=True) as stream:
                stream.write(around[0].encode())
                if megabytes:
                    for _ in range(megabytes):
                        stream.write(_BLANKS)
                else:
                    block = "".join(paragraph % f"{n * 7919 % 99991}" for n in range(10_000)).encode()
                    for _ in range(ground.far_too_many // 10_000):
                        stream.write(block)
                stream.write(around[1].encode())

    return write


def _external(build: Build, part: str, around: tuple[str, str], paragraph: str) -> Writer:
    def write(path: Path, ground: Ground) -> None:
        kind = f'<!DOCTYPE x [<!ENTITY c SYSTEM "{ground.canary.as_uri()}"><!ENTITY u SYSTEM "{ground.url}/x">]>'
        repack(path, build, {part: (kind + around[0] + paragraph % "&c;&u;" + around[1]).encode()})

    return write


def attacks_on_every_kind() -> Iterator[Case]:
    """Bombs, entities and depth in DOCX, ODT, PPTX and XLSX."""
    for kind, build, part, around, paragraph in _KINDS:
        open_, close = around[0], around[1]
        inside = open_ + (paragraph % "%s").split("%s")[0], (paragraph % "%s").split("%s")[1] + close
        unsafe = refused(Why.UNSAFE, message="declares a DOCTYPE")
        bomb = refused(Why.SIZE, message="zip bomb")
        yield Case(f"bomb.{kind}", _many(build, part, around, paragraph, megabytes=30), bomb)
        yield Case(f"laughs.{kind}", with_part(build, part, laughs("x", *inside)), unsafe)
        yield Case(f"blow-up.{kind}", with_part(build, part, blow_up("x", *inside)), unsafe)
        padded = "<!--" + "x" * 70_000 + "-->" + laughs("x", *inside)
        yield Case(f"late-doctype.{kind}", with_part(build, part, padded), unsafe)
        wide = '<?xml version="1.0" encoding="UTF-16"?>' + laughs("x", *inside)
        yield Case(f"wide-doctype.{kind}", with_part(build, part, wide.encode("utf-16")), unsafe)
        yield Case(f"external.{kind}", _external(build, part, around, paragraph), unsafe)
        deep = open_ + "<z>" * 100_000 + "</z>" * 100_000 + close
        yield Case(f"deep.{kind}", with_part(build, part, deep), _deep(kind))
        too_many = refused(Why.SIZE, message="elements")
        yield Case(f"five-million-paragraphs.{kind}", _many(build, part, around, paragraph), too_many)
        yield Case(f"other-xml.{kind}", with_part(build, part, "<html/>"), _other(kind))
        yield Case(f"no-xml.{kind}", with_part(build, part, b"\x00\xff" * 500), refused(Why.BROKEN, message="broken"))


def _deep(kind: str) -> Outcome:
    return Read("Pflanztag") if kind == "xlsx" else refused(Why.BROKEN, message="broken")


def _other(kind: str) -> Outcome:
    return (
        refused(Why.BROKEN, message="broken presentation")
        if kind == "pptx"
        else Read("Pflanztag")
        if kind == "xlsx"
        else refused(Why.BROKEN, Why.EMPTY)
    )


def _lying(path: Path, _: Ground) -> None:
    """A part that is larger than the container's directory says."""
    minutes_docx(path)
    data = bytearray(path.read_bytes())
    start = data.rindex(b"PK\x01\x02", 0, data.rindex(b"word/document.xml"))
    data[start + 24 : start + 28] = struct.pack("<L", 10)
    path.write_bytes(bytes(data))


def _flipped(path: Path, _: Ground) -> None:
    minutes_docx(path)
    data = bytearray(path.read_bytes())
    start = data.index(b"word/document.xml") + 60
    data[start : start + 40] = bytes(255 - byte for byte in data[start : start + 40])
    path.write_bytes(bytes(data))


def _marked_encrypted(path: Path, _: Ground) -> None:
    minutes_docx(path)
    data = bytearray(path.read_bytes())
    position = 0
    while (position := data.find(b"PK\x01\x02", position)) >= 0:
        data[position + 8] |= 1
        position += 4
    path.write_bytes(bytes(data))


def _parts(path: Path, ground: Ground) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
        for number in range(ground.limits.parts):
            archive.writestr(f"p{number}", "")


def _overlapping(path: Path, _: Ground) -> None:
    """Many entries of the directory that share one bomb of 4 MB."""
    kernel = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = kernel.compress(bytes(4_000_000)) + kernel.flush()
    crc = zlib.crc32(bytes(4_000_000))
    common = struct.pack("<HHHHHLLLHH", 20, 0, 8, 0, 0x21, crc, len(packed), 4_000_000, 17, 0)
    local = b"PK\x03\x04" + common + b"word/document.xml" + packed
    entry = b"PK\x01\x02" + struct.pack("<H", 20) + common + struct.pack("<HHHLL", 0, 0, 0, 0, 0) + b"word/document.xml"
    end = b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, 500, 500, len(entry) * 500, len(local), 0)
    path.write_bytes(local + entry * 500 + end)


def _nested(path: Path, _: Ground) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("0.txt", bytes(5_000_000))
    for _level in range(5):
        outer = io.BytesIO()
        with zipfile.ZipFile(outer, "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(16):
                archive.writestr(f"{number}.zip", inner.getvalue())
        inner = outer
    path.write_bytes(inner.getvalue())


def containers() -> Iterator[Case]:
    """Containers that lie about themselves."""
    yield Case("lying.docx", _lying, refused(Why.BROKEN, message="word/document.xml"))
    yield Case("flipped.docx", _flipped, refused(Why.BROKEN, message="broken part"))
    yield Case("marked-encrypted.docx", _marked_encrypted, refused(Why.PROTECTED, message="remove the password"))
    yield Case("parts.docx", _parts, refused(Why.SIZE, message="ingest.limits.parts"))
    yield Case("overlapping.docx", _overlapping, refused(Why.BROKEN, Why.SIZE))
    yield Case("nested.zip", _nested, refused(Why.FORMAT, message="archive"))
    yield Case("nested.docx", lambda path, g: _nested(path, g), refused(Why.FORMAT, message="archive"))
    climbing = {"../../../../outside/climbed.txt": b"x", "/etc/climbed": b"x", "..\\climbed": b"x"}
    yield Case("climbing.docx", lambda path, _: repack(path, interview_docx, {}, climbing), _INTERVIEW)
    yield Case("climbing.zip", lambda path, _: _plain(path, climbing), refused(Why.FORMAT, message="archive"))
    locked = _CFB + "EncryptedPackage".encode("utf-16-le") + bytes(64)
    for kind in ("docx", "xlsx", "pptx"):
        data = locked + kind.encode()
        yield Case(f"password.{kind}", content(data), refused(Why.PROTECTED, message="is encrypted"))
    yield Case("old.doc", content(_CFB + bytes(2000)), refused(Why.FORMAT, message="old Office"))
    manifest = b'<manifest:manifest xmlns:manifest="urn:x"><manifest:encryption-data/></manifest:manifest>'
    yield Case(
        "password.odt",
        lambda path, _: repack(path, report_odt, {"content.xml": b"\x93" * 700}, {"META-INF/manifest.xml": manifest}),
        refused(Why.PROTECTED, message="is encrypted"),
    )


def _plain(path: Path, parts: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def _macros(path: Path, _: Ground) -> None:
    interview_docx(path)
    with zipfile.ZipFile(path) as archive:
        types = archive.read("[Content_Types].xml")
    plain = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    macro = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    types = types.replace(plain, macro).replace(
        b"<Override", b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/><Override', 1
    )
    repack(path, interview_docx, {"[Content_Types].xml": types}, {"word/vbaProject.bin": _CFB * 20})


_RELATION = (
    '<Relationship Id="rId9%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" '
    'Target="%s" TargetMode="External"/>'
)


def _remote(path: Path, ground: Ground) -> None:
    """A template, a picture, notes and a sub-document that lie elsewhere."""
    kinds = ("attachedTemplate", "image", "footnotes", "endnotes", "subDocument", "aFChunk", "frame", "oleObject")
    targets = (f"{ground.url}/x", ground.canary.as_uri())
    added = "".join(_RELATION % (n, kind, targets[n % 2]) for n, kind in enumerate(kinds * 2))
    interview_docx(path)
    with zipfile.ZipFile(path) as archive:
        relations = archive.read("word/_rels/document.xml.rels")
    changed = relations.replace(b"</Relationships>", added.encode() + b"</Relationships>")
    repack(path, interview_docx, {"word/_rels/document.xml.rels": changed}, {"word/_rels/settings.xml.rels": changed})


def _looping(path: Path, _: Ground) -> None:
    """Relations of parts to each other, styles based on each other, a part that is its own parent."""
    interview_docx(path)
    with zipfile.ZipFile(path) as archive:
        styles = archive.read("word/styles.xml")
        relations = archive.read("word/_rels/document.xml.rels")
    loop = (
        b'<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/></w:style>'
        b'<w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style></w:styles>'
    )
    own = _RELATION.replace(' TargetMode="External"', "") % (0, "footnotes", "document.xml")
    repack(
        path,
        interview_docx,
        {
            "word/styles.xml": styles.replace(b"</w:styles>", loop),
            "word/_rels/document.xml.rels": relations.replace(b"</Relationships>", own.encode() + b"</Relationships>"),
        },
    )


def documents() -> Iterator[Case]:
    """Documents that would do something in an office program."""
    yield Case("macros.docm", _macros, _INTERVIEW)
    ole = {"word/embeddings/oleObject1.bin": _CFB * 20, "word/activeX/activeX1.bin": b"x" * 900}
    yield Case("ole.docx", lambda path, _: repack(path, interview_docx, {}, ole), _INTERVIEW)
    yield Case("remote.docx", _remote, _INTERVIEW)
    yield Case("looping.docx", _looping, _INTERVIEW)
    code = '<w:instrText>DDEAUTO c:\\\\cmd.exe "/k calc"</w:instrText>'
    field = f"<w:p><w:r>{code}</w:r><w:r><w:t>Wer zahlt?</w:t></w:r></w:p>"
    yield Case(
        "dde.docx", with_part(interview_docx, "word/document.xml", field.join(_DOCX)), Read("Wer zahlt?", "calc")
    )
    spans = (
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999999999999999999"/></w:tcPr>'
        '<w:p><w:r><w:t>Wer zahlt?</w:t></w:r></w:p></w:tc><w:tc><w:tcPr><w:gridSpan w:val="²"/></w:tcPr>'
        "<w:p><w:r><w:t>Die Stadt.</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    yield Case("spans.docx", with_part(interview_docx, "word/document.xml", spans.join(_DOCX)), Read("Die Stadt."))
    blanks = '<text:h text:outline-level="²">Hof</text:h><text:p>Wer<text:s text:c="99999999999"/>zahlt?</text:p>'
    yield Case("blanks.odt", with_part(report_odt, "content.xml", blanks.join(_ODT)), Read("Wer zahlt?"))
    row = '<row r="%s"><c r="%s" t="inlineStr"><is><t>Beete statt Asphalt</t></is></c></row>'
    sheet = "xl/worksheets/sheet1.xml"
    vast = _SHEET[0] + '<dimension ref="A1:XFD1048576"/>' + _SHEET[1] + row % (1, "A1") + row % (900, "XFD900")
    yield Case("vast.xlsx", with_part(board_xlsx, sheet, vast + _SHEET[2]), Read("Beete statt Asphalt"))
    far = _SHEET[0] + _SHEET[1] + row % (10**15, "A" + "9" * 15) + _SHEET[2]
    yield Case("far.xlsx", with_part(board_xlsx, sheet, far), refused(Why.SIZE, Why.BROKEN))
    wrong = _SHEET[0] + _SHEET[1] + '<row><c t="s"><v>99999999</v></c></row>' + _SHEET[2]
    yield Case("index.xlsx", with_part(board_xlsx, sheet, wrong), refused(Why.BROKEN, message="broken workbook"))
    formula = (
        _SHEET[0] + _SHEET[1] + '<row><c t="str"><f>1</f><v>=cmd|calc Beete statt Asphalt</v></c></row>' + _SHEET[2]
    )
    yield Case("formula.xlsx", with_part(board_xlsx, sheet, formula), Read("=cmd|calc Beete statt Asphalt"))


def cases() -> Iterator[Case]:
    """Return all of them."""
    for group in (attacks_on_every_kind, containers, documents):
        yield from group()
