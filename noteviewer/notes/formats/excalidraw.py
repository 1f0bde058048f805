"""Drawings of Excalidraw in Markdown files: their words, and the picture that was exported.

The plugin of Obsidian writes a note with its own text, the texts of the drawing, and the drawing as
JSON, which is left out here (https://github.com/zsviczian/obsidian-excalidraw-plugin).
"""

import re

_DRAWING = re.compile(r"(?:```(?:compressed-)?json|#{1,6} Drawing)[ \t]*$")
_TITLE = re.compile(
    r"#{1,6} (?:Excalidraw Data|Text Elements|Element Links|Embedded [Ff]iles)[ \t]*$"
)
_NAME = re.compile(r"[ \t]\^[\w-]{1,40}[ \t]*$")
_WARNING = re.compile(r"==⚠")


def is_excalidraw(path: str) -> bool:
    """Whether a note is a drawing of Excalidraw's by its name."""
    return path.lower().endswith(".excalidraw.md")


def excalidraw_text(text: str) -> str:
    """The note without the drawing's JSON and what only the plugin reads, line for line."""
    kept: list[str] = []
    for line in text.split("\n"):
        if _DRAWING.match(line):
            break  # all behind it is the drawing
        is_of_plugin = line.strip() == "%%" or _WARNING.match(line) or _TITLE.match(line)
        kept.append("" if is_of_plugin else _NAME.sub("", line))
    return "\n".join(kept)
