"""The document around a page: language, style, and a policy that lets nothing else in."""

from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from html import escape

from noteviewer.render.document.page import Page
from noteviewer.render.document.resources import MATH_FONT, page_style
from noteviewer.render.urls import SCHEME, app_url

POLICY = (
    "default-src 'none'; img-src {images}; font-src {fonts}; style-src {style};"
    " style-src-attr 'unsafe-inline'; base-uri 'none'; form-action 'none'"
)
"""No script, frame, object, worker, form or connection of any kind."""


@dataclass(frozen=True, slots=True)
class Appearance:
    """How the reader wants pages to look; all of it can be changed later from outside."""

    theme: str = "auto"
    """``light``, ``dark``, either behind ``contrast-``, or ``auto`` for what the system says."""
    references: str = "list"
    """``list``, or ``written`` for each URL above its title as the note has it."""
    language: str = "zh-Hans"
    """Of the text, so that fonts choose its glyphs."""
    width: str = ""
    """CSS length of the column, such as ``42em``; empty for the style sheet's own."""
    font: str = ""
    """Font family to put first; empty for the style sheet's own."""


PLAIN = Appearance()


def page_document(
    page: Page,
    appearance: Appearance = PLAIN,
    *,
    image_hosts: frozenset[str] = frozenset(),
) -> str:
    """A whole document for the web view, to be served at the page's own address."""
    style = page_style().replace("{math-font}", app_url(MATH_FONT))
    images = " ".join([f"{SCHEME}:", "data:", *sorted(f"https://{host}" for host in image_hosts)])
    return document(page.title, page.html, style, appearance, images=images, fonts=f"{SCHEME}:")


def document(
    title: str, body: str, style: str, appearance: Appearance, *, images: str, fonts: str
) -> str:
    """A document with one inline style sheet, which the policy knows by its hash."""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = POLICY.format(images=images, fonts=fonts, style=f"'sha256-{digest}'")
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(appearance.language)}"{_attributes(appearance)}>\n'
        f'<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title, quote=False)}</title>\n<style>{style}</style>\n</head>\n"
        f"<body>\n<main>{body}</main>\n</body>\n</html>\n"
    )


def _attributes(appearance: Appearance) -> str:
    variables = ""
    if appearance.width:
        variables += f"--width:{appearance.width};"
    if appearance.font:
        variables += f"--reader-font:{appearance.font};"
    style = f' style="{escape(variables)}"' if variables else ""
    return f' data-theme="{appearance.theme}" data-references="{appearance.references}"{style}'
