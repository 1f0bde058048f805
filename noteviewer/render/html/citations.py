"""Works and parts of a book that a note names by their keys, and the list of the works below it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from noteviewer.notes.bibliography import Work
from noteviewer.notes.labels import Label, find_labels, sort_of
from noteviewer.notes.syntax.document import Document
from noteviewer.notes.syntax.tree import CitationForm, Inline
from noteviewer.render.document.wording import Wording
from noteviewer.render.elements import Element, SubElement, add_text, new
from noteviewer.render.folder_context import FolderContext
from noteviewer.render.links import set_apart
from noteviewer.render.urls import page_url

_STATEMENTS = {
    "thm": "Theorem", "lem": "Lemma", "cor": "Corollary", "prp": "Proposition",
    "cnj": "Conjecture", "def": "Definition", "exm": "Example", "exr": "Exercise",
    "sol": "Solution", "rem": "Remark", "alg": "Algorithm",
}  # fmt: skip
"""As their own headlines call them."""


@dataclass(slots=True)
class Citations:
    """What one page cites."""

    note: str
    document: Document
    around: FolderContext
    wording: Wording
    cited: dict[str, Work] = field(default_factory=dict)
    """In the order of the text."""
    _own: Mapping[str, Label] | None = None

    def write(self, parent: Element, node: Inline) -> None:
        """Write a citation; its key where nothing answers to it."""
        keys = [key.strip() for key in node.target.split(",") if key.strip()]
        form = CitationForm(node.title)
        is_grouped = form is CitationForm.GROUP
        add_text(parent, "(" if is_grouped else "")
        for index, key in enumerate(keys):
            add_text(parent, "; " if index else "")
            self._write_one(parent, key, form, node.attributes.get("text", ""))
        add_text(parent, ")" if is_grouped else "")

    def place(self, name: str) -> tuple[str, str] | None:
        """The address of a part, and how the page calls it."""
        found = self._find_label(name)
        return (page_url(found[0], name), self._called(found[1])) if found else None

    def _write_one(self, parent: Element, key: str, form: CitationForm, said: str) -> None:
        if found := self._find_label(key):
            path, label = found
            number = form in (CitationForm.NUMBER, CitationForm.YEAR) and not label.text
            text = said or (str(label.number) if number else self._called(label))
            parent.append(new("a", text, href=page_url(path, key)))
        elif form is not CitationForm.PART and (work := self.around.find_work(key)):
            self.cited.setdefault(key, work)
            link = new("a", _named(work, form), title=work.title)
            link.set("href", page_url(self.note, f"ref-{key}"))
            parent.append(link)
        elif said or form is CitationForm.PART:
            add_text(parent, said or key)
        elif form is CitationForm.NAMED and sort_of(key) not in _SORTS:
            add_text(parent, f"@{key}")  # it may be the name of a person
        else:
            parent.append(new("code", key, class_="nv-macro"))

    def _find_label(self, name: str) -> tuple[str, Label] | None:
        if self._own is None:
            self._own = find_labels(self.document)
        own = self._own.get(name)
        return (self.note, own) if own else self.around.find_label(name)

    def _called(self, label: Label) -> str:
        if label.text:
            return label.text
        sort, words = label.sort, self.wording
        sorts = {
            "fig": words.figure, "tbl": words.table, "tab": words.table, "eq": words.equation,
            "lst": words.listing,
        }  # fmt: skip
        if sort in sorts:
            return sorts[sort].format(label.number)
        if sort in _STATEMENTS:
            return f"{_STATEMENTS[sort]} {label.number}"
        return label.name

    def write_works(self, root: Element) -> None:
        """The works that the note cites, below it."""
        if not self.cited:
            return
        group = new("div", class_="nv-works", role="doc-bibliography")
        SubElement(group, "hr")
        listed = SubElement(group, "ul")
        for key, work in sorted(self.cited.items(), key=lambda each: each[1].who.casefold()):
            item = SubElement(listed, "li", {"id": f"ref-{key}"})
            who = "; ".join(work.authors)
            add_text(item, f"{who} ({work.year}). " if who else "")
            SubElement(item, "em").text = work.title or key
            add_text(item, ". " + (f"{work.container}. " if work.container else ""))
            if work.url:
                item.append(new("a", work.url, href=work.url))
        set_apart(group)
        root.append(group)


_SORTS = frozenset({"fig", "tbl", "tab", "sec", "eq", "lst", *_STATEMENTS})


def _named(work: Work, form: CitationForm) -> str:
    if form is CitationForm.YEAR:
        return work.year or work.who
    if form is CitationForm.NAMED:
        return f"{work.who} ({work.year})" if work.year else work.who
    return f"{work.who} {work.year}".rstrip()
