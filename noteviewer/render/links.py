"""Where links of a page lead: what may pass, what the window asks about, what is refused."""

import posixpath
import re
from collections.abc import Sequence
from enum import StrEnum
from urllib.parse import unquote

from noteviewer.notes.anchors import AnchorIndex
from noteviewer.notes.model import Link, LinkKind, Section
from noteviewer.render.elements import Element
from noteviewer.render.folder_context import FolderContext, Reach, ResolvedLink
from noteviewer.render.urls import Action, action_url, page_url

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_BLANKS_AND_CONTROLS = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028\u2029\ufeff]+")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028\u2029\ufeff]+")
_WEB = re.compile(r"(?:https?|ftp):", re.IGNORECASE)
_OUTSIDE = frozenset({"http", "https", "mailto", "ftp"})
_NAMING = frozenset({"id", "denote"})
"""Links of Org that name a note by its identifier."""
_PROGRAMS = frozenset({
    ".exe", ".com", ".bat", ".cmd", ".ps1", ".vbs", ".vbe", ".js", ".jse", ".wsf", ".wsh", ".msi",
    ".msp", ".scr", ".lnk", ".url", ".hta", ".cpl", ".jar", ".sh", ".bash", ".zsh", ".csh", ".fish",
    ".run", ".bin", ".out", ".appimage", ".desktop", ".command", ".app", ".workflow", ".py", ".pyw",
    ".pl", ".rb", ".php", ".reg", ".inf", ".dll", ".so", ".dylib", ".apk", ".deb", ".rpm", ".iso",
    ".dmg", ".pkg", ".chm", ".application", ".gadget", ".pif", ".msc", ".scf", ".pyz", ".pyzw",
    ".ksh", ".tcl", ".lua", ".ahk", ".wsc", ".sct", ".psm1", ".xll", ".jnlp", ".terminal", ".tool",
    ".scpt", ".mobileconfig", ".flatpakref", ".flatpakrepo", ".service", ".settingcontent-ms",
})  # fmt: skip
_LONGEST_TOLD = 500


class Refusal(StrEnum):
    """Why a link does nothing."""

    SCHEME = "scheme"
    PROGRAM = "program"
    NETWORK_PATH = "network-path"
    OUTSIDE_FOLDER = "outside-folder"


class Links:
    """The links of one page."""

    def __init__(
        self,
        note: str,
        sections: Sequence[Section],
        html_ids: frozenset[str],
        around: FolderContext,
    ) -> None:
        """Take what the links of a note lead from.

        Args:
            note: Its path.
            sections: Its outline.
            html_ids: Names that its own HTML gives.
            around: Its folder.
        """
        self._note = note
        self._anchors = AnchorIndex(sections)
        self._html_ids = html_ids
        self._around = around

    def find(self, kind: LinkKind, target: str, text: str) -> ResolvedLink:
        """Where a wikilink, an embed or a series leads."""
        path, mark, fragment = target.partition("#")
        if not path.strip() and mark:
            return ResolvedLink(Reach.NOTE, self._note, self._own_anchor(fragment, text))
        link = Link(kind, path.strip(), unquote(fragment), text, 0, 0, 0)
        return self._around.find_link(self._note, link)

    def block(self, name: str) -> ResolvedLink | None:
        """Where Logseq's block of a name stands."""
        return self._around.find_block(name)

    def address(self, target: str, text: str) -> str | None:
        """The address to write for a target; None where there is no link at all."""
        return self._address(target.strip(), text)

    def own_address(self, anchor: str) -> str:
        """The address of a place in the page itself."""
        return page_url(self._note, anchor)

    def _address(self, href: str, text: str) -> str | None:
        squeezed = _BLANKS_AND_CONTROLS.sub("", href)
        if not squeezed:
            return None
        if _DRIVE.match(squeezed):
            return _refused(href, Refusal.OUTSIDE_FOLDER)
        if squeezed.startswith(("\\\\", "/\\", "\\/")):
            return _refused(href, Refusal.NETWORK_PATH)
        if squeezed.startswith("//"):
            squeezed = f"https:{squeezed}"
        if (scheme := _SCHEME.match(squeezed)) and scheme[1] not in _NAMING:
            # Blanks within an address of the web are part of it, as the list of references has it.
            whole = _CONTROLS.sub("", href.strip())
            is_plain = whole.lower().startswith(f"{scheme[1].lower()}:")
            return self._foreign(scheme[1].lower(), whole if is_plain else squeezed, href)
        return self._in_folder(href, text)

    def _foreign(self, scheme: str, url: str, href: str) -> str:
        if scheme in _OUTSIDE:
            own = self._around.find_own_page(url)
            return self.inner_address(own, url) if own else url
        if scheme == "file":
            return _refused(href, Refusal.OUTSIDE_FOLDER)
        return _refused(href, Refusal.SCHEME)

    def _in_folder(self, href: str, text: str) -> str:
        path, mark, fragment = href.partition("#")
        fragment = unquote(fragment)
        if not path:
            return page_url(self._note, self._own_anchor(fragment, text)) if mark else ""
        kind = LinkKind.PERMALINK if path.startswith("/") else LinkKind.MARKDOWN
        found = self._around.find_link(self._note, Link(kind, path, fragment, text, 0, 0, 0))
        return self.inner_address(found, href)

    def inner_address(self, found: ResolvedLink, href: str) -> str:
        """The address to write for what was found in the folder."""
        match found.reach:
            case Reach.NOTE:
                return page_url(found.path, found.fragment)
            case Reach.FILE if names_program(found.path):
                return _refused(found.path, Refusal.PROGRAM)
            case Reach.FILE:
                return action_url(Action.OPEN_FILE, path=found.path)
            case _:
                return action_url(Action.UNRESOLVED, target=href[:_LONGEST_TOLD])

    def _own_anchor(self, fragment: str, text: str) -> str:
        if fragment in self._html_ids:
            return fragment
        section = self._anchors.find(fragment, text)
        return section.anchor if section else fragment


def set_apart(parent: Element) -> None:
    """Let the window open the addresses of the web that an element holds.

    They stand in properties, answers and lists of works, and are no references of the text: the
    addresses that a page links are those that the index has of the note, and no others.
    """
    for link in parent.iter("a"):
        address = link.get("href", "")
        if _WEB.match(address):
            link.set("href", action_url(Action.OPEN_ADDRESS, url=address))


def names_program(path: str) -> bool:
    """Whether a file of this name would be started rather than shown, by whichever system."""
    # Windows leaves out dots and blanks at the end of a name.
    return posixpath.splitext(path.rstrip(". "))[1].lower() in _PROGRAMS


def _refused(target: str, reason: Refusal) -> str:
    return action_url(Action.REFUSED, target=target[:_LONGEST_TOLD], reason=reason)
