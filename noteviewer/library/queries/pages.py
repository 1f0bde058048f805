"""The notes of a folder as queries see them: properties, ``file``, items of lists, links.

What is read of all notes is kept for as long as the index stays the same (`FolderPages`); links and
items are read of a note when a query asks for them.
"""

import json
import re
import sqlite3
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from noteviewer.library.index.serialization import unpack_items
from noteviewer.library.queries.times import Date, parse_date
from noteviewer.library.queries.values import Link, Value, as_list, interpret, parse_link
from noteviewer.notes.file_types import stem, suffix_of
from noteviewer.notes.properties import ListItem, fields_of, key_of, tags_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_DAY = re.compile(r"(?<!\d)(\d{4})-?(\d\d)-?(\d\d)(?!\d)")
_WIKILINK = re.compile(r"!?\[\[[^\[\]\n]{1,500}\]\]")
_SHORTHAND = re.compile("(🗓️?|📅|✅|➕|🛫|⏳)[ \\ufe0f]*(\\d{4}-\\d\\d-\\d\\d)")
_SHORTHANDS = {"🗓": "due", "📅": "due", "✅": "completion", "➕": "created", "🛫": "start",
               "⏳": "scheduled"}  # fmt: skip
_NAME = re.compile(r"\^([\w-]+)[ \t]*\Z")
_NOT_IN_LINKS = re.compile(r"[^\w\s/\u2190-\u2bff\U0001f000-\U0001faff-]")
"""Signs of a heading that a link to it lacks."""
_LINK_KINDS = ("wikilink", "embed", "markdown", "permalink")


class PageData:
    """What the index keeps of a note, read when it is asked for."""

    __slots__ = (
        "_names", "_stored", "_stored_tags", "_tags", "_values", "aliases", "id", "path",
        "properties", "size", "times",
    )  # fmt: skip

    def __init__(self, row: Any, names: "FolderPages") -> None:
        """Take a row of the index."""
        self.id: int = row[0]
        self.path: str = row[1]
        self.size: int = row[2]
        self.times: tuple[int, int] = row[3:5]
        """Nanoseconds since 1970: when it was made, when it was changed."""
        self._stored_tags: tuple[str, str] = row[5:7]
        self._tags: dict[str, None] | None = None
        self.aliases: str = row[7]
        self.properties: str = row[8]
        self._names = names
        self._stored: dict[str, Any] | None = None
        self._values: dict[str, Value] = {}

    @property
    def whole_tags(self) -> dict[str, None]:
        """Its tags with ``#``, each once, in order."""
        if self._tags is None:
            listed = (json.loads(tags) for tags in self._stored_tags if tags != "[]")
            found = (f"#{tag.removeprefix('#')}" for tags in listed for tag in tags)
            self._tags = dict.fromkeys(found)
        return self._tags

    def has_tag(self, wanted: str) -> bool:
        """Whether it has a tag, or one below it; ``wanted`` is in lower case and has its ``#``."""
        return any(
            tag == wanted or tag.startswith(f"{wanted}/") for tag in map(str.lower, self.whole_tags)
        )

    def field(self, name: str) -> Value:
        """A property, by its name as written or as `key_of` has it; read when it is asked for."""
        if name not in self._values:
            stored = self.stored()
            if name in stored:
                names = [name]
            else:
                names = [written for written in stored if key_of(written) == name]
            found = [interpret(stored[each], self._resolve) for each in names]
            merged = [item for value in found for item in as_list(value)]
            self._values[name] = merged if len(found) > 1 else found[0] if found else None
        return self._values[name]

    def fields(self) -> dict[str, Value]:
        """All its properties, under both names."""
        names = [form for name in self.stored() for form in (name, key_of(name))]
        return {name: self.field(name) for name in names}

    def stored(self) -> dict[str, Any]:
        """Its properties as the index keeps them."""
        if self._stored is None:
            self._stored = json.loads(self.properties)
        return self._stored

    def _resolve(self, target: str) -> str:
        return self._names.resolve(target, self.path)


class FolderPages:
    """All notes of one state of an index."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Read them."""
        rows = connection.execute(
            "SELECT id, path, size, min(ctime_ns, mtime_ns), mtime_ns, "
            "tags, text_tags, aliases, properties FROM note ORDER BY path"
        )
        self.pages = [PageData(row, self) for row in rows]
        self.by_path = {page.path: page for page in self.pages}
        self.by_id = {page.id: page for page in self.pages}
        self._names: dict[str, list[str]] = {}
        self._lower: dict[str, str] = {}

    def resolve(self, target: str, start: str = "") -> str:
        """Give the path of the note that a link means; the target itself where there is none."""
        wanted = target.strip().lstrip("/")
        if wanted in self.by_path:
            return wanted
        if not self._lower:
            self._learn_names()
        lower = wanted.lower()
        for name in (lower, f"{lower}.md"):
            if name in self._lower:
                return self._lower[name]
        found = self._names.get(stem(lower), ())
        if "/" in lower:
            ending = f"/{lower}" if lower.endswith(".md") else f"/{lower}.md"
            found = [path for path in found if path.lower().endswith(ending)]
        folder = start.rpartition("/")[0]

        def distance(path: str) -> tuple[bool, int, str]:
            return path.rpartition("/")[0] != folder, path.count("/"), path

        return min(found, key=distance, default=target)

    def _learn_names(self) -> None:
        for path in self.by_path:
            self._names.setdefault(stem(path).lower(), []).append(path)
        self._lower = {path.lower(): path for path in self.by_path}


class Folder:
    """The notes of a folder, for one query."""

    def __init__(self, connection: sqlite3.Connection, pages: FolderPages) -> None:
        """Ask this index, whose notes were read."""
        self.connection = connection
        self.known = pages
        self._pages: dict[str, Page] = {}

    def page(self, path: str) -> "Page | None":
        """A note; None where there is none."""
        found = self._pages.get(path)
        if found is None:
            data = self.known.by_path.get(path)
            if data is None:
                return None
            found = self._pages[path] = Page(data, self)
        return found

    def pages(self) -> "list[Page]":
        """All files that the index knows, by path."""
        return [page for path in self.known.by_path if (page := self.page(path)) is not None]

    def resolve(self, target: str) -> str:
        """Give the path of the note that a link means."""
        return self.known.resolve(target)

    def linking_to(self, path: str) -> set[str]:
        """Paths of the notes that link to a note."""
        return {link.path for link in self.links_to(path)}

    def links_to(self, path: str) -> list[Link]:
        """Links to the notes that link to a note."""
        data = self.known.by_path.get(path)
        rows = self.connection.execute(
            "SELECT DISTINCT note FROM link WHERE to_note = ? AND note != to_note"
            if data
            else "SELECT DISTINCT note FROM link WHERE to_note IS NULL AND target LIKE ?",
            (data.id if data else path,),
        )
        by_id = self.known.by_id
        return [Link(by_id[number].path) for (number,) in rows if number in by_id]

    def links_from(self, path: str) -> list[Link]:
        """Links of a note, each target once: those of its text, and of its properties."""
        data = self.known.by_path.get(path)
        if data is None:
            return []
        rows = self.connection.execute(
            "SELECT kind, target, text, to_note FROM link WHERE note = ? ORDER BY n", (data.id,)
        )
        found: dict[str, Link] = {}
        for kind, target, text, to_note in rows:
            note = self.known.by_id.get(to_note)
            where = note.path if note else target
            if where and kind in _LINK_KINDS:
                is_written = text and text != target and not target.endswith(text)
                found.setdefault(where, Link(where, text if is_written else ""))
        for value in data.fields().values():
            for item in as_list(value):
                if isinstance(item, Link):
                    found.setdefault(item.path, item)
        return list(found.values())

    def targets_of(self, path: str) -> set[str]:
        """Paths to which a note links."""
        return {link.path for link in self.links_from(path)}

    def items(self, path: str) -> "list[Item]":
        """Items of the lists of a note, in order."""
        page = self.page(path)
        if page is None:
            return []
        row = self.connection.execute(
            "SELECT packed FROM items WHERE note = ?", (page.data.id,)
        ).fetchone()
        found = [Item(item, page) for item in unpack_items(row[0])] if row else []
        by_line = {item.line: item for item in found}
        for item in found:
            above = by_line.get(item.item.parent) if item.item.parent is not None else None
            if above is not None:
                above.children.append(item)
        return found

    def section_at(self, page: "Page", line: int) -> str:
        """Heading below which a line stands; empty above the first."""
        rows = page.sections
        if rows is None:
            rows = page.sections = self.connection.execute(
                "SELECT line, title FROM section WHERE note = ? ORDER BY n DESC", (page.data.id,)
            ).fetchall()
        title = next((title for start, title in rows if start <= line), "")
        return " ".join(_NOT_IN_LINKS.sub("", title).split())


class Page:
    """A note."""

    __slots__ = ("data", "file", "folder", "sections")
    type_name = "object"

    def __init__(self, data: PageData, folder: Folder) -> None:
        self.data = data
        self.folder = folder
        self.file: File | None = None
        self.sections: list[tuple[int, str]] | None = None

    @property
    def link(self) -> Link:
        """To the note."""
        return Link(self.data.path)

    def get(self, name: str) -> Value:
        """A property, or ``file``."""
        if name == "file":
            self.file = self.file or File(self)
            return self.file
        return self.data.field(name)

    def keys(self) -> list[str]:
        """Names of all properties."""
        return [*self.data.fields(), "file"]


class _Lazy:
    """Something whose fields are worked out once, when they are asked for."""

    __slots__ = ("_known",)
    type_name = "object"
    readers: ClassVar["Mapping[str, Callable[..., Value]]"] = {}

    def __init__(self) -> None:
        self._known: dict[str, Value] = {}

    def get(self, name: str) -> Value:
        """A field."""
        if name not in self._known:
            reader = self.readers.get(name)
            self._known[name] = reader(self) if reader else None
        return self._known[name]

    def keys(self) -> list[str]:
        """Names of the fields that hold something."""
        return [name for name in self.readers if self.get(name) is not None]


class File(_Lazy):
    """What is known of a note's file: ``file.name`` and the like."""

    __slots__ = ("page",)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page

    @property
    def link(self) -> Link:
        """To the note."""
        return self.page.link

    def time(self, which: int, *, has_time: bool = True) -> Date:
        """When it was made (0) or changed (1)."""
        at = datetime.fromtimestamp(self.page.data.times[which] / 1e9)
        midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
        return Date(at if has_time else midnight, has_time)

    def day(self) -> Value:
        """The day in its name, or its property ``date``."""
        if match := _DAY.search(stem(self.page.data.path)):
            found = parse_date("-".join(match.groups()))
            if found:
                return found
        date = self.page.get("date")
        return date if isinstance(date, Date) else None

    def tags(self, *, whole: bool) -> list[Value]:
        """Its tags with ``#``; with all those above a tag, unless whole ones are asked for."""
        found: dict[str, None] = {}
        for tag in self.page.data.whole_tags:
            parts = tag.split("/")
            for end in range(len(parts) if whole else 1, len(parts) + 1):
                found["/".join(parts[:end])] = None
        return list(found)

    readers: ClassVar["Mapping[str, Callable[[File], Value]]"] = {
        "name": lambda f: stem(f.page.data.path),
        "basename": lambda f: stem(f.page.data.path),
        "folder": lambda f: f.page.data.path.rpartition("/")[0],
        "path": lambda f: f.page.data.path,
        "ext": lambda f: suffix_of(f.page.data.path).removeprefix("."),
        "link": lambda f: f.page.link,
        "file": lambda f: f,
        "size": lambda f: f.page.data.size,
        "ctime": lambda f: f.time(0),
        "cday": lambda f: f.time(0, has_time=False),
        "mtime": lambda f: f.time(1),
        "mday": lambda f: f.time(1, has_time=False),
        "day": lambda f: f.day(),
        "tags": lambda f: f.tags(whole=False),
        "etags": lambda f: f.tags(whole=True),
        "aliases": lambda f: json.loads(f.page.data.aliases),
        "inlinks": lambda f: list(f.page.folder.links_to(f.page.data.path)),
        "outlinks": lambda f: list(f.page.folder.links_from(f.page.data.path)),
        "lists": lambda f: list(f.page.folder.items(f.page.data.path)),
        "tasks": lambda f: [i for i in f.page.folder.items(f.page.data.path) if i.item.task],
        "frontmatter": lambda f: f.page.data.stored(),
        "starred": lambda _f: False,
        # The same under the names of Bases.
        "backlinks": lambda f: list(f.page.folder.links_to(f.page.data.path)),
        "links": lambda f: list(f.page.folder.links_from(f.page.data.path)),
        "embeds": lambda _f: [],
        "properties": lambda f: f.page.data.fields(),
    }  # fmt: skip


class Item(_Lazy):
    """An item of a list, which may be a task."""

    __slots__ = ("_own", "children", "inherits", "item", "page")

    def __init__(self, item: ListItem, page: Page) -> None:
        super().__init__()
        self.item: ListItem = item
        self.page = page
        self.children: list[Item] = []
        self.inherits = False
        """Whether fields that it lacks are those of its note, as in a query of tasks."""
        self._own: dict[str, Value] | None = None

    @property
    def line(self) -> int:
        """Where it stands."""
        return self.item.line

    @property
    def link(self) -> Link:
        """To the heading below which it stands."""
        heading = self.page.folder.section_at(self.page, self.item.line)
        return Link(self.page.data.path, "", heading)

    def get(self, name: str) -> Value:
        """A field of its own, one that every item has, or one of its note."""
        if name in self.readers:
            return super().get(name)
        if self._own is None:
            self._own = dict(self._fields())
        if name in self._own or not self.inherits:
            return self._own.get(name)
        return self.page.get(name)

    def keys(self) -> list[str]:
        """Names of its fields."""
        return [*super().keys(), *dict(self._fields())]

    def is_done(self) -> bool:
        """Whether it and all tasks below it are completed."""
        done = self.item.task is None or self.item.task in "xX"
        return done and all(child.is_done() for child in self.children)

    def _fields(self) -> "Iterator[tuple[str, Value]]":
        for mark, day in _SHORTHAND.findall(self.item.text):
            yield _SHORTHANDS[mark[0]], parse_date(day)
        for name, stored in fields_of(self.item.text):
            value = interpret(stored, self.page.folder.resolve)
            yield name, value
            yield key_of(name), value

    def links(self) -> list[Value]:
        """Wikilinks in its text."""
        resolve = self.page.folder.resolve
        return [parse_link(text, resolve) for text in _WIKILINK.findall(self.item.text)]

    def block(self) -> str | None:
        """The name by which links reach it."""
        match = _NAME.search(self.item.text)
        return match[1] if match else None

    readers: ClassVar["Mapping[str, Callable[[Item], Value]]"] = {
        "text": lambda i: i.item.text,
        "visual": lambda i: i.item.text,
        "status": lambda i: i.item.task,
        "task": lambda i: i.item.task is not None,
        "checked": lambda i: i.item.task is not None and i.item.task != " ",
        "completed": lambda i: i.item.task is not None and i.item.task in "xX",
        "fullyCompleted": lambda i: i.item.task is not None and i.is_done(),
        "line": lambda i: i.item.line,
        "lineCount": lambda i: i.item.text.count("\n") + 1,
        "path": lambda i: i.page.data.path,
        "section": lambda i: i.link,
        "header": lambda i: i.link,
        "link": lambda i: i.link,
        "tags": lambda i: [f"#{tag}" for tag in tags_of(i.item.text)],
        "outlinks": lambda i: i.links(),
        "children": lambda i: list(i.children),
        "subtasks": lambda i: list(i.children),
        "annotated": lambda i: next(fields_of(i.item.text), None) is not None,
        "parent": lambda i: i.item.parent,
        "blockId": lambda i: i.block(),
        "position": lambda i: {"start": {"line": i.item.line}},
    }  # fmt: skip
