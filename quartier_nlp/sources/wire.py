"""A reading as JSON: what the reading process sends and the parent checks before it believes it."""

from __future__ import annotations

import json
import math
import re
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from quartier_nlp import errors
from quartier_nlp.errors import ReaderError, SourceError
from quartier_nlp.model.notices import Notice
from quartier_nlp.model.offsets import OffsetMap, Run
from quartier_nlp.model.records import Anchor, Box
from quartier_nlp.model.vocabulary import SegmentRole, SourceKind
from quartier_nlp.sources.reading import Metadata, Passage, Reading

_ERRORS: dict[str, type[SourceError]] = {
    name: kind for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, SourceError)
}
_LONGEST_MESSAGE = 1_000
#: What no store or file name takes; replaced one for one, so that offsets hold.
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def encode_reading(reading: Reading) -> bytes:
    """Return a reading as JSON, passage by passage, as a long one takes several times its room as values."""
    meta = reading.metadata
    head = {
        "format": reading.format,
        "metadata": {
            "kind": meta.kind.value,
            "title": meta.title,
            "event": meta.event,
            "date": meta.date.isoformat() if meta.date else None,
            "authors": list(meta.authors),
        },
        "notices": [notice.row() for notice in reading.notices],
    }
    data = bytearray(json.dumps(head).encode("ascii")[:-1] + b', "passages": [')
    for number, passage in enumerate(reading.passages):
        data += (", " if number else "").encode("ascii") + json.dumps(passage_row(passage)).encode("ascii")
    data += b"]}"
    return bytes(data)


def encode_error(error: SourceError, path: Path) -> bytes:
    """Return an error as JSON; where the corpus lies is nobody's business."""
    name = type(error).__name__
    message = str(error).replace(f"{path.parent}/", "")
    return json.dumps({"type": name if name in _ERRORS else "SourceError", "message": message}).encode("ascii")


def decode_reply(line: bytes) -> Reading:
    """Return the reading of a reply.

    Raises:
        SourceError: As the reading process raised it, or if the reply is malformed.
    """
    try:
        reply = json.loads(line)
        if "error" in reply:
            _fail(reply["error"])
        return _reading(reply["reading"])
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, RecursionError) as error:
        raise ReaderError(
            f"the reading process gave a malformed answer ({type(error).__name__}): take the file out of the corpus"
        ) from error


def _fail(error: Any) -> NoReturn:
    raise _ERRORS[_string(error["type"])](printable(_string(error["message"])))


def passage_row(passage: Passage) -> dict[str, Any]:
    """Return a passage as values that JSON knows."""
    return {
        "role": passage.role.value,
        "text": passage.text,
        "raw": passage.raw,
        "runs": [[run.clean, run.raw, run.length] for run in passage.offsets.runs],
        "section": list(passage.section),
        "speaker": passage.speaker,
        "page": passage.page,
        "boxes": [_box_row(box) for box in passage.boxes],
        "times": [passage.t_start, passage.t_end],
        "anchors": [[a.start, a.page, _box_row(a.box) if a.box else None, a.t_start, a.t_end] for a in passage.anchors],
    }


def _box_row(box: Box) -> list[float]:
    return [box.page, box.x0, box.top, box.x1, box.bottom]


def printable(message: str) -> str:
    """Return a message on one line: what a file puts into it is escaped, and cut where it is long."""
    text = "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in message)
    return (
        text if len(text) <= _LONGEST_MESSAGE else f"{text[: _LONGEST_MESSAGE // 2]} … {text[-_LONGEST_MESSAGE // 2 :]}"
    )


# -- checked decoding --------------------------------------------------------------------------


def _reading(row: Any) -> Reading:
    meta = row["metadata"]
    day = _maybe_string(meta["date"])
    return Reading(
        format=_string(row["format"]),
        metadata=Metadata(
            kind=SourceKind(meta["kind"]),
            title=_maybe_string(meta["title"]),
            event=_maybe_string(meta["event"]),
            date=date.fromisoformat(day) if day else None,
            authors=_strings(meta["authors"]),
        ),
        passages=tuple(passage_of_row(item) for item in row["passages"]),
        notices=tuple(Notice.of_row(item) for item in row["notices"]),
    )


def passage_of_row(row: Any) -> Passage:
    """Return the passage that such values stand for.

    Raises:
        KeyError, TypeError, ValueError: If they stand for none.
    """
    text, raw = _string(row["text"]), _string(row["raw"])
    runs = tuple(Run(_whole(a), _whole(b), _whole(n, 1)) for a, b, n in row["runs"])
    if (
        not text
        or not runs
        or runs[-1].clean + runs[-1].length > len(text)
        or runs[-1].raw + runs[-1].length > len(raw)
    ):
        raise ValueError("offset map does not fit its texts")
    anchors = tuple(_anchor(item) for item in row["anchors"])
    starts = [anchor.start for anchor in anchors]
    if starts and (starts[0] != 0 or starts != sorted(set(starts)) or starts[-1] >= len(raw)):
        raise ValueError("anchors do not ascend within the raw text")
    t_start, t_end = row["times"]
    return Passage(
        role=SegmentRole(row["role"]),
        text=text,
        raw=raw,
        offsets=OffsetMap(runs),
        section=_strings(row["section"]),
        speaker=_maybe_string(row["speaker"]),
        page=_maybe_page(row["page"]),
        boxes=tuple(_box(item) for item in row["boxes"]),
        t_start=_maybe_seconds(t_start),
        t_end=_maybe_seconds(t_end),
        anchors=anchors,
    )


def _anchor(row: Any) -> Anchor:
    start, page, box, t_start, t_end = row
    return Anchor(
        _whole(start),
        _maybe_page(page),
        None if box is None else _box(box),
        _maybe_seconds(t_start),
        _maybe_seconds(t_end),
    )


def _box(row: Any) -> Box:
    page, x0, top, x1, bottom = row
    return Box(_whole(page, 1), _finite(x0), _finite(top), _finite(x1), _finite(bottom))


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a string")
    return _UNSTORABLE.sub("\ufffd", value)


def _maybe_string(value: Any) -> str | None:
    return None if value is None else _string(value)


def _strings(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError("not a list")
    return tuple(_string(item) for item in value)


def _whole(value: Any, least: int = 0) -> int:
    if type(value) is not int or value < least:
        raise ValueError("not a whole number in range")
    return value


def _maybe_page(value: Any) -> int | None:
    return None if value is None else _whole(value, 1)


def _finite(value: Any) -> float:
    if type(value) not in (int, float) or not math.isfinite(value):
        raise ValueError("not a finite number")
    return float(value)


def _maybe_seconds(value: Any) -> float | None:
    if value is None:
        return None
    seconds = _finite(value)
    if seconds < 0:
        raise ValueError("negative time")
    return seconds
