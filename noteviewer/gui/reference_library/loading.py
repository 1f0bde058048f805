"""What the reference library is filled with, read away from the window's thread."""

from collections.abc import Mapping
from dataclasses import dataclass

from noteviewer.gui.reading import Reading
from noteviewer.library.reference_library import ReferenceTable, build_library
from noteviewer.library.state import LinkVerdict, ReaderState


@dataclass(frozen=True, slots=True)
class Loaded:
    """All references of a folder with everything known of them."""

    table: ReferenceTable
    verdicts: Mapping[str, LinkVerdict]
    """Results of link checks by URL."""


def load(catalog: Reading, state: ReaderState) -> Loaded:
    """Read references, states and verdicts."""
    library = build_library(catalog.all_references())
    return Loaded(ReferenceTable(library, state.references.all()), state.verdicts.all())
