"""A folder as a whole: what kind it is, and where links and images lead in it."""

from noteviewer.notes.site.config import CONFIG_FILES, SiteConfig, read_config
from noteviewer.notes.site.kinds import FolderKind, Kind
from noteviewer.notes.site.layout import FolderLayout, Part, recognise_kind, recognise_layout
from noteviewer.notes.site.names import NoteNames, note_names
from noteviewer.notes.site.site import Site, build_site
from noteviewer.notes.site.targets import ImageStatus, ImageTarget, LinkStatus, LinkTarget

__all__ = [
    "CONFIG_FILES",
    "FolderKind",
    "FolderLayout",
    "ImageStatus",
    "ImageTarget",
    "Kind",
    "LinkStatus",
    "LinkTarget",
    "NoteNames",
    "Part",
    "Site",
    "SiteConfig",
    "build_site",
    "note_names",
    "read_config",
    "recognise_kind",
    "recognise_layout",
]
