"""The compact window: 380 pixels beside the core system, always on top, with the counter's own search box and list.

It borrows the very widgets of the counter, so that results, their order and their keys are the same by construction.
Choosing a result, or any other screen, unfolds the window; the same key folds it again.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, Protocol, cast

from PySide6.QtCore import QObject, QPoint, QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QWidget

from hfc_desktop.i18n import gettext as _
from hfc_desktop.i18n import language, ngettext
from hfc_desktop.ui import tokens
from hfc_desktop.ui.navigation import HOME
from hfc_desktop.ui.on_top import is_on_top, keep_on_top
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.boxes import column, row
from hfc_desktop.ui.widgets.buttons import button, icon_button
from hfc_desktop.ui.widgets.text import ElidedLabel, label, set_property

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtWidgets import QLayoutItem

    from hfc_desktop.bootstrap.application import Records
    from hfc_desktop.domain.guidance.reports import InstalledPack
    from hfc_desktop.domain.people import Actor
    from hfc_desktop.ui.context import Context
    from hfc_desktop.ui.screen import Screen
    from hfc_desktop.ui.screens.counter.screen import CounterScreen

WIDTH: Final = 380
HEIGHTS: Final = (440, 900)
_UNBOUNDED: Final = 16_777_215
"""Qt's largest size of a widget."""
_STALE_DAYS: Final = 90
"""Guidance whose newest pack is older than this is shown red."""


class CompactPanel(QFrame):
    """What a folded window shows."""

    def __init__(self, context: Context, act: Callable[[str], object], box: QWidget, results: QWidget) -> None:
        super().__init__()
        self._context = context
        theme = context.theme
        office = context.session.organisation
        place = "" if office is None else office.name if language() == "zh" or not office.name_en else office.name_en
        person = context.session.named or _("Nobody signed in")
        names = column(
            ElidedLabel(place or _("HFC Desktop"), Type.STRONG), ElidedLabel(person, Type.CAPTION, "second"), gap=0
        )
        strip = row(
            names,
            icon_button(_("Keep the window on top"), "pin", partial(act, "on_top"), theme, "on_top"),
            icon_button(_("Full window"), "unfold", partial(act, "compact"), theme, "compact"),
            icon_button(_("Lock the window"), "lock", partial(act, "lock"), theme, "lock"),
            gap=tokens.STEP,
        )
        strip.setStretch(0, 1)
        ways = QGridLayout()
        ways.setSpacing(tokens.GAP)
        for at, (name, text, icon) in enumerate(
            (
                ("checklist", _("Anti-fraud"), "checklist"),
                ("freeze", _("Restriction"), "freeze"),
                ("hotlines", _("Hotlines"), "phone"),
                ("record", _("Record"), "record"),
            )
        ):
            made = button(text, partial(act, name), key=name, icon=icon, theme=theme, big=True)
            made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            ways.addWidget(made, at // 2, at % 2)
        self.packs = ElidedLabel(size=Type.CAPTION, ink="second")
        self.facts = label("", Type.CAPTION, "second")
        below = row(self.packs, self.facts, gap=tokens.PAD)
        below.setStretch(0, 1)
        parts: list[QWidget] = [box, results]
        whole = column(strip, parts[0], ways, parts[1], below, gap=tokens.GAP, margin=tokens.PAD)
        whole.setStretch(3, 1)
        self.setLayout(whole)
        for part in parts:
            part.show()

    def show_packs(self, packs: Sequence[InstalledPack]) -> None:
        """Version and age of the guidance."""
        from datetime import date

        newest = max((pack.issued_on for pack in packs), default="")
        if not newest:
            self.packs.set_whole(_("No guidance installed"))
            return
        days = (self._context.today() - date.fromisoformat(newest)).days
        aged = ngettext("{n} day old", "{n} days old", days).format(n=days)
        text = _("Guidance {day} · {aged}").format(day=newest, aged=aged)
        late = days > _STALE_DAYS or any(pack.review_by < self._context.today().isoformat() for pack in packs)
        self.packs.set_whole(text + (_(" · overdue") if late else ""))
        set_property(self.packs, "ink", "never" if late else "second")

    def show_facts(self, found: tuple[int, int]) -> None:
        """Notices to read, and for whoever answers for the branch, matters that are late."""
        unread, late = found
        parts = []
        if late:
            parts.append(ngettext("{n} late", "{n} late", late).format(n=late))
        if unread:
            parts.append(ngettext("{n} notice to read", "{n} notices to read", unread).format(n=unread))
        self.facts.setText(" · ".join(parts))
        set_property(self.facts, "ink", "never" if late else "second")


class Compact(QObject):
    """Folds and unfolds one window."""

    def __init__(self, window: QWidget, context: Context) -> None:
        super().__init__(window)
        self._window, self._context = window, context
        self._panel: CompactPanel | None = None
        self._hidden: list[QWidget] = []
        self._before = QRect()
        self._was_on_top = False
        self._counter: CounterScreen | None = None

    @property
    def folded(self) -> bool:
        """Whether the window is compact."""
        return self._panel is not None

    def toggle(self) -> None:
        """Fold or unfold."""
        if self.folded:
            self.unfold()
        else:
            self.fold()

    def fold(self) -> None:
        """Make the window compact; it shows the counter."""
        navigator = self._context.navigator
        navigator.open(HOME)
        window = self._window
        counter = self._counter = cast("CounterScreen", cast("_Showing", window).shown())
        self._before, self._was_on_top = window.geometry(), is_on_top(window)
        layout = window.layout()
        assert layout is not None
        parts = [_widget(layout.itemAt(at)) for at in range(layout.count())]
        self._hidden = [part for part in parts if part is not None and not part.isHidden()]
        for part in self._hidden:
            part.hide()
        self._panel = CompactPanel(self._context, navigator.act, counter.view.box, counter.view.lend())
        layout.addWidget(self._panel)
        self._panel.show()
        counter.view.results.chosen.connect(self._chosen)
        self._show_facts(self._panel)
        window.setMinimumSize(WIDTH, HEIGHTS[0])
        window.setMaximumSize(WIDTH, HEIGHTS[1])
        if window.isFullScreen() or window.isMaximized():
            window.showNormal()
        keep_on_top(window, True)
        window.setGeometry(self._place())
        counter.view.focus_box()

    def unfold(self) -> None:
        """Make it the full window again, where it was."""
        panel, self._panel = self._panel, None
        counter, self._counter = self._counter, None
        if panel is None or counter is None:
            return
        self._remember_place()
        counter.view.results.chosen.disconnect(self._chosen)
        counter.view.take_back()
        window = self._window
        layout = window.layout()
        assert layout is not None
        layout.removeWidget(panel)
        panel.hide()
        window.setMaximumSize(_UNBOUNDED, _UNBOUNDED)
        window.setMinimumSize(*tokens.WINDOW)
        for part in self._hidden:
            part.show()
        self._hidden = []
        keep_on_top(window, self._was_on_top)
        window.setGeometry(self._before)
        self._context.navigator.open(HOME)
        panel.deleteLater()

    def keep_place(self) -> None:
        """The window is about to close."""
        if self.folded:
            self._remember_place()

    def _chosen(self, _hit: object) -> None:
        self.unfold()

    def _show_facts(self, panel: CompactPanel) -> None:
        application, actor = self._context.application, self._context.session.actor
        self._context.operations.query(lambda _progress: application.catalogue.installed(), owner=panel).on_success(
            panel.show_packs
        ).start()
        if actor is not None:
            self._context.operations.query(
                lambda _progress: facts_of(application.open_records(), actor, self._context.today()), owner=panel
            ).on_success(panel.show_facts).start()

    def _place(self) -> QRect:
        """Where it stood last, if a screen is still there; else the right edge."""
        room = QGuiApplication.primaryScreen().availableGeometry()
        height = max(HEIGHTS[0], min(HEIGHTS[1], room.height()))
        kept = self._context.application.settings.text("compact.place").split(",")
        if len(kept) == 3 and all(part.lstrip("-").isdecimal() for part in kept):
            left, top, tall = (int(part) for part in kept)
            wanted = QRect(QPoint(left, top), QSize(WIDTH, max(HEIGHTS[0], min(HEIGHTS[1], tall))))
            if any(screen.availableGeometry().contains(wanted.center()) for screen in QGuiApplication.screens()):
                return wanted
        return QRect(room.right() - WIDTH, room.top(), WIDTH, height)

    def _remember_place(self) -> None:
        place = self._window.geometry()
        self._context.application.settings.set("compact.place", f"{place.left()},{place.top()},{place.height()}")


class _Showing(Protocol):
    """What folding needs of the window."""

    def shown(self) -> Screen:
        """The screen that is shown."""
        ...


def facts_of(records: Records, actor: Actor, today: date) -> tuple[int, int]:
    """How many notices a person has not read, and how many matters of the branch are late, where that is theirs."""
    from hfc_desktop.domain.ledger_lists import Spec
    from hfc_desktop.domain.people import Right, allows

    manages = allows(actor.role, Right.COMPLAINT_APPROVE)
    late = records.lists.count(Spec(late=True).query(today, actor.staff_no), actor) if manages else 0
    return records.desk.training.unread(actor), late


def _widget(item: QLayoutItem | None) -> QWidget | None:
    return None if item is None else item.widget()
