"""``SUMMARY.md`` of mdBook, GitBook and honkit: a list of links, with parts as headings."""

import re

from noteviewer.notes.contents.source import ContentsEntry, FolderSource, is_address, text_of
from noteviewer.notes.site.kinds import FolderKind
from noteviewer.notes.site.layout import Part
from noteviewer.notes.site.paths import join

_LINE = re.compile(r"([ \t]*)(?:([*+-]|\d+[.)])[ \t]+)?(.*)")
_HEADING = re.compile(r"(#{1,6})[ \t]+(.+)\Z")
_LINK = re.compile(
    r"\[((?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]"
    r"\([ \t]*(?:<([^<>\n]*)>|((?:[^\s()\\]|\\.|\([^()\s]*\))*))"
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_MARKS = re.compile(r"[*_`]+")


def read_summary(part: Part, source: FolderSource) -> tuple[ContentsEntry, ...]:
    """Read the summary of a book."""
    folder = _folder(part, source)
    path = join(folder, _name(part, source)) or ""
    path = source.find("", path) or path
    text = _COMMENT.sub(lambda match: "\n" * match[0].count("\n"), source.read(path))
    entries: list[ContentsEntry] = []
    indents: list[int] = []
    has_title = False
    for line in text.split("\n"):
        match = _LINE.match(line.expandtabs(4))
        if match is None or not match[3].strip():
            continue
        written = match[3].strip()
        if heading := _HEADING.match(written):
            if has_title or entries or heading[1] != "#":
                entries.append(ContentsEntry(_plain(heading[2].rstrip("#").rstrip()), None, 0))
            has_title = True
            continue
        link = _LINK.match(written)
        if match[2] is None and link is None:
            continue
        depth = _depth(len(match[1]), indents) if match[2] else 0
        if link is None:
            entries.append(ContentsEntry(_plain(written), None, depth))
            continue
        target = link[2] if link[2] is not None else link[3].replace("\\", "")
        if is_address(target):
            continue
        found = source.find(folder, target) if target else None
        title = _plain(link[1])
        if found is None:
            entries.append(ContentsEntry(title, None, depth))
        else:
            entries.append(source.entry(found, depth, title))
    return tuple(entries)


def _folder(part: Part, source: FolderSource) -> str:
    """Where the summary and the chapters are."""
    if part.kind is FolderKind.MDBOOK:
        book = source.fields(join(part.root, "book.toml") or "").get("book")
        written = text_of(book.get("src")) if isinstance(book, dict) else ""
        return join(part.root, written or "src") or ""
    written = text_of(source.fields(join(part.root, ".gitbook.yaml") or "").get("root"))
    written = written or text_of(source.fields(join(part.root, "book.json") or "").get("root"))
    return join(part.root, written) or ""


def _name(part: Part, source: FolderSource) -> str:
    for file in (".gitbook.yaml", "book.json"):
        structure = source.fields(join(part.root, file) or "").get("structure")
        if isinstance(structure, dict) and text_of(structure.get("summary")):
            return text_of(structure["summary"])
    return "SUMMARY.md"


def _depth(indent: int, indents: list[int]) -> int:
    while indents and indents[-1] > indent:
        indents.pop()
    if not indents or indents[-1] < indent:
        indents.append(indent)
    return len(indents) - 1


def _plain(title: str) -> str:
    title = _LINK.sub(r"\1", title)
    return re.sub(r"\\(?=[^\w\s])", "", _MARKS.sub("", title)).strip()
