"""The key map: one table, shown on the key sheet. Screens bind by name, so that keys can be changed in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6 import QtCore, QtGui

from hfc_desktop.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QShortcut
    from PySide6.QtWidgets import QWidget


class Key(NamedTuple):
    """One entry of the map.

    Attributes:
        name: dotted name that screens bind, as ``record.save``.
        sequences: key sequences as Qt writes them; the first is the one that is shown.
        text: message id of what it does.
        group: message id of the heading on the key sheet.
    """

    name: str
    sequences: tuple[str, ...]
    text: str
    group: str


_ANYWHERE: Final = N_("Anywhere")
_RESULTS: Final = N_("Results")
_CARD: Final = N_("Card, dialogue and checklist")
_RECORD: Final = N_("Record and note")

KEYS: Final = (
    Key("search", ("Ctrl+K", "F2"), N_("Search"), _ANYWHERE),
    Key("checklist", ("F3",), N_("Anti-fraud checklist"), _ANYWHERE),
    Key("freeze", ("F4",), N_("Code or account restriction"), _ANYWHERE),
    Key("hotlines", ("F5",), N_("Hotlines"), _ANYWHERE),
    Key("record", ("F6",), N_("Record a complaint"), _ANYWHERE),
    Key("back", ("Esc",), N_("One level back; nothing typed is lost"), _ANYWHERE),
    Key("key_sheet", ("Ctrl+/", "?", "F1"), N_("This key sheet"), _ANYWHERE),
    Key("undo", ("Ctrl+Z",), N_("Undo"), _ANYWHERE),
    Key("dark", ("Ctrl+Shift+D",), N_("Light or dark"), _ANYWHERE),
    Key("on_top", ("Ctrl+Shift+T",), N_("Keep the window on top"), _ANYWHERE),
    Key("full", ("F11",), N_("Full screen"), _ANYWHERE),
    Key("new_reception", ("Ctrl+N",), N_("Next customer"), _ANYWHERE),
    Key("resume", ("Ctrl+Shift+R",), N_("Go on with the reception that was interrupted"), _ANYWHERE),
    Key("stop_loss", ("Shift+F3",), N_("Money has gone: stop-loss clock"), _ANYWHERE),
    Key("results.enter", ("Down", "Tab"), N_("From the search box into the results"), _RESULTS),
    Key("results.open", ("Return", "Enter"), N_("Open the marked result, the first one if none is marked"), _RESULTS),
    Key("results.digit", ("1", "2", "3", "4", "5", "6", "7", "8", "9"), N_("Open that result"), _RESULTS),
    Key(
        "results.digit_typing",
        tuple(f"Ctrl+{digit}" for digit in range(1, 10)),
        N_("Open that result while typing"),
        _RESULTS,
    ),
    Key("card.answer", ("1", "2", "3", "4", "5", "6", "7", "8", "9"), N_("Give that answer"), _CARD),
    Key("card.back", ("Backspace",), N_("One step back"), _CARD),
    Key("card.restart", ("Ctrl+R",), N_("Start the dialogue or checklist again"), _CARD),
    Key("card.copy", ("Ctrl+Shift+C",), N_("Copy the line to say, or the number"), _CARD),
    Key("card.variant", ("V",), N_("Next wording: standard, softer, elderly, English"), _CARD),
    Key("card.yes", ("Y",), N_("Answer yes"), _CARD),
    Key("card.no", ("N",), N_("Answer no"), _CARD),
    Key("card.unknown", ("U",), N_("Answer unknown"), _CARD),
    Key("card.big", ("Ctrl+B",), N_("Show it in big letters"), _CARD),
    Key("fraud.gone", ("0",), N_("Among the kinds of fraud: the money has gone already"), _CARD),
    Key("fraud.unsure", ("U",), N_("Among the kinds of fraud: not clear yet, the general checklist"), _CARD),
    Key("stop_loss.reported", ("Ctrl+T",), N_("In the stop-loss clock: 110 has answered"), _CARD),
    Key("record.save", ("Ctrl+Enter", "Ctrl+Return"), N_("Save"), _RECORD),
    Key("record.note", ("Ctrl+P",), N_("Note: save if needed, then show it"), _RECORD),
    Key("preview.print", ("Ctrl+Shift+P",), N_("Print"), _RECORD),
    Key("preview.save_pdf", ("Ctrl+S",), N_("Save the PDF"), _RECORD),
)
"""Every key of the window. F10, Alt+F4 and Ctrl+Alt are left to the system."""

BY_NAME: Final[Mapping[str, Key]] = {key.name: key for key in KEYS}


def shown(name: str) -> str:
    """The first sequence of a key as it is written on this system, as ``Ctrl+K``."""
    return QtGui.QKeySequence(BY_NAME[name].sequences[0]).toString(QtGui.QKeySequence.SequenceFormat.NativeText)


def bind(widget: QWidget, name: str, act: Callable[[], object], *, window: bool = False) -> tuple[QShortcut, ...]:
    """Call ``act`` when a key of ``name`` is pressed in ``widget`` or below it; anywhere in its window if so asked."""
    context = (
        QtCore.Qt.ShortcutContext.WindowShortcut if window else QtCore.Qt.ShortcutContext.WidgetWithChildrenShortcut
    )
    made = []
    for sequence in BY_NAME[name].sequences:
        shortcut = QtGui.QShortcut(QtGui.QKeySequence(sequence), widget)
        shortcut.setContext(context)
        shortcut.activated.connect(act)
        made.append(shortcut)
    return tuple(made)


def bind_digits(widget: QWidget, name: str, act: Callable[[int], object]) -> tuple[QShortcut, ...]:
    """Call ``act`` with 0 to 8 for the nine sequences of ``name`` pressed in ``widget`` or below it."""
    made = []
    for index, sequence in enumerate(BY_NAME[name].sequences):
        shortcut = QtGui.QShortcut(QtGui.QKeySequence(sequence), widget)
        shortcut.setContext(QtCore.Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda at=index: act(at))
        made.append(shortcut)
    return tuple(made)
