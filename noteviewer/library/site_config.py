"""What the files of a folder say about the web site that it is made into."""

from contextlib import suppress
from pathlib import Path

from noteviewer.notes.site.config import CONFIG_FILES, SiteConfig, read_config

LARGEST_CONFIG = 400_000
"""Bytes of a file that are read, one more than `read_config` takes."""


def read_site_config(folder: Path) -> SiteConfig:
    """Read the configuration of a folder.

    A file that is not there says nothing; what is wrong with one is in ``problems``.
    """
    texts: dict[str, str] = {}
    for name in CONFIG_FILES:
        file = folder / name
        # A pipe of that name would be waited for, for ever.
        with suppress(OSError):
            if file.is_file():
                with file.open("rb") as stream:
                    texts[name] = stream.read(LARGEST_CONFIG).decode("utf-8", "replace")
    return read_config(texts, folder.resolve().name)
