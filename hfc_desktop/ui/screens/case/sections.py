"""A case as groups of labels and texts, and links to what it stands beside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui.widgets.ledger.columns import day, moment, money
from hfc_desktop.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hfc_desktop.domain.complaint import Complaint
    from hfc_desktop.domain.parties import Party
    from hfc_desktop.ui.widgets.ledger.names import Names


@dataclass(frozen=True, slots=True)
class Link:
    """Where one can go from here.

    Attributes:
        kind: ``case``, ``guidance``, ``attachment``, or ``task``, which is finished there.
        to: id of it.
    """

    kind: str
    to: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """One group."""

    title: str
    lines: tuple[tuple[str, str], ...] = ()
    links: tuple[Link, ...] = ()


def of(case: Complaint, names: Names) -> tuple[Section, ...]:
    """The groups of a case that hold something."""
    made = (
        Section(_("Matter"), _filled(_matter(case, names))),
        Section(_("In the customer's words"), _filled(_words(case))),
        Section(_("People"), _filled(_people(case))),
        Section(_("Decision"), _filled(_decision(case, names))),
        Section(_("Notices to the customer"), _filled(_notices(case))),
        Section(_("Extensions, mediation, recusal"), _filled(_stops(case, names))),
        Section(_("Level"), _filled(_levels(case, names))),
        Section(_("Belongs with"), links=tuple(_links(case))),
        Section(_("Guidance used"), links=tuple(_guidance(case))),
        Section(_("Attachments"), links=tuple(_attachments(case))),
    )
    return tuple(section for section in made if section.lines or section.links)


def _filled(lines: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, text) for name, text in lines if text)


def _term(table: str, value: object) -> str:
    return term(table, str(value)) if value else ""


def _yes_no(value: bool | None) -> str:
    return "" if value is None else (_("Yes") if value else _("No"))


def _matter(case: Complaint, names: Names) -> Iterator[tuple[str, str]]:
    yield _("Topic"), names.of_class("scenario", case.scenario)
    yield _("Business"), names.of_class("business", case.business)
    yield _("Reason"), names.of_class("reason", case.reason)
    yield _("Line"), _term("line", case.business_line)
    yield _("Came in by"), term("source", case.source.value)
    yield _("Received"), moment(case.received_at)
    yield _("Registered at"), moment(case.registered_at)
    yield _("Happened on"), day(case.occurred_on)
    yield _("Amount"), money(case.amount_fen)
    yield _("Loss"), money(case.loss_fen)
    yield _("Wants"), _term("demand", case.demand)
    yield _("Handler"), names.person(case.handler) if case.handler else ""
    yield _("Taken down by"), names.person(case.first_receiver)
    yield _("Office"), names.office(case.organisation)
    yield _("Severity"), term("severity", case.severity.value)
    yield _("People complaining"), str(case.people_count) if case.people_count > 1 else ""


def _words(case: Complaint) -> Iterator[tuple[str, str]]:
    yield _("Claim"), case.claim
    yield _("Facts"), case.facts
    yield _("Grounds"), case.basis
    yield _("Expects"), case.expected_outcome
    yield _("First advice"), case.first_advice


def _people(case: Complaint) -> Iterator[tuple[str, str]]:
    for party in case.parties:
        yield term("party_role", party.role.value), _party(party)


def _party(party: Party) -> str:
    parts = (party.name, party.phone, _term("id_type", party.id_type), party.id_number, party.account_tail)
    return " · ".join(part for part in parts if part)


def _decision(case: Complaint, names: Names) -> Iterator[tuple[str, str]]:
    yield _("Found out"), case.investigation
    yield _("Rules that apply"), case.policy_basis
    yield _("Decision"), case.decision
    yield _("Remedies"), case.remedies
    yield _("Who is responsible"), _term("responsibility", case.responsibility)
    yield _("Amount compensated"), money(case.compensation_fen)
    for said in case.approvals:
        word = _("granted") if said.granted else _("not granted")
        yield _("Approval"), f"{word} · {names.person(said.by)} · {moment(said.at)}"
    yield _("How it ended"), _term("outcome", case.outcome)
    yield _("Root cause"), _term("root_cause", case.root_cause)
    yield _("Satisfaction"), str(case.satisfaction) if case.satisfaction else ""
    yield _("The customer accepts it"), _yes_no(case.accepted_by_customer)
    for seen in case.checks:
        word = _("passed") if seen.passed else _("not passed")
        yield _("Quality check"), f"{word} · {names.person(seen.by)} · {moment(seen.at)}"


def _notices(case: Complaint) -> Iterator[tuple[str, str]]:
    for notice in case.notices:
        parts = (
            moment(notice.at),
            term("notice_way", notice.way.value),
            term("notice_result", notice.result.value),
            notice.target_masked,
            notice.remark,
        )
        yield term("notice_kind", notice.kind.value), " · ".join(part for part in parts if part)


def _stops(case: Complaint, names: Names) -> Iterator[tuple[str, str]]:
    for extension in case.extensions:
        granted = extension.approved_on is not None
        state = _("granted") if granted else (_("not granted") if extension.refused else _("asked for"))
        yield _("Extension {n}").format(n=extension.stage), f"{state} · {extension.asked_on} · {extension.reason}"
    for pause in case.pauses:
        until = day(pause.last) or _("goes on")
        yield _("Mediation"), f"{pause.first} – {until} · {pause.body} · {pause.document}"
    for recusal in case.recusals:
        yield _("Recusal"), " · ".join(part for part in (names.person(recusal.staff_no), str(recusal.on)) if part)
    yield _("Legal hold"), _("Nothing of it may be deleted.") if case.legal_hold else ""


def _levels(case: Complaint, names: Names) -> Iterator[tuple[str, str]]:
    for change in case.escalations:
        why = change.reason or change.label or change.rule
        yield moment(change.at), f"{change.before} → {change.after} · {why} · {names.person(change.by)}"


def _links(case: Complaint) -> Iterator[Link]:
    if case.repeat_of:
        yield Link("case", case.repeat_of, _("Its lead case"))
    for child in case.merged:
        yield Link("case", child.id, _("Merged into it: {number}").format(number=child.number))
    for link in case.links:
        yield Link("case", link.to, term("link_kind", link.kind.value))
    if case.recheck is not None:
        yield Link("case", case.recheck.case, _("Its re-check: {number}").format(number=case.recheck.number))
    if case.recheck_of:
        yield Link("case", case.recheck_of, _("The decision that is checked again"))


def _guidance(case: Complaint) -> Iterator[Link]:
    for use in case.guidance_used:
        if use.item:
            yield Link("guidance", use.item, f"{use.title} · v{use.version}")


def _attachments(case: Complaint) -> Iterator[Link]:
    for attachment in case.attachments:
        size = max(1, attachment.bytes // 1024)
        yield Link("attachment", attachment.sha256, f"{attachment.name} · {size} KB")
