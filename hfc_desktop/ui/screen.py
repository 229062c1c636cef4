"""What a screen is. Each lives in ``screens/<name>/``: view (layout), model (Qt item models), screen (joins them)."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hfc_desktop.services.changes import Changes
    from hfc_desktop.ui.context import Context


class Screen(QWidget):
    """One page of the window.

    Attributes:
        name: name in ``navigation.SCREENS``.
    """

    name: ClassVar[str]

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context

    def completing(self) -> Iterator[None]:
        """Builds what the first paint of the window did not need, a piece up to each ``yield``."""
        yield from ()

    def complete(self) -> None:
        """Build at once what of that is left."""
        for _piece in self.completing():
            pass

    @abstractmethod
    def title(self) -> str:
        """What the title strip says, in the language in use. Never customer data."""

    def subject(self) -> str:
        """Id of the guidance item that is open here; empty for none."""
        return ""

    def strip_widget(self) -> QWidget | None:
        """What stands in the middle of the title strip while this screen is shown; ``None`` for its title."""
        return None

    def arrive(self, argument: object = None) -> None:
        """The screen is now shown; put the focus where work starts."""

    def command(self, name: str) -> bool:
        """A key of the whole window (``keys.KEYS``) was pressed; True when this screen dealt with it."""
        return False

    def go_back(self) -> bool:
        """Esc: one level back inside the screen; False when the window should leave it. Never loses typed text."""
        return False

    def refresh(self, changes: Changes) -> None:
        """Somebody wrote; read again what of it this screen shows."""

    def leave(self) -> None:
        """The screen is about to be hidden or closed; write down what is not written yet."""
