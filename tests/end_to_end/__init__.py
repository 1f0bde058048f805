# Before anything of PySide6, as in the program: `noteviewer.gui` takes its import hook away again.
import noteviewer.gui  # noqa: F401
