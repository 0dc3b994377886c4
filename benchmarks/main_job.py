"""Times the main job on a corpus: cold, again, and through Prefect; with peak memory.

``python -m benchmarks.main_job [CORPUS]`` prints a table. Every figure is of a whole process, from start to
exit, in a fresh output folder; the ratio to a fixed piece of Python work lets machines be compared.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.memory import peak_megabytes

_ROOT = Path(__file__).parents[1]


def _timed(arguments: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Run a command and return wall seconds and peak memory of its largest process in MB."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *arguments], cwd=_ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    _, errors = process.communicate()
    seconds = time.perf_counter() - start
    if process.returncode != 0:
        sys.exit(f"{' '.join(arguments)} ended with {process.returncode}: {errors.decode()[-2000:]}")
    return seconds, peak_megabytes(resource.RUSAGE_CHILDREN)


def _yardstick() -> float:
    """Return the seconds of a fixed piece of pure Python work on this machine."""
    start = time.perf_counter()
    total = 0
    for number in range(20_000_000):
        total += number & 7
    return time.perf_counter() - start


def main() -> None:
    """Print the table."""
    corpus = sys.argv[1] if len(sys.argv) > 1 else "corpus"
    unit = _yardstick()
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PREFECT_HOME": str(Path(folder) / "prefect")}
        job = ["-m", "quartier_nlp.cli", "run", "--corpus", corpus, "--quiet", "--out"]
        flow = ["-m", "flows.quintessenz", "--corpus", corpus, "--out"]
        plain, prefect = str(Path(folder) / "plain"), str(Path(folder) / "flow")
        runs = [
            ("pipeline, cold", [*job, plain]),
            ("pipeline, second run", [*job, plain]),
            ("Prefect flow, cold", [*flow, prefect]),
            ("Prefect flow, second run", [*flow, prefect]),
        ]
        print(f"{'':28}{'seconds':>9}{'ratio':>9}{'peak MB (so far)':>18}")
        for name, arguments in runs:
            seconds, memory = _timed(arguments, environment)
            print(f"{name:28}{seconds:9.1f}{seconds / unit:9.1f}{memory:18.0f}")
    print(f"\nratio: to a fixed piece of Python work that took {unit:.2f} s here")


if __name__ == "__main__":
    main()
