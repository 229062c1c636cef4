"""The services of the ledger beyond the record itself: steps, repeats, levels, signs, registers, terms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hfc_desktop import __version__

if TYPE_CHECKING:
    from hfc_desktop.services.case_desk import CaseDesk, Rulebook
    from hfc_desktop.services.early_signs import EarlySignService
    from hfc_desktop.services.escalation import EscalationService
    from hfc_desktop.services.ledger_ports import RuleSource
    from hfc_desktop.services.life_cycle import CaseService
    from hfc_desktop.services.merging import MergeService
    from hfc_desktop.services.ports import CustomerKeys, Now, UnitOfWorkFactory
    from hfc_desktop.services.registers import RegisterService
    from hfc_desktop.services.repeats import RepeatService
    from hfc_desktop.services.sign_counting import SignCounter
    from hfc_desktop.services.terms import TermService


@dataclass(frozen=True, slots=True)
class Ledger:
    """The services that work on cases; they share one rulebook."""

    rulebook: Rulebook
    cases: CaseService
    merging: MergeService
    repeats: RepeatService
    watch: EscalationService
    signs: EarlySignService
    counting: SignCounter
    registers: RegisterService
    terms: TermService


def wire_ledger(uow: UnitOfWorkFactory, now: Now, rules: RuleSource, keys: CustomerKeys, keep_years: int) -> Ledger:
    """The services over an open store."""
    from hfc_desktop.services.case_desk import CaseDesk, Rulebook
    from hfc_desktop.services.early_signs import EarlySignService
    from hfc_desktop.services.escalation import EscalationService
    from hfc_desktop.services.life_cycle import CaseService
    from hfc_desktop.services.merging import MergeService
    from hfc_desktop.services.registers import RegisterService
    from hfc_desktop.services.sign_counting import SignCounter
    from hfc_desktop.services.terms import TermService

    rulebook = Rulebook(rules)
    desk = CaseDesk(uow, now, rulebook)
    return Ledger(
        rulebook=rulebook,
        cases=CaseService(desk, __version__, keep_years),
        merging=MergeService(desk, __version__),
        repeats=_repeats(desk, rulebook, keys),
        watch=EscalationService(desk),
        signs=EarlySignService(desk),
        counting=SignCounter(desk),
        registers=RegisterService(desk),
        terms=TermService(desk),
    )


def _repeats(desk: CaseDesk, rulebook: Rulebook, keys: CustomerKeys) -> RepeatService:
    from hfc_desktop.services.repeats import RepeatService
    from hfc_desktop.text.similarity import Likeness

    return RepeatService(desk, Likeness(lambda: rulebook.words("boilerplate")), keys)
