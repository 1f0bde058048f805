"""Files of the folder for the page: images only, and only from inside the folder."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from noteviewer.notes.formats.cells import split_held
from noteviewer.render.files.image_size import Size, read_size
from noteviewer.render.files.media import MEDIA_TYPES
from noteviewer.render.files.svg_cost import TooCostlyError, check_drawing

LARGEST = 30_000_000
"""Bytes of a picture that are read; asked for before anything is, for a file may be sparse."""


_LARGEST_NOTEBOOK = 64 << 20


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
        return self._inside(path)

    def _inside(self, path: str) -> Path | None:
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
        if (held := split_held(path)) is not None:
            return self._read_held(*held)
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

    def _read_held(self, notebook: str, name: str) -> bytes | None:
        """The bytes of a picture that lies in a notebook."""
        file = self._inside(notebook)
        try:
            if file is None or "\0" in name:
                return None
            status = file.stat()
            if status.st_size > _LARGEST_NOTEBOOK:
                raise AssetTooLargeError(notebook)
            # Loaded here, for few folders have notebooks.
            from noteviewer.notes.formats.notebook_file import decode_picture

            pictures = _pictures_of(file, status.st_mtime_ns, status.st_size)
            found = decode_picture(name, pictures.get(name, ""))
            if found is not None and len(found) > LARGEST:
                raise AssetTooLargeError(name)
            if found is not None and name.lower().endswith(".svg"):
                check_drawing(found)
        except TooCostlyError as error:
            raise AssetTooLargeError(name) from error
        except OSError:
            return None
        return found

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


@lru_cache(maxsize=1)
def _pictures_of(file: Path, _mtime_ns: int, _size: int) -> Mapping[str, str]:
    """The pictures of a notebook, read once for all that its page asks for."""
    from noteviewer.notes.formats.notebook_file import read_pictures
    from noteviewer.notes.text import decode

    with file.open("rb") as stream:
        return read_pictures(decode(stream.read(_LARGEST_NOTEBOOK)).text)
