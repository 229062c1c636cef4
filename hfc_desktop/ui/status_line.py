"""The line at the bottom: which guidance is in force and how old it is, that nothing needs a network, and the keys."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QLabel

from hfc_desktop.i18n import gettext as _
from hfc_desktop.i18n import ngettext
from hfc_desktop.ui import icons, keys, tokens
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.boxes import row
from hfc_desktop.ui.widgets.text import ElidedLabel, label, set_property

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hfc_desktop.domain.guidance.reports import InstalledPack
    from hfc_desktop.ui.theme import Theme


class StatusLine(QFrame):
    """Facts about this installation that a teller must be able to see at any time."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("surface", "bar")
        self._sign = QLabel()
        self._packs = ElidedLabel(size=Type.CAPTION, ink="second")
        self._records = label("", Type.CAPTION, "second")
        offline = label(_("Works without a network"), Type.CAPTION, "second")
        hint = label(_("{key} keys").format(key=keys.shown("key_sheet")), Type.CAPTION, "second")
        line = row(self._sign, self._packs, self._records, offline, hint, gap=tokens.ROOMY)
        line.setContentsMargins(tokens.PAD, tokens.STEP, tokens.PAD, tokens.STEP)
        line.setStretch(1, 1)
        self.setLayout(line)
        self._tone = "second"
        theme.changed.connect(self._tint)

    def show_packs(self, packs: Sequence[InstalledPack], today: date) -> None:
        """Which guidance is active; red in words and colour when a pack's review is overdue."""
        text, self._tone = _packs_line(packs, today)
        self._packs.set_whole(text)
        set_property(self._packs, "ink", self._tone)
        self._tint()

    def show_records(self, drafts: int, unread: int = 0) -> None:
        """Drafts and notices that wait for the person who sits here."""
        parts = []
        if unread:
            parts.append(ngettext("{n} notice to read", "{n} notices to read", unread).format(n=unread))
        if drafts:
            parts.append(ngettext("{n} draft waiting", "{n} drafts waiting", drafts).format(n=drafts))
        self._records.setText(" · ".join(parts))
        self._records.setVisible(bool(parts))

    def _tint(self) -> None:
        self._sign.setPixmap(icons.pixmap(self._theme, "pack", self._tone, ratio=self.devicePixelRatioF()))


def _packs_line(packs: Sequence[InstalledPack], today: date) -> tuple[str, str]:
    if not packs:
        return _("No guidance installed"), "warn"
    newest = max(packs, key=lambda pack: pack.issued_on)
    age = (today - date.fromisoformat(newest.issued_on)).days
    since = _("today") if age <= 0 else ngettext("{n} day ago", "{n} days ago", age).format(n=age)
    text = _("Guidance: {packs} packs, {items} items; newest issued {day} ({since})").format(
        packs=len(packs), items=sum(pack.items for pack in packs), day=newest.issued_on, since=since
    )
    late = [pack for pack in packs if pack.review_by < today.isoformat()]
    if not late:
        return text, "second"
    overdue = ngettext("{n} pack overdue for review", "{n} packs overdue for review", len(late)).format(n=len(late))
    return f"{text} · {overdue}", "never"
