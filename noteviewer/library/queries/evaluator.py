"""Expressions worked out: each is made a function of a row once, and that is called for each row.

Nothing is run as a program: the functions are ours, chosen by the tree. Every call of a function of
a query spends some of the time that it has.
"""

import math
import operator
from collections.abc import Callable, Mapping
from typing import TypeAlias

from noteviewer.library.queries import expressions as tree
from noteviewer.library.queries.expressions import Grammar, Node
from noteviewer.library.queries.functions import Context, functions_in
from noteviewer.library.queries.methods import GLOBALS, LAZY, method
from noteviewer.library.queries.times import (
    Date,
    Duration,
    between,
    named_date,
    parse_date,
    parse_duration,
    shift,
)
from noteviewer.library.queries.values import (
    LONGEST_TEXT,
    Function,
    Link,
    Pattern,
    QueryError,
    Record,
    Value,
    as_list,
    bounded,
    bounded_list,
    compare,
    equal,
    field_of,
    is_number,
    is_true,
    parse_link,
    to_text,
    type_of,
)


class Row:
    """What names mean: those of the query's own before those of a note, a task or a group."""

    __slots__ = ("own", "page")

    def __init__(self, page: "Record | None", own: "Mapping[str, Value] | None" = None) -> None:
        self.page = page
        self.own = own or {}

    def get(self, name: str) -> Value:
        """What a name means; nothing where it means nothing."""
        if name in self.own:
            return self.own[name]
        if name == "row":
            return self.page if not self.own else {**_fields(self.page), **self.own}
        return None if self.page is None else self.page.get(name)

    def with_names(self, names: "Mapping[str, Value]") -> "Row":
        """The row with more names."""
        return Row(self.page, {**self.own, **names})


def _fields(page: Value) -> "dict[str, Value]":
    keys = getattr(page, "keys", None)
    return {} if keys is None else {name: field_of(page, name) for name in keys()}


Computed: TypeAlias = Callable[[Row], Value]
"""An expression, as a function of a row."""


class Evaluator:
    """Makes functions of expressions, for one query."""

    def __init__(self, context: Context, grammar: Grammar = Grammar.DATAVIEW) -> None:
        """Take what the query is worked out with."""
        self.context = context
        self._grammar = grammar
        self.this: Record | None = context.folder.page(context.path)
        is_dataview = grammar is Grammar.DATAVIEW
        self._functions: Mapping[str, Function] = (
            {**functions_in(context), "reduce": self._reduce} if is_dataview else GLOBALS
        )

        self._makers: Mapping[type, Callable[..., Computed]] = {
            tree.Literal: lambda node: _constant(node.value),
            tree.RegularExpression: lambda node: _constant(Pattern(*node)),
            tree.LinkTarget: self._link, tree.Word: self._word, tree.Name: self._name,
            tree.FieldOf: self._field, tree.Not: self._not, tree.Lambda: self._lambda,
            tree.Operation: self._operation, tree.Listed: self._listed,
            tree.Record: self._record, tree.Call: self._call, tree.Method: self._method,
        }  # fmt: skip

    def compute(self, node: Node) -> Computed:
        """Make a function of an expression.

        Raises:
            QueryError: it names a function that is not known.
        """
        return self._makers[type(node)](node)

    def field(self, value: Value, name: str) -> Value:
        """A field of anything; of a link, that of the note to which it leads."""
        if isinstance(value, Link):
            return field_of(self.context.folder.page(value.path), name)
        if isinstance(value, list) and name != "length":
            return [self.field(item, name) for item in value]
        return field_of(value, name)

    def _link(self, node: tree.LinkTarget) -> Computed:
        is_own = node.text.strip("![]") in ("", "#")
        link = None if is_own else parse_link(node.text, self.context.folder.resolve)
        return _constant(getattr(self.this, "link", None) if is_own else link)

    def _word(self, node: tree.Word) -> Computed:
        if node.kind == "dur":
            return _constant(parse_duration(node.text))
        return _constant(named_date(node.text.lower(), self.context.now) or parse_date(node.text))

    def _not(self, node: tree.Not) -> Computed:
        inner = self.compute(node.of)
        return lambda row: not is_true(inner(row))

    def _listed(self, node: tree.Listed) -> Computed:
        made = [self.compute(item) for item in node.items]
        return lambda row: [item(row) for item in made]

    def _record(self, node: tree.Record) -> Computed:
        named = [(key, self.compute(value)) for key, value in node.pairs]
        return lambda row: {key: value(row) for key, value in named}

    def _name(self, node: tree.Name) -> Computed:
        name = node.name
        if name == "this":
            return lambda _row: self.this
        if self._grammar is Grammar.BASES and name in ("value", "index", "acc", "values"):
            return lambda row: row.own.get(name)
        return lambda row: row.get(name)

    def _field(self, node: tree.FieldOf) -> Computed:
        value, spend = self.compute(node.of), self.context.budget.spend
        field = node.field
        if isinstance(field, tree.Literal) and isinstance(field.value, str):
            name = field.value
            return lambda row: self.field(value(row), name)
        chosen = self.compute(field)

        def index(row: Row) -> Value:
            spend()
            inner, key = value(row), chosen(row)
            if isinstance(key, str):
                return self.field(inner, key)
            if is_number(key) and isinstance(inner, list | str):
                at = int(key)  # type: ignore[arg-type]
                return inner[at] if 0 <= at < len(inner) else None
            return None

        return index

    def _lambda(self, node: tree.Lambda) -> Computed:
        names, body, spend = node.names, self.compute(node.body), self.context.budget.spend

        def make(row: Row) -> Value:
            def call(*values: Value) -> Value:
                spend()
                return body(row.with_names(dict(zip(names, values, strict=False))))

            return call

        return make

    def _call(self, node: tree.Call) -> Computed:
        arguments = [self.compute(argument) for argument in node.arguments]
        if not isinstance(node.function, tree.Name):
            made = self.compute(node.function)
            return lambda row: self._called(made(row), [argument(row) for argument in arguments])
        name = node.function.name
        if self._grammar is Grammar.BASES and name == "if":
            return _choice(arguments)
        known = name.lower() if self._grammar is Grammar.DATAVIEW else name
        function = self._functions.get(known)
        if function is None:
            raise QueryError(f"unknown function: {name}")
        context, takes_context = self.context, self._grammar is Grammar.BASES
        spend = context.budget.spend

        def call(row: Row) -> Value:
            spend()
            values = [argument(row) for argument in arguments]
            try:
                return function(context, *values) if takes_context else function(*values)
            except (TypeError, ValueError, AttributeError, OverflowError, KeyError) as error:
                kinds = ", ".join(map(type_of, values))
                raise QueryError(f"{name}() cannot be asked of {kinds or 'nothing'}") from error

        return call

    def _called(self, function: Value, values: list[Value]) -> Value:
        if not callable(function):
            raise QueryError("what is called is no function")
        return function(*values)

    def _method(self, node: tree.Method) -> Computed:
        of, name = self.compute(node.of), node.name
        arguments = [self.compute(argument) for argument in node.arguments]
        if name in LAZY:
            return self._lazy(of, name, arguments)
        context = self.context
        known = method(name)
        if known is None:
            raise QueryError(f"unknown function: {name}")

        def call(row: Row) -> Value:
            context.budget.spend()
            value = of(row)
            given = [argument(row) for argument in arguments]
            try:
                return known(context, value, *given)
            except (TypeError, ValueError, AttributeError, OverflowError, KeyError) as error:
                raise QueryError(f"{name}() cannot be asked of {type_of(value)}") from error

        return call

    def _lazy(self, of: Computed, name: str, arguments: list[Computed]) -> Computed:
        """``filter``, ``map`` and ``reduce`` of Bases: an expression for each item."""
        spend = self.context.budget.spend
        if not arguments:
            raise QueryError(f"{name}() needs an expression")
        body, rest = arguments[0], arguments[1:]

        def call(row: Row) -> Value:
            found: list[Value] = []
            total = rest[0](row) if rest else None
            for index, value in enumerate(as_list(of(row))):
                spend()
                result = body(row.with_names({"value": value, "index": index, "acc": total}))
                if name == "reduce":
                    total = result
                elif name == "map":
                    found.append(result)
                elif is_true(result):
                    found.append(value)
            return total if name == "reduce" else found

        return call

    def _operation(self, node: tree.Operation) -> Computed:
        sign, left, right = node.sign, self.compute(node.left), self.compute(node.right)
        match sign:
            case "and":
                return lambda row: is_true(left(row)) and is_true(right(row))
            case "or":
                return lambda row: is_true(left(row)) or is_true(right(row))
            case "=":
                return lambda row: self._equal(left(row), right(row))
            case "!=":
                return lambda row: not self._equal(left(row), right(row))
            case "<" | ">" | "<=" | ">=":
                return self._comparison(sign, left, right)
        is_bases = self._grammar is Grammar.BASES
        return lambda row: reckon(sign, left(row), right(row), is_bases=is_bases)

    def _equal(self, one: Value, other: Value) -> bool:
        if self._grammar is Grammar.BASES and is_number(other):
            return equal(_milliseconds(one), other)
        return equal(one, other)

    def _comparison(self, sign: str, left: Computed, right: Computed) -> Computed:
        wanted = {"<": (-1,), ">": (1,), "<=": (-1, 0), ">=": (0, 1)}[sign]
        if self._grammar is Grammar.DATAVIEW:
            return lambda row: compare(left(row), right(row)) in wanted

        def compared(row: Row) -> Value:
            one, other = (_milliseconds(value) for value in (left(row), right(row)))
            return type_of(one) == type_of(other) and compare(one, other) in wanted

        return compared

    def _reduce(self, values: Value, operand: Value) -> Value:
        found = as_list(values)
        total = found[0] if found else None
        for value in found[1:]:
            self.context.budget.spend()
            if callable(operand):
                total = operand(total, value)
            elif operand in ("&", "|"):
                truths = (is_true(total), is_true(value))
                total = all(truths) if operand == "&" else any(truths)
            else:
                total = reckon(to_text(operand), total, value)
        return total


def _constant(value: Value) -> Computed:
    return lambda _row: value


def _choice(arguments: list[Computed]) -> Computed:
    if not 2 <= len(arguments) <= 3:
        raise QueryError("if() needs two or three values")
    test, yes, *rest = arguments
    otherwise = rest[0] if rest else _constant(None)
    return lambda row: yes(row) if is_true(test(row)) else otherwise(row)


def _milliseconds(value: Value) -> Value:
    """A span of time as Bases compares it with a number."""
    return value.length * 1000 if isinstance(value, Duration) else value


def reckon(sign: str, one: Value, other: Value, *, is_bases: bool = False) -> Value:
    """Work out ``+ - * / %`` of two values.

    Raises:
        QueryError: there is no such thing.
    """
    if is_bases:
        one, other = _as_spans(sign, one, other)
    if is_number(one) and is_number(other):
        return _numbers(sign, one, other)  # type: ignore[arg-type]
    if isinstance(one, Date | Duration) and isinstance(other, Date | Duration | int | float):
        return _times(sign, one, other)
    if sign == "+" and isinstance(one, Duration) is isinstance(other, Date) is True:
        return _times(sign, other, one)
    if sign == "+":
        return _added(one, other, is_bases)
    if sign == "*" and isinstance(one, str) and is_number(other):
        longest = LONGEST_TEXT // max(1, len(one)) + 1
        return bounded(one * max(0, min(int(other), longest)))  # type: ignore[arg-type]
    if one is None or other is None:
        return None
    raise QueryError(f"no {sign} of {type_of(one)} and {type_of(other)}")


def _times(sign: str, one: Value, other: Value) -> Value:
    turn = 1 if sign == "+" else -1
    match sign, one, other:
        case "+" | "-", Date(), Duration():
            return shift(one, other, turn)
        case "+", Duration(), Date():
            return shift(other, one)
        case "-", Date(), Date():
            return between(one, other)
        case "+" | "-", Duration(), Duration():
            return one.plus(other, turn)
        case "*", Duration(), int() | float():
            return one.times(other)
        case "/", Duration(), int() | float():
            return one.times(1 / other) if other else None
    raise QueryError(f"no {sign} of {type_of(one)} and {type_of(other)}")


def _added(one: Value, other: Value, is_bases: bool) -> Value:
    if isinstance(one, list) and isinstance(other, list):
        return bounded_list(one + other)
    if isinstance(one, dict) and isinstance(other, dict):
        return {**one, **other}
    if isinstance(one, str | Link) or isinstance(other, str | Link):
        shown = ("" if v is None and is_bases else to_text(v) for v in (one, other))
        return bounded("".join(shown))
    if one is None or other is None:
        return None
    raise QueryError(f"no + of {type_of(one)} and {type_of(other)}")


def _as_spans(sign: str, one: Value, other: Value) -> tuple[Value, Value]:
    """In Bases a text beside a day is a span of time, and a span of time beside a number one."""
    if isinstance(one, Date) and isinstance(other, str) and sign in "+-":
        return one, parse_duration(other, has_big_months=True) or other
    if isinstance(one, Duration) and is_number(other) and sign in "+-%":
        return one.length * 1000, other
    return one, _milliseconds(other) if is_number(one) else other


_NUMBERS: Mapping[str, Callable[[float, float], float]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv,
    "%": math.fmod,
}  # fmt: skip


def _numbers(sign: str, one: float, other: float) -> Value:
    try:
        result = _NUMBERS[sign](one, other)
    except (ZeroDivisionError, OverflowError, ValueError):
        return None
    if isinstance(result, int):
        return result if abs(result) < 1 << 100 else float(result)
    return result if math.isfinite(result) else None
