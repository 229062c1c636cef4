"""Values of the record form: to and from a draft, prefilled from a reception, checked field by field."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from hfc_desktop.domain.complaint import ComplaintSource, IdType, Nature, Party, PartyKind, PartyRole
from hfc_desktop.domain.typed import money, money_text, plain, typed_day
from hfc_desktop.i18n import gettext as _
from hfc_desktop.ui.screens.record import checks
from hfc_desktop.ui.screens.record.fields import BY_KEY, FIELDS, Editor

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from hfc_desktop.domain.complaint import ComplaintDraft

Value = str | bool
Values = dict[str, Value]

_PLAIN: Final = (
    "scenario", "business", "channel", "reason", "product", "claim", "facts", "basis", "first_advice",
    "expected_outcome",
)  # fmt: skip
_TICKS: Final = ("settled_on_spot", "told_customer")


def empty_values() -> Values:
    """A form on which nothing was typed."""
    values: Values = {field.key: False if field.editor is Editor.TICK else "" for field in FIELDS}
    values |= {
        "nature": Nature.COMPLAINT.value,
        "source": ComplaintSource.COUNTER.value,
        "kind": PartyKind.PERSON.value,
    }
    return values


def _first(draft: ComplaintDraft, role: PartyRole) -> Party | None:
    return next((party for party in draft.parties if party.role is role), None)


def from_draft(draft: ComplaintDraft) -> Values:
    """What the form shows of a draft."""
    values = empty_values()
    values |= {key: getattr(draft, key) for key in (*_PLAIN, *_TICKS)}
    values |= {"nature": draft.nature.value, "source": draft.source.value}
    values |= {"amount": money_text(draft.amount_fen), "loss": money_text(draft.loss_fen)}
    values["occurred_on"] = draft.occurred_on.isoformat() if draft.occurred_on else ""
    customer = _first(draft, PartyRole.COMPLAINANT)
    if customer:
        for key in ("name", "id_number", "phone", "account_tail", "address"):
            values[key] = getattr(customer, key)
        values |= {"kind": customer.kind.value, "id_type": customer.id_type.value if customer.id_type else ""}
    agent = _first(draft, PartyRole.REPRESENTATIVE)
    if agent:
        values |= {"represented": True, "agent_name": agent.name, "agent_phone": agent.phone}
        values["authority_seen"] = agent.authority_seen
    return values


def _text(values: Mapping[str, Value], key: str) -> str:
    return str(values.get(key, ""))


def _parties(values: Mapping[str, Value], draft: ComplaintDraft) -> tuple[Party, ...]:
    parties: list[Party] = []
    known = _first(draft, PartyRole.COMPLAINANT) or Party(role=PartyRole.COMPLAINANT)
    if any(_text(values, key).strip() for key in ("name", "id_number", "phone", "account_tail", "address")):
        id_type = _text(values, "id_type")
        parties.append(
            replace(
                known,
                kind=PartyKind(_text(values, "kind") or PartyKind.PERSON),
                name=_text(values, "name").strip(),
                id_type=IdType(id_type) if id_type else None,
                id_number=plain(_text(values, "id_number")).upper(),
                phone=plain(_text(values, "phone")),
                address=_text(values, "address").strip(),
                account_tail=plain(_text(values, "account_tail")),
            )
        )
    agent = _first(draft, PartyRole.REPRESENTATIVE) or Party(role=PartyRole.REPRESENTATIVE)
    if values.get("represented"):
        parties.append(
            replace(
                agent,
                name=_text(values, "agent_name").strip(),
                phone=plain(_text(values, "agent_phone")),
                authority_seen=bool(values.get("authority_seen")),
            )
        )
    others = (PartyRole.COMPLAINANT, PartyRole.REPRESENTATIVE)
    return (*parties, *(party for party in draft.parties if party.role not in others))


def _money(text: str) -> int | None:
    """An amount; ``None`` while it cannot be read, which the check at saving refuses."""
    return None if checks.check_money(text) else money(text)


def to_draft(values: Mapping[str, Value], draft: ComplaintDraft, today: date) -> ComplaintDraft:
    """The draft with what the form shows. What cannot be read yet is left out; ``problems`` names it."""
    occurred = _text(values, "occurred_on")
    texts: dict[str, Any] = {key: _text(values, key).strip() for key in _PLAIN}
    return replace(
        draft,
        **texts,
        nature=Nature(_text(values, "nature")),
        source=ComplaintSource(_text(values, "source")),
        parties=_parties(values, draft),
        occurred_on=None if checks.check_past_day(occurred, today) else typed_day(occurred, today),
        amount_fen=_money(_text(values, "amount")),
        loss_fen=_money(_text(values, "loss")),
        settled_on_spot=bool(values.get("settled_on_spot")),
        told_customer=bool(values.get("told_customer")),
    )


def _missing(key: str, values: Mapping[str, Value]) -> str:
    field = BY_KEY[key]
    nature = Nature(_text(values, "nature"))
    if nature not in field.required or _text(values, key).strip():
        return ""
    if field.editor is Editor.CLASS:
        return _("Choose one: {field}.").format(field=_(field.label))
    return _("Enter this: {field}.").format(field=_(field.label))


def problem(key: str, values: Mapping[str, Value], today: date) -> str:
    """What to enter into one field, or nothing when it is well filled."""
    text = _text(values, key)
    found = ""
    if key in {"amount", "loss"}:
        found = checks.check_money(text)
    elif key in {"phone", "agent_phone"}:
        found = checks.check_phone(text)
    elif key == "id_number":
        found = checks.check_id_number(text, _text(values, "id_type"))
    elif key == "account_tail":
        found = checks.check_account_tail(text)
    elif key == "occurred_on":
        found = checks.check_past_day(text, today)
    return found or _missing(key, values)


def problems(values: Mapping[str, Value], today: date) -> dict[str, str]:
    """What to enter, by field, in the order of the form; empty when the record can be saved."""
    shown = [field for field in FIELDS if not field.shown_for or values.get(field.shown_for)]
    found = {field.key: problem(field.key, values, today) for field in shown}
    return {key: text for key, text in found.items() if text}


def merged(values: Values, before: Mapping[str, Value], now: Mapping[str, Value]) -> Values:
    """The form's values with what the reception says now, wherever nobody typed.

    Args:
        values: what the form shows.
        before: what the reception said when the form was filled from it last.
        now: what it says now.
    """
    untouched = {**empty_values(), **before}
    return {key: now.get(key, value) if value == untouched.get(key) else value for key, value in values.items()}
