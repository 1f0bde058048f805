"""Laying notes out: ours in its process, beside kramdown and plain Python-Markdown, in one run."""

import shutil
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import markdown

from noteviewer.cli.commands.render import ENGLISH
from noteviewer.notes.text import decode
from noteviewer.render.document.page import PageRequest
from noteviewer.render.worker.renderer import Renderer

MOST_NOTES = 300
SUFFIXES = {".md", ".markdown"}
EXTENSIONS = ["extra", "sane_lists", "codehilite", "pymdownx.tilde", "pymdownx.tasklist"]
KRAMDOWN = """
require "kramdown"; require "kramdown-parser-gfm"
STDIN.each_line(chomp: true) do |path|
  text = File.read(path, encoding: "bom|utf-8").scrub
  begun = Process.clock_gettime(Process::CLOCK_MONOTONIC)
  Kramdown::Document.new(text, input: "GFM").to_html
  puts Process.clock_gettime(Process::CLOCK_MONOTONIC) - begun
end
"""


def measure_rendering(folder: Path) -> str:
    """A table of milliseconds a note."""
    files = sorted(file for file in folder.rglob("*") if file.suffix in SUFFIXES)
    files = files[:: max(1, len(files) // MOST_NOTES)]
    texts = [decode(file.read_bytes()).text for file in files]
    rows = [("noteviewer, page of its own process", _ours(texts))]
    library = markdown.Markdown(extensions=EXTENSIONS)
    rows.append(
        ("Python-Markdown, usual extensions", _timed(texts, lambda t: library.reset().convert(t)))
    )
    if shutil.which("ruby"):
        rows.append(("kramdown", _kramdown(files)))
    lines = [
        f"**Laying out** {len(texts)} notes of {folder.name}, ms a note",
        "",
        "| | p50 | p95 | max | p50 to ours |",
        "|---|--:|--:|--:|--:|",
    ]
    ours = statistics.median(rows[0][1])
    for name, seconds in rows:
        ordered = sorted(seconds)
        half, most = statistics.median(ordered), ordered[int(len(ordered) * 0.95)]
        lines.append(
            f"| {name} | {half * 1000:.1f} | {most * 1000:.1f} | {ordered[-1] * 1000:.0f}"
            f" | {half / ours:.2f} |"
        )
    return "\n".join(lines) + "\n"


def _ours(texts: Sequence[str]) -> list[float]:
    renderer = Renderer()
    try:
        renderer.start()
        renderer.render(PageRequest("warm.md", "# warm\n\n`x` $$x$$", ENGLISH))
        numbered = iter(range(len(texts)))
        return _timed(
            texts, lambda text: renderer.render(PageRequest(f"{next(numbered)}.md", text, ENGLISH))
        )
    finally:
        renderer.close()


def _timed(texts: Sequence[str], work: Callable[[str], object]) -> list[float]:
    seconds = []
    for text in texts:
        begun = time.perf_counter()
        work(text)
        seconds.append(time.perf_counter() - begun)
    return seconds


def _kramdown(files: Sequence[Path]) -> list[float]:
    names = "\n".join(map(str, files))
    done = subprocess.run(
        ["ruby", "-e", KRAMDOWN], input=names, capture_output=True, text=True, check=True
    )
    return [float(line) for line in done.stdout.split()]
