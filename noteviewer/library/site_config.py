"""What the files of a folder say about the web site that it is made into."""

from contextlib import suppress
from pathlib import Path

from noteviewer.notes.site.config import CONFIG_FILES, SiteConfig, read_config

LARGEST_CONFIG = 100_000
"""Bytes of a file that are read: YAML is slow, and what counts stands at the top."""


def read_site_config(folder: Path) -> SiteConfig:
    """Read the configuration of a folder; a file that cannot be read says nothing."""
    texts: dict[str, str] = {}
    for name in CONFIG_FILES:
        file = folder / name
        # A pipe of that name would be waited for, for ever.
        with suppress(OSError):
            if file.is_file():
                with file.open("rb") as stream:
                    texts[name] = stream.read(LARGEST_CONFIG).decode("utf-8", "replace")
    return read_config(texts, folder.resolve().name)
