"""Images by the path that a note writes."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from noteviewer.notes.site.name_table import NameTable
from noteviewer.notes.site.names import key
from noteviewer.notes.site.paths import composed, decoded, join, nearest, page_name, parent
from noteviewer.notes.site.targets import ImageStatus, ImageTarget

_ROOTS = ("", "source/", "static/", "public/", "vault/", "docs/", "assets/", "content/")
_OWN_DISK = re.compile(r"[A-Za-z]:[\\/]|\\\\|file:|~/", re.IGNORECASE)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_MOST_OFFERS = 5


@dataclass(frozen=True, slots=True)
class ImageLookup:
    """All images of a folder."""

    files: Mapping[str, str]
    """Path in lower case, composed (`composed`), to the path."""
    by_name: NameTable[str]
    """By file name, as notes are (`key`)."""

    @classmethod
    def build(cls, paths: Iterable[str]) -> "ImageLookup":
        """Note the paths of all images."""
        files: dict[str, str] = {}
        by_name: NameTable[str] = NameTable()
        for path in paths:
            files.setdefault(_folded(path), path)
            by_name.add(key(path.rpartition("/")[2]), path)
        return cls(files, by_name)

    def resolve(self, note_path: str, source: str, roots: tuple[str, ...] = ()) -> ImageTarget:
        """Find an image.

        Tried in this order: the path as written, then without percent codes, query and fragment;
        from the folder or one of the roots that site builders use, or from the note, then
        without its leading ``../``; then the only file of that name.
        """
        source = source.strip()
        outside = _elsewhere(source)
        if outside is not None:
            return outside
        cut = source.partition("?")[0].partition("#")[0]
        forms = tuple(dict.fromkeys((source, decoded(source), cut, decoded(cut))))
        for form in forms:
            if (path := self._by_path(note_path, form, roots)) is not None:
                return ImageTarget(ImageStatus.FOUND, path)
        return self._by_name(note_path, forms)

    def _by_path(self, note_path: str, written: str, roots: tuple[str, ...]) -> str | None:
        written = written.replace("\\", "/")
        rooted = join("", written.lstrip("/"))
        if not written.startswith("/"):
            # On the web a page is a folder, from which relative addresses are counted.
            for folder in (parent(note_path), page_name(note_path)):
                seen = join(folder, written)
                if seen and (path := self.files.get(_folded(seen))) is not None:
                    return path
            rooted = join("", written.replace("../", ""))
        if not rooted:
            return None
        folded = _folded(rooted)
        for root in (*map(_folded, roots), *_ROOTS):
            if (path := self.files.get(root + folded)) is not None:
                return path
        return None

    def _by_name(self, note_path: str, forms: Iterable[str]) -> ImageTarget:
        """A bare name means the nearest file of that name; a path, the only one, if anything."""
        for form in forms:
            folder, _, name = form.replace("\\", "/").rpartition("/")
            found = nearest(self.by_name.get(key(name)), note_path)
            if not found:
                continue
            if not folder:
                return ImageTarget(ImageStatus.FOUND, found[0])
            if len(found) == 1:
                return ImageTarget(ImageStatus.MOVED, found[0], offers=found)
            return ImageTarget(ImageStatus.MISSING, offers=found[:_MOST_OFFERS])
        return ImageTarget(ImageStatus.MISSING)


def _folded(path: str) -> str:
    return composed(path.casefold())


def _elsewhere(source: str) -> ImageTarget | None:
    """The target of a source that names no file of the folder."""
    if source.startswith("//"):
        source = f"https:{source}"
    scheme = _SCHEME.match(source)
    if _OWN_DISK.match(source):
        return ImageTarget(ImageStatus.OUTSIDE)
    if scheme is None:
        return None
    match scheme[1].lower():
        case "http" | "https":
            try:
                host = urlsplit(source).hostname or ""
            except ValueError:
                host = ""
            return ImageTarget(ImageStatus.REMOTE, url=source, host=host)
        case "data":
            return ImageTarget(ImageStatus.DATA, url=source)
    return None
