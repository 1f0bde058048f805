"""Bases: a file or block of YAML says which notes are listed, with which columns, in which views.

By its documentation (https://help.obsidian.md/bases/syntax): filters, formulas, properties,
summaries, and views as table, list or cards.
"""

from collections.abc import Callable, Mapping, Sequence
from statistics import median, pstdev

from noteviewer.library.queries.evaluator import Computed, Evaluator, Row
from noteviewer.library.queries.expressions import Grammar, read_expression
from noteviewer.library.queries.functions import Context, numbers_in, unique
from noteviewer.library.queries.times import Date, between
from noteviewer.library.queries.values import (
    Link,
    QueryError,
    Record,
    Value,
    field_of,
    is_true,
    order_key,
    to_shown,
)
from noteviewer.notes.answers import Answer, Group, View, ViewForm
from noteviewer.notes.data_files import Bounds, DataError, DataFormat, read_fields
from noteviewer.notes.data_files import Value as Data

MOST_SHOWN = 1_000
_MOST_VIEWS = 30
_MOST_COLUMNS = 50
_BOUNDS = Bounds(characters=100_000, values=5_000, depth=30)
_FORMS = {"table": ViewForm.TABLE, "list": ViewForm.LIST, "cards": ViewForm.CARDS}
_DEEPEST_FORMULA = 20

Test = Callable[[Row], bool]


class _BaseRow(Row):
    """A note, under the names that Bases has for what is known of it."""

    __slots__ = ("base", "depth", "known")

    def __init__(
        self, page: "Record | None", base: "_Base", own: "Mapping[str, Value] | None" = None
    ) -> None:
        super().__init__(page, own)
        self.base = base
        self.known: dict[str, Value] = {}
        self.depth = 0

    def get(self, name: str) -> Value:
        """What a name means."""
        if name in self.own:
            return self.own[name]
        if name == "note":
            return self.page
        if name == "formula":
            return _Formulas(self)
        return field_of(self.page, name)

    def with_names(self, names: "Mapping[str, Value]") -> "_BaseRow":
        """The row with more names."""
        return _BaseRow(self.page, self.base, {**self.own, **names})

    def formula(self, name: str) -> Value:
        """What a formula gives for this note."""
        if name not in self.known:
            computed = self.base.formulas.get(name)
            if self.depth > _DEEPEST_FORMULA:
                raise QueryError(f"formula {name} asks for itself")
            self.depth += 1
            self.known[name] = computed(self) if computed else None
            self.depth -= 1
        return self.known[name]


class _Formulas:
    """``formula.x`` of a note."""

    __slots__ = ("row",)
    type_name = "object"

    def __init__(self, row: _BaseRow) -> None:
        self.row = row

    def get(self, name: str) -> Value:
        """What a formula gives."""
        return self.row.formula(name)

    def keys(self) -> list[str]:
        """Names of the formulas."""
        return list(self.row.base.formulas)

    @property
    def link(self) -> Link:
        """To the note."""
        return Link("")


class _Base:
    """A base, read."""

    def __init__(self, data: Mapping[str, Data], context: Context) -> None:
        self.context = context
        self.evaluator = Evaluator(context, Grammar.BASES)
        formulas = _mapping(data.get("formulas"))
        self.formulas: dict[str, Computed] = {}
        for name, source in formulas.items():
            if isinstance(source, str) and source.strip():
                self.formulas[name] = self.compute(source)
        self.filter = self.read_filter(data.get("filters"))
        self.properties = _mapping(data.get("properties"))
        self.summaries = _mapping(data.get("summaries"))

    def compute(self, source: str) -> Computed:
        """Make a function of an expression."""
        return self.evaluator.compute(read_expression(source, Grammar.BASES))

    def read_filter(self, data: Data | None, depth: int = 0) -> Test:
        """Read a condition, or conditions joined by ``and``, ``or``, ``not``.

        Raises:
            QueryError: it is none.
        """
        if depth > 20:
            raise QueryError("filters are nested too deep")
        if isinstance(data, str):
            if not data.strip():
                return lambda _row: True
            computed = self.compute(data)
            return lambda row: is_true(computed(row))
        if isinstance(data, list):
            data = {"and": data}
        if not data:
            return lambda _row: True
        tests: list[Test] = []
        for name, inner in data.items():
            parts = [self.read_filter(part, depth + 1) for part in _listed(inner)]
            tests.append(_joined(name, parts))
        return lambda row: all(test(row) for test in tests)

    def column(self, name: str) -> Computed:
        """Make a function of the name of a property: ``note.x``, ``file.x``, ``formula.x``."""
        kind, point, rest = name.partition(".")
        if point and kind == "formula":
            return lambda row: row.formula(rest)  # type: ignore[attr-defined]
        if point and kind == "file":
            if rest == "name":
                return lambda row: getattr(row.page, "link", None)
            return lambda row: field_of(field_of(row.page, "file"), rest)
        wanted = rest if point and kind == "note" else name
        return lambda row: field_of(row.page, wanted)

    def title(self, name: str) -> str:
        """What stands above the column of a property."""
        own = _mapping(self.properties.get(name) or self.properties.get(name.removeprefix("note.")))
        shown = own.get("displayName")
        if isinstance(shown, str) and shown:
            return shown
        return {"file.name": "file name"}.get(
            name, name.removeprefix("note.").removeprefix("formula.")
        )

    def summary(self, name: str, values: list[Value]) -> Value:
        """What a summary gives of the values of a column."""
        known = _SUMMARIES.get(name)
        if known is not None:
            return known(values)
        source = self.summaries.get(name)
        if not isinstance(source, str):
            raise QueryError(f"unknown summary: {name}")
        return self.compute(source)(_BaseRow(None, self, {"values": values}))


def _joined(name: str, parts: Sequence[Test]) -> Test:
    match name:
        case "and":
            return lambda row: all(part(row) for part in parts)
        case "or":
            return lambda row: any(part(row) for part in parts)
        case "not":
            return lambda row: not any(part(row) for part in parts)
    raise QueryError(f"not understood: {name[:40]}")


def _mapping(data: Data | None) -> Mapping[str, Data]:
    return data if isinstance(data, dict) else {}


def _listed(data: Data | None) -> list[Data]:
    if isinstance(data, list):
        return data
    return [] if data is None else [data]


def run_base(text: str, context: Context, view: str = "") -> Answer:
    """Answer a base.

    Args:
        text: Its YAML.
        context: What it is worked out with.
        view: The name of the view that is shown first.

    Raises:
        QueryError: it cannot be read, or cannot be answered.
    """
    try:
        data = read_fields(text, DataFormat.YAML, _BOUNDS)
    except DataError as error:
        raise QueryError(f"its YAML cannot be read: {error.reason}") from error
    base = _Base(data, context)
    rows: list[Row] = []
    for page in context.folder.pages():
        context.budget.spend()
        row = _BaseRow(page, base)
        if base.filter(row):
            rows.append(row)
    described = [_mapping(each) for each in _listed(data.get("views"))][:_MOST_VIEWS] or [{}]
    views = [_view(base, each, rows) for each in described]
    views.sort(key=lambda each: bool(view) and each.name != view)
    return Answer(tuple(views))


def _view(base: _Base, data: Mapping[str, Data], rows: list[Row]) -> View:
    kind = data.get("type") or "table"
    if not isinstance(kind, str) or kind not in _FORMS:
        raise QueryError(f"unknown view: {str(kind)[:40]}")
    test = base.read_filter(data.get("filters"))
    kept = []
    for row in rows:
        base.context.budget.spend()
        if test(row):
            kept.append(row)
    kept = _sorted(base, data, kept)
    total = len(kept)
    limit = data.get("limit")
    if isinstance(limit, str) and limit.isdecimal() and len(limit) < 10:
        kept = kept[: int(limit)]
    names = [name for name in _listed(data.get("order")) if isinstance(name, str)][:_MOST_COLUMNS]
    image = data.get("image")
    if kind == "cards" and isinstance(image, str):
        names = [image, *(name for name in names if name != image)]
    names = names or ["file.name"]
    columns = [base.column(name) for name in names]
    summaries = []
    for name, wanted in _mapping(data.get("summaries")).items():
        column = base.column(name)
        value = base.summary(str(wanted), [column(row) for row in kept])
        summaries.append((base.title(name), to_shown(value)))
    return View(
        _FORMS[kind],
        tuple(base.title(name) for name in names),
        _groups(base, data, kept, columns, is_image=kind == "cards" and bool(image)),
        total,
        str(data.get("name") or ""),
        summaries=tuple(summaries),
        has_image=kind == "cards" and bool(image),
    )


def _sorted(base: _Base, data: Mapping[str, Data], rows: list[Row]) -> list[Row]:
    wanted = [_mapping(each) for each in _listed(data.get("sort"))]
    group = _mapping(data.get("groupBy"))
    for each in reversed([group, *wanted] if group else wanted):
        name = each.get("property") or each.get("column")
        if not isinstance(name, str):
            continue
        value = base.column(name)
        is_down = str(each.get("direction", "")).upper() == "DESC"
        filled = [(row, order_key(value(row))) for row in rows]
        filled.sort(key=lambda pair: pair[1], reverse=is_down)
        # What has nothing to sort by comes last, whatever the direction.
        rows = [row for row, key in filled if key[0]] + [row for row, key in filled if not key[0]]
    return rows


def _groups(
    base: _Base, data: Mapping[str, Data], rows: list[Row], columns: list[Computed], *,
    is_image: bool,
) -> tuple[Group, ...]:  # fmt: skip
    group = _mapping(data.get("groupBy"))
    name = group.get("property") if group else data.get("groupBy")
    by = base.column(name) if isinstance(name, str) else None
    found: dict[str, tuple[Value, list[tuple[object, ...]]]] = {}
    for row in rows[:MOST_SHOWN]:
        base.context.budget.spend(5)
        key = by(row) if by else None
        cells = [column(row) for column in columns]
        if is_image:
            cells[0] = _as_image(cells[0], base.context)
        shown = tuple(to_shown(value) for value in cells)
        found.setdefault(repr(order_key(key)), (key, []))[1].append(shown)
    return tuple(
        Group(tuple(inner), name=to_shown(key), is_named=by is not None)  # type: ignore[arg-type]
        for key, inner in found.values()
    )


def _as_image(value: Value, context: Context) -> Value:
    if isinstance(value, Link):
        return Link(value.path, "", "", is_embed=True)
    if isinstance(value, str) and value and not value.startswith("#"):
        return Link(context.folder.resolve(value), "", "", is_embed=True)
    return None


def _spread(values: list[Value]) -> Value:
    days = _dates(values)
    if days:
        return between(max(days, key=lambda d: d.moment), min(days, key=lambda d: d.moment))
    counted = numbers_in(values)
    return max(counted) - min(counted) if counted else None


def _dates(values: list[Value]) -> list[Date]:
    return [value for value in values if isinstance(value, Date)]


def _of_numbers(rule: Callable[[list[float]], float]) -> Callable[[list[Value]], Value]:
    return lambda values: rule(numbers_in(values)) if numbers_in(values) else None


def _is_empty(value: Value) -> bool:
    return value is None or value in ("", [], {})


_SUMMARIES: Mapping[str, Callable[[list[Value]], Value]] = {
    "Average": _of_numbers(lambda found: sum(found) / len(found)),
    "Min": _of_numbers(min), "Max": _of_numbers(max), "Sum": _of_numbers(sum),
    "Median": _of_numbers(median), "Stddev": _of_numbers(pstdev), "Range": _spread,
    "Earliest": lambda values: min(_dates(values), key=lambda d: d.moment, default=None),
    "Latest": lambda values: max(_dates(values), key=lambda d: d.moment, default=None),
    "Checked": lambda values: sum(value is True for value in values),
    "Unchecked": lambda values: sum(value is False for value in values),
    "Empty": lambda values: sum(map(_is_empty, values)),
    "Filled": lambda values: sum(not _is_empty(value) for value in values),
    "Unique": lambda values: len(unique([value for value in values if not _is_empty(value)])),
}  # fmt: skip
