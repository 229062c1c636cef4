"""Saving and changing one record beside the floor: the very statements executed, replayed by the bare driver.

The statements of every save are taken down with their values as the driver gets them, and replayed on a second store
of the same key, schema and settings, one after the other in every round, so that disk and machine treat both alike.
"""

from __future__ import annotations

import gc
import secrets
import tempfile
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Engine, event

from hfc_desktop import __version__
from hfc_desktop.bootstrap.content import ShippedRules
from hfc_desktop.domain.complaint import ComplaintDraft, IdType, Party, PartyRole
from hfc_desktop.domain.days import SHANGHAI
from hfc_desktop.domain.numbering import uuid7
from hfc_desktop.domain.people import Actor, Role
from hfc_desktop.security.customer_keys import HmacCustomerKeys
from hfc_desktop.services.complaints import ComplaintService
from hfc_desktop.storage.engine import connect
from hfc_desktop.storage.store import create_store
from hfc_desktop.workbench.bench.figures import Figure, milliseconds, percentile

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hfc_desktop.domain.events import JsonValue
    from hfc_desktop.storage.store import Store

ROUNDS: Final = 400
WARM_ROUNDS: Final = 30
EDITS_OF_ONE: Final = 12
"""Changes of one record before the next is saved."""
TOLERANCE_MS: Final = 1.0
"""What a save may take beyond twice its statements; small statements are not worth dividing."""
LIMIT: Final = 2.0
P99_LIMIT_MS: Final = 50.0

Statement = tuple[str, Any, bool]


class _Tape:
    """Takes down what is executed through SQLAlchemy, as the driver gets it."""

    def __init__(self) -> None:
        self.statements: list[Statement] = []
        event.listen(Engine, "before_cursor_execute", self._keep)

    def stop(self) -> None:
        """Take down no more."""
        event.remove(Engine, "before_cursor_execute", self._keep)

    def _keep(
        self,
        _connection: object,
        _cursor: object,
        statement: str,
        values: Any,  # noqa: ANN401  as the driver takes them
        _context: object,
        many: bool,
    ) -> None:
        self.statements.append((statement, values, many))

    def take(self) -> list[Statement]:
        """What was taken down since the last call."""
        taken, self.statements = self.statements, []
        return taken


def _replay(connection: Any, statements: Sequence[Statement]) -> None:  # noqa: ANN401  the driver has no types
    """The same statements by the bare driver, in the same transactions."""
    for statement, values, many in statements:
        if statement.startswith("BEGIN") and connection.in_transaction:
            connection.execute("COMMIT")
        if many:
            connection.executemany(statement, values)
        else:
            connection.execute(statement, values).fetchall()
    if connection.in_transaction:
        connection.execute("COMMIT")


def sample_draft(number: int) -> ComplaintDraft:
    """A record as a counter writes it, the same for the same number but for its id."""
    at = datetime(2026, 11, 24, 9, tzinfo=SHANGHAI) + timedelta(seconds=number)
    party = Party(
        role=PartyRole.COMPLAINANT,
        name="张样例",
        id_type=IdType.RESIDENT_ID,
        id_number=f"0000001980010{number % 100_000:05d}",
        phone=f"1990000{number % 10_000:04d}",
        account_tail=f"{number % 10_000:04d}",
    )
    return ComplaintDraft(
        id=uuid7(at, secrets.token_bytes(10)),
        received_at=at,
        business_line="card",
        channel="counter",
        business="credit_card",
        reason="pricing",
        scenario="credit_card.waiver",
        parties=(party,),
        claim="退还年费三百元，并说明扣费依据",
        facts="客户称开卡时未被告知首年后收取年费，十月账单出现扣费，多次致电未得到解释。" * 3,
        amount_fen=30_000,
        demand="refund",
        first_advice="说明减免政策及申请方式；登记后三个工作日内回电。",
    )


class _Saving:
    """One store that is written to by the service, and one that gets the same by the bare driver."""

    def __init__(self, folder: Path) -> None:
        key = secrets.token_bytes(32)
        self.clock = datetime(2026, 11, 24, 9, tzinfo=SHANGHAI)
        self.store: Store = create_store(folder / "ours.db", key, self._now)
        origin, _incarnation = self.store.identity()
        create_store(folder / "bare.db", key, self._now, origin=origin).close()
        self.bare = connect(folder / "bare.db", key)
        self.tape = _Tape()
        self.service = ComplaintService(
            self.store.unit_of_work, self._now, HmacCustomerKeys(*self.store.customer_secret()), None, __version__,
            rules=ShippedRules(),
        )  # fmt: skip
        self.actor = Actor(staff_no="T1", role=Role.TELLER, organisation="1100", counter="A1")
        self.manager = Actor(staff_no="M1", role=Role.BRANCH_MANAGER, organisation="1100", counter="A1")
        self.last = ""
        self._number = 0

    def _now(self) -> datetime:
        return self.clock

    def pair(self) -> tuple[float, float]:
        """Times of one save and of its statements by the bare driver."""
        self._number += 1
        self.clock += timedelta(seconds=40)
        draft = replace(sample_draft(self._number), received_at=self.clock)
        self.last = draft.id
        return self._beside(lambda: self.service.register(draft, self.actor))

    def edit_pair(self) -> tuple[float, float]:
        """Times of one change of the record that was saved last, with its reading, and of its statements."""
        self._number += 1
        self.clock += timedelta(seconds=40)
        if self._number % EDITS_OF_ONE == 0:
            self.pair()
        values: dict[str, JsonValue] = {"facts": f"客户补充：第{self._number}次来电。" * 9, "amount_fen": self._number}
        return self._beside(lambda: self.service.edit(self.last, values, self.manager, "客户补充"))

    def _beside(self, act: Callable[[], object]) -> tuple[float, float]:
        self.tape.take()
        ours = milliseconds(act)
        statements = self.tape.take()
        return ours, milliseconds(lambda: _replay(self.bare, statements))

    def close(self) -> None:
        """Give both stores back."""
        self.tape.stop()
        self.bare.close()
        self.store.close()


def measure() -> Sequence[Figure]:
    """Save records one by one, then change some, and replay each; the folder is thrown away."""
    with tempfile.TemporaryDirectory(prefix="hfc-bench-") as folder:
        saving = _Saving(Path(folder))
        try:
            _rounds(saving.pair, WARM_ROUNDS)
            ours, floor = _rounds(saving.pair, ROUNDS)
            _rounds(saving.edit_pair, WARM_ROUNDS)
            edited, edit_floor = _rounds(saving.edit_pair, ROUNDS)
        finally:
            saving.close()
    return (
        _figure("save.median", ours, floor, 50),
        _figure("save.p99", ours, floor, 99),
        _figure("save.edit.median", edited, edit_floor, 50),
        _figure("save.edit.p99", edited, edit_floor, 99),
    )


def _rounds(pair: Callable[[], tuple[float, float]], rounds: int) -> tuple[list[float], list[float]]:
    gc.collect()
    times = [pair() for _round in range(rounds)]
    return [ours for ours, _floor in times], [floor for _ours, floor in times]


def _figure(name: str, ours: Sequence[float], floor: Sequence[float], percent: float) -> Figure:
    """Ours beside the floor with its tolerance, so that a ratio of 2 is the limit of both together."""
    return Figure(name, percentile(ours, percent), percentile(floor, percent) + TOLERANCE_MS / LIMIT, limit=LIMIT)
