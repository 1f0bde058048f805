"""Text of notes on its way into widgets that would read marks into it.

A title may hold ``<img src=...>`` or ``&File``: Qt takes the one for rich text in a tooltip and the
other for a mnemonic in a menu.
"""

from collections.abc import Iterable
from html import escape


def tooltip(lines: Iterable[str]) -> str:
    """Lines as a tooltip that wraps and shows every character as it is; the first is bold."""
    head, *rest = (escape(line) for line in lines if line)
    return "<br>".join((f"<b>{head}</b>", *rest))


def menu_text(text: str, length: int = 60) -> str:
    """Text for a menu entry: no mnemonics, one line, not too long."""
    line = " ".join(text.split())
    if len(line) > length:
        line = line[: length - 1] + "…"
    return line.replace("&", "&&")
