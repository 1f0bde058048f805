"""The bytes of a note's file, as many as are read of any."""

import errno
import stat
from pathlib import Path

from noteviewer.library.scan import LARGEST


def read_note_file(path: Path) -> tuple[bytes, bool]:
    """Read a file; of a very large one the beginning, up to the end of a line.

    Returns:
        What was read, and whether something was left out.

    Raises:
        OSError: it cannot be read, or is no file: a pipe would be waited for, for ever.
    """
    status = path.stat()
    if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
        raise OSError(errno.EINVAL, "not a regular file", str(path))
    with path.open("rb") as file:
        # A bound makes room for all of it, which takes longer than reading a small file.
        data = file.read(LARGEST + 1) if status.st_size > LARGEST else file.read()
    if len(data) <= LARGEST:
        return data, False
    end = data.rfind(b"\n", LARGEST // 2, LARGEST)
    return data[: end if end > 0 else LARGEST], True
