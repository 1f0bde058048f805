"""noteviewer: read, search and harvest a folder of notes, offline, changing nothing."""

__version__ = "0.1.0"
APP_ID = "io.github.noteviewer.Noteviewer"
"""By which desktops know the program: entry, icon, description, windows."""
