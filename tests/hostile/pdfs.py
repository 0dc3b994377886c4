"""PDF files: loops, bombs, lies about pages, passwords, and pages that take for ever."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from quartier_nlp.errors import QuarantineReason as Why
from tests.hostile.cases import Case, Ground, Read, Writer, content, refused

_SENTENCE = "Wer zahlt den Strom im Waschhaus am Hang?"
_SHOWN = Read("Wer zahlt den Strom im Waschhaus")
_BLANKS = b" " * 1_000_000
_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_SECOND = "Das wissen die Leute in der Stadt bis heute nicht."
_TEXT = f"BT /F1 12 Tf 72 700 Td ({_SENTENCE}) Tj 0 -20 Td ({_SECOND}) Tj ET".encode()


def stream(data: bytes, extra: bytes = b"", *, packed: int = 1, around: int = 0) -> bytes:
    """Return a stream object, deflated so many times, and ``around`` times before."""
    for _ in range(packed):
        data = zlib.compress(data, 9)
    filters = b"/Filter[" + b"/FlateDecode" * (packed + around) + b"]"
    return b"<<" + extra + filters + b"/Length %d>>\nstream\n%s\nendstream" % (len(data), data)


def pdf(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """Return a file of numbered objects, the first of which is the catalogue."""
    data = b"%PDF-1.7\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return (
        data
        + table
        + b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n"
        % (
            len(objects) + 1,
            trailer,
            len(data),
        )
    )


def one_page(contents: bytes = stream(_TEXT), *more: bytes, catalogue: bytes = b"", page: bytes = b"") -> bytes:
    """Return a file of one page: 1 catalogue, 2 pages, 3 page, 4 contents, 5 font, then more."""
    sheet = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>"
        b"/XObject<</X1 6 0 R>>>>%s>>" % page
    )
    first = [b"<</Type/Catalog/Pages 2 0 R%s>>" % catalogue, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", sheet]
    return pdf([*first, contents, _FONT, *(more or (b"null",))])


def _protected(path: Path, _: Ground) -> None:
    canvas = Canvas(str(path), encrypt=StandardEncryption("geheim", "noch geheimer", canPrint=0))
    canvas.drawString(72, 700, _SENTENCE)
    canvas.save()


def _owner_only(path: Path, _: Ground) -> None:
    """Protected against changes only: anybody may open it."""
    canvas = Canvas(str(path), encrypt=StandardEncryption("", "geheim", canPrint=0))
    canvas.drawString(72, 700, _SENTENCE)
    canvas.save()


def _pages(path: Path, ground: Ground) -> None:
    kids = b"3 0 R " * (ground.limits.pages + 1)
    tree = b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, ground.limits.pages + 1)
    data = one_page().replace(b"<</Type/Pages/Kids[3 0 R]/Count 1>>", tree)
    path.write_bytes(data)


def _bomb(times: int) -> Writer:
    def write(path: Path, ground: Ground) -> None:
        packer = zlib.compressobj(9)
        data = b"".join(packer.compress(_BLANKS) for _ in range(ground.limits.memory_mb // 3)) + packer.flush()
        path.write_bytes(one_page(stream(data, packed=times - 1, around=1)))

    return write


def _rules(path: Path, _: Ground) -> None:
    """A raster of 300 by 300 lines, and words in it."""
    lines = "".join(
        f"72 {y / 2} m 520 {y / 2} l S {72 + y * 1.4} 100 m {72 + y * 1.4} 250 l S " for y in range(200, 500)
    )
    path.write_bytes(one_page(stream(_TEXT + b" " + lines.encode())))


def _many_rules(path: Path, ground: Ground) -> None:
    """Ruled tables on every page that is allowed."""
    rows = "".join(f"72 {700 - 9 * n} m 520 {700 - 9 * n} l S " for n in range(60))
    columns = "".join(f"{72 + 56 * n} 160 m {72 + 56 * n} 700 l S " for n in range(9))
    words = "".join(
        f"BT /F1 7 Tf {74 + 56 * column} {693 - 9 * row} Td (Beet {row}) Tj ET "
        for row in range(59)
        for column in range(8)
    )
    count = ground.limits.pages
    kids = b"3 0 R " * count
    data = one_page(stream(f"{rows}{columns}{words}".encode()))
    path.write_bytes(data.replace(b"/Kids[3 0 R]/Count 1", b"/Kids[%s]/Count %d" % (kids, count)))


def structure() -> Iterator[Case]:
    """Objects that lead back to themselves, or nowhere."""
    loop = pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>"])
    yield Case("page-loop.pdf", content(loop), refused(Why.BROKEN, Why.EMPTY))
    two = pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1/Parent 3 0 R>>",
               b"<</Type/Pages/Kids[2 0 R]/Count 1/Parent 2 0 R>>"])  # fmt: skip
    yield Case("page-ring.pdf", content(two), refused(Why.BROKEN, Why.EMPTY))
    count = one_page().replace(b"/Count 1>>", b"/Count 2000000000>>")
    yield Case("count.pdf", content(count), _SHOWN)
    negative = one_page().replace(b"/Count 1>>", b"/Count -5>>")
    yield Case("negative-count.pdf", content(negative), _SHOWN)
    outlines = b"<</Type/Outlines/First 6 0 R/Last 6 0 R>>", b"<</Title(x)/Parent 6 0 R/Next 7 0 R/First 7 0 R>>"
    yield Case("outline-loop.pdf", content(one_page(stream(_TEXT), *outlines, catalogue=b"/Outlines 6 0 R")), _SHOWN)
    own = stream(b"6 0 7 0 ", b"/Type/ObjStm/N 2/First 8/Extends 6 0 R")
    yield Case("object-stream-loop.pdf", content(one_page(stream(_TEXT), own, own)), _SHOWN)
    data = one_page()
    position = data.index(b"\nxref") + 1
    yield Case("table-loop.pdf", content(data.replace(b"/Root", b"/Prev %d/Root" % position)), _SHOWN)
    resources = b"/Resources<</Font<</F1 5 0 R>>/XObject<</X1 6 0 R>>>>"
    form = stream(b"/X1 Do /X1 Do " + _TEXT, b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]" + resources)
    yield Case(
        "form-loop.pdf", content(one_page(stream(_TEXT + b" /X1 Do"), form)), refused(Why.BROKEN, message="crashed")
    )
    length = one_page().replace(b"/Length %d" % len(zlib.compress(_TEXT, 9)), b"/Length 4 0 R")
    yield Case("length-loop.pdf", content(length), _SHOWN)
    parent = one_page().replace(b"/Parent 2 0 R/MediaBox[0 0 595 842]", b"/Parent 3 0 R")
    yield Case("parent-loop.pdf", content(parent), _SHOWN)
    deep = one_page(catalogue=b"/A " + b"[" * 100_000 + b"]" * 100_000)
    yield Case("deep-array.pdf", content(deep), _SHOWN)
    nested = one_page(stream(b"q " * 100_000 + _TEXT))
    yield Case("deep-states.pdf", content(nested), _SHOWN)
    deep_content = one_page(stream(b"[" * 100_000 + _TEXT))
    yield Case("deep-operands.pdf", content(deep_content), refused(Why.EMPTY))
    yield Case("no-table.pdf", content(one_page().partition(b"xref")[0] + b"trailer<</Root 1 0 R>>"), _SHOWN)
    yield Case("head-only.pdf", content(b"%PDF-1.7\n"), refused(Why.BROKEN, message="damaged"))
    yield Case("late-head.pdf", content(b"x" * 900 + b"\n" + one_page()), _SHOWN)
    yield Case("both.pdf", content(one_page() + b"PK\x05\x06" + bytes(18)), _SHOWN)


def size() -> Iterator[Case]:
    """Pages that are too many, too large or take too long."""
    yield Case("pages.pdf", _pages, refused(Why.SIZE, message="ingest.limits.pages"))
    yield Case("flate-bomb.pdf", _bomb(1), refused(Why.EMPTY, Why.BROKEN, Why.SIZE))
    yield Case("nested-bomb.pdf", _bomb(3), refused(Why.EMPTY, Why.BROKEN, Why.SIZE))
    vast = one_page().replace(b"[0 0 595 842]", b"[-1e9 -1e9 1e9 1e9]")
    yield Case("vast-page.pdf", content(vast), _SHOWN)
    none = one_page().replace(b"[0 0 595 842]", b"[0 0 0 0]")
    yield Case("no-page-box.pdf", content(none), _SHOWN)
    odd = one_page().replace(b"72 700 Td", b"1e38 nan Td").replace(b"[0 0 595 842]", b"[/a (b) 1 2]")
    yield Case("odd-numbers.pdf", content(odd), refused(Why.EMPTY))
    picture = stream(
        b"", b"/Type/XObject/Subtype/Image/Width 60000/Height 60000/ColorSpace/DeviceGray/BitsPerComponent 8"
    )
    scan = one_page(stream(b"595 0 0 842 0 0 cm /X1 Do"), picture)
    yield Case("vast-picture.pdf", content(scan), refused(Why.SCAN, message="scanned pages"))
    yield Case("raster.pdf", _rules, _SHOWN)
    yield Case("tables.pdf", _many_rules, Read("Beet 3"))
    dots = b" ".join(b"%d %d 1 1 re f" % (n % 590, n // 590) for n in range(150_000))
    yield Case("map.pdf", content(one_page(stream(_TEXT + b" " + dots))), _SHOWN)
    letters = one_page(stream(b"BT /F1 9 Tf 9 9 Td " + b"(x) Tj " * 200_000 + b"ET " + _TEXT))
    yield Case("letters.pdf", content(letters), _SHOWN)


def protection() -> Iterator[Case]:
    """Passwords and actions."""
    yield Case("password.pdf", _protected, refused(Why.PROTECTED, message="protected by a password"))
    yield Case("owner-password.pdf", _owner_only, _SHOWN)
    unknown = one_page(stream(_TEXT), b"<</Filter/Other/V 9/R 9>>").replace(b"/Root", b"/Encrypt 6 0 R/Root")
    yield Case("strange-lock.pdf", content(unknown), refused(Why.PROTECTED, message="not supported"))
    action = (
        b"/OpenAction<</S/Launch/F(/bin/sh)/Next<</S/JavaScript/JS(app.alert\\(1\\))>>>>"
        b"/AA<</WC<</S/URI/URI(http://x.invalid/)>>>>"
    )
    yield Case("action.pdf", content(one_page(catalogue=action)), _SHOWN)


def cases() -> Iterator[Case]:
    """Return all of them."""
    for group in (structure, size, protection):
        yield from group()
