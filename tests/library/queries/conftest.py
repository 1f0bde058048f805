"""A small vault, and what is asked of it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from noteviewer.cli.answers import answer_to_json
from noteviewer.library.catalog.catalog import Catalog
from noteviewer.library.index.indexer import Indexer
from noteviewer.notes.answers import Question, QuestionKind

NOTES = {
    ".obsidian/app.json": "{}",
    "books/Dune.md": """---
rating: 9
genre: [sf, classic]
author: "[[Frank Herbert]]"
started: 2024-01-10
finished: 2024-02-03
price: 12.5
pages: {read: 412, all: 600}
tags: [book/novel]
cover: dune.png
---
Read it [mood:: good].
""",
    "books/Emma.md": """---
rating: 7
genre: classic
author: "[[Jane Austen|Jane]]"
started: 2024-03-01
price: 8
tags: [book/novel]
---
Linked to [[Dune]] and [[Nowhere]].
""",
    "books/Ulysses.md": "---\nrating:\nshelf: high\ntags: [book]\n---\nNot begun.\n",
    "people/Frank Herbert.md": "---\nborn: 1920-10-08\ncountry: USA\n---\n#writer\n",
    "people/Jane Austen.md": "---\nborn: 1775-12-16\ncountry: UK\n---\n#writer #writer/uk\n",
    "days/2024-05-01.md": """---
sleep: 7 hours
---
Basic Field:: some value
**Bold Field**:: 5
## Work to do...
- [ ] write [due:: 2024-05-03] #later
    - [x] draft
    - [/] review
- [x] mail [[Emma]] ✅2024-05-01
- a plain item [topic:: tea]
""",
    "days/2024-05-02.md": "sleep:: 8 hours\n\n- [ ] walk\n",
    "templates/empty.md": "",
}
HERE = "books/Emma.md"


@pytest.fixture(scope="session")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    folder = tmp_path_factory.mktemp("vault")
    for name, text in NOTES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    index = tmp_path_factory.mktemp("index") / "index.sqlite"
    with Indexer(folder, index) as indexer:
        indexer.update()
    with Catalog(index) as catalog:
        yield catalog


Ask = Callable[..., dict[str, Any]]


@pytest.fixture
def ask(vault: Catalog) -> Ask:
    """Ask a query of a kind, in a note; gives the answer as JSON."""

    def asked(kind: str, source: str, path: str = HERE, view: str = "") -> dict[str, Any]:
        question = Question(QuestionKind(kind), source, path, view)
        ((_, answer),) = vault.answers((question,))
        return answer_to_json(answer)

    return asked


@pytest.fixture
def value(ask: Ask) -> Callable[..., Any]:
    """The value of one expression; the reason, where there is none."""

    def worked_out(source: str, path: str = HERE) -> Any:
        found = ask("inline", source, path)
        return found["problem"] or found["views"][0]["groups"][0]["rows"][0][0]

    return worked_out


@pytest.fixture
def rows(ask: Ask) -> Callable[..., list[Any]]:
    """The rows of a query, links as their texts; a reason, where there is no answer."""

    def listed(source: str, path: str = HERE) -> Any:
        found = ask("dataview", source, path)
        if found["problem"]:
            return found["problem"]
        return [[plain(v) for v in row] for g in found["views"][0]["groups"] for row in g["rows"]]

    return listed


def plain(value: Any) -> Any:
    """A value with the texts of links in the place of links."""
    if isinstance(value, dict) and "link" in value:
        return value["text"]
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value
