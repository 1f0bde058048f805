"""Where noteviewer keeps its cache, its data and its settings, and where its resources lie.

Nothing is ever kept in the folder of notes. XDG variables are honoured on Linux. What is kept says
what stands in the notes, so other accounts of the machine can read none of it.
"""

import os
import stat
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from unicodedata import normalize

import platformdirs

APP_NAME = "noteviewer"


def cache_dir() -> Path:
    """Folder of the indexes: can be deleted at any time, and is made again."""
    return platformdirs.user_cache_path(APP_NAME, appauthor=False)


def data_dir() -> Path:
    """Folder of what the user made: stars, read marks, bookmarks, session."""
    return platformdirs.user_data_path(APP_NAME, appauthor=False)


def config_dir() -> Path:
    """Folder of the settings."""
    return platformdirs.user_config_path(APP_NAME, appauthor=False)


def resources_dir() -> Path:
    """Folder of styles, icons, translations and sample notes, in a wheel or in a checkout."""
    package = Path(__file__).parent
    packaged = package / "_resources"
    return packaged if packaged.is_dir() else package.parent / "resources"


def folder_key(folder: Path) -> str:
    """A short stable name for a folder of notes, for files kept about it elsewhere."""
    # macOS opens a folder by its name in either Unicode form.
    name = normalize("NFC", str(folder.resolve()))
    return blake2b(os.fsencode(name), digest_size=10).hexdigest()


def index_path(folder: Path) -> Path:
    """The index of a folder of notes."""
    return cache_dir() / "index" / f"{folder_key(folder)}.sqlite"


def state_path() -> Path:
    """The user's own state, for all folders."""
    return data_dir() / "state.sqlite"


def runtime_dir() -> Path | None:
    """Folder of the socket of the running program; None where none is private.

    It is the one that the system makes for each login, or else one in the cache.
    """
    given = os.environ.get("XDG_RUNTIME_DIR", "")
    if given and _is_private(Path(given)):
        return Path(given)
    folder = cache_dir() / "run"
    with suppress(OSError):
        make_private(folder)
        if _is_private(folder):
            return folder
    return None


def make_private(folder: Path) -> None:
    """Make a folder of ours, and let no other account look into it or at the files in it.

    Folders above it are closed as well, as far as they are ours.

    Raises:
        OSError: it cannot be made.
    """
    ours = (cache_dir(), data_dir(), config_dir())
    above = [each for each in folder.parents if any(each.is_relative_to(top) for top in ours)]
    for each in (*reversed(above), folder):
        each.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.name == "posix" and any(each.is_relative_to(top) for top in ours):
            _close(each)


def make_private_file(path: Path) -> None:
    """Make an empty file that only this account can read, if it is not there.

    Raises:
        OSError: it cannot be made.
    """
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600))


def _close(folder: Path) -> None:
    """Take from others what an earlier version or a lax umask left to them."""
    with suppress(OSError), os.scandir(folder) as entries:
        folder.chmod(0o700)
        for entry in entries:
            if entry.is_file(follow_symlinks=False) and entry.stat().st_mode & 0o077:
                Path(entry.path).chmod(0o600)


def _is_private(folder: Path) -> bool:
    try:
        status = folder.stat()
    except OSError:
        return False
    is_folder = stat.S_ISDIR(status.st_mode)
    return is_folder and status.st_uid == os.geteuid() and not status.st_mode & 0o077
