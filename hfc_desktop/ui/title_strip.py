"""The strip at the top: what this is, what the screen puts there, who sits here, and the menu."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6 import QtCore, QtGui
from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QPushButton, QStackedWidget, QWidget

from hfc_desktop.i18n import CHINESE, ENGLISH, language
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import icons, keys, navigation, tokens
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.boxes import row
from hfc_desktop.ui.widgets.buttons import icon_button
from hfc_desktop.ui.widgets.text import ElidedLabel, label
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from hfc_desktop.domain.people import User
    from hfc_desktop.ui.session import Session
    from hfc_desktop.ui.theme import Theme

_OTHER_LANGUAGE: Final = {CHINESE: "English", ENGLISH: "中文"}
"""Each language is named in itself, for whoever cannot read the other."""


class TitleStrip(QFrame):
    """Product, search or title, person, menu.

    Attributes:
        chosen: ``(name)`` of a command that was picked in the menu.
        page_chosen: ``(name)`` of a screen that was picked in the menu.
    """

    chosen = Signal(str)
    page_chosen = Signal(str)

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__()
        self._theme, self._session = theme, session
        self.setProperty("surface", "strip")
        self.setFixedHeight(tokens.STRIP)
        self._sign = QLabel()
        self._title = ElidedLabel(size=Type.CARD_TITLE)
        self._middle = QStackedWidget()
        self._middle.addWidget(self._title)
        self._middle.setFixedHeight(tokens.COUNTER_CONTROL)
        self.back: QPushButton | None = None
        self._line = row(self._sign, label(_("HFC Desktop"), Type.CARD_TITLE), self._middle, gap=tokens.PAD)
        self._line.setContentsMargins(tokens.ROOMY, 0, tokens.PAD, 0)
        self._line.setStretch(2, 1)
        self.setLayout(self._line)
        self._home = True

    def complete(self) -> None:
        """Way back, person, menu."""
        theme, session = self._theme, self._session
        self.back = icon_button(_("Back"), "back", lambda: self.chosen.emit("back"), theme, "back")
        self.back.setVisible(not self._home)
        self._person = QPushButton()
        self._person.setProperty("look", "quiet")
        self._person.clicked.connect(lambda: self.chosen.emit("person"))
        self._lock = icon_button(_("Lock the window"), "lock", lambda: self.chosen.emit("lock"), theme, "lock")
        self._menu_button = icon_button(_("Menu"), "menu", self._open_menu, theme)
        self._line.insertWidget(2, self.back)
        self._line.addWidget(self._person)
        self._line.addWidget(self._lock)
        self._line.addWidget(self._menu_button)
        theme.changed.connect(self._tint)
        session.changed.connect(self.show_person)
        self._tint()
        self.show_person()

    def show_middle(self, widget: QWidget | None, title: str, home: bool) -> None:
        """Show the screen's own widget, or its title with a way back."""
        if widget is not None and self._middle.indexOf(widget) < 0:
            self._middle.addWidget(widget)
        self._title.set_whole(title)
        self._middle.setCurrentWidget(widget or self._title)
        self._home = home
        if self.back is not None:
            self.back.setVisible(not home)

    def show_person(self) -> None:
        """Branch and member of staff; before the sign-in, the way to it."""
        user = self._session.user
        text = _("Sign in") if user is None else self._named(user)
        self._person.setText(text)
        self._lock.setVisible(user is not None)
        self._person.setToolTip("" if user is None else f"{user.name} · {term('role', user.role)}")
        self._person.setAccessibleName(text)

    def _named(self, user: User) -> str:
        """Office and post; the post alone where the search box needs the room."""
        office = self._session.organisation
        chinese = language() == CHINESE
        place = "" if office is None else (office.name if chinese or not office.name_en else office.name_en)
        person = f"{user.post if chinese else term('role', user.role)} {user.staff_no}"
        return " · ".join(part for part in (place, person) if part) if self.width() >= tokens.NARROW else person

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The person's line fits the width."""
        super().resizeEvent(event)
        if self.back is not None:
            self.show_person()

    def _tint(self) -> None:
        ratio = self.devicePixelRatioF()
        self._sign.setPixmap(icons.pixmap(self._theme, "hfc", "accent", tokens.CONTROL - tokens.GAP, ratio))
        self._person.setIcon(icons.icon(self._theme, "user"))
        self._person.setIconSize(QSize(tokens.ICON, tokens.ICON))

    def _open_menu(self) -> None:
        menu = QMenu(self)
        dark = self._theme.scheme == "dark"
        for number, page in enumerate(navigation.pages(), 1):
            if not navigation.is_offered(page.name, self._session.role):
                continue
            action = QtGui.QAction(icons.icon(self._theme, page.icon), _(page.text), menu)
            if number <= len(keys.sequences("pages")):
                action.setText(f"{_(page.text)}\t{keys.written(keys.sequences('pages')[number - 1])}")
            action.triggered.connect(lambda _checked, chosen=page.name: self.page_chosen.emit(chosen))
            menu.addAction(action)
        menu.addSeparator()
        for name, text, icon in (
            ("key_sheet", _("Keys"), "keyboard"),
            ("dark", _("Light window") if dark else _("Dark window"), "moon"),
            ("language", _OTHER_LANGUAGE[language()], "language"),
            ("big_type", _("Usual type") if self._theme.type_percent > 100 else _("Bigger type"), "type"),
            ("compact", _("Compact window"), "fold"),
            ("on_top", _("Keep the window on top"), "pin"),
            ("full", _("Full screen"), "big"),
            ("practice", _("Practice on invented data"), "training"),
            ("lock", _("Lock the window"), "lock"),
            ("person", _("Sign out") if self._session.user else _("Sign in"), "user"),
        ):
            action = QtGui.QAction(icons.icon(self._theme, icon), text, menu)
            if name in keys.BY_NAME:
                action.setText(f"{text}\t{keys.shown(name)}")
            action.triggered.connect(lambda _checked, chosen=name: self.chosen.emit(chosen))
            menu.addAction(action)
        menu.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._menu_button.mapToGlobal(self._menu_button.rect().bottomLeft()))
