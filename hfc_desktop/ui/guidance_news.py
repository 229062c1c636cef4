"""Urgent guidance: a strip above every screen until whoever sits here confirmed to have read it.

Also the window's door for pack files: dropped anywhere, they open the page that takes them in.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol, cast

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QBoxLayout, QDialog, QFrame, QScrollArea, QWidget
from shiboken6 import isValid

from hfc_desktop.bootstrap.guidance import pack_service
from hfc_desktop.i18n import CHINESE, language, ngettext
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import tokens
from hfc_desktop.ui.drops import dropped_files
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.boxes import column, row, surface
from hfc_desktop.ui.widgets.buttons import button
from hfc_desktop.ui.widgets.text import badge, label, paragraph

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QDropEvent

    from hfc_desktop.domain.guidance.pack import PackManifest
    from hfc_desktop.domain.guidance.reports import InstalledPack
    from hfc_desktop.services.changes import Changes
    from hfc_desktop.services.ports import Progress
    from hfc_desktop.ui.context import Context

_SUFFIXES: Final = (".hfcpack", ".zip")
_PAGE: Final = "pack_import"
_SHOWN_UNASKED: Final = timedelta(days=7)
"""How long an urgent pack is shown where nobody signed in and so nobody can confirm."""


class _Shell(Protocol):
    """What this needs of the window around it."""

    def open(self, name: str, argument: object = None) -> None:
        """Show a screen."""
        ...


class News(NamedTuple):
    """One urgent pack with what it says of itself."""

    pack: InstalledPack
    manifest: PackManifest | None

    @property
    def title(self) -> str:
        """In the language in use."""
        return self.pack.title if language() == CHINESE or not self.pack.title_en else self.pack.title_en

    def lines(self) -> list[str]:
        """What is new and what was taken back, the newest first."""
        if self.manifest is None:
            return []
        taken = [
            _("Taken back: {id} – {reason}").format(id=entry.id, reason=entry.reason)
            for entry in self.manifest.withdrawn
        ]
        changed = sorted(self.manifest.changelog, key=lambda note: note.on, reverse=True)
        lines = [*taken, *(f"{note.on.isoformat()}  {note.text}" for note in changed)]
        return lines or [text for text in (self.manifest.foreword,) if text]


class GuidanceNews(QObject):
    """Watches for urgent packs, and for files dropped on the window."""

    def __init__(self, window: QWidget, context: Context) -> None:
        super().__init__(window)
        self._window, self._context, self._shell = window, context, cast("_Shell", window)
        self._strip: QFrame | None = None
        self.waiting: tuple[News, ...] = ()
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        context.hub.guidance_changed.connect(self.look)
        context.session.changed.connect(self.look)

    # -- files --------------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Pack files may be dropped anywhere in the window."""
        if event.type() not in (QEvent.Type.DragEnter, QEvent.Type.Drop):
            return super().eventFilter(watched, event)
        drag = cast("QDropEvent", event)
        files = [path for path in dropped_files(drag.mimeData()) if path.suffix in _SUFFIXES or path.is_dir()]
        if not files:
            return super().eventFilter(watched, event)
        drag.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self._shell.open(_PAGE, tuple(files))
        return True

    # -- urgent packs -------------------------------------------------------------------------------------------------

    def look(self) -> None:
        """Ask which urgent packs this person has not read; before anybody signed in, which came in these days."""
        actor = self._context.session.actor
        application, today = self._context.application, self._context.today()

        def work(_progress: Progress) -> tuple[News, ...]:
            index = application.index
            manifests = {one.pack_id: one for one in index.packs()} if index is not None else {}
            service = pack_service(application)
            packs = service.recent_urgent(today - _SHOWN_UNASKED) if actor is None else service.unread(actor)
            return tuple(News(pack, manifests.get(pack.pack_id)) for pack in packs)

        self._context.operations.query(work, owner=self).in_lane("guidance_news").on_success(self._show).start()

    def _show(self, news: Sequence[News]) -> None:
        stands = self._strip is not None and isValid(self._strip) and not self._strip.isHidden()
        if tuple(news) == self.waiting and stands == bool(news):
            return
        self.waiting = tuple(news)
        if self._strip is not None and isValid(self._strip):
            self._strip.hide()
            self._strip.deleteLater()
        self._strip = None
        layout = self._window.layout()
        if not news or not isinstance(layout, QBoxLayout):
            return
        self._strip = self._made(news)
        layout.insertWidget(1, self._strip)
        self._strip.show()

    def _made(self, news: Sequence[News]) -> QFrame:
        more = len(news) - 1
        text = _("Urgent guidance: {title}").format(title=news[0].title)
        if more:
            text += " " + ngettext("and {n} more", "and {n} more", more).format(n=more)
        read = button(_("Read it now"), self.read, look="danger")
        line = row(badge(_("Urgent"), "never"), paragraph(text), read, gap=tokens.PAD)
        line.setStretch(1, 1)
        line.setContentsMargins(tokens.PAD, tokens.STEP, tokens.PAD, tokens.STEP)
        strip = surface(line, "never")
        strip.setAccessibleName(text)
        return strip

    def read(self) -> None:
        """Show the first urgent pack; confirming it is kept in the log."""
        if not self.waiting:
            return
        first = self.waiting[0]
        signed_in = self._context.session.actor is not None
        dialog = UrgentDialog(first, (lambda: self._confirm(first)) if signed_in else None, self._window)
        dialog.open()

    def _confirm(self, news: News) -> None:
        actor = self._context.session.actor
        if actor is None:
            return
        service = pack_service(self._context.application)

        def work(_progress: Progress) -> tuple[None, Changes]:
            return None, service.confirm_read(news.pack.pack_id, actor)

        self._context.operations.command(work, owner=self).on_success(lambda _none: self.look()).start()


class UrgentDialog(QDialog):
    """What an urgent pack says, and the button by which one confirms."""

    def __init__(self, news: News, confirm: Callable[[], object] | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Urgent guidance"))
        self._confirm = confirm
        body = column(label(news.title, Type.CARD_TITLE), gap=tokens.PAD)
        number = _("issue {issue}, version {version}").format(issue=news.pack.issue, version=news.pack.content_version)
        body.addWidget(label(number, Type.CAPTION, "second"))
        for line in news.lines():
            body.addWidget(paragraph(line))
        inside = QWidget()
        inside.setLayout(body)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inside)
        self.done_button = button(_("I have read it"), self._read, look="primary")
        self.done_button.setVisible(confirm is not None)
        if confirm is None:
            body.addWidget(paragraph(_("Sign in to confirm that you have read it."), ink="second"))
        body.addStretch(1)
        actions = row(None, button(_("Later"), self.reject), self.done_button, gap=tokens.PAD)
        self.setLayout(column(scroll, actions, gap=tokens.PAD, margin=tokens.ROOMY))
        self.resize(tokens.DIALOG[0], tokens.DIALOG[2])

    def _read(self) -> None:
        if self._confirm is not None:
            self._confirm()
        self.accept()
