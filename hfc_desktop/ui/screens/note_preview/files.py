"""Where notes are saved: the offered folder and name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from hfc_desktop.i18n import gettext as _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hfc_desktop.domain.printing import Printable


def offered_name(note: Printable) -> str:
    """Number, copy and print, never customer data: file names travel further than files."""
    again = f"-{note.head.print_no}" if note.head.print_no > 1 else ""
    return f"{note.head.form.value}-{note.head.number}-{note.head.copy.value}{again}.pdf"


def asked_path(folder: str, name: str, parent: QWidget) -> Path | None:
    """Ask where to save; ``None`` when the teller changed their mind."""
    start = Path(folder) if folder and Path(folder).is_dir() else Path.home()
    chosen, _kind = QFileDialog.getSaveFileName(parent, _("Save the note"), str(start / name), "PDF (*.pdf)")
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")


def asked_folder(folder: str, parent: QWidget) -> Path | None:
    """Ask into which folder several are saved; ``None`` when the teller changed their mind."""
    start = folder if folder and Path(folder).is_dir() else str(Path.home())
    chosen = QFileDialog.getExistingDirectory(parent, _("Folder for the notes"), start)
    return Path(chosen) if chosen else None
