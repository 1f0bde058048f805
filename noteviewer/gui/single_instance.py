"""One running program for one person: a second start hands its wish to the first."""

import json
import logging

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from noteviewer.paths import APP_NAME, data_dir

logger = logging.getLogger(__name__)

PATIENCE_MS = 1500
LONGEST = 64 * 1024


def server_name() -> str:
    """Name of the socket: one for each person and each place where state is kept."""
    from hashlib import blake2b

    return f"{APP_NAME}-{blake2b(str(data_dir()).encode(), digest_size=8).hexdigest()}"


def hand_over(place: str) -> bool:
    """Ask the running program to open a place; False where none answers."""
    socket = QLocalSocket()
    socket.connectToServer(server_name())
    if not socket.waitForConnected(PATIENCE_MS):
        return False
    socket.write(json.dumps({"open": place}).encode() + b"\n")
    answered = socket.waitForReadyRead(PATIENCE_MS) and bool(socket.readAll())
    socket.disconnectFromServer()
    return answered


class SingleInstance(QObject):
    """Listens for later starts."""

    open_requested = Signal(str)
    """What was named on the command line of a later start; empty for nothing."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._accept)

    def listen(self) -> bool:
        """Be the one that later starts talk to; a socket left by a crash is taken over.

        Call only after `hand_over` found nobody.
        """
        if self._server.listen(server_name()):
            return True
        QLocalServer.removeServer(server_name())
        is_listening = self._server.listen(server_name())
        if not is_listening:
            logger.info("later starts will not find this one: %s", self._server.errorString())
        return is_listening

    def close(self) -> None:
        """Stop listening."""
        self._server.close()

    def _accept(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda socket=socket: self._read(socket))
            socket.disconnected.connect(socket.deleteLater)

    def _read(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > LONGEST:
                socket.abort()
            return
        try:
            wish = json.loads(bytes(socket.readLine(LONGEST).data()))
            place = str(wish["open"])
        except (ValueError, KeyError, TypeError):
            socket.abort()
            return
        socket.write(b"ok\n")
        socket.flush()
        self.open_requested.emit(place)
