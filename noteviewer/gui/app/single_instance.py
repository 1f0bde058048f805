"""One running program for one person: a second start hands its place to the first.

Both speak over a socket in a folder that no other account can look into, and both ask the system
whose process the other one is. A line goes each way: ``noteviewer open <URL>``, and what became of
it. What is not ours, or does not answer as we do, is left alone: the later start opens a window of
its own.
"""

import logging
import os
import socket
import struct
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from noteviewer.library.location import Location
from noteviewer.paths import APP_NAME, data_dir, runtime_dir

logger = logging.getLogger(__name__)

PATIENCE_MS = 1500
LONGEST = 64 * 1024
"""Bytes of a message."""
_LONGEST_PATH = 100
"""Bytes of a socket's path that all systems allow."""
_ASKING = b"noteviewer open "
_OPENED = b"noteviewer opened\n"
_REFUSED = b"noteviewer refused\n"


def server_name() -> str:
    """Name of the socket: one for each person and each place where state is kept.

    Returns:
        On Windows the name of a pipe, elsewhere a path; empty where none can be private.
    """
    from hashlib import blake2b

    name = f"{APP_NAME}-{blake2b(os.fsencode(data_dir()), digest_size=8).hexdigest()}"
    if os.name != "posix":
        return name
    folder = runtime_dir()
    path = "" if folder is None else str(folder / name)
    return path if len(os.fsencode(path)) <= _LONGEST_PATH else ""


def hand_over(place: str) -> bool:
    """Ask the running program to open a place; False where none of ours does.

    Args:
        place: A URL as `Location.to_url` writes it; empty for nothing but the window.
    """
    name = server_name()
    if not name:
        return False
    connection = QLocalSocket()
    connection.connectToServer(name)
    if not connection.waitForConnected(PATIENCE_MS) or not _is_ours(connection):
        return False
    connection.write(_ASKING + place.encode() + b"\n")
    deadline = QDeadlineTimer(PATIENCE_MS)
    while not connection.canReadLine() and connection.bytesAvailable() < len(_REFUSED):
        if not connection.waitForReadyRead(deadline.remainingTime()):
            break
    answer = bytes(connection.readLine(LONGEST).data())
    connection.abort()
    return answer == _OPENED


class SingleInstance(QObject):
    """Listens for later starts."""

    open_requested = Signal(str)
    """What was named on the command line of a later start, as a URL; empty for nothing."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._accept)

    def listen(self) -> bool:
        """Be the one that later starts talk to; a socket left by a crash is taken over.

        Call only after `hand_over` found nobody.
        """
        name = server_name()
        if not name:
            logger.info("later starts will not find this one: no folder is private")
            return False
        if self._server.listen(name):
            return True
        QLocalServer.removeServer(name)
        is_listening = self._server.listen(name)
        if not is_listening:
            logger.info("later starts will not find this one: %s", self._server.errorString())
        return is_listening

    def close(self) -> None:
        """Stop listening."""
        self._server.close()

    def _accept(self) -> None:
        while (connection := self._server.nextPendingConnection()) is not None:
            if not _is_ours(connection):
                connection.abort()
                connection.deleteLater()
                continue
            connection.readyRead.connect(lambda connection=connection: self._read(connection))
            connection.disconnected.connect(connection.deleteLater)
            self._read(connection)

    def _read(self, connection: QLocalSocket) -> None:
        if not connection.canReadLine() and connection.bytesAvailable() <= LONGEST:
            return
        place = _read_place(bytes(connection.readLine(LONGEST + 1).data()))
        connection.write(_REFUSED if place is None else _OPENED)
        connection.flush()
        connection.disconnectFromServer()
        if place is not None:
            self.open_requested.emit(place)


def _read_place(message: bytes) -> str | None:
    """The place that a message names; None where it is no message of ours."""
    if not message.startswith(_ASKING) or not message.endswith(b"\n"):
        return None
    try:
        place = message[len(_ASKING) : -1].decode()
        if place:
            folder = Path(Location.from_url(place).folder)
            return place if folder.is_dir() else None
    except (ValueError, OSError):
        return None
    return place


def _is_ours(connection: QLocalSocket) -> bool:
    """Whether the process at the other end belongs to this account, where the system tells."""
    if not hasattr(socket, "SO_PEERCRED"):
        return True
    with socket.socket(fileno=os.dup(int(connection.socketDescriptor()))) as end:
        told = end.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    _process, user, _group = struct.unpack("3i", told)
    return bool(user == os.geteuid())
