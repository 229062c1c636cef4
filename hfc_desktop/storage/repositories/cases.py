"""Rule editions, attachments, and the evidence for repeats between domain values and tables."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, delete, func, or_, select, true
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from hfc_desktop.domain.complaint import Nature, PartyRole, Status
from hfc_desktop.domain.life_cycle import OPEN_STATES
from hfc_desktop.domain.record_json import document, from_json
from hfc_desktop.domain.repeats import Traits, Verdict
from hfc_desktop.domain.rule_editions import RuleEdition
from hfc_desktop.storage.models import ATTACHMENTS, COMPLAINTS, EDITIONS, PARTIES, VERDICTS
from hfc_desktop.storage.queries.complaints import day_start

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from sqlalchemy import ColumnElement, Row, Select
    from sqlalchemy.orm import Session


def compact(value: object) -> str:
    """A value as the one line of JSON that a document column holds."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class SqlFiles:
    """``ledger_ports.FileRepository`` over one session."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._there: set[str] = set()

    def editions(self, keys: Iterable[str]) -> Mapping[str, RuleEdition]:
        """Editions by key."""
        found = self._session.execute(select(EDITIONS.c.key, EDITIONS.c.document).where(EDITIONS.c.key.in_(list(keys))))
        return {key: from_json(RuleEdition, json.loads(text)) for key, text in found}

    def put_edition(self, key: str, edition: RuleEdition) -> bool:
        """Keep an edition; True when it was not there yet."""
        if key in self._there:
            return False
        self._there.add(key)  # in this transaction; another one looks again
        if self._session.scalar(select(EDITIONS.c.key).where(EDITIONS.c.key == key)) is not None:
            return False
        self._session.execute(sqlite_insert(EDITIONS), [{"key": key, "document": compact(document(edition))}])
        return True

    def put_content(self, sha256: str, media_type: str, content: bytes) -> None:
        """Keep the bytes of an attachment under their hash; the same bytes are kept once."""
        values = {"sha256": sha256, "media_type": media_type, "content": content}
        self._session.execute(sqlite_insert(ATTACHMENTS).values(values).on_conflict_do_nothing())

    def content(self, sha256: str) -> bytes | None:
        """The bytes."""
        return self._session.scalar(select(ATTACHMENTS.c.content).where(ATTACHMENTS.c.sha256 == sha256))

    def media_type(self, sha256: str) -> str | None:
        """What kind of file an attachment is; ``None`` when its bytes are not here."""
        return self._session.scalar(select(ATTACHMENTS.c.media_type).where(ATTACHMENTS.c.sha256 == sha256))

    def missing(self) -> Sequence[str]:
        """Hashes of attachments that cases name and whose bytes are not here, in order."""
        named = func.json_each(COMPLAINTS.c.document, "$.attachments").table_valued("value")
        sha256 = func.json_extract(named.c.value, "$.sha256")
        held = select(ATTACHMENTS.c.sha256)
        wanted = (
            select(sha256)
            .select_from(COMPLAINTS.join(named, true()))
            .where(sha256.not_in(held))
            .distinct()
            .order_by(sha256)
        )
        return list(self._session.scalars(wanted))


_TRAITS = (
    COMPLAINTS.c.id,
    COMPLAINTS.c.number,
    COMPLAINTS.c.received_at,
    COMPLAINTS.c.status,
    COMPLAINTS.c.customer_hash,
    COMPLAINTS.c.scenario,
    COMPLAINTS.c.business,
    COMPLAINTS.c.organisation,
)


class SqlEvidence:
    """``ledger_ports.EvidenceRepository`` over one session. Matters that are no complaints are no repeats of any."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def alike(self, case: Traits, first: date, last: date) -> Sequence[Traits]:
        """Cases received in a span that share customer, telephone tail or representative."""
        ids: set[str] = set()
        span = _span(first, last)
        if case.customer:
            wanted = select(COMPLAINTS.c.id).where(COMPLAINTS.c.customer_hash == case.customer, *span)
            ids.update(self._session.scalars(wanted))
        shared = _shared_parties(case)
        if shared is not None:
            wanted = select(COMPLAINTS.c.id).join(PARTIES, PARTIES.c.complaint_id == COMPLAINTS.c.id)
            ids.update(self._session.scalars(wanted.where(shared, *span)))
        ids.discard(case.id)
        return self._whole(sorted(ids))

    def shared_customers(self, first: date, organisations: Sequence[str]) -> Sequence[Traits]:
        """Cases since a day whose customer has more than one of them, one of those open."""
        is_open = func.sum(COMPLAINTS.c.status.in_([state.value for state in OPEN_STATES]))
        groups = (
            select(COMPLAINTS.c.customer_hash)
            .where(COMPLAINTS.c.customer_hash != "", *_since(first), *_in(organisations))
            .where(COMPLAINTS.c.status != Status.MERGED.value)
            .group_by(COMPLAINTS.c.customer_hash)
            .having(func.count() > 1, is_open > 0)
        )
        wanted = (
            select(COMPLAINTS.c.id)
            .where(COMPLAINTS.c.customer_hash.in_(groups), *_since(first), *_in(organisations))
            .where(COMPLAINTS.c.status != Status.MERGED.value)
        )
        return self._whole(self._session.scalars(wanted).all())

    def received_between(self, first: date, last: date, organisations: Sequence[str]) -> Sequence[Traits]:
        """Every complaint received in a span, without its text."""
        found = self._session.execute(select(*_TRAITS).where(*_span(first, last), *_in(organisations)))
        return [_bare(row) for row in found]

    def consultations(
        self, scenario: str, first: date, last: date, *, customer: str = "", organisation: str = ""
    ) -> Sequence[str]:
        """Ids of consultations about a scenario in a span: of one customer by its keyed hash, or at one office."""
        wanted = select(COMPLAINTS.c.id).where(
            COMPLAINTS.c.nature == Nature.CONSULTATION.value,
            COMPLAINTS.c.scenario == scenario,
            COMPLAINTS.c.received_at >= day_start(first),
            COMPLAINTS.c.received_at < day_start(last, 1),
        )
        if customer:
            wanted = wanted.where(COMPLAINTS.c.customer_hash == customer)
        if organisation:
            wanted = wanted.where(COMPLAINTS.c.organisation == organisation)
        return list(self._session.scalars(wanted.order_by(COMPLAINTS.c.received_at)))

    def offices_with(self, scenario: str, first: date, last: date) -> int:
        """At how many offices complaints of one scenario came in a span."""
        offices = func.count(COMPLAINTS.c.organisation.distinct())
        wanted = select(offices).where(COMPLAINTS.c.scenario == scenario, *_span(first, last))
        return self._session.scalar(wanted) or 0

    def _whole(self, ids: Sequence[str]) -> Sequence[Traits]:
        if not ids:
            return []
        texts = [func.json_extract(COMPLAINTS.c.document, f"$.{name}") for name in ("claim", "facts", "product")]
        found = self._session.execute(select(*_TRAITS, *texts).where(COMPLAINTS.c.id.in_(ids)))
        parties: dict[str, list[Row[Any]]] = {}
        for party in self._session.execute(_people(ids)):
            parties.setdefault(party.complaint_id, []).append(party)
        return [_full(row, parties.get(row.id, [])) for row in found]

    # -- verdicts -------------------------------------------------------------------------------------------------

    def verdicts(self, ids: Iterable[str]) -> frozenset[tuple[str, str]]:
        """Pairs that were found to be no repeats, of those that hold one of ``ids``."""
        wanted = list(ids)
        found = self._session.execute(
            select(VERDICTS.c.one, VERDICTS.c.other).where(VERDICTS.c.one.in_(wanted) | VERDICTS.c.other.in_(wanted))
        )
        return frozenset((row.one, row.other) for row in found)

    def put_verdict(self, verdict: Verdict) -> None:
        """Remember that two cases are not the same matter."""
        values = {"one": verdict.one, "other": verdict.other, "document": compact(document(verdict))}
        self._session.execute(
            sqlite_insert(VERDICTS)
            .values(values)
            .on_conflict_do_update(index_elements=["one", "other"], set_={"document": values["document"]})
        )

    def drop_verdict(self, one: str, other: str) -> None:
        """Forget it."""
        self._session.execute(delete(VERDICTS).where(VERDICTS.c.one == one, VERDICTS.c.other == other))


def _since(first: date) -> list[ColumnElement[bool]]:
    return [COMPLAINTS.c.received_at >= day_start(first), COMPLAINTS.c.nature == Nature.COMPLAINT.value]


def _span(first: date, last: date) -> list[ColumnElement[bool]]:
    return [*_since(first), COMPLAINTS.c.received_at < day_start(last, 1)]


def _in(organisations: Sequence[str]) -> list[ColumnElement[bool]]:
    return [COMPLAINTS.c.organisation.in_(organisations)] if organisations else []


def _shared_parties(case: Traits) -> ColumnElement[bool] | None:
    shared: list[ColumnElement[bool]] = []
    if case.phone_tails:
        complainant = PARTIES.c.role == PartyRole.COMPLAINANT.value
        shared.append(and_(PARTIES.c.phone_tail.in_(sorted(case.phone_tails)), complainant))
    for speaker in sorted(case.representatives):
        name, _slash, phone = speaker.rpartition("/")
        representative = PARTIES.c.role == PartyRole.REPRESENTATIVE.value
        shared.append(and_(PARTIES.c.phone == phone, PARTIES.c.name == name, representative))
    return or_(*shared) if shared else None


def _people(ids: Sequence[str]) -> Select[*tuple[Any, ...]]:
    return select(
        PARTIES.c.complaint_id,
        PARTIES.c.role,
        PARTIES.c.name,
        PARTIES.c.phone,
        PARTIES.c.phone_tail,
        PARTIES.c.account_tail,
    ).where(PARTIES.c.complaint_id.in_(ids))


def _bare(row: Row[*tuple[Any, ...]], **more: Any) -> Traits:  # noqa: ANN401  values of several types
    return Traits(
        id=row.id,
        number=row.number,
        received_at=datetime.fromisoformat(row.received_at),
        status=Status(row.status),
        customer=row.customer_hash,
        scenario=row.scenario,
        business=row.business,
        organisation=row.organisation,
        **more,
    )


def _full(row: Row[*tuple[Any, ...]], parties: Sequence[Row[Any]]) -> Traits:
    claim, facts, product = (text or "" for text in row[len(_TRAITS) :])
    complainants = [party for party in parties if party.role == PartyRole.COMPLAINANT.value]
    speakers = [party for party in parties if party.role == PartyRole.REPRESENTATIVE.value]
    return _bare(
        row,
        product=product,
        text=f"{claim}\n{facts}".strip(),
        account_tails=frozenset(party.account_tail for party in complainants if party.account_tail),
        phone_tails=frozenset(party.phone_tail for party in complainants if party.phone_tail),
        representatives=frozenset(f"{party.name}/{party.phone}" for party in speakers if party.name and party.phone),
    )
