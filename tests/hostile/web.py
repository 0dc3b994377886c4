"""Pages, drawings, rich text and XML transcripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from quartier_nlp.errors import QuarantineReason as Why
from tests.hostile.cases import CANARY, Case, Ground, Read, Refused, content, refused
from tests.hostile.texts import stream

_TEXT = (
    "<h1>Die Mangelstube lebt</h1><p>Im alten Waschhaus am Südhang treffen sich jeden Freitag die Nachbarn und "
    "reparieren, was kaputt ist.</p><p>Wer den Strom im Winter bezahlt, weiß bis heute im Rathaus niemand genau.</p>"
    "<p>Die Genossenschaft hat das Haus umgebaut und der Verein betreibt darin ein kleines Café für alle.</p>"
)
_SHOWN = Read("weiß bis heute im Rathaus niemand genau")


def _page(inside: str, head: str = "") -> str:
    meta = f"<meta charset='utf-8'>{head}"
    return f"<!DOCTYPE html><html><head>{meta}</head><body><main>{inside}{_TEXT}</main></body></html>"


def _aiming(path: Path, ground: Ground) -> None:
    file, url = ground.canary.as_uri(), ground.url
    path.write_text(
        _page(
            f"<iframe src='{file}'></iframe><object data='{file}'></object><embed src='{url}/a'>"
            f"<img src='{url}/b'><video src='{url}/c'></video><form action='{url}/d'></form>"
            f"<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='{file}' parse='text'/>",
            f"<meta http-equiv=refresh content='0;url={url}/e'><base href='{url}/'><link rel=stylesheet href='{url}/f'>"
            f"<link rel=import href='{file}'><script src='{url}/g'></script>",
        )
    )


def _xhtml(path: Path, ground: Ground) -> None:
    path.write_text(
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY c SYSTEM "{ground.canary.as_uri()}">'
        f'<!ENTITY u SYSTEM "{ground.url}/x">]><html xmlns="http://www.w3.org/1999/xhtml"><body><p>&c;&u;</p>{_TEXT}'
        "</body></html>"
    )


def laughs(name: str, open_: str, close: str, depth: int = 9) -> str:
    """Return XML with entities that grow tenfold ``depth`` times."""
    grown = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, depth + 1))
    return f'<!DOCTYPE {name} [<!ENTITY e0 "ha">{grown}]>{open_}&e{depth};{close}'


def blow_up(name: str, open_: str, close: str) -> str:
    """Return XML that names one long entity many times."""
    return f'<!DOCTYPE {name} [<!ENTITY e "{"ha" * 50_000}">]>{open_}{"&e;" * 20_000}{close}'


def external(path: Path, ground: Ground, name: str, open_: str, close: str) -> None:
    """Write XML whose entities are a file outside and an address."""
    path.write_text(
        f'<?xml version="1.0"?><!DOCTYPE {name} [<!ENTITY c SYSTEM "{ground.canary.as_uri()}"><!ENTITY u SYSTEM '
        f'"{ground.url}/x"><!ENTITY % p SYSTEM "{ground.url}/p.dtd">%p;]>{open_}&c;&u;{close}'
    )


_TRS_OPEN = '<Trans><Speakers><Speaker id="s" name="Ruth"/></Speakers><Episode><Section><Turn speaker="s">Wer zahlt? '
_TRS_CLOSE = "</Turn></Section></Episode></Trans>"


def _outer_dtd(path: Path, ground: Ground) -> None:
    path.write_text(
        f'<?xml version="1.0"?><!DOCTYPE Trans SYSTEM "{ground.url}/trans-14.dtd">{_TRS_OPEN}<xi:include '
        f'xmlns:xi="http://www.w3.org/2001/XInclude" href="{ground.canary.as_uri()}" parse="text"/>{_TRS_CLOSE}'
    )


def pages() -> Iterator[Case]:
    """Web pages."""
    yield Case("aiming.html", _aiming, _SHOWN)
    yield Case("entities.xhtml", _xhtml, _SHOWN)
    script = f"<script>document.write('{CANARY}')</script><style>{CANARY}</style><noscript>{CANARY}</noscript>"
    yield Case("script.html", content(_page(script)), _SHOWN)
    data = "data:text/html;base64," + "QUJD" * 300_000
    yield Case("data.html", content(_page(f"<img src='{data}'><iframe src='{data}'></iframe>")), _SHOWN)
    laughing = laughs("html", "<html><body><p>", f"</p>{_TEXT}</body></html>")
    yield Case("laughs.html", content(laughing), _SHOWN)
    yield Case("deep.html", content("<!DOCTYPE html><html><body>" + "<div>" * 50_000 + "Wer zahlt?"), _DEEP)
    yield Case("deep-inline.html", content(_page("<b><i>" * 30_000)), _DEEP)
    yield Case("comment.html", content(_page("<!-- nie zu Ende " * 3)), refused(Why.EMPTY, message="no text"))
    yield Case("attributes.html", content(_page("<p " + "a=b " * 200_000 + ">x</p>")), _SHOWN)
    yield Case("anchors.html", content(_page("<a name='ts_" + "9" * 5000 + "_1'>x</a>" * 3)), _SHOWN)
    yield Case(
        "five-million-paragraphs.html",
        lambda path, g: stream(path, "<!DOCTYPE html><html><body>", "<p>a%d", g.far_too_many),
        refused(Why.SIZE, message="more than"),
    )
    yield Case(
        "drawing.svg", content("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"), _FOREIGN
    )
    hostile_drawing = laughs("svg", "<svg>", "</svg>")
    yield Case("laughs.svg", content(f'<?xml version="1.0"?>{hostile_drawing}'), _FOREIGN)


_DEEP = refused(Why.SIZE, message="nests deeper than 256 levels")
_FOREIGN = refused(Why.FORMAT, message="a drawing (SVG)")


def transcripts() -> Iterator[Case]:
    """Transcriber files."""
    unsafe = refused(Why.UNSAFE, message="declares a document type with entities")
    yield Case("laughs.trs", content(laughs("Trans", _TRS_OPEN, _TRS_CLOSE)), _entities())
    yield Case("blow-up.trs", content(blow_up("Trans", _TRS_OPEN, _TRS_CLOSE)), _entities())
    yield Case("external.trs", lambda path, g: external(path, g, "Trans", _TRS_OPEN, _TRS_CLOSE), unsafe)
    yield Case("outer-dtd.trs", _outer_dtd, Read("Wer zahlt?"))
    deep = _TRS_OPEN + "<b>" * 5000 + "</b>" * 5000 + _TRS_CLOSE
    yield Case("deep.trs", content(deep), refused(Why.BROKEN, message="broken XML"))
    odd = _TRS_OPEN.replace("<Turn ", '<Turn startTime="-1e999" endTime="nan" ') + "<Who nb='²'/>x" + _TRS_CLOSE
    yield Case("odd-times.trs", content(odd), Read("Wer zahlt?"))


def _entities() -> Refused:
    return refused(Why.UNSAFE, Why.BROKEN, Why.FORMAT)


def rich_text() -> Iterator[Case]:
    """RTF."""
    text = r"Wer zahlt den Strom?\par Das wei\'df keiner.\par "
    yield Case(
        "deep.rtf", content(r"{\rtf1 " + "{" * 50_000 + "}" * 50_000 + "}"), refused(Why.SIZE, message="groups deep")
    )
    objects = r"{\object\objemb{\*\objclass Package}{\*\objdata " + "d0cf11e0" * 50_000 + "}}"
    yield Case("object.rtf", content(r"{\rtf1\ansi " + objects + text + "}"), Read("Das weiß keiner."))
    field = r"{\field{\*\fldinst INCLUDETEXT " "%s" "}{\fldrslt }}"
    yield Case(
        "include.rtf",
        lambda path, g: (path.write_text(r"{\rtf1\ansi " + field % g.canary + text + "}"), None)[1],
        Read("Das weiß keiner."),
    )
    yield Case(
        "binary.rtf", content(rb"{\rtf1\ansi " + text.encode() + rb"\bin999999999 abc}"), Read("Das weiß keiner.")
    )
    yield Case(
        "numbers.rtf", content(r"{\rtf1\ansi\uc99999999 \u-99999999?\u1114112? " + text + "}"), _read_or_broken()
    )
    yield Case("unbalanced.rtf", content(r"{\rtf1\ansi " + text + "}" * 500), Read("Das weiß keiner."))
    yield Case(
        "five-million-paragraphs.rtf",
        lambda path, g: stream(path, r"{\rtf1 ", r"a%d\par ", g.far_too_many, "}"),
        refused(Why.SIZE, message="paragraphs"),
    )


def _read_or_broken() -> Refused:
    return refused(Why.BROKEN)


def cases() -> Iterator[Case]:
    """Return all of them."""
    for group in (pages, transcripts, rich_text):
        yield from group()
