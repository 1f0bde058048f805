"""noteviewer: read, search and harvest a folder of notes, offline, changing nothing."""

__version__ = "0.1.0"
