"""Answers to queries as JSON and as lines of text."""

from typing import Any

from noteviewer.notes.answers import Answer, Group, LinkTo, Moment, Named, Shown, Task, View


def answer_to_json(answer: Answer) -> dict[str, Any]:
    """The fields of an answer (``docs/command-line.md``)."""
    return {
        "problem": answer.problem or None,
        "views": [_view(view) for view in answer.views],
    }


def shown_to_json(value: Shown) -> Any:
    """A value: a day as ISO text, a link as ``{"link", "text"}``, named values as an object."""
    match value:
        case Moment(text):
            return text
        case LinkTo(target, text):
            return {"link": target, "text": text}
        case Named(pairs):
            return {"object": {name: shown_to_json(inner) for name, inner in pairs}}
        case tuple():
            return [shown_to_json(inner) for inner in value]
    return value


def answer_to_text(answer: Answer) -> str:
    """The rows of an answer, a line each, tabs between the columns."""
    lines: list[str] = []
    for view in answer.views:
        if view.columns:
            lines.append("\t".join(view.columns))
        for group in view.groups:
            if group.is_named:
                lines.append(f"[{_text(group.name)}]")
            lines += ("\t".join(map(_text, row)) for row in group.rows)
            lines += (line for task in group.tasks for line in _task_lines(task, 0))
        lines += (f"{title}: {_text(value)}" for title, value in view.summaries)
    return "".join(f"{line}\n" for line in lines)


def _view(view: View) -> dict[str, Any]:
    return {
        "name": view.name,
        "form": str(view.form),
        "columns": list(view.columns),
        "total": view.total,
        "groups": [_group(group) for group in view.groups],
        "summaries": {title: shown_to_json(value) for title, value in view.summaries},
    }


def _group(group: Group) -> dict[str, Any]:
    return {
        "name": shown_to_json(group.name),
        "rows": [[shown_to_json(value) for value in row] for row in group.rows],
        "tasks": [_task(task) for task in group.tasks],
    }


def _task(task: Task) -> dict[str, Any]:
    return {
        "text": task.text,
        "status": task.status,
        "path": task.path,
        "line": task.line + 1,
        "children": [_task(child) for child in task.children],
    }


def _task_lines(task: Task, depth: int) -> list[str]:
    box = f"[{task.status}] " if task.status is not None else ""
    first = f"{'  ' * depth}- {box}{' '.join(task.text.split())}"
    return [first, *(line for child in task.children for line in _task_lines(child, depth + 1))]


def _text(value: Shown) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Moment(text):
            return text
        case LinkTo(target, text):
            return text or target
        case Named(pairs):
            return ", ".join(f"{name}: {_text(inner)}" for name, inner in pairs)
        case tuple():
            return ", ".join(map(_text, value))
    return " ".join(str(value).split())
