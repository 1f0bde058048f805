"""What is wrong with a note, as JSON says it."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from noteviewer.notes.model import Problem


def describe_problems(problems: "Iterable[Problem]") -> list[dict[str, Any]]:
    """Objects of ``kind``, ``detail`` and ``line``, which counts from 1 and may be None."""
    return [
        {
            "kind": str(problem.kind),
            "detail": problem.detail,
            "line": None if problem.line is None else problem.line + 1,
        }
        for problem in problems
    ]
