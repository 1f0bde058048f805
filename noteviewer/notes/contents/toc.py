"""``_toc.yml``, ``myst.yml``, ``toctree`` and the chapters of Quarto and R Markdown."""

import re

from noteviewer.notes.contents.source import (
    DEEPEST,
    MOST_ENTRIES,
    ContentsEntry,
    FolderSource,
    is_address,
    text_of,
)
from noteviewer.notes.data_files import Value
from noteviewer.notes.file_types import stem
from noteviewer.notes.site.layout import Part
from noteviewer.notes.site.paths import join, parent
from noteviewer.notes.text import split_titled_target

_RST_TREE = re.compile(r"([ \t]*)\.\. toctree::[ \t]*\Z")
_MYST_TREE = re.compile(r"[ \t]*(`{3,}|:{3,}|~{3,})\{toctree\}[ \t]*\Z")
_OPTION = re.compile(r"[ \t]*:([\w-]+):(.*)\Z")
_LISTS = ("parts", "chapters", "sections", "subtrees", "entries", "children", "contents")
_FILES = ("file", "root", "chapter", "part", "href", "section")


def read_toc(part: Part, source: FolderSource) -> tuple[ContentsEntry, ...]:
    """Read the table of contents of a book in MyST or Sphinx."""
    reader = _Toc(part.root, source)
    toc = source.data(join(part.root, "_toc.yml") or "")
    if not toc:
        project = source.fields(join(part.root, "myst.yml") or "").get("project")
        toc = project.get("toc", "") if isinstance(project, dict) else ""
    if toc:
        reader.add(toc, 0)
    else:
        for name in ("index.rst", "index.md", "contents.rst"):
            home = join(part.root, name) or ""
            if home in source.files:
                reader.add_trees(home, 0, is_root=True)
                break
    if not any(entry.path for entry in reader.entries):
        return tuple(source.entry(path, 0) for path in source.all_documents(part.root))
    return tuple(reader.entries)


def read_chapters(part: Part, source: FolderSource) -> tuple[ContentsEntry, ...]:
    """Read the chapters of a book, or the contents of a site, in Quarto or R Markdown."""
    reader = _Toc(part.root, source)
    config = source.fields(join(part.root, "_quarto.yml") or "") or source.fields(
        join(part.root, "_quarto.yaml") or ""
    )
    book, website = config.get("book"), config.get("website")
    if isinstance(book, dict):
        reader.add(book.get("chapters", ""), 0)
        if appendices := book.get("appendices"):
            reader.add(appendices, 0)
    elif isinstance(website, dict):
        reader.add(website.get("sidebar", ""), 0)
    else:
        files = source.fields(join(part.root, "_bookdown.yml") or "").get("rmd_files")
        if isinstance(files, dict):
            files = next((value for value in files.values() if isinstance(value, list)), "")
        reader.add(files or "", 0)
    if any(entry.path for entry in reader.entries):
        return tuple(reader.entries)
    paths = [p for p in source.all_documents(part.root) if not p.rpartition("/")[2].startswith("_")]
    paths.sort(key=lambda path: (path.count("/") > 0, stem(path) != "index"))
    return tuple(source.entry(path, 0) for path in paths)


class _Toc:
    """Gathers the entries of one book."""

    def __init__(self, root: str, source: FolderSource) -> None:
        self.entries: list[ContentsEntry] = []
        self._root = root
        self._source = source
        self._seen: set[str] = set()

    def add(self, value: Value, depth: int) -> None:
        """Add a list, or one item with what stands below it."""
        if depth > DEEPEST or len(self.entries) > MOST_ENTRIES:
            return
        if isinstance(value, list):
            for item in value:
                self.add(item, depth)
        elif isinstance(value, str):
            self._add_file(value, "", depth)
        elif isinstance(value, dict):
            self._add_item(value, depth)

    def _add_item(self, item: dict[str, Value], depth: int) -> None:
        title = next((text_of(item[k]) for k in ("title", "caption", "text") if k in item), "")
        file = next((text_of(item[key]) for key in _FILES if text_of(item.get(key, ""))), "")
        if "glob" in item or "pattern" in item:
            self._add_pattern(text_of(item.get("glob", item.get("pattern"))), depth)
            return
        inner = [item[key] for key in _LISTS if isinstance(item.get(key), list)]
        is_root = "root" in item
        is_shown = self._add_file(file, title, depth) if file else False
        if title and not is_shown and (inner or not file):
            self.entries.append(ContentsEntry(title, None, depth))
            is_shown = True
        below = depth if is_root or not is_shown else depth + 1
        for values in inner:
            self.add(values, below)
        if not inner and text_of(item.get("contents", "")):
            self._add_pattern(text_of(item["contents"]), below)

    def _add_file(self, written: str, title: str, depth: int) -> bool:
        """Add a document; of a text that names none, a part of that title."""
        if is_address(written):
            return False
        if "*" in written:
            self._add_pattern(written, depth)
            return False
        found = self._source.find(self._root, written)
        if found is None:
            is_part = not re.search(r"\.\w{2,4}\Z", written) and (" " in written or not title)
            shown = title or (written if is_part else "")
            if shown and written not in ("auto", "---"):
                self.entries.append(ContentsEntry(shown, None, depth))
                return True
            return False
        self.entries.append(self._source.entry(found, depth, title))
        return True

    def _add_pattern(self, pattern: str, depth: int) -> None:
        for path in self._matching(self._root, pattern):
            self.entries.append(self._source.entry(path, depth))

    def _matching(self, folder: str, pattern: str) -> list[str]:
        from fnmatch import fnmatchcase

        wanted = join(folder, pattern) or pattern
        documents = self._source.all_documents(self._root)
        bare = [p for p in documents if fnmatchcase(p, wanted)]
        return bare or [p for p in documents if fnmatchcase(p.rpartition(".")[0], wanted)]

    def add_trees(self, path: str, depth: int, *, is_root: bool = False) -> None:
        """Add a document with all that its ``toctree`` directives list."""
        if path in self._seen or depth > DEEPEST:
            return
        self._seen.add(path)
        self.entries.append(self._source.entry(path, depth))
        below = depth if is_root else depth + 1
        for caption, listed in _trees(self._source.read(path)):
            inner = below
            if caption:
                self.entries.append(ContentsEntry(caption, None, below))
                inner += 1
            for title, written in listed:
                self._add_listed(path, title, written, inner)

    def _add_listed(self, path: str, title: str, written: str, depth: int) -> None:
        folder = self._root if written.startswith("/") else parent(path)
        name = written.lstrip("/")
        if "*" in name or "?" in name:
            for path_found in self._matching(folder, name):
                self.add_trees(path_found, depth)
            return
        if name == "self" or is_address(name):
            return
        found = self._source.find(folder, name)
        if found is None:
            return
        at = len(self.entries)
        self.add_trees(found, depth)
        if title and at < len(self.entries):
            self.entries[at] = self._source.entry(found, depth, title)


def _trees(text: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Captions of the ``toctree`` directives of a document, with what each lists."""
    trees: list[tuple[str, list[tuple[str, str]]]] = []
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        rst, myst = _RST_TREE.match(lines[at]), _MYST_TREE.match(lines[at])
        at += 1
        if not rst and not myst:
            continue
        body: list[str] = []
        while at < len(lines):
            line = lines[at]
            if myst and line.strip().startswith(myst[1]):
                break
            if rst and line.strip() and len(line) - len(line.lstrip()) <= len(rst[1].expandtabs()):
                break
            body.append(line.strip())
            at += 1
        caption, listed, is_reversed = "", [], False
        for line in body:
            if option := _OPTION.match(line):
                caption = option[2].strip() if option[1] == "caption" else caption
                is_reversed |= option[1] == "reversed"
            elif line and not line.startswith(("---", ".. ")):
                listed.append(split_titled_target(line))
        trees.append((caption, listed[::-1] if is_reversed else listed))
    return trees
