"""What the program itself serves to its pages under ``noteviewer://app/``."""

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from noteviewer import paths

MATH_FONT = "math-font"
STYLE = "page.css"
_LIGHT = re.compile(r":root \{(.*?)\n\}", re.DOTALL)
_DARK = re.compile(r':root\[data-theme="dark"\] \{(.*?)\n\}', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Resource:
    """A file of the program as the page gets it."""

    data: bytes
    media_type: str


@lru_cache(maxsize=8)
def app_resource(name: str) -> Resource | None:
    """The resource of that name; None for anything that is not in the list."""
    match name:
        case "math-font":
            font = _math_font()
            return Resource(font.read_bytes(), "font/ttf") if font else None
        case "page.css":
            return Resource(page_style().encode(), "text/css")
        case _:
            return None


@lru_cache(maxsize=1)
def page_style() -> str:
    """The style sheet of the page, with its themes for the system's choice and for paper."""
    style = (paths.resources_dir() / "styles" / STYLE).read_text(encoding="utf-8")
    light, dark = _theme(_LIGHT, style), _theme(_DARK, style)
    return (
        f'{style}\n@media (prefers-color-scheme: dark) {{ :root[data-theme="auto"] {{{dark}}} }}\n'
        f"@media print {{ :root[data-theme] {{{light}--paper: #fff; --size: 11pt;}} }}\n"
    )


def _theme(selector: re.Pattern[str], style: str) -> str:
    found = selector.search(style)
    return found[1] if found else ""


def _math_font() -> Path | None:
    """STIX Two Math as ziamath carries it; the package itself is not loaded."""
    spec = find_spec("ziamath")
    if spec is None or not spec.origin:
        return None
    font = Path(spec.origin).parent / "fonts" / "STIXTwoMath-Regular.ttf"
    return font if font.is_file() else None
