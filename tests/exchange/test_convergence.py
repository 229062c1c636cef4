"""Whatever is written where, and in whatever order files come: all places that hold the same events show the same."""

import importlib.util
import os
import random
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from hfc_desktop.domain.events import Event, Op, canonical, event_of
from hfc_desktop.domain.exchange import Life
from hfc_desktop.domain.merging import GATHERED, Written, may_write, merged, state_of

_spec = importlib.util.spec_from_file_location("replicas", Path(__file__).with_name("replicas.py"))
replicas = importlib.util.module_from_spec(_spec)
__import__("sys").modules["replicas"] = replicas
_spec.loader.exec_module(replicas)

EXAMPLES = int(os.environ.get("HFC_MERGE_EXAMPLES", "400"))
STEPS = 25
TEXTS = ("甲", "乙", "丙", "丁")
TELLER_FIELDS = ("claim", "amount_fen", "tags", "scenario")
MANAGER_FIELDS = ("handler", "level", "received_at")
DAYS = st.integers(-400, 1200)


def value_of(name: str, text: str):
    if name == "amount_fen":
        return TEXTS.index(text) * 100
    if name == "level":
        return TEXTS.index(text)
    if name == "tags":
        return [text]
    return f"2026-11-0{TEXTS.index(text) + 1}T09:00:00+08:00" if name == "received_at" else text


class Offices(RuleBasedStateMachine):
    """Three to five devices with files between them."""

    kind = replicas.Device

    @initialize(count=st.integers(3, 5), shifts=st.lists(DAYS, min_size=5, max_size=5))
    def begin(self, count, shifts):
        self.lives = replicas.Lives()
        self.devices = [self.kind(f"d{number}", self.lives, timedelta(days=shifts[number])) for number in range(count)]
        self.records: list[str] = []
        self.written: dict[str, Event] = {}
        self.safe: set[str] = set()
        self.files: list[list[Event]] = []
        self.snapshots: dict[int, tuple] = {}
        self.promised: dict[tuple, int] = {}

    def device(self, at):
        return self.devices[at % len(self.devices)]

    def note(self, device, event):
        assert self.written.get(event.key, event) == event, "no number is given a second time"
        self.written[event.key] = event
        state = device.state(event.record)
        for name, value in event.fields.items():
            if name == "action" or not may_write(name, event):
                continue
            shown = state.values[name]
            if name in GATHERED:
                assert all(entry in shown for entry in value), "a writer sees what it wrote at once"
            elif not state.deleted:
                assert shown == value, "a writer sees what it wrote at once"

    # -- writing

    @rule(at=st.integers(0, 4), text=st.sampled_from(TEXTS))
    def record_complaint(self, at, text):
        device = self.device(at)
        record = f"r{len(self.records)}"
        self.records.append(record)
        fields = {"id": record, "status": "registered", "claim": text, "received_at": value_of("received_at", text)}
        self.note(device, device.write(record, Op.CREATE, fields))

    @precondition(lambda self: self.records)
    @rule(
        at=st.integers(0, 4), which=st.integers(0, 30), name=st.sampled_from(TELLER_FIELDS), text=st.sampled_from(TEXTS)
    )
    def teller_edits(self, at, which, name, text):
        self._edit(at, which, name, text, "teller")

    @precondition(lambda self: self.records)
    @rule(
        at=st.integers(0, 4),
        which=st.integers(0, 30),
        name=st.sampled_from(MANAGER_FIELDS),
        text=st.sampled_from(TEXTS),
        role=st.sampled_from(("branch_manager", "branch_manager", "teller")),
    )
    def manager_edits(self, at, which, name, text, role):
        self._edit(at, which, name, text, role)

    def _edit(self, at, which, name, text, role):
        device, record = self.device(at), self.records[which % len(self.records)]
        if record in device.by_record and not device.state(record).deleted:
            self.note(device, device.write(record, Op.SET, {name: value_of(name, text)}, role))

    @rule(at=st.integers(0, 4), other=st.integers(0, 4), name=st.sampled_from(TELLER_FIELDS))
    def two_edit_apart_what_all_know(self, at, other, name):
        """What conflicts are made of, and what chance alone seldom finds."""
        self.record_complaint(at, "丙")
        for receiver in self.devices:
            receiver.take(self.device(at).file_for("nobody"))
        for place, text in ((at, "甲"), (other, "乙")):
            self._edit(place, len(self.records) - 1, name, text, "teller")

    @precondition(lambda self: self.records)
    @rule(at=st.integers(0, 4), which=st.integers(0, 30))
    def manager_accepts(self, at, which):
        device, record = self.device(at), self.records[which % len(self.records)]
        if record in device.by_record and device.state(record).values.get("status") == "registered":
            fields = {"action": "accept", "status": "accepted"}
            self.note(device, device.write(record, Op.ACT, fields, "branch_manager"))

    @precondition(lambda self: self.records)
    @rule(at=st.integers(0, 4), which=st.integers(0, 30))
    def manager_deletes(self, at, which):
        device, record = self.device(at), self.records[which % len(self.records)]
        if record in device.by_record and not device.state(record).deleted:
            self.note(device, device.write(record, Op.TOMBSTONE, {}, "branch_manager"))
            assert device.state(record).deleted

    # -- files

    @rule(start=st.integers(0, 4), end=st.integers(0, 4), cut=st.floats(0, 1), seed=st.integers(0, 2**16))
    def send_part_shuffled(self, start, end, cut, seed):
        sender, receiver = self.device(start), self.device(end)
        events = sender.file_for(receiver.name)
        random.Random(seed).shuffle(events)
        events = events[: round(len(events) * cut)]
        self.safe |= {event.key for event in events}
        self.files.append(events)
        receiver.take(events)

    @rule(start=st.integers(0, 4), end=st.integers(0, 4))
    def send_all_and_get_a_receipt(self, start, end):
        sender, receiver = self.device(start), self.device(end)
        if sender is receiver:
            return
        events = sender.file_for(receiver.name)
        self.safe |= {event.key for event in events}
        self.files.append(events)
        receiver.take(events)
        receipt = receiver.receipt_for(sender.name)
        self._honest(receiver, receipt)
        sender.receipts[receiver.name] = receipt
        gaps = {Life(life.origin, life.incarnation) for life in receipt.lives if life.gaps}
        again = [event for event in sender.file_for(receiver.name) if Life.of(event) not in gaps]
        assert not again, "what a full file brought needs no second sending, but for what lies beyond a gap"

    @precondition(lambda self: self.files)
    @rule(end=st.integers(0, 4), which=st.integers(0, 100))
    def old_file_comes_again(self, end, which):
        receiver, events = self.device(end), self.files[which % len(self.files)]
        receiver.take(events)
        before = {record: state_of(state) for record, state in receiver.states().items()}
        assert receiver.take(events) == 0, "a file taken in again brings nothing new"
        assert {record: state_of(state) for record, state in receiver.states().items()} == before

    def _honest(self, receiver, receipt):
        held = {event.key: event for event in receiver.held.values()}
        for life in receipt.lives:
            for number in range(1, life.high_water + 1):
                assert f"{life.origin}/{life.incarnation}/{number}" in held
            place = (receiver.name, receipt.incarnation, life.origin, life.incarnation)
            assert life.high_water >= self.promised.get(place, 0), "a receipt never falls within one life"
            self.promised[place] = life.high_water

    # -- accidents

    @rule(at=st.integers(0, 4))
    def back_up(self, at):
        self.snapshots[at % len(self.devices)] = self.device(at).snapshot()

    @precondition(lambda self: self.snapshots)
    @rule(which=st.integers(0, 4))
    def restore(self, which):
        at = sorted(self.snapshots)[which % len(self.snapshots)]
        self.devices[at].restore(self.snapshots[at])

    @precondition(lambda self: len(self.devices) < 5)
    @rule(at=st.integers(0, 4))
    def copy_the_disk(self, at):
        self.devices.append(self.device(at).cloned(f"d{len(self.devices)}"))

    # -- what must hold

    @invariant()
    def one_complaint_an_id(self):
        for device in getattr(self, "devices", []):
            assert len(device.by_record) == len(set(device.by_record))
            for record, events in device.by_record.items():
                assert {event.record for event in events} == {record}

    def teardown(self):
        if not getattr(self, "devices", None):
            return
        self._exchange_everything()
        first = self.devices[0]
        expected = {record: state_of(state) for record, state in first.states().items()}
        for device in self.devices[1:]:
            assert {record: state_of(state) for record, state in device.states().items()} == expected, (
                "all show the same"
            )
        held = {event.key for event in first.held.values()}
        kept = {key for key in self.safe if key in self.written}
        assert kept <= held, "nothing that was ever sent is lost"
        for record, events in first.by_record.items():
            self._nothing_overwritten(events, first.state(record))
            self._order_and_clocks_do_not_matter(events, expected[record])
            self._owners_decide(events, first.state(record))
        self._round_trip(first)

    def _exchange_everything(self):
        for events in self.files:  # what lies on a stick only counts as sent once somebody puts it in
            self.devices[0].take(events)
        for _round in range(2):
            for receiver in self.devices:
                for sender in self.devices:
                    if sender is not receiver:
                        events = sender.file_for("nobody")
                        random.Random(len(events)).shuffle(events)
                        receiver.take(events)
        for device in self.devices:
            assert not any(spans.gaps for spans in device.spans().values()) or self._lost_for_good(device)

    def _lost_for_good(self, device):
        """Numbers that were never sent before their store was put back to a backup exist nowhere any more."""
        everywhere = {event.key for one in self.devices for event in one.held.values()}
        return all(
            f"{life.origin}/{life.incarnation}/{number}" not in everywhere
            for life, spans in device.spans().items()
            for first, last in spans.gaps
            for number in range(first, last + 1)
        )

    def _nothing_overwritten(self, events, state):
        shown = {one.event for conflict in state.conflicts for one in (conflict.shown, *conflict.others)}
        aside = {(one.event, one.field) for one in state.aside}
        for event in events:
            for name, value in event.fields.items():
                if name in GATHERED or name == "action":
                    continue
                replaced = any(event.key in other.seen and name in other.fields for other in events)
                known = (event.key, name) in aside or (event.key, "") in aside
                assert state.values.get(name) == value or event.key in shown or replaced or known, (
                    f"{name}={value} of {event.key} is nowhere"
                )

    def _order_and_clocks_do_not_matter(self, events, expected):
        shuffled = list(events)
        random.Random(7).shuffle(shuffled)
        again = merged(Written(event, event.fields) for event in [*shuffled, *events[:2]])
        assert state_of(again) == expected
        moved = [replace(event, at="1969-12-31T23:59:59+08:00") for event in events]
        assert state_of(merged(Written(event, event.fields) for event in moved)) == expected

    def _owners_decide(self, events, state):
        by_key = {event.key: event for event in events}
        for name in ("handler", "level", "received_at"):
            if name in state.values:
                owners = [event for event in by_key.values() if name in event.fields and may_write(name, event)]
                assert state.values[name] in [event.fields[name] for event in owners]

    def _round_trip(self, device):
        bodies = [canonical(event.to_json()) for event in device.file_for("nobody")]
        empty = replicas.Device("empty", self.lives)
        empty.take([event_of(body.decode()) for body in bodies])
        again = [canonical(event.to_json()) for event in empty.file_for("nobody")]
        assert again == bodies, "what is handed on is byte for byte what came"


def _settings(examples):
    return settings(
        max_examples=examples,
        stateful_step_count=STEPS,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
        derandomize=True,
        phases=(Phase.generate,),
    )


def test_the_sixteen_invariants_hold_whatever_happens():
    run_state_machine_as_test(Offices, settings=_settings(EXAMPLES))


@pytest.mark.parametrize("mutant", replicas.MUTANTS, ids=lambda mutant: mutant.__name__)
def test_a_rule_got_wrong_is_caught(mutant):
    machine = type(mutant.__name__, (Offices,), {"kind": mutant})
    with pytest.raises((AssertionError, KeyError)):
        run_state_machine_as_test(machine, settings=_settings(EXAMPLES))


def test_two_lives_of_one_device_are_told_apart():
    lives = replicas.Lives()
    device = replicas.Device("d0", lives)
    device.write("r0", Op.CREATE, {"id": "r0", "claim": "甲"})
    before = device.snapshot()
    device.write("r0", Op.SET, {"claim": "乙"})
    device.restore(before)
    device.write("r0", Op.SET, {"claim": "丙"})
    assert {Life.of(event).incarnation for event in device.held.values()} == {before[0], device.incarnation}
