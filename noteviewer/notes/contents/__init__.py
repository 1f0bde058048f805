"""Tables of contents: the order, the depth and the titles that a folder's own files give its notes.

`read_contents` reads them of every kind of folder that has some.
"""

from noteviewer.notes.contents.contents import Contents, read_contents
from noteviewer.notes.contents.script_data import read_script
from noteviewer.notes.contents.source import ContentsEntry, ContentsNote, FolderSource

__all__ = [
    "Contents",
    "ContentsEntry",
    "ContentsNote",
    "FolderSource",
    "read_contents",
    "read_script",
]
