"""What goes wrong outside the program: told to the user, never a traceback.

A bug of ours is any other exception. Parsing never raises these: a bad note becomes a note with
problems (`noteviewer.notes.model.Problem`).
"""


class NoteviewerError(Exception):
    """Something the user must be told; the message is one clear English line."""


class CannotOpenError(NoteviewerError):
    """A folder or file is missing, unreadable, or not what was asked for."""


class IndexUnavailableError(NoteviewerError):
    """The index can be neither read nor built: disk full, read-only cache, or locked."""


class StateUnavailableError(NoteviewerError):
    """The user's own state can be neither read nor kept: disk full, locked, or too new."""
