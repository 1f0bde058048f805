"""Export of references; `export` is all that callers need."""

from collections.abc import Callable

from noteviewer.library.export.bibliography import to_bibtex, to_csl, to_ris
from noteviewer.library.export.bookmarks import to_bookmarks
from noteviewer.library.export.formats import ExportForm, Selection, save_export
from noteviewer.library.export.tables import to_csv, to_json, to_markdown

_WRITERS: dict[ExportForm, Callable[[Selection], str]] = {
    ExportForm.MARKDOWN: to_markdown,
    ExportForm.CSV: to_csv,
    ExportForm.JSON: to_json,
    ExportForm.CSL: to_csl,
    ExportForm.BIBTEX: to_bibtex,
    ExportForm.RIS: to_ris,
    ExportForm.BOOKMARKS: to_bookmarks,
}


def export(selection: Selection, form: ExportForm) -> str:
    """Write references in a form; the text is to be stored as UTF-8, line ends untouched."""
    return _WRITERS[form](selection)


__all__ = ["ExportForm", "Selection", "export", "save_export"]
