"""What is handed to the rest of the desktop: browser, editor, file manager, clipboard."""

import logging
import re
import shlex
import sys
from pathlib import Path
from urllib.parse import quote, urlsplit

from PySide6.QtCore import QMimeDatabase, QProcess, QProcessEnvironment, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from noteviewer.associations import opens_with_us
from noteviewer.processes import CHILD_FOLDER, child_command, child_environment
from noteviewer.render.links import names_program

USUAL = "https://scholar.google.com/scholar?q={}"
WEB = ("http", "https")


def search_address(template: str, title: str) -> str:
    """The address of a search for a title.

    Args:
        template: An address in which ``{}`` stands for the title; one that is no web address, or
            has no place for the title, gives way to the usual one.
        title: What is looked for.
    """
    is_usable = "{}" in template and _is_web(template)
    return (template if is_usable else USUAL).replace("{}", quote(title, safe=""))


def _is_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    # The title must not decide to which machine it is sent.
    return parts.scheme in WEB and bool(parts.hostname) and "{}" not in parts.netloc


def prepare_child(process: QProcess, *arguments: str) -> None:
    """Let a `QProcess` start this program once more, as `noteviewer.processes` wants it.

    Args:
        process: One that has not been started.
        *arguments: Those of the command line, with absolute paths.
    """
    program, *rest = child_command(*arguments)
    environment = QProcessEnvironment()
    for name, value in child_environment().items():
        environment.insert(name, value)
    process.setProgram(program)
    process.setArguments(rest)
    process.setProcessEnvironment(environment)
    process.setWorkingDirectory(CHILD_FOLDER)


logger = logging.getLogger(__name__)

WEB_SCHEMES = frozenset({"http", "https", "mailto"})
_PROGRAM_TYPES = frozenset(
    ("application/x-executable", "application/x-sharedlib", "application/x-desktop",
     "application/x-shellscript", "application/x-ms-dos-executable", "application/x-msdownload",
     "application/vnd.microsoft.portable-executable", "application/x-msi",
     "application/x-mach-binary", "application/x-java-archive", "application/java-archive",
     "application/vnd.appimage", "application/x-iso9660-appimage", "application/x-ms-shortcut")
)  # fmt: skip
"""Of programs; scripts of all languages are a kind of the first."""


def split_command(command: str, *, is_windows: bool = sys.platform == "win32") -> list[str]:
    """Split a command into its words, by the rules of the system that it was written for.

    On Windows a backslash parts folders and escapes nothing.

    Raises:
        ValueError: a quotation mark is left open.
    """
    if not is_windows:
        return shlex.split(command)
    words = shlex.shlex(command, posix=True, punctuation_chars=False)
    words.whitespace_split = True
    words.commenters = words.escape = ""
    words.quotes = '"'
    return list(words)


def fill_argument(argument: str, file: Path, line: int) -> str:
    """Put file and line into one argument of a command; what the file's name holds stays."""
    values = {"{file}": str(file), "{line}": str(line)}
    return re.sub(r"\{file\}|\{line\}", lambda found: values[found.group()], argument)


def is_program(file: Path) -> bool:
    """Whether the system would start a file rather than show it: by its name or what it holds."""
    return names_program(file.name) or not _PROGRAM_TYPES.isdisjoint(_types(file))


def _types(file: Path) -> list[str]:
    """MIME types of a file, the nearest first."""
    found = QMimeDatabase().mimeTypeForFile(str(file))
    return [found.name(), *found.allAncestors()]


class Desktop:
    """The only place from which anything outside is opened; tests put another in its place."""

    def open_url(self, url: str) -> bool:
        """Open a web or mail address in the program the user uses for it; no other scheme."""
        address = QUrl(url)
        if address.scheme().lower() not in WEB_SCHEMES:
            logger.info("refused to open %s", url)
            return False
        return QDesktopServices.openUrl(address)

    def open_editor(self, command: str, file: Path, line: int) -> bool:
        """Open a note in an editor.

        Args:
            command: As the user set it, with ``{file}`` and ``{line}``; empty for the program
                that the desktop has for such files, which cannot be told a line.
            file: The note.
            line: Counted from one.
        """
        if not command.strip():
            return self._open(file)
        try:
            program, *arguments = split_command(command)
        except ValueError:
            logger.info("an open quotation mark in the command of the editor: %s", command)
            return False
        filled = [fill_argument(argument, file, line) for argument in arguments]
        if "{file}" not in command:
            filled.append(str(file))
        # Not in the folder of the note, where an editor may look for settings of its own.
        return QProcess.startDetached(program, filled, str(Path.home()))[0]

    def show_file(self, file: Path) -> bool:
        """Open the folder of a file in the file manager."""
        return self._open(file.parent)

    def open_file(self, file: Path) -> bool:
        """Open a file in the program that the system has for it; ask the user before.

        What the system would start rather than show is never opened, whoever asks.
        """
        if is_program(file):
            logger.warning("refused to start %s", file)
            return False
        return self._open(file)

    def leads_back(self, file: Path) -> bool:
        """Whether the desktop would open a file or folder with this program."""
        return sys.platform == "linux" and opens_with_us(_types(file))

    def _open(self, file: Path) -> bool:
        if self.leads_back(file):
            logger.info("the desktop would open %s with this program", file)
            return False
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))

    def open_window(self, place: str = "") -> bool:
        """Start another window of this program, at a folder or note where one is named."""
        process = QProcess()
        prepare_child(process, "open", "--new-window", *([place] if place else []))
        return bool(process.startDetached())

    def copy(self, text: str) -> None:
        """Put a text on the clipboard."""
        QGuiApplication.clipboard().setText(text)
