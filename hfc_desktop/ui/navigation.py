"""The list of screens. A new screen is one line here and a folder under ``screens``; it is loaded when first shown."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Final, NamedTuple

from hfc_desktop.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hfc_desktop.domain.people import Role
    from hfc_desktop.ui.context import Context
    from hfc_desktop.ui.screen import Screen


class Entry(NamedTuple):
    """One screen.

    Attributes:
        name: name by which screens ask the navigator for it.
        place: ``module:class`` under ``hfc_desktop.ui.screens``.
        needs_records: whether somebody must have signed in.
    """

    name: str
    place: str
    needs_records: bool = False


class Onward(NamedTuple):
    """Where to go once somebody is signed in; the argument of the sign-in screen."""

    screen: str
    argument: object = None


class Page(NamedTuple):
    """A screen that one goes to by its name.

    Attributes:
        name: name of the screen.
        text: message id of its name.
        icon: name of its icon.
        rights: whoever has none of them is not offered the page, by their value; empty for everybody.
    """

    name: str
    text: str
    icon: str
    rights: tuple[str, ...] = ()


SCREENS: Final = (
    Entry("counter", "counter.screen:CounterScreen"),
    Entry("sign_in", "sign_in.screen:SignInScreen"),
    Entry("hotlines", "hotlines.screen:HotlinesScreen"),
    Entry("training", "training.screen:TrainingScreen", needs_records=True),
    Entry("settings", "settings.screen:SettingsScreen"),
    Entry("help", "help.screen:HelpScreen"),
    Entry("about", "about.screen:AboutScreen"),
    Entry("pack_import", "pack_import.screen:PackImportScreen"),
    Entry("pack_editor", "pack_editor.screen:PackEditorScreen", needs_records=True),
    Entry("pack_compare", "pack_compare.screen:PackCompareScreen", needs_records=True),
    Entry("fraud_types", "fraud_types.screen:FraudTypesScreen"),
    Entry("stop_loss", "stop_loss.screen:StopLossScreen"),
    Entry("manager_start", "manager_start.screen:ManagerStartScreen", needs_records=True),
    Entry("due_list", "due_list.screen:DueListScreen", needs_records=True),
    Entry("repeats", "repeats.screen:RepeatsScreen", needs_records=True),
    Entry("people", "people.screen:PeopleScreen", needs_records=True),
    Entry("audit", "audit.screen:AuditScreen", needs_records=True),
    Entry("ledger_import", "ledger_import.screen:LedgerImportScreen", needs_records=True),
    Entry("exchange", "exchange.screen:ExchangeScreen", needs_records=True),
    Entry("conflicts", "conflicts.screen:ConflictsScreen", needs_records=True),
    Entry("early_signs", "early_signs.screen:EarlySignsScreen", needs_records=True),
    Entry("ledger", "ledger.screen:LedgerScreen", needs_records=True),
    Entry("case", "case.screen:CaseScreen", needs_records=True),
    Entry("record", "record.screen:RecordScreen", needs_records=True),
    Entry("note_preview", "note_preview.screen:NotePreviewScreen", needs_records=True),
)
PAGES: Final = (
    Page("counter", N_("Counter"), "search"),
    Page("hotlines", N_("Hotlines"), "phone"),
    Page("record", N_("Record"), "record", ("complaint_record",)),
    Page("manager_start", N_("Today"), "branch", ("complaint_read_counter", "complaint_read_branch")),
    Page("ledger", N_("Matters"), "checklist", ("complaint_read_counter", "complaint_read_branch")),
    Page("training", N_("Training"), "training"),
    Page("pack_import", N_("Guidance packs"), "pack"),
    Page("settings", N_("Settings"), "settings"),
    Page("help", N_("Help"), "help"),
    Page("about", N_("About"), "info"),
    Page("pack_editor", N_("Write guidance"), "record", ("pack_write", "pack_approve")),
    Page("exchange", N_("Files between offices"), "swap", ("exchange",)),
)
"""Pages that the menu offers, in the order of Alt+1 to Alt+9; a new one is one line here."""
HOME: Final = "counter"
"""Where the window starts, and where Esc ends."""
MORNING: Final = "manager_start"
"""Where a manager's day begins."""
SIGN_IN: Final = "sign_in"
"""Where one is asked who one is before records open."""

BY_NAME: Final[Mapping[str, Entry]] = {entry.name: entry for entry in SCREENS}


def first_page(role: Role) -> str:
    """Where somebody's day begins who signs in without wanting anything yet; empty for the screen that is shown."""
    from hfc_desktop.domain.people import Right, allows  # not needed before somebody signs in

    return MORNING if allows(role, Right.COMPLAINT_MERGE) else ""


def pages() -> tuple[Page, ...]:
    """Pages that the menu offers."""
    return PAGES


def is_offered(name: str, role: Role | None) -> bool:
    """Whether somebody in a role has anything to do on a page; who has not signed in is asked first.

    Services refuse by themselves; this keeps people from being led to a refusal.
    """
    rights = next((page.rights for page in PAGES if page.name == name), ())
    if role is None or not rights:
        return True
    from hfc_desktop.domain.people import Right, allows  # loaded with the user, not at the start

    return any(allows(role, Right(right)) for right in rights)


def make(name: str, context: Context) -> Screen:
    """Build a screen."""
    module, made = BY_NAME[name].place.split(":")
    screen: Screen = getattr(importlib.import_module(f"hfc_desktop.ui.screens.{module}"), made)(context)
    return screen
