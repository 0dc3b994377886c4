"""Names, links and what else lies about in a folder; sidecars; every format cut, emptied and misnamed."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import chdir
from pathlib import Path

from quartier_nlp.errors import QuarantineReason as Why
from tests.hostile.cases import TALK, WORDS, Case, Ground, LeftOut, Outcome, Read, Writer, content, refused
from tests.hostile.pdfs import one_page
from tests.sources.office_files import board_xlsx, minutes_docx, report_odt, slides_pptx

_RESOURCES = Path(__file__).parents[1] / "resources" / "sources"
_TALK = content(TALK)
_NOBODY = os.geteuid() != 0


def names() -> Iterator[Case]:
    """File names that aim at terminals, shells, pages and paths."""
    plain = Read(WORDS)
    for name in (
        "%2e%2e%2fetc%2fpasswd.txt",
        "-rf.txt",
        "$(touch x);`id`|'\".txt",
        "'; DROP TABLE sources;--.txt",
        "<img src=x onerror=alert(1)>.txt",
        "=HYPERLINK(1).txt",
        "{{7*7}}{%x%}.txt",
        " .txt",
        "nüchtern \U0001f600.txt",
        "CON.txt",
        "x" * 251 + ".txt",
        "ä" * 125 + ".txt",
        "none",
    ):
        yield Case(name, _TALK, plain)
    yield Case("zeile\numbruch.txt", _TALK, plain, shown=r"zeile\numbruch.txt")
    yield Case("zeile\\numbruch.txt", _TALK, plain, shown=r"zeile\\numbruch.txt")
    yield Case("\x1b[31mrot\x07.txt", _TALK, plain, shown=r"\x1b[31mrot\x07.txt")
    yield Case("fdp\u202etxt.txt", _TALK, plain, shown=r"fdp\u202etxt.txt")
    yield Case("un\u200bsichtbar.txt", _TALK, plain, shown=r"un\u200bsichtbar.txt")
    yield Case("a\\..\\fenster.txt", _TALK, plain, shown=r"a\\..\\fenster.txt")
    yield Case(b"gesch\xe4ft.txt", _TALK, plain, shown=r"gesch\udce4ft.txt")
    half = content(one_page()[:200])
    yield Case(b"\xff\xfe.pdf", half, refused(Why.BROKEN, Why.EMPTY), shown=r"\udcff\udcfe.pdf")
    yield Case("e\u0301.txt", _TALK, plain)
    yield Case("\u00e9.txt", _TALK, plain)


def _link(target: Callable[[Ground], Path | str], *, folder: bool = False) -> Writer:
    return lambda path, ground: path.symlink_to(target(ground), target_is_directory=folder)


def _socket(path: Path, _: Ground) -> None:
    with chdir(path.parent), socket.socket(socket.AF_UNIX) as server:
        server.bind(path.name)


def _locked(path: Path, _: Ground) -> None:
    path.write_text(TALK)
    path.chmod(0)


def _deep_folder(path: Path, _: Ground) -> None:
    with chdir(path.parent):
        for _level in range(1500):
            Path(path.name).mkdir()
            os.chdir(path.name)
        Path("talk.txt").write_text(TALK)


def remove_deep_folder(folder: Path) -> None:
    """Remove what ``shutil.rmtree`` may find too deep."""
    depth = 0
    with chdir(folder):
        while Path("deep").is_dir():
            os.chdir("deep")
            depth += 1
        Path("talk.txt").unlink(missing_ok=True)
        for _level in range(depth):
            os.chdir("..")
            Path("deep").rmdir()


def _ring(path: Path, _: Ground) -> None:
    other = path.with_name("ring-two.txt")
    path.symlink_to(other.name)
    other.symlink_to(path.name)


def links() -> Iterator[Case]:
    """Links that leave the corpus or lead nowhere, and what is no file."""
    leaves = LeftOut("symbolic link that leaves the corpus")
    yield Case("leaves.txt", _link(lambda g: g.canary), leaves)
    yield Case("leaves-sideways.txt", _link(lambda _: "../outside/canary.txt"), leaves)
    yield Case("account.txt", _link(lambda _: "/etc/passwd"), leaves)
    yield Case("leaves.toml", _link(lambda g: g.outside / "canary.toml"), leaves)
    yield Case("memory.txt", _link(lambda _: "/proc/self/environ"), leaves)
    yield Case("zeros.txt", _link(lambda _: "/dev/zero"), leaves)
    yield Case("up", _link(lambda g: g.outside, folder=True), LeftOut("symbolic link to a folder"))
    yield Case("root", _link(lambda _: "/", folder=True), LeftOut("symbolic link to a folder"))
    yield Case("circle", _link(lambda g: g.folder, folder=True), LeftOut("symbolic link to a folder"))
    yield Case("self.txt", _link(lambda _: "self.txt"), LeftOut("leads back to itself"))
    yield Case("ring.txt", _ring, LeftOut("leads back to itself"))
    yield Case("nowhere.txt", _link(lambda _: "missing.txt"), LeftOut("symbolic link to nothing"))
    yield Case("to-hidden.txt", _link(lambda _: ".hidden.txt"), LeftOut("symbolic link to a hidden file"))
    yield Case(".hidden.txt", _TALK, LeftOut("hidden file"))
    yield Case("pipe.txt", lambda path, _: os.mkfifo(path), LeftOut("no regular file"))
    yield Case("socket.txt", _socket, LeftOut("no regular file"))
    yield Case("deep", _deep_folder, LeftOut("nested deeper than"), shown="/".join(["deep"] * 65))
    yield Case("locked.txt", _locked, LeftOut("check its permissions") if _NOBODY else Read(WORDS))


def sidecars() -> Iterator[Case]:
    """Descriptions that are broken or hostile; the file they belong to is not read, as they may state a consent."""
    broken: dict[str, bytes] = {
        "syntax": b"consent = nein nein\n",
        "deep": b"a = " + b"[" * 20_000 + b"]" * 20_000,
        "binary": bytes(range(256)),
        "kind": b'kind = "film"\n',
        "types": b"title = [1, 2]\n[consent]\nx = 1\n",
        "huge": b"# " + b"x" * 4_100_000,
        "digits": b"title = " + b"9" * 5000,
        "day": b'date = "0000-00-00"\n',
    }
    for name, data in broken.items():
        yield Case(f"sidecar-{name}.txt", _beside(data), refused(Why.BROKEN, message="its sidecar cannot be used"))
    markup = b'title = "<script>alert(1)</script>\\u001b[31m"\nevent = "=cmd|calc"\n'
    yield Case("sidecar-markup.txt", _beside(markup), Read(WORDS))


def _beside(data: bytes) -> Writer:
    def write(path: Path, _: Ground) -> None:
        path.write_text(TALK)
        path.with_suffix(".toml").write_bytes(data)

    return write


def _resource(name: str) -> Callable[[Path], None]:
    return lambda path: (shutil.copyfile(_RESOURCES / name, path), None)[1]


#: A sound file of every format, words of it, and what half of it becomes.
_FORMATS: tuple[tuple[str, Callable[[Path], None], str, Outcome], ...] = (
    ("docx", minutes_docx, "Wer zahlt die Heizung?", refused(Why.BROKEN, message="container")),
    ("odt", report_odt, "Der Laden trägt sich.", refused(Why.BROKEN, message="container")),
    ("pptx", slides_pptx, "Wer räumt auf?", refused(Why.BROKEN, message="container")),
    ("xlsx", board_xlsx, "Beete statt Asphalt", refused(Why.BROKEN, message="container")),
    ("pdf", lambda path: (path.write_bytes(one_page()), None)[1], "Wer zahlt den Strom",
     refused(Why.BROKEN, Why.EMPTY)),
    ("rtf", lambda path: (path.write_bytes(rb"{\rtf1\ansi Wer zahlt den Strom?\par Das wei\'df keiner.}"), None)[1],
     "Wer zahlt den Strom", Read("Wer zahlt den")),
    ("trs", _resource("meeting.trs"), "", refused(Why.BROKEN, message="broken XML")),
    ("vtt", _resource("teams.vtt"), "Guten Morgen zusammen", Read("Guten Morgen zusammen")),
    ("srt", _resource("plain.srt"), "Die Kaufhalle steht leer.", Read("Die Kaufhalle steht leer.")),
    ("json", _resource("whisper.json"), "", refused(Why.BROKEN, message="broken JSON")),
    ("html", _resource("page.html"), "", Read("")),
    ("csv", _resource("board.csv"), "Wer haftet bei Zwischennutzung?", Read("auf Zeit")),
    ("md", _resource("paper.md"), "Leere Läden, volle Ideen", Read("Leere Läden")),
    ("txt", _resource("turns.txt"), "Der Platz ist ein Parkplatz.", Read("wir beginnen mit dem Dorfplatz")),
)  # fmt: skip


def _half(build: Callable[[Path], None]) -> Writer:
    def write(path: Path, _: Ground) -> None:
        build(path)
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])

    return write


def formats() -> Iterator[Case]:
    """Every format cut in half, empty, and under the name of the next one."""
    suffixes = [suffix for suffix, *_ in _FORMATS]
    for number, (suffix, build, words, halved) in enumerate(_FORMATS):
        yield Case(f"half.{suffix}", _half(build), halved)
        yield Case(f"empty.{suffix}", content(b"\n" * number), refused(Why.EMPTY, message="the file is empty"))
        other = suffixes[(number + 5) % len(suffixes)]
        yield Case(f"{suffix}-as.{other}", lambda path, _, build=build: build(path), Read(words))  # type: ignore[misc]
        if suffix in ("docx", "html", "md"):
            continue  # long enough for the same text under two names to be taken once
        yield Case(f"{suffix}-bare", lambda path, _, build=build: build(path), Read(words))  # type: ignore[misc]


def foreign() -> Iterator[Case]:
    """Files that are no documents, under names of documents."""
    for name, head, message in (
        ("picture.pdf", b"\x89PNG\r\n\x1a\n", "a picture"),
        ("photo.docx", b"\xff\xd8\xff\xe0", "a picture"),
        ("recording.vtt", b"ID3\x04\0\0", "a recording"),
        ("film.txt", b"\0\0\0\x20ftypisom", "a recording"),
        ("program.vtt", b"\x7fELF\x02\x01\x01", "a program"),
        ("packed.txt", b"\x1f\x8b\x08\0", "an archive"),
        ("database.csv", b"SQLite format 3\0", "a database"),
    ):
        yield Case(name, content(head + bytes(range(256)) * 4), refused(Why.FORMAT, message=message))
    yield Case("noise.pdf", content(bytes((n * n * 31 + 7) % 256 for n in range(5000))), refused(Why.ENCODING))
    yield Case("folder.txt/inside.txt", _TALK, Read(WORDS))


def cases() -> Iterator[Case]:
    """Return all of them."""
    for group in (names, links, sidecars, formats, foreign):
        yield from group()
