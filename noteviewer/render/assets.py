"""Files of the folder for the page: images only, and only from inside the folder."""

from dataclasses import dataclass
from pathlib import Path

from noteviewer.render.image_size import Size, read_size
from noteviewer.render.media import MEDIA_TYPES

LARGEST = 30_000_000
"""Bytes of a picture that are read; asked for before anything is, for a file may be sparse."""


class AssetTooLargeError(Exception):
    """A picture is larger than any that is shown."""


@dataclass(frozen=True, slots=True)
class FolderAssets:
    """Reads images of one folder."""

    root: Path

    def locate(self, path: str) -> Path | None:
        """The file behind a path in the folder; None where it is no image, not there, or outside.

        Symbolic links are followed before it is judged whether the file lies in the folder.
        """
        if "\0" in path or Path(path).suffix.lower() not in MEDIA_TYPES:
            return None
        try:
            file = (self.root / path).resolve(strict=True)
            root = self.root.resolve(strict=True)
        except (OSError, RuntimeError):  # RuntimeError: a loop of symbolic links
            return None
        return file if file.is_relative_to(root) and file.is_file() else None

    def read(self, path: str) -> bytes | None:
        """The bytes of an image; None where `locate` gives nothing or it cannot be read.

        Raises:
            AssetTooLargeError: it has more than `LARGEST` bytes, of which none was read.
        """
        file = self.locate(path)
        try:
            if file is None:
                return None
            if file.stat().st_size > LARGEST:
                raise AssetTooLargeError(path)
            with file.open("rb") as stream:
                return stream.read(LARGEST)
        except OSError:
            return None

    def read_size(self, path: str) -> Size | None:
        """Width and height of an image; None where they cannot be had (`image_size`)."""
        file = self.locate(path)
        try:
            if file is None:
                return None
            with file.open("rb") as stream:
                return read_size(stream)
        except OSError:
            return None
