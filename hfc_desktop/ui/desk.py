"""What the window does beside showing screens: locking, reading cards, the compact form, looks, help, favourites.

Loaded once the window stands; nothing of it is needed for the first search.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol, cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from hfc_desktop.errors import EnvironmentFaultError
from hfc_desktop.i18n import CHINESE, ENGLISH, language
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import clipboard, navigation
from hfc_desktop.ui.attention import Attention
from hfc_desktop.ui.compact import Compact
from hfc_desktop.ui.desk_keeper import DeskKeeper
from hfc_desktop.ui.focus import FocusFollower
from hfc_desktop.ui.guidance_news import GuidanceNews
from hfc_desktop.ui.idle import TOUCHES, IdleWatch
from hfc_desktop.ui.lock import Lock
from hfc_desktop.ui.navigation import HOME
from hfc_desktop.ui.on_top import is_on_top, keep_on_top
from hfc_desktop.ui.scan import ScanKind
from hfc_desktop.ui.shelf_reader import ShelfReader
from hfc_desktop.ui.wedge import KEYS, WedgeFilter

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QKeyEvent

    from hfc_desktop.settings import Value
    from hfc_desktop.ui.context import Context
    from hfc_desktop.ui.scan import Scan
    from hfc_desktop.ui.screen import Screen

BIG_PERCENT: Final = 125
"""Type in big-type mode."""
_KEY_PRESS: Final = QEvent.Type.KeyPress
_CONCERNS: Final = TOUCHES | KEYS
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Shell(Protocol):
    """What the desk needs of the window around it."""

    def shown(self) -> Screen:
        """The screen that is shown."""
        ...

    def open(self, name: str, argument: object = None) -> None:
        """Show a screen."""
        ...

    def say(self, text: str, tone: str = "say") -> None:
        """A line above the screen."""
        ...

    def remember(self, key: str, value: Value) -> None:
        """Keep a setting."""
        ...

    def rebuild(self, language: str = "") -> None:
        """Build everything again, in another language if one is named."""
        ...

    def write_down(self) -> None:
        """Write what any screen has not written yet."""
        ...

    def sign_out(self) -> None:
        """Whoever sits here leaves."""
        ...


class Desk(QObject):
    """The commands of the whole window that no screen has."""

    def __init__(self, window: QWidget, context: Context) -> None:
        super().__init__(window)
        self._window, self._shell, self._context = window, cast("Shell", window), context
        settings = context.application.settings
        self.keeper = DeskKeeper(context, self)
        self.lock = Lock(window, context)
        self.lock.handed_over.connect(self._shell.sign_out)
        self.compact = Compact(window, context)
        self.idle = IdleWatch(lambda: settings.number("lock.idle_minutes"), self)
        self.idle.idled.connect(self.lock_now)
        self.wedge = WedgeFilter(settings.text("reader.prefix"), self)
        self.wedge.scanned.connect(self._scanned)
        context.hub.reported.connect(self.keeper.report)
        context.hub.setting_changed.connect(self._setting_changed)
        self.shelf = ShelfReader(context, self)
        FocusFollower(self)
        self.news = GuidanceNews(window, context)
        self._scan: Scan | None = None
        self._own: Mapping[str, Callable[[], object]] = {
            "lock": self.lock_now,
            "clipboard": self._look_up_clipboard,
            "favourite": self._favourite,
            "big_type": self._change_type,
            "compact": self.compact.toggle,
            "full": self._full_screen,
            "on_top": self._keep_on_top,
            "dark": self._change_scheme,
            "language": self._change_language,
            "key_sheet": self._show_keys,
            "help": self._help,
            "practice": self._practice,
        }
        self._attention = Attention(self, window)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys, mouse and touch: somebody is here, and readings of a card reader go their own way."""
        kind = event.type()
        if kind not in _CONCERNS:
            return False
        self.idle.notice(event)
        if not self.lock.locked and self.wedge.takes(watched, event):
            return True
        return kind == _KEY_PRESS and _pressed_by_enter(watched, cast("QKeyEvent", event))

    def look_again(self) -> None:
        """The window was built again: tell it what is near at hand and what is new."""
        self.shelf.read()
        self.news.look()

    def close(self) -> None:
        """The window is about to close."""
        self._attention.end()
        self.keeper.flush()
        self.compact.keep_place()

    def knows(self, name: str) -> bool:
        """Whether this is a command of the desk."""
        return name in self._own

    def act(self, name: str) -> None:
        """A key or menu entry."""
        self._own[name]()

    # -- locking ------------------------------------------------------------------------------------------------------

    def lock_now(self) -> None:
        """Write everything down and cover the window."""
        if self.lock.locked:
            return
        if self._context.session.user is None:
            self.idle.touch()
            return
        self.wedge.give_back()
        self._scan = None
        self._shell.write_down()
        self.lock.lock()

    # -- reading cards ------------------------------------------------------------------------------------------------

    def take_scan(self) -> Scan | None:
        """The last identity or bank card that no screen has used yet; it is handed over once."""
        scan, self._scan = self._scan, None
        return scan

    def _scanned(self, scan: Scan) -> None:
        self._context.hub.scanned.emit(scan)
        if scan.taken:
            return
        if scan.kind is ScanKind.CODE:
            self._look_up(scan.value)
            return
        self._scan = scan
        self._shell.say(_("Read: {number}. The record takes it over (F6).").format(number=scan.shown), "accent")

    # -- looking up ---------------------------------------------------------------------------------------------------

    def _look_up_clipboard(self) -> None:
        text = clipboard.wanted_text()
        if text is None:
            self._shell.say(
                _("The clipboard holds a long number. Cards, accounts and IDs are never looked up."), "warn"
            )
        elif not text:
            self._shell.say(_("There is no text on the clipboard."), "accent")
        else:
            self._look_up(text)

    def _look_up(self, text: str) -> None:
        self._shell.open(HOME)
        box = self._shell.shown().strip_widget()
        if isinstance(box, QLineEdit):
            box.setText(text)
            box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- favourites ---------------------------------------------------------------------------------------------------

    def _favourite(self) -> None:
        item, actor = self._shell.shown().subject(), self._context.session.actor
        if not item:
            self._shell.say(_("Open a card first; then this key makes it a favourite."), "accent")
        elif actor is None:
            self._shell.say(_("Sign in first: favourites belong to a person."), "accent")
        else:
            application = self._context.application
            self._context.operations.command(
                lambda _progress: application.open_records().desk.favourites.toggle(item, actor), owner=self
            ).on_success(self._told_favourite).start()

    def _told_favourite(self, chosen: bool) -> None:
        self._shell.say(
            _("Kept as a favourite; it stands on the start page.") if chosen else _("No favourite any more.")
        )

    # -- looks --------------------------------------------------------------------------------------------------------

    def _change_type(self) -> None:
        big = self._context.theme.type_percent == 100
        self._shell.remember("type_percent", BIG_PERCENT if big else 100)
        self._context.theme.set_type_percent(BIG_PERCENT if big else 100)
        self._shell.rebuild()

    def _change_scheme(self) -> None:
        theme = self._context.theme
        theme.set_scheme("light" if theme.scheme == "dark" else "dark")
        self._shell.remember("theme", theme.scheme)

    def _change_language(self) -> None:
        other = ENGLISH if language() == CHINESE else CHINESE
        self._shell.remember("language", other)
        self._shell.rebuild(other)

    def _setting_changed(self, key: str) -> None:
        """The settings page changed something that takes effect at once."""
        settings, theme = self._context.application.settings, self._context.theme
        if key == "theme":
            theme.set_scheme(settings.text(key))
        elif key == "reduced_motion":
            theme.reduced_motion = settings.flag(key)
        elif key == "reader.prefix":
            self.wedge.set_prefix(settings.text(key))
        elif key == "type_percent":
            theme.set_type_percent(settings.number(key))
            self._shell.rebuild()
        elif key in {"language", "keys.changed"}:
            self._shell.rebuild(settings.text("language"))

    def _keep_on_top(self) -> None:
        wanted = not is_on_top(self._window)
        keep_on_top(self._window, wanted)
        self._shell.say(_("The window stays on top.") if wanted else _("The window no longer stays on top."))

    def _full_screen(self) -> None:
        self.compact.unfold()
        if self._window.isFullScreen():
            self._window.showNormal()
        else:
            self._window.showFullScreen()

    # -- help ---------------------------------------------------------------------------------------------------------

    def _show_keys(self) -> None:
        from hfc_desktop.ui.widgets.key_sheet import KeySheet

        sheet = KeySheet(self._window)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()

    def _help(self) -> None:
        shown = self._shell.shown().name
        self._shell.open("help", shown if shown != "help" else "")

    def _practice(self) -> None:
        from hfc_desktop.ui.practice import start_practice

        try:
            start_practice(language())
        except EnvironmentFaultError as error:
            self._context.hub.fault.emit(error)
            return
        self._shell.say(_("Practice opens in a window of its own. Nothing done there touches real data."), "accent")

    def go_to_page(self, number: int) -> None:
        """Alt with a digit, from 0."""
        pages = navigation.pages()
        if number < len(pages) and not self.lock.locked:
            self._shell.open(pages[number].name)


def _pressed_by_enter(watched: QObject, event: QKeyEvent) -> bool:
    """Enter presses the button that has the focus, as Space does; Qt leaves that to dialogs."""
    plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if not (plain and Qt.Key(event.key()) in _ENTER and isinstance(watched, QPushButton)) or watched.autoDefault():
        return False
    watched.click()
    return True
