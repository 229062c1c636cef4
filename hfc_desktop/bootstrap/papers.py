"""Papers that are no record's: counter card and key sheet, the branch's lists and reports, minutes from a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hfc_desktop import __version__
from hfc_desktop.domain.minutes import Meeting
from hfc_desktop.domain.record_json import from_json
from hfc_desktop.errors import EnvironmentFaultError, UserMistakeError, system_reason

if TYPE_CHECKING:
    from pathlib import Path

    from hfc_desktop.bootstrap.application import Application
    from hfc_desktop.domain.branch_papers import CounterCard
    from hfc_desktop.domain.printing import Printable, PrintOrder
    from hfc_desktop.services.branch_papers import BranchPaperService
    from hfc_desktop.services.notes import House
    from hfc_desktop.services.ports import UnitOfWorkFactory
    from hfc_desktop.services.terms import TermService


def house_of(application: Application) -> House:
    """What stands on every print of a data folder."""
    from hfc_desktop.services.notes import House

    return House(
        app_version=__version__,
        keep_years=application.settings.number("retention.years"),
        demo=application.data.is_demo,
    )


def wire_papers(application: Application, uow: UnitOfWorkFactory, terms: TermService) -> BranchPaperService:
    """The branch's papers over an open store."""
    from hfc_desktop.services.branch_papers import BranchPaperService

    return BranchPaperService(uow, terms, application.rules, application.now, house_of(application))


def counter_card_of(application: Application, order: PrintOrder) -> CounterCard:
    """The counter card of the installed guidance; no login is needed.

    Raises:
        UserMistakeError: no guidance is installed.
    """
    from hfc_desktop.services.counter_card import counter_card

    if application.index is None:
        raise UserMistakeError("documents.needs_guidance", form=order.form)
    return counter_card(application.index, house_of(application), order.at or application.now(), order.language)


def drawn(document: Printable, password: str = "") -> bytes:
    """A paper that is no record's as PDF."""
    from hfc_desktop.documents.renderer import Renderer

    return Renderer().render(document.head.form, document, password)


def read_meeting(path: Path) -> Meeting:
    """A meeting from a file in YAML or JSON, with the field names of ``domain.minutes``.

    Raises:
        EnvironmentFaultError: it cannot be read.
        UserMistakeError: it is neither, or a field is missing or not in its form.
    """
    from hfc_desktop.packs.yaml_loader import load

    try:
        content = path.read_bytes()
    except OSError as error:
        raise EnvironmentFaultError("documents.not_read", path=str(path), reason=system_reason(error)) from error
    loaded = load(content, path.name)
    if loaded.value is None or loaded.faults:
        line = loaded.faults[0].line if loaded.faults else 1
        raise UserMistakeError("documents.bad_meeting_file", path=str(path), line=line)
    try:
        return from_json(Meeting, loaded.value)
    except UserMistakeError as error:
        field = str(error.params.get("field", ""))
        raise UserMistakeError("documents.bad_meeting", path=str(path), field=field) from None
