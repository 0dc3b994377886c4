"""The reading process: requests as JSON lines on standard input, one JSON line back for each.

Started by ``sandbox``; it reads files one after another under limits and never imports what the
parsers do not need.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import math
import os
import resource
import sys
from pathlib import Path
from typing import Any, BinaryIO

from quartier_nlp.errors import ChangedError, LimitError, ReaderError, SourceError
from quartier_nlp.sources import registry
from quartier_nlp.sources.libraries import without_content
from quartier_nlp.sources.memory import peak_bytes
from quartier_nlp.sources.reading import Limits
from quartier_nlp.sources.wire import encode_error, encode_reading

_CHUNK = 1 << 20
#: Readers write nothing but warnings to standard error.
_MOST_WRITTEN = 1 << 26
_NETWORK = frozenset(
    {"socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request"}
)


def main() -> None:
    """Serve requests until standard input ends."""
    requests, replies = _own_channels()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_MOST_WRITTEN, _MOST_WRITTEN))
    sys.addaudithook(_refuse_network)
    for line in requests:
        request = json.loads(line)
        limits = Limits(**request["limits"])
        kind, reply, spent = _answer(Path(request["path"]), request["sha256"], limits)
        spent = spent or peak_bytes() > limits.memory_bytes // 2
        replies.write(b'{"%s": ' % kind)
        replies.write(reply)  # by itself, as a long one should not be copied
        replies.write(b', "last": %s}\n' % (b"true" if spent else b"false"))
        replies.flush()


def _refuse_network(event: str, arguments: tuple[Any, ...]) -> None:  # noqa: ARG001 - signature of audit hooks
    if event in _NETWORK:
        raise PermissionError(f"{event}: readers have no network")


def _own_channels() -> tuple[BinaryIO, BinaryIO]:
    """Take standard input and output away from the parsers, some of which print."""
    requests = os.fdopen(os.dup(0), "rb")
    replies = os.fdopen(os.dup(1), "wb")
    with Path(os.devnull).open("rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)
    return requests, replies


def _answer(path: Path, sha256: str, limits: Limits) -> tuple[bytes, bytes, bool]:
    """Return what the answer is, the answer as JSON, and whether another process should go on."""
    _limit(limits)
    spent = False
    try:
        _check_unchanged(path, sha256, limits)
        return b"reading", encode_reading(registry.read(path, limits)), False
    except SourceError as error:
        problem = error
    except MemoryError:
        spent = True
        problem = LimitError(
            f"needs more than {limits.memory_bytes} bytes of memory: split the file or raise ingest.limits.memory_mb"
        )
    except RecursionError:
        problem = LimitError("nests too deeply: save the document again in a simpler form")
    except Exception as error:  # noqa: BLE001 - whatever a parser does to a hostile file ends here
        said = f"{type(error).__name__}: {without_content(str(error))}"
        problem = ReaderError(f"the reader failed ({said}): convert the file or export it again")
    return b"error", encode_error(problem, path), spent


def _limit(limits: Limits) -> None:
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    ceiling = limits.memory_bytes if hard == resource.RLIM_INFINITY else min(limits.memory_bytes, hard)
    resource.setrlimit(resource.RLIMIT_AS, (ceiling, hard))
    usage = resource.getrusage(resource.RUSAGE_SELF)
    budget = math.ceil(usage.ru_utime + usage.ru_stime) + limits.cpu_seconds
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    with contextlib.suppress(ValueError):
        resource.setrlimit(resource.RLIMIT_CPU, (budget if hard == resource.RLIM_INFINITY else min(budget, hard), hard))


def _check_unchanged(path: Path, sha256: str, limits: Limits) -> None:
    if path.stat().st_size > limits.file_bytes:
        return  # the registry says so with the right message
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    if digest.hexdigest() != sha256:
        raise ChangedError("the file changed while the corpus was being read: run again")
