"""Orders without a list: by weights of front matter, by numbers of names, by notebooks."""

import re
from collections.abc import Iterator

from noteviewer.notes.contents.source import (
    DEEPEST,
    MOST_ENTRIES,
    ContentsEntry,
    ContentsNote,
    FolderSource,
    is_home,
    natural_key,
)
from noteviewer.notes.fields import readable
from noteviewer.notes.file_types import stem
from noteviewer.notes.site.kinds import FolderKind
from noteviewer.notes.site.layout import Part
from noteviewer.notes.site.paths import join

_NOTION_ID = re.compile(r" [0-9a-f]{32}\Z")
_JOPLIN_FIELD = re.compile(r"^(id|parent_id|type_|order): ?(.*)$", re.MULTILINE)


def add_folder_in_order(source: FolderSource, folder: str, depth: int = 0) -> list[ContentsEntry]:
    """List a folder by the ``order`` of its notes, then by its names; its own page is its entry."""
    entries: list[ContentsEntry] = []

    def add(folder: str, depth: int) -> None:
        if depth > DEEPEST or len(entries) > MOST_ENTRIES:
            return
        items: list[tuple[bool, float, tuple[object, ...], str]] = []
        for path in source.documents_in(folder):
            if not (is_home(path) and depth):
                order = _order(source.notes.get(path))
                items.append((not is_home(path), order, natural_key(path), path))
        for path in source.folders_in(folder):
            if not path.rpartition("/")[2].startswith((".", "_", "@")):
                page = next((p for p in source.documents_in(path) if is_home(p)), "")
                items.append((True, _order(source.notes.get(page)), natural_key(path), path))
        for _, _, _, path in sorted(items):
            if path in source.files:
                entries.append(source.entry(path, depth))
                continue
            home = next((p for p in source.documents_in(path) if is_home(p)), None)
            title = source.title_of(home) if home else readable(path.rpartition("/")[2])
            entries.append(ContentsEntry(title, home, depth))
            add(path, depth + 1)

    add(folder, depth)
    return entries


def _order(note: ContentsNote | None) -> float:
    order = note.number("order", "nav_order", "index") if note else None
    if order is None:
        return float("inf")
    return order if order >= 0 else 1e9 - 1 / order


def read_weights(part: Part, source: FolderSource) -> tuple[ContentsEntry, ...]:
    """Order a Hugo site: by weight, then the newest first, then by title, section by section."""
    entries: list[ContentsEntry] = []

    def rank(path: str) -> tuple[bool, float, tuple[int, ...], str]:
        page = path if path in source.files else _section_page(source, path) or ""
        note = source.notes.get(page) or ContentsNote(page)
        weight = note.number("weight") or 0
        day = tuple(-ord(letter) for letter in note.date)
        return weight == 0, weight, day or (1,), (_hugo_title(source, path, page)).casefold()

    def add(folder: str, depth: int) -> None:
        if depth > DEEPEST or len(entries) > MOST_ENTRIES:
            return
        own = _section_page(source, folder)
        items = [
            p for p in source.documents_in(folder) if p != own and not p.endswith("/_index.md")
        ]
        for path in sorted([*items, *source.folders_in(folder)], key=rank):
            if path in source.files:
                entries.append(source.entry(path, depth, _hugo_title(source, path, path)))
                continue
            page = _section_page(source, path)
            entries.append(ContentsEntry(_hugo_title(source, path, page or ""), page, depth))
            if page is None or stem(page) == "_index":
                add(path, depth + 1)  # a bundle with an index.md has no pages below

    add(part.notes, 0)
    home = _section_page(source, part.notes)
    if home is not None:
        entries.insert(0, source.entry(home, 0))
    return tuple(entries)


def _section_page(source: FolderSource, folder: str) -> str | None:
    pages = {stem(path): path for path in source.documents_in(folder)}
    return pages.get("_index") or pages.get("index")


def _hugo_title(source: FolderSource, path: str, page: str) -> str:
    note = source.notes.get(page)
    if note is not None and (title := note.values.get("linkTitle", "") or note.title):
        return title if title not in ("_index", "index") else readable(path.rpartition("/")[2])
    return readable(stem(path))


def read_folders(part: Part, source: FolderSource) -> tuple[ContentsEntry, ...]:
    """List pages with the pages below them: ``A.txt`` and ``A/B.txt`` (Zim, Notion)."""
    entries: list[ContentsEntry] = []
    home = _zim_home(part, source) if part.kind is FolderKind.ZIM else ""

    def add(folder: str, depth: int) -> None:
        if depth > DEEPEST or len(entries) > MOST_ENTRIES:
            return
        pages = {path.rpartition(".")[0]: path for path in source.documents_in(folder)}
        below = source.folders_in(folder)
        names = sorted({*pages, *below}, key=lambda name: (name != home, natural_key(name)))
        for name in names:
            page = pages.get(name)
            entries.append(ContentsEntry(_page_title(part, source, name, page), page, depth))
            if name in below:
                add(name, depth + 1)

    add(part.notes, 0)
    return tuple(entries)


def _zim_home(part: Part, source: FolderSource) -> str:
    text = source.read(join(part.root, "notebook.zim") or "")
    match = re.search(r"^home=(.+)$", text, re.MULTILINE)
    name = match[1].strip().strip(":").replace(":", "/").replace(" ", "_") if match else "Home"
    return join(part.notes, name) or name


def _page_title(part: Part, source: FolderSource, name: str, page: str | None) -> str:
    shown = name.rpartition("/")[2]
    if part.kind is FolderKind.ZIM:
        return shown.replace("_", " ")
    if page is not None and page in source.notes:
        return source.title_of(page)
    return _NOTION_ID.sub("", shown)


def read_notebooks(part: Part, source: FolderSource) -> tuple[ContentsEntry, ...]:
    """List the notebooks of Joplin, whose items name their parent; folders where none do."""
    items = {path: _joplin_fields(source.read(path)) for path in source.notes if part.holds(path)}
    ids = {fields.get("id", ""): path for path, fields in items.items() if fields.get("id")}
    if not ids:
        return tuple(add_folder_in_order(source, part.notes))
    children: dict[str, list[str]] = {}
    for path, fields in items.items():
        if fields.get("type_") in ("1", "2"):
            above = fields.get("parent_id", "")
            children.setdefault(above if above in ids else "", []).append(path)
    return tuple(_notebook_entries(source, items, children))


def _notebook_entries(
    source: FolderSource, items: dict[str, dict[str, str]], children: dict[str, list[str]]
) -> Iterator[ContentsEntry]:
    seen: set[str] = set()
    waiting = [(path, 0) for path in reversed(_by_title(children.get("", []), source, items))]
    while waiting:
        path, depth = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        is_note = items[path].get("type_") == "1"
        yield ContentsEntry(source.title_of(path), path if is_note else None, depth)
        below = children.get(items[path].get("id", ""), [])
        waiting += [(each, depth + 1) for each in reversed(_by_title(below, source, items))]


def _by_title(
    paths: list[str], source: FolderSource, items: dict[str, dict[str, str]]
) -> list[str]:
    def rank(path: str) -> tuple[bool, tuple[object, ...]]:
        return items[path].get("type_") == "1", natural_key(source.title_of(path))

    return sorted(paths, key=rank)


def _joplin_fields(text: str) -> dict[str, str]:
    """Read the trailer of an item."""
    trailer = text.rstrip().rpartition("\n\n")[2]
    return {match[1]: match[2].strip() for match in _JOPLIN_FIELD.finditer(trailer)}
