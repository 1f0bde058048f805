"""Copies of the state: before a migration, once a day, and in the place of a damaged file."""

import logging
import os
import shutil
import sqlite3
from pathlib import Path

from noteviewer.paths import make_private_file

logger = logging.getLogger(__name__)

_A_DAY = 24 * 3600.0


def keep_copy(connection: sqlite3.Connection, path: Path, suffix: str) -> None:
    """Copy an open database beside itself, whole or not at all."""
    target = path.with_name(path.name + suffix)
    # Another program may make the same copy at the same moment.
    unfinished = target.with_name(f"{target.name}.part-{os.getpid()}")
    unfinished.unlink(missing_ok=True)
    make_private_file(unfinished)
    copy = sqlite3.connect(unfinished)
    try:
        connection.backup(copy)
    finally:
        copy.close()
    unfinished.replace(target)


def keep_daily_copy(connection: sqlite3.Connection, path: Path, now: float) -> None:
    """Copy once a day; a copy that cannot be made now is made another time."""
    target = _daily(path)
    try:
        if not target.exists() or now - target.stat().st_mtime > _A_DAY:
            keep_copy(connection, path, ".daily")
    except (OSError, sqlite3.Error) as error:
        logger.warning("no copy of the state was made: %s", error)


def put_aside(path: Path, now: float) -> Path:
    """Give a damaged file another name, for a person to rescue, and put the last copy in its place.

    Returns:
        The damaged file.
    """
    aside = path.with_name(f"{path.name}.damaged-{int(now)}")
    path.rename(aside)
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    if _daily(path).exists():
        make_private_file(path)
        shutil.copyfile(_daily(path), path)
    return aside


def _daily(path: Path) -> Path:
    return path.with_name(f"{path.name}.daily")
