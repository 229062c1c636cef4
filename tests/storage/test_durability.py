"""What was acknowledged survives a killed process; what was not is wholly absent."""

import secrets
import signal
import subprocess
import sys
import time

import pytest

from hfc_desktop.domain.ledger import ComplaintFilter
from hfc_desktop.storage.store import create_store, open_store

ROUNDS = 5

WRITER = """
import secrets, sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from hfc_desktop.domain.days import SHANGHAI
from hfc_desktop.domain.people import Actor, Role
from hfc_desktop.security.customer_keys import HmacCustomerKeys
from hfc_desktop.services.complaints import ComplaintService
from hfc_desktop.storage.store import open_store

store = open_store(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
teller = Actor(staff_no="T1", role=Role.TELLER, organisation="1100", counter=sys.argv[3])
service = ComplaintService(
    store.unit_of_work, lambda: datetime.now(SHANGHAI), HmacCustomerKeys("k", b"s"), None, "0.1.0"
)
while True:
    draft = replace(service.new_draft(None, teller), claim="退还" * 50)
    service.save_draft(draft, teller)
    complaint, changes = service.register(draft, teller)
    print(complaint.number, flush=True)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
def test_a_killed_process_loses_no_acknowledged_record(tmp_path):
    key = secrets.token_bytes(32)
    create_store(tmp_path / "store.db", key).close()
    acknowledged = set()
    for turn in range(ROUNDS):
        words = [sys.executable, "-c", WRITER, str(tmp_path / "store.db"), key.hex(), f"A{turn}"]
        with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as writer:
            first = writer.stdout.readline()
            time.sleep(0.05 + secrets.randbelow(150) / 1000)
            writer.send_signal(signal.SIGKILL)
            rest = writer.stdout.read()
        # a number whose line was cut was acknowledged to nobody
        acknowledged |= {line for line in (first + rest).split("\n")[:-1] if line}
    store = open_store(tmp_path / "store.db", key)
    assert not store.check(thorough=True)
    with store.unit_of_work(read_only=True) as uow:
        found = {row.number for row in uow.complaints.rows(ComplaintFilter(limit=100_000))}
        assert uow.log.first_break() is None
        assert uow.log.count() >= len(found)
    assert len(acknowledged) > ROUNDS
    assert acknowledged <= found
    assert len(found - acknowledged) <= ROUNDS
    assert store.rebuild().changed == ()
    store.close()
