"""Files of the folder for the page: images only, and only from inside the folder."""

from dataclasses import dataclass
from pathlib import Path

from noteviewer.render.files.image_size import Size, read_size
from noteviewer.render.files.media import MEDIA_TYPES
from noteviewer.render.files.svg_cost import TooCostlyError, check_drawing

LARGEST = 30_000_000
"""Bytes of a picture that are read; asked for before anything is, for a file may be sparse."""


class AssetTooLargeError(Exception):
    """A picture is larger, or a drawing asks for more, than any that is shown."""


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
            AssetTooLargeError: it has more than `LARGEST` bytes, of which none was read, or is a
                drawing that would take too long (`svg_cost`).
        """
        file = self.locate(path)
        try:
            if file is None:
                return None
            if file.stat().st_size > LARGEST:
                raise AssetTooLargeError(path)
            with file.open("rb") as stream:
                data = stream.read(LARGEST)
            if file.suffix.lower() == ".svg" or Path(path).suffix.lower() == ".svg":
                check_drawing(data)
        except TooCostlyError as error:
            raise AssetTooLargeError(path) from error
        except OSError:
            return None
        return data

    def is_too_large(self, path: str) -> bool:
        """Whether `read` refuses a picture; other formats than drawings are not read for it."""
        if Path(path).suffix.lower() == ".svg":
            try:
                self.read(path)
            except AssetTooLargeError:
                return True
            return False
        file = self.locate(path)
        try:
            return file is not None and file.stat().st_size > LARGEST
        except OSError:
            return False

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
