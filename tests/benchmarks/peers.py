"""The programs that we are measured against, as far as they are installed (Debian: ripgrep, recollcmd)."""

import os
import resource
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Run:
    """One finished process."""

    seconds: float
    cpu_seconds: float
    peak_bytes: int
    output: str


def run(command: list[str], environment: dict[str, str] | None = None) -> Run:
    """Run a program to its end; time and memory include its children's."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | (environment or {}),
    )
    assert process.stdout is not None
    output = process.stdout.read()
    _, _, usage = os.wait4(process.pid, 0)
    process.stdout.close()
    seconds = time.perf_counter() - started
    process.returncode = 0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(seconds, cpu, usage.ru_maxrss * 1024, output.decode("utf-8", "replace"))


def has(program: str) -> bool:
    """Whether a program is installed."""
    return shutil.which(program) is not None


def version(package: str) -> str:
    """Version of a Debian package, or that it is missing."""
    if not has("dpkg-query"):
        return package
    said = subprocess.run(
        ["dpkg-query", "-W", package], capture_output=True, text=True, check=False
    )
    return " ".join(said.stdout.split()) or f"{package} is not installed"


class Recoll:
    """Recoll with a configuration of its own."""

    def __init__(self, folder: Path, place: Path) -> None:
        self._config = place / f"recoll-{folder.name}"
        self._config.mkdir(parents=True)
        (self._config / "recoll.conf").write_text(f"topdirs = {folder}\nloglevel = 1\n", "utf-8")
        (self._config / "mimemap").write_text(
            ".md = text/plain\n.markdown = text/plain\n.mkd = text/plain\n", "utf-8"
        )

    def index(self) -> Run:
        return run(["recollindex", "-c", str(self._config), "-z"])

    def size(self) -> int:
        return sum(f.stat().st_size for f in self._config.rglob("*") if f.is_file())

    def search(self, query: str) -> float:
        quoted = '"' + query + '"' if " " not in query else query
        return run(["recollq", "-c", str(self._config), "-n", "50", "-A", quoted]).seconds
