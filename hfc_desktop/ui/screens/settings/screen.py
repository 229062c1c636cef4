"""Joins the settings to their table, the key map and the card reader. A change takes effect at once and is kept."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtWidgets import QListWidget, QStackedWidget, QWidget

from hfc_desktop.domain.people import Right, allows
from hfc_desktop.errors import UserMistakeError
from hfc_desktop.i18n import gettext as _
from hfc_desktop.settings import ENTRIES, GROUPS
from hfc_desktop.ui import tokens
from hfc_desktop.ui.screen import Screen
from hfc_desktop.ui.screens.settings.editors import Editor
from hfc_desktop.ui.screens.settings.keys_page import KeysPage
from hfc_desktop.ui.screens.settings.reader_page import ReaderTest
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.boxes import column, row, surface
from hfc_desktop.ui.widgets.scrolling import scrolled
from hfc_desktop.ui.widgets.text import label
from hfc_desktop.wording.errors import error_text

if TYPE_CHECKING:
    from hfc_desktop.errors import HfcError
    from hfc_desktop.services.ports import Progress
    from hfc_desktop.settings import Entry, Value
    from hfc_desktop.ui.context import Context
    from hfc_desktop.ui.scan import Scan

_KEYS: Final = "keys.changed"
_READER: Final = "reader"
_TYPE: Final = "type_percent"


class SettingsScreen(Screen):
    """Groups at the left, the entries of one at the right."""

    name: ClassVar[str] = "settings"
    _page: ClassVar[int] = 0
    """Page that was shown last: the window is built again when language, type or keys change."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.editors: dict[str, Editor] = {}
        self.keys_page = KeysPage()
        self.reader_test = ReaderTest()
        self.groups = QListWidget()
        self.groups.setAccessibleName(_("Groups of settings"))
        self.groups.setFixedWidth(tokens.CARRIED_WIDTH[0] - tokens.CONTROL)
        self.pages = QStackedWidget()
        self.setLayout(row(self.groups, self.pages, gap=tokens.PAD, margin=tokens.PAD))
        self.groups.currentRowChanged.connect(self._turn_to)
        self.keys_page.changed.connect(self._change_keys)
        context.hub.scanned.connect(self._try_reader)
        context.session.changed.connect(self._fill)
        self._fill()

    # -- the screen contract ------------------------------------------------------------------------------------------

    def title(self) -> str:
        """Settings."""
        return _("Settings")

    def arrive(self, argument: object = None) -> None:
        """``argument`` may be the name of a group, or ``keys``."""
        names = [*GROUPS, "keys"]
        if isinstance(argument, str) and argument in names:
            self.groups.setCurrentRow(names.index(argument))
        self.groups.doItemsLayout()  # the rows were measured before the style sheet gave them their height
        self.groups.setFocus()

    # -- pages --------------------------------------------------------------------------------------------------------

    def _fill(self) -> None:
        """Build the pages for whoever sits here."""
        page = SettingsScreen._page
        self.groups.blockSignals(True)
        self.groups.clear()
        self.keys_page.setParent(None)
        self.reader_test.setParent(None)
        for old in [self.pages.widget(at) for at in range(self.pages.count())]:
            if old is not None:
                self.pages.removeWidget(old)
                old.deleteLater()
        self.editors.clear()
        for group, heading in GROUPS.items():
            self.groups.addItem(_(heading))
            entries = [self._editor(entry) for entry in ENTRIES if entry.group == group]
            self._add_page(_(heading), *entries, *((self.reader_test,) if group == _READER else ()))
        self.groups.addItem(_("Keys"))
        self._add_page(_("Keys"), self.keys_page)
        self.groups.blockSignals(False)
        self.groups.setCurrentRow(min(page, self.groups.count() - 1))
        self.pages.setCurrentIndex(self.groups.currentRow())

    def _add_page(self, heading: str, *parts: QWidget) -> None:
        inside = column(label(heading, Type.PAGE_TITLE), *parts, None, gap=tokens.ROOMY, margin=tokens.ROOMY)
        holder = surface(inside, "plain")
        holder.setMaximumWidth(tokens.READING_WIDTH)
        scroll = scrolled(holder)
        self.pages.addWidget(surface(column(scroll, margin=tokens.HAIR)))

    def _editor(self, entry: Entry) -> Editor:
        made = Editor(entry, self._value(entry), self._why_locked(entry))
        made.changed.connect(self._changed)
        self.editors[entry.key] = made
        return made

    def _value(self, entry: Entry) -> Value:
        settings = self.context.application.settings
        if isinstance(entry.default, bool):
            return settings.flag(entry.key)
        return settings.number(entry.key) if isinstance(entry.default, int) else settings.text(entry.key)

    def _why_locked(self, entry: Entry) -> str:
        user = self.context.session.user
        if not entry.office or (user is not None and allows(user.role, Right.SETTING_CHANGE)):
            return ""
        return _("Counts for the whole office: the branch manager or the administrator changes it.")

    def _turn_to(self, page: int) -> None:
        SettingsScreen._page = page
        self.pages.setCurrentIndex(page)

    # -- changing -----------------------------------------------------------------------------------------------------

    def _changed(self, key: str, value: Value) -> None:
        editor = self.editors[key]
        before, actor = self._value(editor.entry), self.context.session.actor
        if not editor.entry.office:
            self._store(key, value)
        elif actor is not None:
            application = self.context.application
            self.context.operations.command(
                lambda _progress: (None, application.open_records().desk.settings.note(key, before, value, actor)),
                owner=self,
            ).on_success(lambda _nothing: self._store(key, value)).on_failure(
                lambda error: self._refused(key, error)
            ).start()

    def _refused(self, key: str, error: HfcError) -> None:
        self.editors[key].say(error_text(error), fault=True)

    def _store(self, key: str, value: Value) -> None:
        settings = self.context.application.settings
        try:
            settings.set(key, value)
        except UserMistakeError as error:
            self._refused(key, error)
            return
        if key in self.editors:
            self.editors[key].say("")

        def save(_progress: Progress) -> tuple[None, None]:
            settings.save()
            return None, None

        self.context.operations.command(save).start()
        self.context.hub.setting_changed.emit(key)

    def _change_keys(self, changed: dict[str, str]) -> None:
        self._store(_KEYS, json.dumps(changed, sort_keys=True) if changed else "")

    def _try_reader(self, scan: Scan) -> None:
        """While the reader's page is in sight, a reading is a trial."""
        if self.reader_test.isVisible():
            scan.taken = True
            self.reader_test.show_scan(scan)
