"""The key map: one table, shown on the key sheet. Screens bind by name, so that keys can be changed in one place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6 import QtCore, QtGui

from hfc_desktop.errors import UserMistakeError
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
_HOTLINES: Final = N_("Hotlines and training")
_PAGES: Final = N_("Pages")
_LEDGER: Final = N_("Matters, cases and repeats")
_EDITOR: Final = N_("Writing guidance")

KEYS: Final = (
    Key("search", ("Ctrl+K", "F2"), N_("Search"), _ANYWHERE),
    Key("checklist", ("F3",), N_("Anti-fraud checklist"), _ANYWHERE),
    Key("freeze", ("F4",), N_("Code or account restriction"), _ANYWHERE),
    Key("hotlines", ("F5",), N_("Hotlines"), _ANYWHERE),
    Key("record", ("F6",), N_("Record a complaint"), _ANYWHERE),
    Key("back", ("Esc",), N_("One level back; nothing typed is lost"), _ANYWHERE),
    Key("help", ("F1",), N_("Help for this screen"), _ANYWHERE),
    Key("key_sheet", ("Ctrl+/", "?"), N_("This key sheet"), _ANYWHERE),
    Key("lock", ("Ctrl+L",), N_("Lock the window"), _ANYWHERE),
    Key("clipboard", ("Ctrl+Shift+V",), N_("Look up what is on the clipboard"), _ANYWHERE),
    Key("favourite", ("Ctrl+D",), N_("Make the open card a favourite, or take it out"), _ANYWHERE),
    Key("undo", ("Ctrl+Z",), N_("Undo"), _ANYWHERE),
    Key("dark", ("Ctrl+Shift+D",), N_("Light or dark"), _ANYWHERE),
    Key("on_top", ("Ctrl+Shift+T",), N_("Keep the window on top"), _ANYWHERE),
    Key("big_type", ("Ctrl+Shift+B",), N_("Bigger or usual type"), _ANYWHERE),
    Key("compact", ("F11",), N_("Compact or full window"), _ANYWHERE),
    Key("full", ("Shift+F11",), N_("Full screen"), _ANYWHERE),
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
    Key("card.intercept", ("Ctrl+I",), N_("In a checklist: a fraud was stopped, write it down"), _CARD),
    Key("card.paper", ("Ctrl+P",), N_("Paper of this card: restriction slip, police facts, interception"), _CARD),
    Key("card.reward", ("Ctrl+Shift+I",), N_("In a checklist: application for the reward"), _CARD),
    Key("fraud.gone", ("0",), N_("Among the kinds of fraud: the money has gone already"), _CARD),
    Key("fraud.unsure", ("U",), N_("Among the kinds of fraud: not clear yet, the general checklist"), _CARD),
    Key("stop_loss.reported", ("Ctrl+T",), N_("In the stop-loss clock: 110 has answered"), _CARD),
    Key("record.save", ("Ctrl+Enter", "Ctrl+Return"), N_("Save"), _RECORD),
    Key("record.note", ("Ctrl+P",), N_("Note: save if needed, then show it"), _RECORD),
    Key("record.paper", ("F7",), N_("After saving: first paper of the reception"), _RECORD),
    Key("preview.print", ("Ctrl+Shift+P",), N_("Print"), _RECORD),
    Key("preview.save_pdf", ("Ctrl+S",), N_("Save the PDF"), _RECORD),
    Key("hotlines.copy", ("Return", "Enter"), N_("Copy the number and note that it was given"), _HOTLINES),
    Key("hotlines.wrong", ("Ctrl+E",), N_("Report a wrong number: then a digit says what is wrong"), _HOTLINES),
    Key("training.read", ("Ctrl+Return", "Ctrl+Enter"), N_("I have read this notice"), _HOTLINES),
    Key("pages", tuple(f"Alt+{digit}" for digit in range(1, 10)), N_("Go to that page"), _PAGES),
    Key("settings", ("Ctrl+,",), N_("Settings"), _PAGES),
    Key("ledger.assign", ("A",), N_("Give the marked matters to a colleague"), _LEDGER),
    Key("ledger.merge", ("M",), N_("Lay the marked matters side by side to merge them as repeats"), _LEDGER),
    Key("ledger.words", ("Ctrl+F",), N_("Into the search box of the list"), _LEDGER),
    Key("ledger.export", ("Ctrl+Shift+E",), N_("Export exactly what is shown"), _LEDGER),
    Key("case.action", ("1", "2", "3", "4", "5", "6", "7", "8", "9"), N_("Do that action with the case"), _LEDGER),
    Key("case.send_up", ("Ctrl+U",), N_("Write a raised case into a file for the office above"), _LEDGER),
    Key("case.reveal", ("Ctrl+Shift+U",), N_("Show what is masked, for a reason that is kept"), _LEDGER),
    Key("editor.check", ("F8",), N_("Check the whole pack"), _EDITOR),
    Key("editor.preview", ("F9",), N_("Preview as the counter sees it"), _EDITOR),
    Key("editor.save", ("Ctrl+S",), N_("Save the item"), _EDITOR),
    Key("editor.view", ("Ctrl+G",), N_("YAML or form"), _EDITOR),
    Key("editor.compare", ("Ctrl+M",), N_("Compare with the last issue"), _EDITOR),
    Key("editor.step", ("Ctrl+Return", "Ctrl+Enter"), N_("Next step: review, approval, publishing"), _EDITOR),
    Key("repeats.merge", ("M",), N_("Merge the pair that is shown"), _LEDGER),
    Key("repeats.no", ("N",), N_("Not a repeat"), _LEDGER),
    Key("repeats.later", ("L",), N_("Decide later"), _LEDGER),
    Key("repeats.lead", ("T",), N_("The other one leads"), _LEDGER),
)
"""Every key of the window. F10, Alt+F4 and Ctrl+Alt are left to the system."""

BY_NAME: Final[Mapping[str, Key]] = {key.name: key for key in KEYS}


WHOLE_WINDOW: Final = frozenset({_ANYWHERE, _PAGES})
"""Groups whose keys work on every screen; the window binds them."""
FIXED: Final = frozenset({"back", "pages", "hotlines.copy", "card.answer"})
"""Keys that stay as they are, with those of the results: where one types or answers, no other key would do."""
_CHANGED: dict[str, tuple[str, ...]] = {}


def changeable(key: Key) -> bool:
    """Whether the settings page offers another sequence for a key."""
    return key.name not in FIXED and not key.name.startswith("results.")


def use(changed: str) -> None:
    """Take over what the settings keep: a JSON object of names and sequences; empty for the map as it is.

    Raises:
        UserMistakeError: it is no such object, as after the file was edited by hand.
    """
    _CHANGED.clear()
    if not changed:
        return
    try:
        stored = dict(json.loads(changed))
    except (ValueError, TypeError):
        raise UserMistakeError("settings.bad_value", key="keys.changed", value=changed) from None
    for name, sequence in stored.items():
        if name in BY_NAME and changeable(BY_NAME[name]):
            _CHANGED[name] = (str(sequence),)


def changes() -> dict[str, str]:
    """Names and sequences of keys that are not as in the map."""
    return {name: sequences[0] for name, sequences in _CHANGED.items()}


def sequences(name: str) -> tuple[str, ...]:
    """The sequences in use for a key."""
    return _CHANGED.get(name) or BY_NAME[name].sequences


def written(sequence: str) -> str:
    """A sequence as it is written on this system; both keys that end a line are called Enter."""
    sequence = "Enter" if sequence == "Return" else sequence.replace("+Return", "+Enter")
    return QtGui.QKeySequence(sequence).toString(QtGui.QKeySequence.SequenceFormat.NativeText)


def shown(name: str) -> str:
    """The first sequence of a key as it is written on this system, as ``Ctrl+K``."""
    return written(sequences(name)[0])


def bind(widget: QWidget, name: str, act: Callable[[], object], *, window: bool = False) -> tuple[QShortcut, ...]:
    """Call ``act`` when a key of ``name`` is pressed in ``widget`` or below it; anywhere in its window if so asked."""
    context = (
        QtCore.Qt.ShortcutContext.WindowShortcut if window else QtCore.Qt.ShortcutContext.WidgetWithChildrenShortcut
    )
    made = []
    for sequence in sequences(name):
        shortcut = QtGui.QShortcut(QtGui.QKeySequence(sequence), widget)
        shortcut.setContext(context)
        shortcut.activated.connect(act)
        made.append(shortcut)
    return tuple(made)


def bind_digits(widget: QWidget, name: str, act: Callable[[int], object]) -> tuple[QShortcut, ...]:
    """Call ``act`` with 0 to 8 for the nine sequences of ``name`` pressed in ``widget`` or below it."""
    made = []
    for index, sequence in enumerate(sequences(name)):
        shortcut = QtGui.QShortcut(QtGui.QKeySequence(sequence), widget)
        shortcut.setContext(QtCore.Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda at=index: act(at))
        made.append(shortcut)
    return tuple(made)
