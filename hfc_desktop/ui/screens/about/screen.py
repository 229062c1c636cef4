"""What a technician asks first: versions, folder, packs; and under which licences all of it stands."""

from __future__ import annotations

import platform
import sqlite3
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from hfc_desktop import __version__
from hfc_desktop.i18n import CHINESE, language
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui import tokens
from hfc_desktop.ui.screen import Screen
from hfc_desktop.ui.tokens import Type
from hfc_desktop.ui.widgets.boxes import clear, column, row, surface
from hfc_desktop.ui.widgets.buttons import button
from hfc_desktop.ui.widgets.text import label, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hfc_desktop.domain.guidance.reports import InstalledPack
    from hfc_desktop.ui.context import Context

_LICENCES: Final = (
    ("HFC Desktop", "Apache-2.0"),
    ("Qt, PySide6", "LGPL-3.0"),
    ("SQLCipher, sqlcipher3", "BSD-3-Clause, Zlib"),
    ("SQLAlchemy, Alembic", "MIT"),
    ("ReportLab", "BSD-3-Clause"),
    ("cryptography", "Apache-2.0, BSD-3-Clause"),
    ("argon2-cffi, pydantic, rapidfuzz, pypinyin, PyYAML", "MIT"),
    ("python-tuf, securesystemslib, urllib3, gmalg", "Apache-2.0, MIT"),
    ("pypdfium2", "Apache-2.0, BSD-3-Clause"),
    ("Noto Sans SC", "SIL OFL 1.1"),
)


class AboutScreen(Screen):
    """Facts, to read and to copy."""

    name: ClassVar[str] = "about"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._packs = QVBoxLayout()
        self._packs.setSpacing(tokens.STEP)
        self._facts = (
            (_("Version"), __version__),
            (_("Data folder"), str(context.application.data.root)),
            (_("System"), f"{platform.system()} {platform.release()} · Python {platform.python_version()}"),
            (_("Libraries"), f"PySide6 {pyside_version} · SQLite {sqlite3.sqlite_version}"),
        )
        self.copy = button(_("Copy for the technician"), self._copy, icon="copy", theme=context.theme, look="primary")
        self.copy.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        what = _(
            "Guidance, complaints, and the loop between them, for the counter of a bank branch. No network needed."
        )
        parts = column(
            label(_("HFC Desktop"), Type.PAGE_TITLE),
            paragraph(what, ink="second"),
            surface(column(grid(self._facts), row(self.copy, None), gap=tokens.PAD, margin=tokens.ROOMY)),
            label(_("Installed guidance"), Type.CARD_TITLE),
            gap=tokens.PAD,
            margin=tokens.ROOMY,
        )
        parts.addLayout(self._packs)
        parts.addWidget(label(_("Licences"), Type.CARD_TITLE))
        parts.addWidget(surface(column(grid(_LICENCES), margin=tokens.ROOMY)))
        parts.addStretch(1)
        holder = QWidget()
        holder.setMaximumWidth(tokens.READING_WIDTH)
        holder.setLayout(parts)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(holder)
        self._scroll = scroll
        self.setLayout(column(scroll))
        context.hub.guidance_changed.connect(self._read_packs)

    def title(self) -> str:
        """About."""
        return _("About")

    def arrive(self, argument: object = None) -> None:
        """Read what is installed now."""
        self.copy.setFocus()
        self._read_packs()

    def _read_packs(self) -> None:
        catalogue = self.context.application.catalogue
        self.context.operations.query(lambda _progress: catalogue.installed(), owner=self).in_lane("about").on_success(
            self._show_packs
        ).start()

    def _show_packs(self, packs: Sequence[InstalledPack]) -> None:
        clear(self._packs)
        rows = [
            (
                pack.title if language() == CHINESE or not pack.title_en else pack.title_en,
                _("issue {n} of {day}, {items} items, review by {review}").format(
                    n=pack.issue, day=pack.issued_on, items=pack.items, review=pack.review_by
                ),
            )
            for pack in packs
        ]
        shown = grid(rows) if rows else paragraph(_("No guidance installed"), ink="warn")
        self._packs.addWidget(surface(column(shown, margin=tokens.ROOMY)))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(f"{name}: {value}" for name, value in self._facts))
        self.context.navigator.say(_("Copied."))


def grid(rows: Iterable[tuple[str, str]]) -> QWidget:
    """Names and values under one another."""
    made = QWidget()
    lines = QGridLayout(made)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setHorizontalSpacing(tokens.ROOMY)
    lines.setVerticalSpacing(tokens.GAP)
    lines.setColumnStretch(0, 1)
    lines.setColumnStretch(1, 2)
    for at, (name, value) in enumerate(rows):
        lines.addWidget(paragraph(name, ink="second"), at, 0, Qt.AlignmentFlag.AlignTop)
        lines.addWidget(paragraph(value), at, 1, Qt.AlignmentFlag.AlignTop)
    return made
