"""``nav`` of ``mkdocs.yml``, and the order of files where there is none."""

import re
from fnmatch import fnmatchcase

from noteviewer.notes.contents.source import (
    DEEPEST,
    MOST_ENTRIES,
    ContentsEntry,
    FolderSource,
    is_address,
    is_home,
    text_of,
)
from noteviewer.notes.data_files import DataError, DataFormat, Value, read_fields
from noteviewer.notes.fields import readable
from noteviewer.notes.file_types import stem
from noteviewer.notes.site.layout import Part
from noteviewer.notes.site.paths import join, parent

CONFIGS = ("mkdocs.yml", "mkdocs.yaml")


def read_config_of(root: str, source: FolderSource) -> dict[str, Value]:
    """Read ``mkdocs.yml`` with those that it inherits from."""
    path = next((p for name in CONFIGS if (p := join(root, name) or "") in source.files), "")
    values: dict[str, Value] = {}
    for _ in range(5):
        fields = source.fields(path)
        values = fields | values
        inherited = text_of(fields.get("INHERIT"))
        path = (join(parent(path), inherited) or "") if inherited else ""
        if not path:
            break
    return values


def docs_folder(root: str, source: FolderSource) -> str:
    """Give the folder of the pages."""
    written = text_of(read_config_of(root, source).get("docs_dir")) or "docs"
    return join(root, written) or root


def read_nav(part: Part, source: FolderSource) -> tuple[ContentsEntry, ...]:
    """Read the navigation of a site."""
    docs = docs_folder(part.root, source)
    config = read_config_of(part.root, source)
    nav = config.get("nav")
    reader = _Nav(docs, source, _locales(docs, config))
    if isinstance(nav, list) and nav:
        reader.add_list(nav, 0)
    else:
        reader.add_folder(docs, 0)
    return tuple(reader.entries)


def _locales(docs: str, config: dict[str, Value]) -> tuple[str, ...]:
    """Folders of the languages of a site that has one for each, the default one first."""
    plugins = config.get("plugins")
    for plugin in plugins if isinstance(plugins, list) else ():
        options = plugin.get("i18n") if isinstance(plugin, dict) else None
        if isinstance(options, dict) and isinstance(options.get("languages"), list):
            known = [each for each in options["languages"] if isinstance(each, dict)]
            known.sort(key=lambda each: each.get("default") != "true")
            names = [text_of(each.get("locale")) for each in known]
            return tuple(path for name in names if name and (path := join(docs, name)))
    return ()


class _Nav:
    """Gathers the entries of one site."""

    def __init__(self, docs: str, source: FolderSource, locales: tuple[str, ...]) -> None:
        self.entries: list[ContentsEntry] = []
        self._docs = docs
        self._locales = locales
        self._source = source
        self._seen: set[str] = set()

    def add_list(self, nav: list[Value], depth: int) -> None:
        if depth > DEEPEST or len(self.entries) > MOST_ENTRIES:
            return
        for item in nav:
            if isinstance(item, str):
                self._add_page("", item, depth)
            elif isinstance(item, dict):
                for title, value in item.items():
                    self._add_named(title, value, depth)

    def _add_named(self, title: str, value: Value, depth: int) -> None:
        if isinstance(value, list):
            index = self._section_index(value)
            self.entries.append(ContentsEntry(title, index, depth))
            self.add_list(
                [v for v in value if index is None or not self._means(v, index)], depth + 1
            )
        elif isinstance(value, str):
            self._add_page(title, value, depth)

    def _section_index(self, value: list[Value]) -> str | None:
        """The page of a section itself: an index without a title at the head of its list."""
        first = value[0] if value else None
        if not isinstance(first, str):
            return None
        found = self._source.find(self._docs, first)
        return found if found and is_home(found) else None

    def _means(self, value: Value, path: str) -> bool:
        return isinstance(value, str) and self._source.find(self._docs, value) == path

    def _add_page(self, title: str, written: str, depth: int) -> None:
        if is_address(written):
            return
        if "*" in written:
            self._add_glob(written, depth)
            return
        found = self._source.find(self._docs, written)
        for locale in self._locales if found is None else ():
            found = found or self._source.find(locale, written)
        if found is not None:
            self.entries.append(self._source.entry(found, depth, title))
        elif (folder := join(self._docs, written)) and self._source.all_documents(folder):
            if title:
                self.entries.append(ContentsEntry(title, None, depth))
            self.add_folder(folder, depth + bool(title))
        else:
            self.entries.append(ContentsEntry(title or readable(stem(written)), None, depth))

    def _add_glob(self, written: str, depth: int) -> None:
        pattern = join(self._docs, written) or ""
        for path in self._source.all_documents(self._docs):
            if fnmatchcase(path, pattern) and path not in self._seen:
                self._seen.add(path)
                self.entries.append(self._source.entry(path, depth))

    def add_folder(self, folder: str, depth: int) -> None:
        """Add a folder in the order of its files, or as its ``.pages`` or ``.nav.yml`` says."""
        if depth > DEEPEST:
            return
        pages = self._pages_of(folder)
        documents = [
            p for p in self._source.documents_in(folder) if p.rpartition("/")[2][:1] != "."
        ]
        documents.sort(key=lambda path: not is_home(path))
        names = {path.rpartition("/")[2]: path for path in documents}
        folders = {path.rpartition("/")[2]: path for path in self._source.folders_in(folder)}
        ordered = _arranged([*names, *folders], pages)
        for title, name in ordered:
            if name in names:
                self.entries.append(self._source.entry(names[name], depth, title))
            elif name in folders:
                inner = self._pages_of(folders[name])
                shown = title or text_of(inner.get("title")) or readable(name)
                self.entries.append(ContentsEntry(shown, None, depth))
                self.add_folder(folders[name], depth + 1)
            else:
                self._add_page(title, join(folder, name) or name, depth)

    def _pages_of(self, folder: str) -> dict[str, Value]:
        for name in (".pages", ".nav.yml"):
            path = join(folder, name) or name
            if path in self._source.files:
                return _read_pages(self._source, path)
        return {}


def _read_pages(source: FolderSource, path: str) -> dict[str, Value]:
    try:
        return read_fields(source.read(path), DataFormat.YAML)
    except DataError:
        return {}


def _arranged(names: list[str], pages: dict[str, Value]) -> list[tuple[str, str]]:
    """Names in the order that ``.pages`` gives, each with its title, ``...`` being the rest."""
    listed = pages.get("nav", pages.get("arrange"))
    if not isinstance(listed, list):
        ordered = sorted(names, key=_reversed) if pages.get("order") == "desc" else names
        return [("", name) for name in ordered]
    chosen: list[tuple[str, str]] = []
    for item in listed:
        if isinstance(item, str):
            chosen.append(("", item))
        elif isinstance(item, dict):
            chosen += [(title, text_of(name)) for title, name in item.items()]
    taken = {name for _, name in chosen}
    rest = [("", name) for name in names if name not in taken]
    result: list[tuple[str, str]] = []
    for title, name in chosen:
        if re.match(r"\.\.\.", name):
            result += rest
        elif name:
            result.append((title, name))
    return result


def _reversed(name: str) -> tuple[int, ...]:
    return tuple(-ord(letter) for letter in name)
