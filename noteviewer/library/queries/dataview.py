"""Dataview's query language: ``LIST``, ``TABLE``, ``TASK`` and ``CALENDAR`` with their commands.

Commands are done in the order in which they are written, as its documentation says
(https://blacksmithgu.github.io/obsidian-dataview/queries/structure).
"""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from noteviewer.library.queries.evaluator import Computed, Evaluator, Row
from noteviewer.library.queries.expressions import LONGEST, Grammar, Node, Reader, read_expression
from noteviewer.library.queries.functions import Context
from noteviewer.library.queries.pages import Item
from noteviewer.library.queries.values import (
    MOST_VALUES,
    Link,
    QueryError,
    Value,
    as_list,
    is_true,
    order_key,
    parse_link,
    to_shown,
    type_of,
)
from noteviewer.notes.answers import Answer, Group, Moment, Task, View, ViewForm
from noteviewer.notes.file_types import FileKind, kind_of

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_SHOWN = 1_000
"""Rows of an answer; all are counted."""
_TYPE = re.compile(r"(list|table|task|calendar)\b", re.IGNORECASE)
_WITHOUT_ID = re.compile(r"without\s+id\b", re.IGNORECASE)
_COMMAND = re.compile(r"(from|where|sort|group\s+by|flatten|limit)\b", re.IGNORECASE)
_AS = re.compile(r"as\b", re.IGNORECASE)
_DIRECTION = re.compile(r"(asc(?:ending)?|desc(?:ending)?)\b", re.IGNORECASE)
_SOURCE_SIGN = re.compile(r"(?:and|or)\b|[&|]", re.IGNORECASE)
_TAG = re.compile(r"#([^\s,;:'\"()\[\]{}<>&|!]+)")
_LINK = re.compile(r"\[\[[^\[\]\n]{0,500}\]\]")
_OUTGOING = re.compile(r"outgoing\s*\(\s*(\[\[[^\[\]\n]{0,500}\]\])\s*\)", re.IGNORECASE)
_HEADER = re.compile(r"[^\s,]+")
_COMMENT = re.compile(r"^[ \t]*//[^\n]*", re.MULTILINE)
_BLANKS = re.compile(r"\s+")

Paths = set[str]


class Column(NamedTuple):
    """An expression, and the name that it has in the answer."""

    node: Node
    name: str


class Command(NamedTuple):
    """One step of a query; of a sort, with the direction of each expression."""

    kind: str
    columns: tuple[Column, ...]
    signs: tuple[int, ...] = ()


@dataclass(slots=True)
class Query:
    """A query, read."""

    kind: str
    has_id: bool = True
    columns: tuple[Column, ...] = ()
    source: "Callable[[Context], Paths] | None" = None
    commands: list[Command] = field(default_factory=list)


def read_query(text: str) -> Query:
    """Read a query.

    Raises:
        QueryError: something of it is not understood.
    """
    if len(text) > LONGEST:
        raise QueryError("it is too long")
    reader = Reader(_COMMENT.sub("", text), Grammar.DATAVIEW)
    kind = reader.take(_TYPE)
    if kind is None:
        raise reader.unknown()
    query = Query(kind[1].lower())
    query.has_id = not (query.kind in ("list", "table") and reader.take(_WITHOUT_ID))
    if reader.rest() and not _COMMAND.match(reader.text, reader.at):
        query.columns = _columns(reader, is_many=query.kind == "table")
    while reader.rest():
        command = reader.take(_COMMAND)
        if command is None:
            raise reader.unknown()
        _read_command(reader, query, _BLANKS.sub(" ", command[1].lower()))
    return query


def _read_command(reader: Reader, query: Query, kind: str) -> None:
    if kind == "from":
        if query.source is not None or query.commands:
            raise QueryError("FROM stands behind the kind of the query, and once")
        query.source = _read_source(reader)
    elif kind == "sort":
        columns, signs = [], []
        while True:
            columns.append(_column(reader))
            direction = reader.take(_DIRECTION)
            signs.append(-1 if direction and direction[1][0] in "dD" else 1)
            if not reader.takes(","):
                break
        query.commands.append(Command("sort", tuple(columns), tuple(signs)))
    else:
        query.commands.append(Command(kind, (_column(reader),)))


def _columns(reader: Reader, *, is_many: bool) -> tuple[Column, ...]:
    columns = [_column(reader)]
    while is_many and reader.takes(","):
        if _COMMAND.match(reader.rest()) or not reader.rest():
            break
        columns.append(_column(reader))
    return tuple(columns)


def _column(reader: Reader) -> Column:
    reader.skip()
    start = reader.at
    node = reader.expression()
    name = _BLANKS.sub(" ", reader.text[start : reader.at].strip())
    if reader.take(_AS):
        if reader.rest()[:1] == '"':
            name = reader.string()
        elif match := reader.take(_HEADER):
            name = match[0]
        else:
            raise reader.unknown()
    return Column(node, name)


def _read_source(reader: Reader, depth: int = 0) -> "Callable[[Context], Paths]":
    found = _read_one_source(reader, depth)
    while sign := reader.take(_SOURCE_SIGN):
        other = _read_one_source(reader, depth)
        is_and = sign[0].lower() in ("and", "&")
        found = _joined(found, other, is_and=is_and)
    return found


def _joined(
    one: "Callable[[Context], Paths]", other: "Callable[[Context], Paths]", *, is_and: bool
) -> "Callable[[Context], Paths]":
    if is_and:
        return lambda context: one(context) & other(context)
    return lambda context: one(context) | other(context)


def _read_one_source(reader: Reader, depth: int) -> "Callable[[Context], Paths]":
    if depth > 30:
        raise QueryError("brackets are nested too deep")
    if reader.takes("-") or reader.takes("!"):
        inner = _read_one_source(reader, depth + 1)
        return lambda context: set(context.folder.known.by_path) - inner(context)
    if reader.takes("("):
        inner = _read_source(reader, depth + 1)
        reader.need(")")
        return inner
    if match := reader.take(_TAG):
        wanted = f"#{match[1].lower()}"
        return lambda context: _tagged(context, wanted)
    if match := reader.take(_OUTGOING):
        target = match[1]
        return lambda context: context.folder.targets_of(_target(context, target))
    if match := reader.take(_LINK):
        target = match[0]
        return lambda context: context.folder.linking_to(_target(context, target))
    if reader.rest()[:1] == '"':
        place = reader.string()
        return lambda context: _below(context, place)
    raise reader.unknown()


def _target(context: Context, text: str) -> str:
    inner = text.strip("[]")
    link = parse_link(text, context.folder.resolve) if inner and inner != "#" else None
    return link.path if link else context.path


def _tagged(context: Context, wanted: str) -> Paths:
    known = context.folder.known.by_path
    return {path for path, data in known.items() if data.has_tag(wanted)}


def _below(context: Context, place: str) -> Paths:
    known = context.folder.known.by_path
    if not place:
        return set(known)
    found = {path for path in known if path.startswith(f"{place}/")}
    return found or {path for path in (place, f"{place}.md") if path in known}


def run_query(query: Query, context: Context) -> Answer:
    """Answer a query.

    Raises:
        QueryError: it cannot be answered.
    """
    evaluator = Evaluator(context)
    columns = [(column.name, evaluator.compute(column.node)) for column in query.columns]
    if query.kind == "calendar" and not columns:
        raise QueryError("CALENDAR needs a day")
    steps = [
        (command, [evaluator.compute(column.node) for column in command.columns])
        for command in query.commands
    ]
    rows = _first_rows(query, context)
    is_grouped = False
    for command, computed in steps:
        context.budget.spend(500)
        if command.kind == "group by":
            rows, is_grouped = _grouped(rows, command, computed[0], context), True
        else:
            rows = _done(rows, command, computed, context)
        if len(rows) > MOST_VALUES:
            raise QueryError("there are too many rows")
    return Answer((_view(query, rows, columns, is_grouped, context),))


def _first_rows(query: Query, context: Context) -> list[Row]:
    folder = context.folder
    pages = [page for page in folder.pages() if kind_of(page.data.path) is FileKind.NOTE]
    if query.source is not None:
        wanted = query.source(context)
        pages = [page for page in pages if page.data.path in wanted]
    if query.kind != "task":
        return [Row(page) for page in pages]
    found: list[Row] = []
    for page in pages:
        context.budget.spend(5)
        for item in folder.items(page.data.path):
            if item.item.task is not None:
                item.inherits = True
                found.append(Row(item))
    return found


def _done(
    rows: list[Row], command: Command, computed: list[Computed], context: Context
) -> list[Row]:
    spend = context.budget.spend
    first = computed[0]
    match command.kind:
        case "where":
            kept = []
            for row in rows:
                spend()
                if is_true(first(row)):
                    kept.append(row)
            return kept
        case "sort":
            return _sorted(rows, command.signs, computed, context)
        case "limit":
            count = first(rows[0] if rows else Row(None))
            return rows[: max(0, int(count))] if isinstance(count, int | float) else rows
    name = command.columns[0].name
    found: list[Row] = []
    for row in rows:
        spend()
        value = first(row)
        inner = value if isinstance(value, list) else [value]
        found += (row.with_names({name: each}) for each in inner)
        if len(found) > MOST_VALUES:
            raise QueryError("FLATTEN makes too many rows")
    return found


def _sorted(
    rows: list[Row], signs: tuple[int, ...], computed: list[Computed], context: Context
) -> list[Row]:
    for sign, value in reversed(list(zip(signs, computed, strict=True))):
        keyed = []
        for row in rows:
            context.budget.spend()
            keyed.append((order_key(value(row)), row))
        keyed.sort(key=lambda pair: pair[0], reverse=sign < 0)
        rows = [row for _, row in keyed]
    return rows


def _grouped(rows: list[Row], command: Command, value: Computed, context: Context) -> list[Row]:
    groups: dict[str, tuple[Value, list[Value]]] = {}
    for row in rows:
        context.budget.spend()
        key = value(row)
        groups.setdefault(repr(order_key(key)), (key, []))[1].append(_row_value(row))
    ordered = sorted(groups.values(), key=lambda group: order_key(group[0]))
    name = command.columns[0].name
    return [Row(None, {"key": key, name: key, "rows": inner}) for key, inner in ordered]


class _Joined:
    """A note or task with the names that a query gave: an item of ``rows``."""

    __slots__ = ("row",)
    type_name = "object"

    def __init__(self, row: Row) -> None:
        self.row = row

    def get(self, name: str) -> Value:
        """What a name means."""
        return self.row.get(name)

    def keys(self) -> list[str]:
        """The names that the query gave."""
        return list(self.row.own)

    @property
    def link(self) -> Link:
        """To the note."""
        link: Link = getattr(self.row.page, "link", Link(""))
        return link


def _row_value(row: Row) -> Value:
    return _Joined(row) if row.own else row.page


def _view(
    query: Query,
    rows: list[Row],
    columns: list[tuple[str, Computed]],
    is_grouped: bool,
    context: Context,
) -> View:
    total = len(rows)
    if query.kind == "task":
        return _task_view(rows, is_grouped)
    if query.kind == "calendar":
        return _calendar(rows, columns[0][1], context)
    shown = []
    has_id = query.has_id or not columns
    for row in rows[:MOST_SHOWN]:
        context.budget.spend(5)
        own = [row.own.get("key") if is_grouped else _link_of(row)] if has_id else []
        shown.append(tuple(to_shown(v) for v in (*own, *(value(row) for _, value in columns))))
    names = [name for name, _ in columns]
    if has_id:
        names.insert(0, "Group" if is_grouped else "File")
    form = ViewForm.TABLE if query.kind == "table" else ViewForm.LIST
    return View(form, tuple(names), (Group(tuple(shown)),), total, has_id=has_id)


def _link_of(row: Row) -> Value:
    return getattr(row.page, "link", None) or row.own.get("key")


def _calendar(rows: list[Row], value: Computed, context: Context) -> View:
    found = []
    for row in rows:
        context.budget.spend(5)
        day = to_shown(value(row))
        if isinstance(day, Moment):
            found.append((day.text[:10], to_shown(_link_of(row))))
        elif day is not None:
            raise QueryError(f"CALENDAR needs days, not a {type_of(value(row))}")
    found.sort(key=lambda pair: pair[0])
    months: dict[str, list[tuple[Moment, object]]] = {}
    for text, link in found[:MOST_SHOWN]:
        months.setdefault(text[:7], []).append((Moment(text), link))
    groups = tuple(Group(tuple(inner), name=month) for month, inner in months.items())  # type: ignore[arg-type]
    return View(ViewForm.LIST, ("Day", "File"), groups, len(found), has_id=True)


def _task_view(rows: list[Row], is_grouped: bool) -> View:
    if not is_grouped:
        items = [row.page for row in rows if isinstance(row.page, Item)]
        tasks = _tasks(items)
        return View(ViewForm.TASKS, (), (Group(tasks=tasks),), len(rows))
    groups = []
    total = 0
    for row in rows:
        inner = [_item_of(value) for value in as_list(row.own.get("rows"))]
        items = [item for item in inner if item is not None]
        total += len(items)
        groups.append(Group(tasks=_tasks(items), name=to_shown(row.own.get("key")), is_named=True))
    return View(ViewForm.TASKS, (), tuple(groups[:MOST_SHOWN]), total)


def _item_of(value: Value) -> Item | None:
    found = value.row.page if isinstance(value, _Joined) else value
    return found if isinstance(found, Item) else None


def _tasks(items: list[Item]) -> tuple[Task, ...]:
    """Tasks with those below them; one that stands below another that is shown is shown there."""
    places = {(item.page.data.path, item.line) for item in items}
    tops = [item for item in items if (item.page.data.path, item.item.parent) not in places]
    return tuple(_task(item, 0) for item in tops[:MOST_SHOWN])


def _task(item: Item, depth: int) -> Task:
    below = tuple(_task(child, depth + 1) for child in item.children[:200]) if depth < 10 else ()
    return Task(item.item.text, item.item.task, item.page.data.path, item.line, below)


def run_inline(text: str, context: Context) -> Answer:
    """Answer one expression.

    Raises:
        QueryError: it cannot be answered.
    """
    evaluator = Evaluator(context)
    computed = evaluator.compute(read_expression(text, Grammar.DATAVIEW))
    value = to_shown(computed(Row(evaluator.this)))
    return Answer((View(ViewForm.VALUE, (), (Group(((value,),)),), 1),))
