"""Where noteviewer keeps its cache, its data and its settings, and where its resources lie.

Nothing is ever kept in the folder of notes. XDG variables are honoured on Linux.
"""

from hashlib import blake2b
from pathlib import Path
from unicodedata import normalize

import platformdirs

APP_NAME = "noteviewer"


def cache_dir() -> Path:
    """Folder of the indexes: can be deleted at any time, and is made again."""
    return platformdirs.user_cache_path(APP_NAME, appauthor=False)


def data_dir() -> Path:
    """Folder of what the reader made: stars, read marks, bookmarks, session."""
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
    return blake2b(name.encode(), digest_size=10).hexdigest()


def index_path(folder: Path) -> Path:
    """The index of a folder of notes."""
    return cache_dir() / "index" / f"{folder_key(folder)}.sqlite"


def state_path() -> Path:
    """The reader's own state, for all folders."""
    return data_dir() / "state.sqlite"
