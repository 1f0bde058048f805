"""The reference library: every link of every note of a folder, as values in memory."""

from noteviewer.library.reference_library.columns import Column, Facet
from noteviewer.library.reference_library.context import Context, context_of
from noteviewer.library.reference_library.entries import (
    Entry,
    Found,
    ReferenceLibrary,
    build_library,
    find,
)
from noteviewer.library.reference_library.naming import address_name, display_title
from noteviewer.library.reference_library.overlap import Overlap, overlaps
from noteviewer.library.reference_library.table import (
    Choice,
    FacetValue,
    Line,
    Listing,
    Order,
    ReferenceTable,
)

__all__ = [
    "Choice",
    "Column",
    "Context",
    "Entry",
    "Facet",
    "FacetValue",
    "Found",
    "Line",
    "Listing",
    "Order",
    "Overlap",
    "ReferenceLibrary",
    "ReferenceTable",
    "address_name",
    "build_library",
    "context_of",
    "display_title",
    "find",
    "overlaps",
]
