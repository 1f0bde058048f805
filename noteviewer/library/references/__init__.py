"""The reference library: every link of every note of a folder, as values in memory."""

from noteviewer.library.references.columns import Column, Facet
from noteviewer.library.references.entries import (
    Context,
    Entry,
    LookupResult,
    Overlap,
    ReferenceLibrary,
    address_name,
    build_library,
    context_of,
    display_title,
    find,
    overlaps,
)
from noteviewer.library.references.table import (
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
    "Line",
    "Listing",
    "LookupResult",
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
