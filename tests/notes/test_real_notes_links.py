"""References, links and images of the public collections, counted."""

import json
import os
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pytest

from noteviewer.notes.anchors import find_anchor
from noteviewer.notes.file_types import is_note_name
from noteviewer.notes.model import LinkKind, Note, Reference
from noteviewer.notes.note import parse_note
from noteviewer.notes.references import folder_writes_pairs, with_pair_habit
from noteviewer.notes.site import (
    CONFIG_FILES,
    FolderKind,
    ImageStatus,
    LinkStatus,
    NoteNames,
    Site,
    build_site,
    note_names,
    read_config,
    recognise_kind,
)
from noteviewer.notes.text import decode

pytestmark = pytest.mark.corpora


@dataclass
class Collection:
    """One folder of notes, read once for all tests."""

    root: Path
    notes: dict[str, Note] = field(default_factory=dict)
    paths: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, root: Path, only: tuple[str, ...] = ("",)) -> "Collection":
        """List a folder, and read its notes; ``only`` those whose path begins so."""
        if not root.is_dir():
            pytest.skip(f"no collection at {root}")
        collection = cls(root)
        for folder, _, names in os.walk(root):
            base = Path(folder).relative_to(root)
            collection.paths += [(base / name).as_posix() for name in names]
        for path in collection.paths:
            if is_note_name(path) and path.startswith(only) and not path.endswith(".txt"):
                collection.notes[path] = parse_note(path, decode((root / path).read_bytes()))
        return collection

    @cached_property
    def kind(self) -> FolderKind:
        wikilinks = sum(
            link.kind is LinkKind.WIKILINK for note in self.notes.values() for link in note.links
        )
        return recognise_kind(self.paths, [path.name for path in self.root.iterdir()], wikilinks)

    @cached_property
    def site(self) -> Site:
        files = {name: self.root / name for name in CONFIG_FILES}
        texts = {name: file.read_text("utf-8") for name, file in files.items() if file.is_file()}
        unread = [p for p in self.paths if is_note_name(p) and p not in self.notes]
        names = [*map(note_names, self.notes.values()), *map(NoteNames, unread)]
        return build_site(self.paths, names, self.kind, read_config(texts, self.root.name))

    @cached_property
    def references(self) -> list[Reference]:
        found = [reference for note in self.notes.values() for reference in note.references]
        return [with_pair_habit(r) for r in found] if folder_writes_pairs(found) else found

    def link_counts(self) -> Counter[tuple[LinkKind, LinkStatus]]:
        return Counter(
            (link.kind, self.site.resolve_link(path, link).status)
            for path, note in self.notes.items()
            for link in note.links
        )

    def image_counts(self) -> Counter[ImageStatus]:
        return Counter(
            self.site.resolve_image(path, image.source).status
            for path, note in self.notes.items()
            for image in note.images
        )


@pytest.fixture(scope="module")
def antkillerfarm(corpora: Path) -> Collection:
    return Collection.read(corpora / "antkillerfarm")


@pytest.fixture(scope="module")
def daiwk(corpora: Path) -> Collection:
    return Collection.read(corpora / "daiwk")


def test_seeds_hold_their_pairs(seeds: Path) -> None:
    for start, pairs in {"000": 73, "001": 68, "002": 58}.items():
        (file,) = seeds.glob(f"{start}_*.txt")
        note = parse_note(file.name, decode(file.read_bytes()))
        assert sum(r.url is not None and r.title is not None for r in note.references) == pairs


def test_a_saved_page_has_no_references(seeds: Path) -> None:
    (file,) = seeds.glob("004_*.txt")
    assert parse_note(file.name, decode(file.read_bytes())).references == ()


def test_labelled_references(truth: Path, corpora: Path) -> None:
    """Precision and recall of 0.99, and 0.98 of the ordinary titles, over all labelled notes."""
    found = wanted = right = titles = right_titles = 0
    for file in sorted((truth / "open").glob("*.json")):
        labels = json.loads(file.read_text("utf-8"))
        note = parse_note(labels["source"], decode((corpora / labels["source"]).read_bytes()))
        pool = [with_pair_habit(reference) for reference in note.references]
        may_be = len(labels.get("references_ambiguous", []))
        found += len(pool) - may_be
        wanted += len(labels["references"])
        for label in labels["references"]:
            match = next((r for r in pool if _key(r.url, r.title) == _label_key(label)), None)
            if match is None:
                continue
            pool.remove(match)
            right += 1
            if not label.get("hard"):
                titles += 1
                accepted = {_plain(t) for t in (label["title"], *label.get("title_alt", []))}
                right_titles += _plain(match.title) in accepted
    assert right / wanted >= 0.99
    assert right / found >= 0.99
    assert right_titles / titles >= 0.98


def _plain(title: str | None) -> str:
    return re.sub(r"[\s`*_]", "", title or "").strip("《》").casefold()


def _key(url: str | None, title: str | None) -> str:
    return url or f"《{_plain(title)}"


def _label_key(label: dict[str, str]) -> str:
    return _key(label["url"], label["title"])


class TestJekyllOfPairs:
    def test_references(self, antkillerfarm: Collection) -> None:
        assert len(antkillerfarm.references) >= 25_000
        assert sum(r.title is not None for r in antkillerfarm.references) >= 23_900
        assert not any(r.following for r in antkillerfarm.references)

    def test_links(self, antkillerfarm: Collection) -> None:
        counts = antkillerfarm.link_counts()
        assert antkillerfarm.kind is FolderKind.JEKYLL
        assert counts[LinkKind.PERMALINK, LinkStatus.FOUND] == 24
        assert counts[LinkKind.PERMALINK, LinkStatus.BROKEN] == 0
        assert counts[LinkKind.WIKILINK, LinkStatus.FOUND] == 0
        assert counts[LinkKind.WIKILINK, LinkStatus.NOT_A_LINK] == 1

    def test_every_named_part_of_a_series_is_found(self, antkillerfarm: Collection) -> None:
        """113 are written; 19 of them are the text of a permalink already."""
        counts = antkillerfarm.link_counts()
        linked = sum(
            link.kind is LinkKind.PERMALINK and link.text.endswith("）》")
            for note in antkillerfarm.notes.values()
            for link in note.links
        )
        assert counts[LinkKind.SERIES, LinkStatus.FOUND] + linked == 113
        assert counts[LinkKind.SERIES, LinkStatus.NOT_A_LINK] == 0

    def test_anchors_of_permalinks(self, antkillerfarm: Collection) -> None:
        """All but two are where the link says; these two have moved to another note."""
        moved = 0
        for path, note in antkillerfarm.notes.items():
            for link in note.links:
                target = antkillerfarm.site.resolve_link(path, link)
                if link.kind is LinkKind.PERMALINK and link.fragment and target.path:
                    there = antkillerfarm.notes[target.path]
                    if not find_anchor(there.sections, link.fragment, link.text, there.places):
                        moved += 1
        assert moved == 2

    def test_images(self, antkillerfarm: Collection) -> None:
        counts = antkillerfarm.image_counts()
        assert sum(counts.values()) == 2_190
        # A checkout may lack a single picture; those that were moved are offered.
        assert counts[ImageStatus.FOUND] >= 2_186
        assert counts[ImageStatus.MOVED] == 3


class TestJekyllOfLinks:
    def test_addresses_of_the_own_site(self, daiwk: Collection) -> None:
        pages = [
            daiwk.site.resolve_url(r.url)
            for r in daiwk.references
            if r.url and "daiwk.github.io/posts/" in r.url
        ]
        assert len(pages) > 100
        assert sum(page is not None and page.is_found for page in pages) >= len(pages) - 4

    def test_contents_lists_lead_to_their_headings(self, daiwk: Collection) -> None:
        links = reached = 0
        for path, note in daiwk.notes.items():
            if not path.startswith("_posts/"):
                continue
            text = decode((daiwk.root / path).read_bytes()).text
            for words, target in re.findall(r"\[([^\[\]\n]*)\]\((#[^()\n]*)\)", text):
                links += 1
                reached += bool(find_anchor(note.sections, target, words))
        assert links > 2_200
        assert reached / links >= 0.99

    def test_lone_addresses_are_followed_by_prose(self, daiwk: Collection) -> None:
        assert not folder_writes_pairs(daiwk.references)


def test_a_vault_in_many_languages(corpora: Path) -> None:
    vault = Collection.read(corpora / "obsidian-help", only=("en/", "zh/"))
    assert vault.kind is FolderKind.OBSIDIAN
    for path, note in vault.notes.items():
        for link in note.links:
            target = vault.site.resolve_link(path, link)
            if any(one.startswith(path[:3]) for one in target.candidates):
                assert target.path is not None
                assert target.path.startswith(path[:3])
    counts = vault.link_counts()
    dangling = counts[LinkKind.WIKILINK, LinkStatus.DANGLING]
    assert dangling / counts[LinkKind.WIKILINK, LinkStatus.FOUND] < 0.01
    assert vault.image_counts()[ImageStatus.MISSING] == 0


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("mzlogin", FolderKind.JEKYLL),
        ("yihui", FolderKind.HUGO),
        ("knowledge-garden", FolderKind.OBSIDIAN),
        ("learngit", FolderKind.PLAIN),
        ("dongruibin", FolderKind.PLAIN),
    ],
)
def test_kinds_without_reading_a_note(corpora: Path, name: str, kind: FolderKind) -> None:
    assert Collection.read(corpora / name, only=("no note",)).kind is kind


def test_a_hugo_site(corpora: Path) -> None:
    counts = Collection.read(corpora / "yihui").link_counts()
    assert counts[LinkKind.PERMALINK, LinkStatus.FOUND] >= 1_240
    assert counts[LinkKind.PERMALINK, LinkStatus.BROKEN] <= 10
