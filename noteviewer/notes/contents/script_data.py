"""Data out of JavaScript and TypeScript configurations, read as text and never run.

Sidebars are written as literals: lists and mappings of texts, held by names, parted over files,
wrapped in calls such as ``defineConfig({...})``. That much is read here; whatever would have to be
computed is `None`. Time is linear, nesting is bounded.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from noteviewer.notes.site.paths import join, parent

ScriptValue = str | list["ScriptValue"] | dict[str, "ScriptValue"] | None
"""A literal; None for what is none."""

LONGEST = 400_000
"""Characters of a script that are read."""
_DEEPEST = 40
_MOST_FILES = 30

_TOKEN = re.compile(
    r"//[^\n]*|/\*.*?\*/"
    r"|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`"
    r"|[A-Za-z_$][\w$]*|\d[\w.]*|=>|\.\.\.|\S",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(u\{[0-9a-fA-F]{1,6}\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|\n|.)", re.DOTALL)
_SIMPLE_ESCAPES = {"n": "\n", "t": "\t", "r": "", "b": "", "f": "", "v": "", "0": "", "\n": ""}
_OPENING, _CLOSING = "([{", ")]}"


@dataclass(frozen=True, slots=True)
class _Name:
    """A name whose value stands elsewhere."""

    name: str


_Raw = object
"""What a script says, names unresolved: text, list, dict, `_Name`, `_Spread` or None."""


@dataclass(frozen=True, slots=True)
class _Spread:
    value: _Raw


@dataclass(slots=True)
class _Script:
    """The literals of one file."""

    names: dict[str, _Raw] = field(default_factory=dict)
    imports: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Name to file and the name there; ``default`` for its default."""
    default: _Raw = None


def read_script(path: str, read: Callable[[str], str]) -> ScriptValue:
    """Give the default export of a script, with what it takes from other files of the folder.

    Args:
        path: Of the script.
        read: Gives the text of a file of the folder; empty where there is none.
    """
    return _Reader(read).value_of(path)


def find_key(value: ScriptValue, name: str) -> ScriptValue:
    """Give the list or mapping that the first key of a name holds, searched from the top down."""
    level = [value]
    while level:
        for each in level:
            if isinstance(each, dict):
                found = each.get(name)
                if isinstance(found, list | dict) or (isinstance(found, str) and found):
                    return found
        level = [
            inner
            for each in level
            if isinstance(each, dict)
            for inner in each.values()
            if isinstance(inner, dict)
        ]
    return None


class _Reader:
    """Reads a script and those that it imports."""

    def __init__(self, read: Callable[[str], str]) -> None:
        self._read = read
        self._scripts: dict[str, _Script] = {}

    def value_of(self, path: str, name: str = "default") -> ScriptValue:
        return self._exported(path, name, 0)

    def _exported(self, path: str, name: str, depth: int) -> ScriptValue:
        script = self._script(path)
        raw = script.default if name == "default" else script.names.get(name)
        return self._resolve(path, script, raw, depth + 1)

    def _script(self, path: str) -> _Script:
        if path not in self._scripts:
            text = self._read(path) if len(self._scripts) < _MOST_FILES else ""
            self._scripts[path] = _Parser(text[:LONGEST]).script()
        return self._scripts[path]

    def _resolve(self, path: str, script: _Script, raw: _Raw, depth: int) -> ScriptValue:
        if depth > _DEEPEST or raw is None:
            return None
        if isinstance(raw, str):
            return raw
        if isinstance(raw, _Name):
            if raw.name in script.names:
                return self._resolve(path, script, script.names[raw.name], depth + 1)
            if raw.name in script.imports:
                source, name = script.imports[raw.name]
                file = self._find(path, source)
                return self._exported(file, name, depth + 1) if file else None
            return None
        if isinstance(raw, list):
            return self._resolve_list(path, script, raw, depth)
        if isinstance(raw, dict):
            return self._resolve_dict(path, script, raw, depth)
        return None

    def _resolve_list(self, path: str, script: _Script, raw: list[_Raw], depth: int) -> ScriptValue:
        values: list[ScriptValue] = []
        for each in raw:
            if isinstance(each, _Spread):
                inner = self._resolve(path, script, each.value, depth + 1)
                values.extend(inner if isinstance(inner, list) else ())
            else:
                values.append(self._resolve(path, script, each, depth + 1))
        return values

    def _resolve_dict(
        self, path: str, script: _Script, raw: Mapping[str, _Raw], depth: int
    ) -> ScriptValue:
        values: dict[str, ScriptValue] = {}
        for key, each in raw.items():
            if isinstance(each, _Spread):
                inner = self._resolve(path, script, each.value, depth + 1)
                values.update(inner if isinstance(inner, dict) else {})
            else:
                values[key] = self._resolve(path, script, each, depth + 1)
        return values

    def _find(self, path: str, source: str) -> str:
        """The file that an import means; empty where it is no file of the folder."""
        if not source.startswith("."):
            return ""
        wanted = join(parent(path), source)
        if not wanted:
            return ""
        bare = re.sub(r"\.[cm]?[jt]s\Z", "", wanted)
        endings = (".ts", ".js", ".mts", ".mjs", ".cts", ".cjs", ".json")
        tries = [wanted, *(bare + ending for ending in endings)]
        tries += [f"{bare}/index{ending}" for ending in endings]
        return next((each for each in tries if each in self._scripts or self._read(each)), "")


class _Parser:
    """Reads the declarations of one script."""

    def __init__(self, text: str) -> None:
        self._tokens = [sign for sign in _TOKEN.findall(text) if not sign.startswith(("//", "/*"))]
        self._at = 0
        self._text = text

    def script(self) -> _Script:
        script = _Script()
        if self._text.lstrip()[:1] in ("{", "["):
            script.default = self._value(0)
            return script
        while self._at < len(self._tokens):
            self._statement(script)
        return script

    def _statement(self, script: _Script) -> None:
        sign = self._next()
        match sign:
            case "import":
                self._import(script)
            case "default":
                script.default = self._value(0)
            case "const" | "let" | "var":
                name = self._next()
                if name[:1].isalpha() or name[:1] in "_$":
                    self._skip_type()
                    if self._peek() == "=":
                        self._next()
                        script.names[name] = self._value(0)
            case "function":
                name = self._next()
                script.names[name] = self._returned()
            case "exports":
                self._exports(script)

    def _exports(self, script: _Script) -> None:
        """``module.exports = x`` and ``exports.name = x``."""
        name = ""
        if self._peek() == ".":
            self._next()
            name = self._next()
        if self._peek() == "=":
            self._next()
            value = self._value(0)
            if name:
                script.names[name] = value
            else:
                script.default = value

    def _import(self, script: _Script) -> None:
        names: list[tuple[str, str]] = []
        outer = True
        while self._at < len(self._tokens):
            sign = self._next()
            if sign == "from":
                source = _text_of(self._next()) or ""
                for local, there in names:
                    script.imports[local] = (source, there)
                return
            if sign[:1] in "\"'" or sign == ";":
                return
            if sign == "{":
                outer = False
            elif sign == "as" and names:
                names[-1] = (self._next(), names[-1][1])
            elif (sign[:1].isalpha() or sign[:1] in "_$") and sign != "type":
                names.append((sign, "default" if outer else sign))

    def _skip_type(self) -> None:
        """Pass over ``: Type<A, B>[]`` before the ``=`` of a declaration."""
        if self._peek() != ":":
            return
        depth = 0
        while self._at < len(self._tokens):
            sign = self._peek()
            if sign in ("=", ";") and depth == 0:
                return
            depth += sign in ("{", "(", "[", "<")
            depth -= sign in ("}", ")", "]", ">")
            self._next()

    def _returned(self) -> _Raw:
        """The literal that a function returns: what stands behind its first ``return``."""
        depth = 0
        while self._at < len(self._tokens):
            sign = self._next()
            if sign == "return":
                value = self._value(0)
                self._skip_out(depth)
                return value
            if sign in _OPENING:
                depth += 1
            elif sign in _CLOSING:
                depth -= 1
                if depth == 0 and sign == "}":
                    return None
        return None

    def _skip_out(self, depth: int) -> None:
        while depth > 0 and self._at < len(self._tokens):
            sign = self._next()
            depth += sign in _OPENING
            depth -= sign in _CLOSING

    def _value(self, depth: int) -> _Raw:
        """A literal or a name; stands behind it afterwards, at a separator or a closing mark."""
        value = self._primary(depth) if depth <= _DEEPEST else None
        while self._at < len(self._tokens):
            sign = self._peek()
            if sign in ("as", "satisfies"):
                self._skip_value()
                return value
            if sign in (",", ";") or sign in _CLOSING or not sign:
                return value
            if sign == "=>":
                self._next()
                return self._arrow(depth)
            if sign[:1].isalpha() and self._at and self._tokens[self._at - 1] in ("}", "]", ")"):
                return value  # the next statement; nothing here needs a semicolon
            if sign in ("const", "let", "var", "export", "function", "module", "import"):
                return value
            # An operator, a member, a call: it would have to be computed.
            self._skip_value()
            return None
        return value

    def _arrow(self, depth: int) -> _Raw:
        if self._peek() == "{":
            return self._returned()
        return self._value(depth + 1)

    def _primary(self, depth: int) -> _Raw:
        sign = self._next()
        if sign == "[":
            return self._list(depth)
        if sign == "{":
            return self._mapping(depth)
        if sign[:1] in "\"'`":
            return _text_of(sign)
        if sign == "(":
            return self._bracket(depth)
        if sign[:1].isdigit():
            return sign
        if sign in ("true", "false"):
            return sign
        if sign in ("async", "await"):
            return self._primary(depth)
        if sign[:1].isalpha() or sign[:1] in "_$":
            return self._name(sign, depth)
        self._at -= 1
        self._skip_value()
        return None

    def _name(self, name: str, depth: int) -> _Raw:
        """A name, or a call: ``f(x)`` stands for ``x``, ``f()`` for what ``f`` returns."""
        if name == "function":
            return self._returned()
        if self._peek() == "<":
            self._skip_generics()
        if self._peek() != "(":
            return None if name in ("null", "undefined") else _Name(name)
        self._next()
        if self._peek() == ")":
            self._next()
            return _Name(name)
        value = self._value(depth + 1)
        self._skip_out(1)
        return value

    def _skip_generics(self) -> None:
        start, depth = self._at, 0
        while self._at < len(self._tokens) and self._at - start < 200:
            sign = self._next()
            depth += (sign == "<") - (sign == ">")
            if depth == 0:
                return
        self._at = start

    def _bracket(self, depth: int) -> _Raw:
        """``(x)``, or the parameters of an arrow function, of which the body counts."""
        if self._peek() == ")":
            self._next()
            return None
        value = self._value(depth + 1)
        self._skip_out(1)
        return value

    def _list(self, depth: int) -> _Raw:
        values: list[_Raw] = []
        while self._at < len(self._tokens):
            sign = self._peek()
            if sign == "]":
                self._next()
                return values
            if sign == ",":
                self._next()
            elif sign == "...":
                self._next()
                values.append(_Spread(self._value(depth + 1)))
            else:
                before = self._at
                values.append(self._value(depth + 1))
                self._at += self._at == before
        return values

    def _mapping(self, depth: int) -> _Raw:
        values: dict[str, _Raw] = {}
        while self._at < len(self._tokens):
            sign = self._next()
            if sign == "}":
                return values
            if sign == ",":
                continue
            if sign == "...":
                values[f"...{len(values)}"] = _Spread(self._value(depth + 1))
                continue
            if sign == "[":  # a computed name
                self._skip_out(1)
                sign = ""
            key = _text_of(sign) if sign[:1] in "\"'`" else sign
            if self._peek() == ":":
                self._next()
                values[key or ""] = self._value(depth + 1)
            elif self._peek() in (",", "}"):
                values[key or ""] = _Name(sign)
            elif self._peek() == "(":
                values[key or ""] = self._returned()
        return values

    def _skip_value(self) -> None:
        """Go on to the separator or closing mark behind an expression."""
        depth = 0
        while self._at < len(self._tokens):
            sign = self._peek()
            if depth == 0 and (sign in (",", ";") or sign in _CLOSING):
                return
            depth += sign in _OPENING
            depth -= sign in _CLOSING
            self._next()

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _next(self) -> str:
        sign = self._peek()
        self._at += 1
        return sign


def _text_of(sign: str) -> str | None:
    """The text of a literal; None for a template that would have to be filled in."""
    if sign[:1] not in ('"', "'", "`") or (sign[:1] == "`" and "${" in sign):
        return None
    return _ESCAPE.sub(_unescape, sign[1:-1])


def _unescape(match: re.Match[str]) -> str:
    code = match[1]
    if code[0] in "ux" and len(code) > 1:
        number = int(code[1:].strip("{}"), 16)
        return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else ""
    return _SIMPLE_ESCAPES.get(code, code)
