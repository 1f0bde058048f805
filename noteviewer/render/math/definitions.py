r"""Commands that formulas define: ``\newcommand``, ``\def`` and their kin hold to the page's end.

A definition stays in its formula, in the one form that math-core reads (``\def\x#1{..}``), and is
remembered for the formulas behind it.
"""

import re

_DEFINING = re.compile(
    r"\\(?:long|global)(?![A-Za-z])\s*"
    r"|\\(?P<how>(?:re|provide)?newcommand|(?:re|provide)command|DeclareMathOperator|[gex]?def|let)"
    r"(?P<star>\*?)(?![A-Za-z])\s*"
)
_NAME = re.compile(r"\{\s*\\([A-Za-z]{1,40})\s*\}\s*|\\([A-Za-z]{1,40})(?![A-Za-z])\s*")
_COUNT = re.compile(r"\[\s*([0-9])\s*\]\s*")
_DEFAULT = re.compile(r"\[([^\[\]]{0,200})\]\s*")
_PARAMETERS = re.compile(r"((?:#[1-9])*)\s*(?=\{)")
_LET = re.compile(r"=?\s*(\\[A-Za-z]{1,40}|\\?[^\\A-Za-z\s]|[A-Za-z])")
_BRACE = re.compile(r"[{}]|\\.", re.DOTALL)
_LONGEST_BODY = 2_000
_MOST = 500


class Definitions:
    """What the formulas of one page have defined so far."""

    def __init__(self) -> None:
        self.macros: dict[str, str] = {}
        """Bodies by name, without the backslash; ``#1`` is the first argument."""
        self._defaults: dict[str, str] = {}
        """Of a first argument that may be left out."""

    def take(self, source: str) -> str:
        """Remember what a formula defines; gives the formula with plain definitions."""
        if not self._defaults and not _DEFINING.search(source):
            return source
        parts: list[str] = []
        position = 0
        while found := _DEFINING.search(source, position):
            parts.append(source[position : found.start()])
            position = found.end()
            if found["how"] is None:
                continue
            read = self._read(source, position, found["how"], found["star"])
            if read is None:
                parts.append(found[0])
            else:
                written, position = read
                parts.append(written)
        parts.append(source[position:])
        return self._with_defaults("".join(parts))

    def _read(self, source: str, position: int, how: str, star: str) -> tuple[str, int] | None:
        """One definition in its plain form, and where it ends; None for what is none."""
        name = _NAME.match(source, position)
        if name is None or len(self.macros) >= _MOST:
            return None
        called = name[1] or name[2]
        if how == "let":
            value = _LET.match(source, name.end())
            return self._keep(called, "", value[1], value.end()) if value else None
        parameters, position = "", name.end()
        default = None
        if how.endswith("def"):
            if (written := _PARAMETERS.match(source, position)) is None:
                return None
            parameters, position = written[1], written.end()
        elif count := _COUNT.match(source, position):
            parameters, position = "".join(f"#{n + 1}" for n in range(int(count[1]))), count.end()
            if default := _DEFAULT.match(source, position):
                position = default.end()
        end = _group_end(source, position)
        if end is None:
            return None
        body = source[position + 1 : end - 1]
        if how == "DeclareMathOperator":
            body = rf"\operatorname{star}{{{body}}}"
        self._defaults.pop(called, None)
        if default is not None:
            self._defaults[called] = default[1]
        return self._keep(called, parameters, body, end)

    def _keep(self, name: str, parameters: str, body: str, end: int) -> tuple[str, int]:
        self.macros[name] = body
        return rf"\def\{name}{parameters}{{{body}}}", end

    def _with_defaults(self, source: str) -> str:
        r"""The formula with first arguments in braces: ``\x[a]{b}``, or ``\x{b}``."""
        for name, default in self._defaults.items():
            parts = re.split(rf"(?<!\\def)\\{name}(?![A-Za-z])\s*(?:\[([^\[\]]*)\])?", source)
            source = parts[0]
            for given, rest in zip(parts[1::2], parts[2::2], strict=True):
                source += rf"\{name}{{{default if given is None else given}}}{rest}"
        return source


def _group_end(source: str, start: int) -> int | None:
    """The offset behind a group in braces; None where it does not close."""
    if source[start : start + 1] != "{":
        return None
    depth = 0
    for found in _BRACE.finditer(source, start, start + _LONGEST_BODY):
        if found[0] == "{":
            depth += 1
        elif found[0] == "}":
            depth -= 1
            if not depth:
                return found.end()
    return None
