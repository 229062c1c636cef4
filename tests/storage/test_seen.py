"""What an event says it replaces is the same whether the log was read whole or only from its end."""

import secrets

from hypothesis import given, settings
from hypothesis import strategies as st

from hfc_desktop.domain.disclosure import joined
from hfc_desktop.domain.events import Op
from hfc_desktop.domain.merging import Written, seen_by
from hfc_desktop.domain.people import Actor, Role
from hfc_desktop.storage.store import create_store

FIELDS = ("claim", "facts", "handler", "received_at", "tags", "status", "decision")
WRITERS = [Actor(staff_no=role.value, role=role, organisation="1100", counter="A1") for role in Role]
STEPS = st.tuples(
    st.sampled_from([Op.CREATE, Op.SET, Op.SET, Op.ACT, Op.ACT, Op.IMPORT, Op.READ, Op.TOMBSTONE]),
    st.sampled_from(WRITERS),
    st.sets(st.sampled_from(FIELDS), max_size=3),
    st.booleans(),
)


def whole(uow, op, names):
    """The slow way: every event of the record, read and weighed."""
    written = [Written(event, joined(event.fields, own)) for event, own in uow.log.with_private("complaint", "r")]
    if op is Op.TOMBSTONE:
        return tuple(sorted(one.event.key for one in written))
    return seen_by(written, names) if op in (Op.SET, Op.ACT) else ()


def test_the_end_of_the_log_tells_the_same_as_all_of_it(tmp_path, clock):
    store = create_store(tmp_path / "store.db", secrets.token_bytes(32), clock)

    @settings(max_examples=40, deadline=None)
    @given(st.lists(STEPS, min_size=2, max_size=14), st.sampled_from([0, 3, 6]))
    def agree(steps, restored_after):
        with store.unit_of_work() as uow:
            for at, (op, actor, names, private) in enumerate(steps):
                if at and at == restored_after:
                    uow.log._life_id, uow.log._life = uow.log.start_life("0" * 32, secrets.token_hex(16)), None
                expected = whole(uow, op, names)
                values = dict.fromkeys(sorted(names), f"{at}")
                hidden = {name: values.pop(name) for name in sorted(names)[:1]} if private else {}
                assert uow.log.append(actor, "complaint", "r", op, values, hidden or None).seen == expected

    agree()
    store.close()


def test_readings_are_no_reason_to_read_more_of_the_log(store, actor):
    with store.unit_of_work() as uow:
        made = uow.log.append(actor, "complaint", "r", Op.CREATE, {"claim": "a"})
        for _time in range(5):
            uow.log.append(actor, "complaint", "r", Op.READ, {})
        assert uow.log.append(actor, "complaint", "r", Op.SET, {"claim": "b"}).seen == (made.key,)
