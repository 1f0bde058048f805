"""Where links of a page lead: what may pass, what the window asks about, what is refused."""

import posixpath
import re
from collections.abc import Sequence
from enum import StrEnum
from html import escape
from urllib.parse import unquote

from noteviewer.notes.anchors import find_anchor
from noteviewer.notes.model import LinkKind, Section
from noteviewer.render.surroundings import Reach, Surroundings
from noteviewer.render.urls import Action, action_url, page_url

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_BLANKS_AND_CONTROLS = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028\u2029\ufeff]+")
_OUTSIDE = frozenset({"http", "https", "mailto", "ftp"})
_STASHED = re.compile(r"nv:(\d+)$")
_PROGRAMS = frozenset({
    ".exe", ".com", ".bat", ".cmd", ".ps1", ".vbs", ".vbe", ".js", ".jse", ".wsf", ".wsh",
    ".msi", ".msp", ".scr", ".lnk", ".url", ".hta", ".cpl", ".jar", ".sh", ".bash", ".zsh",
    ".csh", ".fish", ".run", ".bin", ".out", ".appimage", ".desktop", ".command", ".app",
    ".workflow", ".py", ".pyw", ".pl", ".rb", ".php", ".reg", ".inf", ".dll", ".so", ".dylib",
    ".apk", ".deb", ".rpm", ".iso", ".dmg", ".pkg", ".chm", ".application", ".gadget",
})  # fmt: skip


class Refusal(StrEnum):
    """Why a link does nothing."""

    SCHEME = "scheme"
    PROGRAM = "program"
    NETWORK_PATH = "network-path"
    OUTSIDE_FOLDER = "outside-folder"


class Links:
    """The links of one page."""

    def __init__(
        self, note: str, sections: Sequence[Section], html_ids: frozenset[str], around: Surroundings
    ) -> None:
        self._note = note
        self._sections = sections
        self._html_ids = html_ids
        self._around = around
        self._stash: list[tuple[LinkKind, str, str]] = []

    def stash(self, kind: LinkKind, target: str, text: str) -> str:
        """Keep a target as written, and give a name for it that passes the sanitiser."""
        self._stash.append((kind, target, text))
        return f"nv:{len(self._stash) - 1}"

    def opening(self, kind: LinkKind, target: str, text: str = "", title: str = "") -> str:
        """The opening tag of a link, before the sanitiser."""
        hint = f' title="{escape(title)}"' if title else ""
        return f'<a href="{self.stash(kind, target, text)}"{hint}>'

    def stashed(self, name: str) -> str | None:
        """What was kept under a name, as it was written."""
        found = _STASHED.match(name)
        if found and int(found[1]) < len(self._stash):
            return self._stash[int(found[1])][1]
        return None

    def rewrite(self, href: str) -> str | None:
        """The address to write for a target; None where there is no link at all."""
        kind, text = LinkKind.MARKDOWN, ""
        if found := _STASHED.match(href):
            if int(found[1]) >= len(self._stash):
                return None
            kind, href, text = self._stash[int(found[1])]
        if kind in {LinkKind.WIKILINK, LinkKind.EMBED}:
            return self._inside(kind, href, text)
        return self._address(href.strip(), text)

    def _address(self, href: str, text: str) -> str | None:
        squeezed = _BLANKS_AND_CONTROLS.sub("", href)
        if not squeezed:
            return None
        if _DRIVE.match(squeezed):
            return _refused(href, Refusal.OUTSIDE_FOLDER)
        if squeezed.startswith("\\\\"):
            return _refused(href, Refusal.NETWORK_PATH)
        if squeezed.startswith(("//", "/\\", "\\/")):
            return f"https:{squeezed.replace(chr(92), '/')}"
        if scheme := _SCHEME.match(squeezed):
            if scheme[1].lower() in _OUTSIDE:
                return squeezed if scheme[1].lower() != "mailto" else href.replace(" ", "%20")
            if scheme[1].lower() == "file":
                return _refused(href, Refusal.OUTSIDE_FOLDER)
            return _refused(href, Refusal.SCHEME)
        return self._inside(LinkKind.MARKDOWN, href, text)

    def _inside(self, kind: LinkKind, href: str, text: str) -> str:
        target, mark, fragment = href.partition("#")
        target, fragment = unquote(target), unquote(fragment)
        if not target:
            return page_url(self._note, self._own_anchor(fragment, text)) if mark else ""
        found = self._around.find_link(self._note, kind, target, fragment)
        match found.reach:
            case Reach.NOTE:
                return page_url(found.path, found.anchor)
            case Reach.FILE if posixpath.splitext(found.path)[1].lower() in _PROGRAMS:
                return _refused(found.path, Refusal.PROGRAM)
            case Reach.FILE:
                return action_url(Action.OPEN_FILE, path=found.path)
            case _:
                return action_url(Action.UNRESOLVED, target=href)

    def _own_anchor(self, fragment: str, text: str) -> str:
        if fragment in self._html_ids:
            return fragment
        section = find_anchor(self._sections, fragment, text)
        return section.anchor if section else fragment


def _refused(target: str, reason: Refusal) -> str:
    return action_url(Action.REFUSED, target=target[:500], reason=reason)
