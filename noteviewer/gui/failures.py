"""What failed on a worker thread: a state of the world, or a bug of ours."""

import logging

from noteviewer.errors import NoteviewerError


def log_failure(logger: logging.Logger, what: str, error: Exception) -> None:
    """Note a failure; only a bug of ours is worth a warning and a traceback.

    A folder that was opened for the first time has no index yet: that is told by the status bar,
    and the pane is filled when the indexer says that there is something to read.
    """
    if isinstance(error, NoteviewerError):
        logger.info("%s: %s", what, error)
    else:
        logger.warning("%s: %s", what, error, exc_info=error)
