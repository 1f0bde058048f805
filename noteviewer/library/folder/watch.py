"""Hints that a folder may have changed: file system events where they can be had.

A hint says only that a scan is due. Where no events come (network file systems, too many folders
for the system's watch limit), the follower scans by the clock instead.
"""

import ctypes
import logging
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path, PurePath

import watchfiles

logger = logging.getLogger(__name__)

_STEP = 5
_DEBOUNCE = 20
"""Milliseconds: an editor's burst of events for one save takes less."""
_NETWORK = frozenset(
    ("9p", "afs", "autofs", "ceph", "cifs", "davfs", "fuse", "glusterfs", "lustre", "ncpfs", "nfs",
     "nfs4", "smb3", "smbfs", "virtiofs", "vboxsf", "prl_fs", "drvfs")
)  # fmt: skip
"""File systems on which other machines write without an event here; FUSE may be any of them."""
_DRIVE_REMOTE = 4
"""What `GetDriveTypeW` of Windows calls a drive of another machine."""
_MOUNT_LINE = re.compile(r".+? on (.+) \((\w+)[,)]")
"""``//me@server/share on /Volumes/share (smbfs, nodev, nosuid)``, as `mount` of macOS writes."""
_LOCAL_FUSE = frozenset(("fuseblk", "fuse.ntfs-3g", "fuse.exfat", "fuse.ext2"))


class WatchMode(StrEnum):
    """How a follower learns of changes."""

    EVENTS = "events"
    POLLING = "polling"
    OFF = "off"
    """The folder is gone for now."""


def file_system_type(folder: Path, mounts: Path = Path("/proc/mounts")) -> str:
    """Type of the file system on which a folder lies; empty where the system does not say."""
    try:
        lines = mounts.read_text("utf-8", "replace").splitlines()
    except OSError:
        return ""
    rows = (line.split(" ") for line in lines)
    # Blanks are written as \040.
    return _nearest_mount(
        folder,
        ((row[1].encode().decode("unicode_escape"), row[2]) for row in rows if len(row) > 2),
    )


def _nearest_mount(folder: Path, mounts: Iterable[tuple[str, str]]) -> str:
    """Type of the innermost mount in which a folder lies."""
    place = folder.resolve()
    best, kind = -1, ""
    for mount, its_kind in mounts:
        if place.is_relative_to(mount) and len(mount) >= best:
            best, kind = len(mount), its_kind
    return kind


def _macos_mounts() -> str:
    try:
        done = subprocess.run(["/sbin/mount"], capture_output=True, timeout=5, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace")


def mounted_on_macos(listing: str) -> list[tuple[str, str]]:
    """Mount points and their types, as the `mount` command of macOS lists them."""
    found = map(_MOUNT_LINE.match, listing.splitlines())
    return [(match[1], match[2]) for match in found if match]


def is_remote_drive(folder: PurePath, drive_type: Callable[[str], int]) -> bool:
    r"""Whether a folder of Windows lies on another machine: ``\\server\share``, or a drive there.

    Args:
        folder: Absolute path.
        drive_type: `GetDriveTypeW`.
    """
    return folder.drive.startswith("\\\\") or drive_type(folder.anchor) == _DRIVE_REMOTE


def is_on_network(folder: Path) -> bool:
    """Whether other machines may write in a folder without an event here."""
    if sys.platform == "win32":
        return is_remote_drive(folder.resolve(), ctypes.windll.kernel32.GetDriveTypeW)
    if sys.platform == "darwin":
        return is_remote(_nearest_mount(folder, mounted_on_macos(_macos_mounts())))
    return is_remote(file_system_type(folder))


def is_remote(file_system: str) -> bool:
    """Whether changes on such a file system can happen without an event."""
    if file_system in _LOCAL_FUSE:
        return False
    return file_system in _NETWORK or file_system.startswith("fuse.")


class Watcher:
    """Calls back, on a thread of its own, whenever something in a folder may have changed."""

    def __init__(self, folder: Path, hint: Callable[[], None]) -> None:
        """Start watching, where that is possible.

        Args:
            folder: The folder.
            hint: Called after each burst of events, and when the mode falls back to polling.
        """
        self._folder = folder
        self._hint = hint
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self.mode = WatchMode.POLLING
        if not is_on_network(folder):
            self.mode = WatchMode.EVENTS
            self._thread = threading.Thread(target=self._run, name="noteviewer-watch", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Stop watching."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        try:
            for _ in watchfiles.watch(
                self._folder,
                watch_filter=self._is_of_interest,
                step=_STEP,
                debounce=_DEBOUNCE,
                rust_timeout=500,
                stop_event=self._stop,
                raise_interrupt=False,
                ignore_permission_denied=True,
            ):
                self._hint()
        except (OSError, RuntimeError, UnicodeError) as error:
            # The watch limit of the system is reached, or the folder went away, or its name is no
            # Unicode text.
            logger.warning("no events for %s, it is polled: %s", self._folder, error)
        if not self._stop.is_set():
            self.mode = WatchMode.POLLING
            self._hint()

    def _is_of_interest(self, _change: watchfiles.Change, path: str) -> bool:
        try:
            parts = Path(path).relative_to(self._folder).parts
        except ValueError:
            return True
        return not any(part.startswith(".") or part == "node_modules" for part in parts)
