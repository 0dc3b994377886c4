"""Reads every file in another process, which may crash, hang or swell without harm to the run."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from quartier_nlp.errors import LimitError, ReaderError, ResourceError, SourceError, TimeLimitError
from quartier_nlp.sources.libraries import without_content
from quartier_nlp.sources.reading import Limits, Reading
from quartier_nlp.sources.wire import decode_reply

_ROOT = Path(__file__).resolve().parents[2]
_BOOT = "import sys; sys.path.insert(0, sys.argv[1]); from quartier_nlp.sources.worker import main; main()"
_KEPT_ENVIRONMENT = ("PATH", "HOME", "TMPDIR", "TESSDATA_PREFIX", "LD_LIBRARY_PATH", "SYSTEMROOT")
_CHUNK = 1 << 20
_MAXIMUM_REPLY = 1 << 29
_GRACE_SECONDS = 5.0


class Sandbox:
    """A reading process that handles file after file and is replaced when one kills it.

    Not to be shared between threads.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._errors: IO[bytes] | None = None

    @property
    def process_id(self) -> int | None:
        """The reading process, None while there is none."""
        process = self._process
        return process.pid if process is not None else None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(self, path: Path, sha256: str) -> Reading:
        """Read one file.

        Raises:
            SourceError: If it cannot be read within the limits; what, where, what to do.
        """
        process = self._ready()
        request = {"path": str(path), "sha256": sha256, "limits": asdict(self._limits)}
        try:
            if process.stdin is None:
                raise ResourceError("the reading process has no input channel")
            process.stdin.write(json.dumps(request).encode() + b"\n")
            process.stdin.flush()
            line = self._reply(process)
        except BrokenPipeError:
            line = b""
        except BaseException:
            self.close()
            raise
        if not line.endswith(b"\n"):
            raise self._post_mortem(process)
        if b'"last": true' in line[-20:]:
            self.close()
        return decode_reply(line)

    def close(self) -> None:
        """End the reading process and everything it started."""
        process, self._process = self._process, None
        if process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            for channel in (process.stdin, process.stdout):
                if channel is not None:
                    with contextlib.suppress(OSError):
                        channel.close()
        if self._errors is not None:
            self._errors.close()
            self._errors = None

    def _ready(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self.close()
        environment = {name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ}
        environment |= {
            "LC_ALL": "C.UTF-8",
            "OPENBLAS_NUM_THREADS": "1",
            "OMP_NUM_THREADS": "1",
            "OMP_THREAD_LIMIT": "1",
        }
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the process
        self._process = subprocess.Popen(  # noqa: S603 - a fixed command, no shell
            [sys.executable, "-I", "-c", _BOOT, str(_ROOT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env=environment,
            start_new_session=True,
        )
        return self._process

    def _reply(self, process: subprocess.Popen[bytes]) -> bytes:
        if process.stdout is None:
            raise ResourceError("the reading process has no output channel")
        descriptor = process.stdout.fileno()
        deadline = time.monotonic() + self._limits.wall_seconds
        parts: list[bytes] = []
        size = 0
        while True:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([descriptor], [], [], left)[0]:
                self.close()
                raise TimeLimitError(
                    f"took longer than {self._limits.wall_seconds} seconds: "
                    "split the file or raise ingest.limits.wall_seconds"
                )
            chunk = os.read(descriptor, _CHUNK)
            parts.append(chunk)
            size += len(chunk)
            if not chunk or chunk.endswith(b"\n"):
                return b"".join(parts)
            if size > _MAXIMUM_REPLY:
                self.close()
                raise LimitError("more text than a source may have: split the file")

    def _post_mortem(self, process: subprocess.Popen[bytes]) -> SourceError:
        """Say how the process ended; it has closed its output without an answer."""
        try:
            code = process.wait(timeout=_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            code = None
        last_words = self._last_words()
        self.close()
        if code == -signal.SIGXCPU:
            return TimeLimitError(
                f"took more than {self._limits.cpu_seconds} seconds of processor time: "
                "split the file or raise ingest.limits.cpu_seconds"
            )
        if code is not None and code < 0:
            return SourceError(
                f"the parser crashed (signal {-code}), as broken or hostile files can make it: "
                "open the file in its own program and save it again"
            )
        if "MemoryError" in last_words:
            return LimitError(f"needs more than {self._limits.memory_bytes} bytes of memory: split the file")
        if "ModuleNotFoundError" in last_words or "ImportError" in last_words:
            raise ResourceError(f"the reading process cannot start ({last_words}): install the package again")
        return ReaderError(f"the reading process ended (code {code}; {last_words}): take the file out of the corpus")

    def _last_words(self) -> str:
        if self._errors is None:
            return ""
        self._errors.seek(0, os.SEEK_END)
        self._errors.seek(max(0, self._errors.tell() - 2000))
        lines = self._errors.read().decode("utf-8", errors="replace").strip().splitlines()
        words = "".join(char for char in (lines[-1] if lines else "no message") if char.isprintable())
        return words[:200] if "No module named" in words else without_content(words)
