"""What is wrong with how a window is laid out, found by geometry alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSplitterHandle,
    QStackedWidget,
    QWidget,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SLACK = 1
"""Rounding of fractions of a pixel."""
SCROLLED = frozenset({"QuickRow"})
"""Classes whose content moves sideways with the table above it, and is cut at the edge on purpose."""


def name_of(part: QWidget) -> str:
    """How a widget is called in a complaint."""
    said = part.accessibleName() or (part.text() if isinstance(part, QLabel | QAbstractButton | QLineEdit) else "")
    return f"{type(part).__name__}({str(said)[:40]!r})"


def parts(root: QWidget) -> Iterator[QWidget]:
    """Visible widgets of a window, without Qt's own insides of controls."""
    for part in root.findChildren(QWidget):
        if part.isVisibleTo(root) and part.window() is root.window() and not _inside_a_control(part):
            yield part


def _inside_a_control(part: QWidget) -> bool:
    parent = part.parentWidget()
    while parent is not None:
        if isinstance(parent, QComboBox | QLineEdit | QAbstractItemView) or parent.inherits("QAbstractSpinBox"):
            return True
        if parent.inherits("QKeySequenceEdit"):
            return True
        parent = parent.parentWidget()
    return part.objectName().startswith("qt_") or isinstance(part, QSplitterHandle)


def place(part: QWidget, root: QWidget) -> QRect:
    """Where a widget is, in the window's own coordinates."""
    return QRect(part.mapTo(root, QPoint(0, 0)), part.size())


def _scrolling(part: QWidget) -> QAbstractScrollArea | None:
    """The scroll area that a widget lies in, whose content may be larger than what is seen."""
    parent = part.parentWidget()
    while parent is not None:
        if isinstance(parent, QAbstractScrollArea):
            return parent
        parent = parent.parentWidget()
    return None


def outside(root: QWidget, seen: Sequence[QWidget]) -> list[str]:
    """Widgets that reach beyond what they lie in; inside a scroll area only the width counts."""
    found = []
    for part in seen:
        parent = part.parentWidget()
        if parent is None or isinstance(parent, QAbstractScrollArea) or type(parent).__name__ in SCROLLED:
            continue
        area = _scrolling(part)
        room = parent.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK)
        if isinstance(area, QScrollArea) and area.viewport() is parent:
            if part.width() > parent.width() + SLACK:
                found.append(f"{name_of(part)} is {part.width()} wide in a view of {parent.width()}")
        elif not room.contains(part.geometry()):
            found.append(
                f"{name_of(part)} {part.geometry().getRect()} leaves {name_of(parent)} {parent.size().toTuple()}"
            )
    return found


def clipped(root: QWidget, seen: Sequence[QWidget]) -> list[str]:
    """Labels and controls with less room than their text needs. What is cut with … on purpose is none of these."""
    found = []
    for part in seen:
        wanted = _wanted(part)
        if wanted is not None and (part.width() + SLACK < wanted[0] or part.height() + SLACK < wanted[1]):
            found.append(f"{name_of(part)} has {part.size().toTuple()} and needs {wanted}")
    return found


def _wanted(part: QWidget) -> tuple[int, int] | None:
    if isinstance(part, QLabel) and part.text() and part.pixmap().isNull():
        if part.wordWrap():
            return part.minimumSizeHint().width() if part.width() < 24 else 0, part.heightForWidth(part.width())
        text = part.fontMetrics().horizontalAdvance(part.text()) if "<" not in part.text() else 0
        return text, part.fontMetrics().height()
    if isinstance(part, QPushButton):
        if part.objectName() == "elided" or (not part.text() and not part.icon().isNull()):
            return None
        hint = part.sizeHint()
        return hint.width(), hint.height()
    if isinstance(part, QCheckBox | QLineEdit | QComboBox) or part.inherits("QAbstractSpinBox"):
        return 0, part.sizeHint().height()
    return None


def overlapping(root: QWidget, seen: Sequence[QWidget]) -> list[str]:
    """Siblings that cover one another, where both hold something to read or to press."""
    found = []
    by_parent: dict[QWidget, list[QWidget]] = {}
    for part in seen:
        parent = part.parentWidget()
        if parent is not None and not isinstance(parent, QStackedWidget | QAbstractScrollArea):
            by_parent.setdefault(parent, []).append(part)
    for siblings in by_parent.values():
        for at, one in enumerate(siblings):
            for other in siblings[at + 1 :]:
                common = one.geometry().intersected(other.geometry())
                if common.width() > SLACK and common.height() > SLACK:
                    found.append(
                        f"{name_of(one)} {one.geometry().getRect()} covers {name_of(other)} {other.geometry().getRect()}"  # noqa: E501
                    )
    return found


def small(root: QWidget, seen: Sequence[QWidget]) -> list[str]:
    """Controls smaller than 24 pixels (WCAG 2.5.8)."""
    return [
        f"{name_of(part)} is {part.size().toTuple()}"
        for part in seen
        if isinstance(part, QAbstractButton) and part.isEnabled() and min(part.width(), part.height()) < 24
    ]


def nameless(root: QWidget, seen: Sequence[QWidget]) -> list[str]:
    """Controls that a screen reader could not name."""
    return [
        f"{type(part).__name__} at {place(part, root).getRect()}"
        for part in seen
        if isinstance(part, QAbstractButton | QLineEdit | QComboBox | QAbstractItemView)
        and not (part.accessibleName() or getattr(part, "text", str)() or getattr(part, "placeholderText", str)())
    ]


def faults(root: QWidget) -> list[str]:
    """Everything that is wrong with a window as it stands."""
    seen = list(parts(root))
    return [fault for look in (outside, clipped, overlapping, small, nameless) for fault in look(root, seen)]
