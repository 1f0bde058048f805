"""Answers to the queries of a note, in the place of their source.

A page is made twice where it asks something: the first one says what (`Page.questions`), the
second is made with the answers. Without an answer the source stands there, below the reason if
there is one.
"""

from collections.abc import Sequence

from noteviewer.notes.answers import (
    Answer,
    Group,
    Question,
    QuestionKind,
    Row,
    Shown,
    Task,
    View,
    ViewForm,
)
from noteviewer.render.elements import Element, SubElement, add_text, new
from noteviewer.render.html.context import PageContext
from noteviewer.render.html.values import ValueWriter
from noteviewer.render.links import set_apart
from noteviewer.render.urls import page_url

_LANGUAGES = {"dataview": QuestionKind.DATAVIEW, "base": QuestionKind.BASE}
_SCRIPTS = frozenset(("dataviewjs",))
_DEEPEST = 10
_NOTHING = "–"
"""Stands where there is no value."""


class AnswerWriter:
    """Writes answers into the page of one note."""

    def __init__(self, context: PageContext) -> None:
        self._context = context
        self._values = ValueWriter(context)
        self._words = context.wording.answers

    def block(self, language: str, source: str) -> Element | None:
        """What a fenced block asks for: its answer, or why there is none; None for other code."""
        kind = _LANGUAGES.get(language)
        if not self._context.document.dialect.is_of_a_vault:
            return None
        if language in _SCRIPTS:
            return new("p", self._words.script, class_="nv-unanswered")
        return None if kind is None else self._answer(kind, source)

    def base(self, source: str, view: str) -> Element | None:
        """What an embedded base shows."""
        return self._answer(QuestionKind.BASE, source, view)

    def inline(self, parent: Element, source: str) -> bool:
        """Write the value of an expression into running text; False where there is none."""
        if not source.startswith("=") or not self._context.document.dialect.is_of_a_vault:
            return False
        answer = self._ask(QuestionKind.INLINE, source[1:].strip())
        if answer is None:
            return False
        if answer.problem:
            title = self._words.unanswered.format(answer.problem)
            parent.append(new("code", source, class_="nv-unanswered", title=title))
            return True
        value = answer.views[0].groups[0].rows[0][0]
        shown = SubElement(parent, "span", {"class": "nv-value"})
        self._name(shown, value)
        set_apart(shown)
        return True

    def _ask(self, kind: QuestionKind, source: str, view: str = "") -> Answer | None:
        questions = self._context.questions
        if questions is None:
            return None
        return questions.ask(Question(kind, source, self._context.path, view))

    def _answer(self, kind: QuestionKind, source: str, view: str = "") -> Element | None:
        answer = self._ask(kind, source, view)
        if answer is None:
            return None
        if answer.problem:
            words = self._words.unanswered.format(answer.problem)
            return new("p", words, class_="nv-unanswered")
        element = new("div", class_="nv-answer")
        views = answer.views
        if len(views) == 1:
            self._view(element, views[0])
            set_apart(element)
            return element
        tabs = SubElement(element, "div", {"class": "nv-tabs"})
        name = self._tab_name()
        for index, each in enumerate(views):
            tab = SubElement(tabs, "details", {"class": "nv-tab", "name": name})
            if not index:
                tab.set("open", "")
            SubElement(tab, "summary").text = each.name or str(index + 1)
            self._view(SubElement(tab, "div"), each)
        set_apart(element)
        return element

    def _tab_name(self) -> str:
        questions = self._context.questions
        if questions is None:
            return ""
        questions.tabs += 1
        return f"nv-views-{questions.tabs}"

    def _view(self, parent: Element, view: View) -> None:
        shown = sum(len(group.rows) for group in view.groups)
        if view.form is ViewForm.TABLE:
            self._table(parent, view)
        else:
            for group in view.groups:
                if group.is_named or group.name is not None:
                    heading = SubElement(parent, "p", {"class": "nv-row-group"})
                    self._name(heading, group.name)
                self._rows(parent, view, group)
        if not view.total:
            parent.append(new("p", self._words.nothing, class_="nv-note"))
        elif view.form is not ViewForm.TASKS and 0 < shown < view.total:
            words = self._words.more.format(view.total - shown)
            parent.append(new("p", words, class_="nv-note"))
        if view.summaries and view.form is not ViewForm.TABLE:
            for title, value in view.summaries:
                line = SubElement(parent, "p", {"class": "nv-note"})
                add_text(line, f"{title}: ")
                self._cell(line, value)

    def _rows(self, parent: Element, view: View, group: Group) -> None:
        match view.form:
            case ViewForm.TASKS:
                self._tasks(parent, group.tasks, 0)
            case ViewForm.CARDS:
                cards = SubElement(parent, "div", {"class": "nv-cards"})
                for row in group.rows:
                    self._card(SubElement(cards, "div", {"class": "nv-row-card"}), view, row)
            case _:
                listed = SubElement(parent, "ul")
                for row in group.rows:
                    self._item(SubElement(listed, "li"), view, row)

    def _table(self, parent: Element, view: View) -> None:
        table = SubElement(SubElement(parent, "div", {"class": "nv-table"}), "table")
        head = SubElement(SubElement(table, "thead"), "tr")
        for index, title in enumerate(view.columns):
            shown = self._title(view, title) if not index and view.has_id else title
            SubElement(head, "th").text = shown
        body = SubElement(table, "tbody")
        for group in view.groups:
            if group.is_named:
                row = SubElement(body, "tr", {"class": "nv-row-group"})
                name = SubElement(row, "th", {"scope": "rowgroup"})
                name.set("colspan", str(max(1, len(view.columns))))
                self._name(name, group.name)
            for cells in group.rows:
                line = SubElement(body, "tr")
                for value in cells:
                    self._cell(SubElement(line, "td"), value)
        if view.summaries:
            self._summary(SubElement(table, "tfoot"), view)

    def _summary(self, parent: Element, view: View) -> None:
        line = SubElement(parent, "tr")
        known = dict(view.summaries)
        for title in view.columns:
            self._cell(SubElement(line, "td"), known.get(title))

    def _title(self, view: View, title: str) -> str:
        words = self._words.group if title == "Group" else self._words.file
        return f"{words} ({view.total})"

    def _item(self, item: Element, view: View, row: Row) -> None:
        first, *rest = row
        self._name(item, first)
        for index, value in enumerate(rest):
            if value is None:
                continue
            add_text(item, ": " if not index and view.has_id else ", ")
            self._cell(item, value)

    def _card(self, card: Element, view: View, row: Row) -> None:
        for index, (title, value) in enumerate(zip(view.columns, row, strict=False)):
            if value is None:
                continue
            is_image = view.has_image and not index
            line = SubElement(card, "div", {"class": "nv-picture" if is_image else "nv-line"})
            if not is_image and index > view.has_image:
                line.append(new("span", title, class_="nv-key"))
                add_text(line, " ")
            self._cell(line, value)

    def _cell(self, parent: Element, value: Shown) -> None:
        self._values.write(parent, value)

    def _name(self, parent: Element, value: Shown) -> None:
        """What stands for a row or a group, be it nothing."""
        if value is None:
            add_text(parent, _NOTHING)
        else:
            self._values.write(parent, value)

    def _tasks(self, parent: Element, tasks: Sequence[Task], depth: int) -> None:
        if not tasks or depth > _DEEPEST:
            return
        listed = SubElement(parent, "ul", {"class": "task-list"})
        for task in tasks:
            item = SubElement(listed, "li")
            if task.status is not None:
                item.set("class", "task-list-item")
                box = SubElement(item, "input", {"type": "checkbox", "disabled": ""})
                if task.status in "xX":
                    box.set("checked", "")
                box.tail = " "
                if task.status not in " xX":
                    item.append(new("span", task.status, class_="nv-key"))
                    add_text(item, " ")
            self._values.text(item, task.text)
            if not depth:
                place = page_url(task.path, f"L{task.line + 1}")
                add_text(item, " ")
                item.append(new("a", "↗", href=place, class_="nv-place", title=task.path))
            self._tasks(item, task.children, depth + 1)
