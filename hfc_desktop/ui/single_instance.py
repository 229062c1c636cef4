"""One window a data folder. A second start asks the first to come forward; networking is loaded only for that."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLockFile

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtNetwork import QLocalServer

    from hfc_desktop.paths import DataDir

_WAIT_MS: Final = 1500
_KNOCK: Final = b"come forward"


class Door:
    """Held by the window that was first."""

    def __init__(self, data: DataDir) -> None:
        self._lock = QLockFile(str(data.lock))
        self._lock.setStaleLockTime(0)
        self._root = data.root
        self._server: QLocalServer | None = None

    @cached_property
    def _name(self) -> str:
        import getpass
        import hashlib

        place = f"{getpass.getuser()}:{self._root.resolve()}"
        return f"hfc-{hashlib.sha256(place.encode()).hexdigest()[:20]}"

    def enter(self) -> bool:
        """Whether this is the first; a lock left by a process that is gone does not count."""
        return self._lock.tryLock(0) or self._lock.error() != QLockFile.LockError.LockFailedError

    def listen(self, came: Callable[[], object]) -> None:
        """Call ``came`` whenever somebody starts the program again."""
        from PySide6.QtNetwork import QLocalServer

        QLocalServer.removeServer(self._name)
        server = QLocalServer()
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)

        def answered() -> None:
            socket = server.nextPendingConnection()
            socket.disconnected.connect(socket.deleteLater)
            socket.disconnectFromServer()
            came()

        server.newConnection.connect(answered)
        server.listen(self._name)
        self._server = server

    def knock(self) -> bool:
        """Ask the first window to come forward; False when it does not answer."""
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_WAIT_MS):
            return False
        socket.write(_KNOCK)
        socket.waitForBytesWritten(_WAIT_MS)
        return True

    def leave(self) -> None:
        """Let the next one in."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()
