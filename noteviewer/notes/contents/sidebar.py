"""Sidebars of VuePress and VitePress, as far as their configuration is plain data."""

import re

from noteviewer.notes.contents.order import add_folder_in_order
from noteviewer.notes.contents.script_data import ScriptValue, find_key, read_script
from noteviewer.notes.contents.source import (
    DEEPEST,
    MOST_ENTRIES,
    ContentsEntry,
    FolderSource,
    is_address,
    text_of,
)
from noteviewer.notes.site.kinds import FolderKind
from noteviewer.notes.site.layout import Part
from noteviewer.notes.site.paths import join

_CONFIGS = ("config.ts", "config.js", "config.mts", "config.mjs", "config.cts", "config.cjs",
            "config/index.ts", "config/index.js", "config/index.mts", "themeConfig.js",
            "theme.ts", "theme.js", "config.json", "config.yml", "config.toml")  # fmt: skip
_TITLES = ("text", "title", "label")
_LISTS = ("children", "items", "pages")


def read_sidebar(part: Part, source: FolderSource) -> tuple[ContentsEntry, ...]:
    """Read the sidebar of a site; in file order where it has none that can be read."""
    reader = _Sidebar(_pages_folder(part, source), source)
    sidebar = find_key(config_of(part, source), "sidebar")
    reader.add(sidebar, 0)
    if not any(entry.path for entry in reader.entries):
        return tuple(add_folder_in_order(source, reader.root))
    return tuple(reader.entries)


def config_of(part: Part, source: FolderSource) -> ScriptValue:
    """Read the configuration of a site."""
    hidden = ".vitepress" if part.kind is FolderKind.VITEPRESS else ".vuepress"
    found: dict[str, ScriptValue] = {}
    for name in _CONFIGS:
        path = join(part.root, f"{hidden}/{name}") or ""
        if path not in source.files:
            continue
        if name.endswith((".json", ".yml", ".toml")):
            value: ScriptValue = dict(source.fields(path))  # type: ignore[arg-type]  # texts, lists, mappings
        else:
            value = read_script(path, source.read)
        found[name] = value
        if find_key(value, "sidebar") is not None:
            return value
    return found


def _pages_folder(part: Part, source: FolderSource) -> str:
    config = config_of(part, source)
    written = text_of(config.get("srcDir")) if isinstance(config, dict) else ""
    return (join(part.root, written) if written else None) or part.root


class _Sidebar:
    """Gathers the entries of one site."""

    def __init__(self, root: str, source: FolderSource) -> None:
        self.entries: list[ContentsEntry] = []
        self.root = root
        self._source = source

    def add(self, value: ScriptValue, depth: int, base: str = "/") -> None:
        """Add a list of items, or lists by the beginnings of the addresses that show them."""
        if depth > DEEPEST or len(self.entries) > MOST_ENTRIES:
            return
        if isinstance(value, list):
            for item in value:
                self._add_item(item, depth, base)
        elif isinstance(value, dict):
            if not any(key.startswith("/") for key in value):
                self._add_item(value, depth, base)
                return
            for prefix, inner in value.items():
                if isinstance(inner, str):
                    self._add_automatic(prefix, depth)
                elif isinstance(inner, dict) and not text_of(inner.get("text")):
                    items = next((inner[k] for k in _LISTS if k in inner), None)
                    self.add(items, depth, text_of(inner.get("base")) or prefix)
                else:
                    self.add(inner, depth, prefix)
        elif isinstance(value, str) and base != "/":
            self._add_automatic(base, depth)

    def _add_automatic(self, prefix: str, depth: int) -> None:
        folder = join(self.root, prefix.strip("/")) or self.root
        self.entries += add_folder_in_order(self._source, folder, depth)

    def _add_item(self, item: ScriptValue, depth: int, base: str) -> None:
        if isinstance(item, str):
            self._add_page(item, "", depth, base)
        elif isinstance(item, list):
            # [address, title] of VuePress 1
            if len(item) > 1 and isinstance(item[0], str) and isinstance(item[1], str):
                self._add_page(item[0], item[1], depth, base)
        elif isinstance(item, dict):
            self._add_group(item, depth, base)

    def _add_group(self, item: dict[str, ScriptValue], depth: int, base: str) -> None:
        title = (
            text_of(item.get("text")) or text_of(item.get("title")) or text_of(item.get("label"))
        )
        link = text_of(item.get("link")) or text_of(item.get("path"))
        inner_base = text_of(item.get("base")) or base
        if prefix := text_of(item.get("prefix")):
            inner_base = prefix if prefix.startswith("/") else base.rstrip("/") + "/" + prefix
        items = next((item[key] for key in _LISTS if key in item), None)
        if items is None:
            self._add_page(link, title, depth, inner_base if item.get("base") else base)
            return
        path = self._find(link, base) if link else None
        is_shown = bool(title or path)
        if path is not None:
            self.entries.append(self._source.entry(path, depth, _plain(title)))
        elif is_shown:
            self.entries.append(ContentsEntry(_plain(title), None, depth))
        if isinstance(items, str):
            self._add_automatic(inner_base, depth + is_shown)
        else:
            self.add(items, depth + is_shown, inner_base)

    def _add_page(self, link: str, title: str, depth: int, base: str) -> None:
        if is_address(link):
            return
        path = self._find(link, base)
        if path is not None:
            self.entries.append(self._source.entry(path, depth, _plain(title)))
        elif title:
            self.entries.append(ContentsEntry(_plain(title), None, depth))

    def _find(self, link: str, base: str) -> str | None:
        written = link.partition("#")[0]
        tries = (
            [written] if written.startswith("/") else [base.rstrip("/") + "/" + written, written]
        )
        for form in tries:
            found = self._source.find(self.root, form.lstrip("/") or ".")
            if found is not None:
                return found
        return self._by_permalink("/" + written.strip("/") + "/")

    def _by_permalink(self, address: str) -> str | None:
        wanted = address.strip("/").removesuffix(".html")
        if not wanted:
            return None
        return next(
            (
                path
                for path, note in self._source.notes.items()
                if note.values.get("permalink", "").strip("/").removesuffix(".html") == wanted
            ),
            None,
        )


def _plain(title: str) -> str:
    return re.sub(r"<[^<>]*>", "", title).strip()
