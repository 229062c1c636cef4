"""What every screen is built with."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from hfc_desktop.bootstrap.application import Application
    from hfc_desktop.ui.hub import Hub
    from hfc_desktop.ui.operations import Operations
    from hfc_desktop.ui.reception_holder import ReceptionHolder
    from hfc_desktop.ui.scan import Scan
    from hfc_desktop.ui.session import Session
    from hfc_desktop.ui.theme import Theme


class Navigator(Protocol):
    """How a screen asks the window for another one; screens never import one another."""

    def open(self, name: str, argument: object = None) -> None:
        """Show the screen of that name in ``navigation.SCREENS``; it gets ``argument`` in ``arrive``."""
        ...

    def back(self) -> None:
        """One level back."""
        ...

    def act(self, name: str) -> None:
        """What a key of the whole window (``keys.KEYS``) does."""
        ...

    def take_scan(self) -> Scan | None:
        """The identity or bank card that was read last and that no screen used yet; handed over once."""
        ...

    def say(self, text: str, tone: str = "say") -> None:
        """Show a short line for some seconds; ``tone`` is say, warn or never."""
        ...


class Context(NamedTuple):
    """The window's services to a screen.

    Attributes:
        application: the services; ``lookup`` is ``None`` until packs are installed.
        operations: runs reads and writes off the UI thread.
        hub: tells what changed.
        theme: colours and fonts, for painted widgets.
        session: who sits here.
        reception: what is carried into the record.
        navigator: other screens.
        now: the clock, Asia/Shanghai.
    """

    application: Application
    operations: Operations
    hub: Hub
    theme: Theme
    session: Session
    reception: ReceptionHolder
    navigator: Navigator
    now: Callable[[], datetime]

    def today(self) -> date:
        """The day of the clock."""
        return self.now().date()
