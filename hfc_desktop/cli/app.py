"""The command line ``hfc``: finds the verb, words the faults, gives the exit status. Runs without the window.

Exit status: 0 done; 1 the input was at fault; 2 usage; 3 the environment; 4 refused for security.
"""

from __future__ import annotations

import gettext
import importlib
import os
from typing import TYPE_CHECKING, Final

import click

from hfc_desktop.cli.output import note
from hfc_desktop.errors import HfcError, crash_report
from hfc_desktop.i18n import N_, language
from hfc_desktop.i18n import gettext as _
from hfc_desktop.paths import resources_dir
from hfc_desktop.wording.errors import error_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

VERBS: Final[Mapping[str, tuple[str, str]]] = {
    "lookup": ("hfc_desktop.cli.commands.lookup", N_("Search the guidance as the counter does.")),
    "show": ("hfc_desktop.cli.commands.show", N_("Show one guidance item in full.")),
    "packs": ("hfc_desktop.cli.commands.packs", N_("Check, build, compare and install guidance packs.")),
    "init": ("hfc_desktop.cli.commands.init", N_("Make an empty store with its office and first administrator.")),
    "users": ("hfc_desktop.cli.commands.users", N_("People and roles.")),
    "complaints": ("hfc_desktop.cli.commands.complaints", N_("The complaint ledger.")),
    "repeats": ("hfc_desktop.cli.commands.repeats", N_("Cases that may be the same matter.")),
    "registers": ("hfc_desktop.cli.commands.registers", N_("Supervision notices, problems, plans, early signs.")),
    "imports": ("hfc_desktop.cli.commands.imports", N_("Ledgers that were taken over.")),
    "audit": ("hfc_desktop.cli.commands.audit", N_("Who did and who saw what.")),
    "retention": ("hfc_desktop.cli.commands.retention", N_("How long records are kept, and how they are destroyed.")),
    "exchange": ("hfc_desktop.cli.commands.exchange", N_("Files to and from other offices.")),
    "deadlines": ("hfc_desktop.cli.commands.deadlines", N_("Count the legal terms of a complaint.")),
    "note": ("hfc_desktop.cli.commands.note", N_("Print notes, letters and slips, or check a printed one.")),
    "report": ("hfc_desktop.cli.commands.report", N_("Reports of a period with charts.")),
    "meeting": ("hfc_desktop.cli.commands.meeting", N_("Analysis meetings and their minutes.")),
    "doctor": ("hfc_desktop.cli.commands.doctor", N_("Check this installation and its data.")),
}
"""Verb to module (which holds a click command named ``command``) and its short help."""


_BUG: Final = 70
"""Exit status of a bug, as ``sysexits.h`` has it."""


class Verbs(click.Group):
    """Loads a verb's module when that verb is called, so that help and small commands start fast."""

    def __init__(self, extra: Mapping[str, tuple[str, str]]) -> None:
        super().__init__(
            name="hfc",
            help=_("HFC Desktop on the command line: guidance, complaints, packs. Every command answers --help."),
            context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
        )
        self._verbs = {**VERBS, **extra}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Verbs in the order of the table."""
        return list(self._verbs)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb's command, loaded now."""
        if cmd_name not in self._verbs:
            return None
        module, _help = self._verbs[cmd_name]
        command = getattr(importlib.import_module(module), "command" if module.endswith(cmd_name) else cmd_name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of verbs, without loading them."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(verb, _(text)) for verb, (_module, text) in self._verbs.items()])


def _teach_click_the_language() -> None:
    """Click finds its own words through the standard gettext domain ``messages`` and ``LANGUAGE``."""
    gettext.bindtextdomain("messages", str(resources_dir() / "locale"))
    os.environ["LANGUAGE"] = language()


def run(arguments: Sequence[str], extra: Mapping[str, tuple[str, str]] | None = None) -> int:
    """Run one command line.

    Args:
        arguments: words after ``hfc``.
        extra: further verbs that the door brings, in the form of ``VERBS``.

    Returns:
        The exit status.
    """
    _teach_click_the_language()
    try:
        status = Verbs(extra or {}).main(args=list(arguments), prog_name="hfc", standalone_mode=False)
    except HfcError as error:
        note(error_text(error))
        return error.exit_status
    except click.exceptions.Abort:
        note(_("Cancelled. Nothing was changed."))
        return 1
    except click.ClickException as error:
        error.show()
        return 2
    except Exception as error:  # noqa: BLE001  a bug: said plainly, kept without what a customer said
        note(
            _("This is a fault of the program; what was saved before is safe. Please send this report to head office:")
        )
        note(crash_report(error))
        return _BUG
    return status if isinstance(status, int) else 0
