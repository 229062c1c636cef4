"""Files of every released format version are read by the current program, byte for byte what they were."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from hfc_desktop.domain.devices import Device, DeviceState
from hfc_desktop.domain.record_json import from_json
from hfc_desktop.exchange.keys import DeviceKeys
from tests.faults.exchange_house import Office, opened

VERSIONS = sorted((Path(__file__).parents[1] / "data" / "exchange").iterdir())


@pytest.fixture(params=VERSIONS, ids=lambda path: path.name)
def golden(request, tmp_path):
    """The files of one version, and whoever they are for."""

    class Golden:
        known = json.loads((request.param / "known.json").read_text(encoding="utf-8"))

        def file(self, name):
            return (request.param / name).read_bytes()

        def office(self, name, *senders):
            keys = DeviceKeys(bytes.fromhex(self.known["signing"][name]), self.known["identities"][name])
            (tmp_path / name).mkdir()
            made = Office(name, tmp_path / name, keys, make=True)
            with made.store.unit_of_work() as uow:
                for sender in senders:
                    device = from_json(Device, self.known["devices"][sender])
                    uow.exchange.put_device(replace(device, state=DeviceState.ENROLLED))
                uow.commit()
            stores.append(made.store)
            return made

    stores = []
    yield Golden()
    for store in stores:
        store.close()


def test_a_file_inside_a_branch_is_read_with_names_texts_and_papers(golden):
    branch = golden.office("branch", "c1")
    report = branch.one(golden.file("counter.hfcx"))
    assert report.quarantined is None
    assert (report.created, report.attachments, report.parked) == (2, 1, ())
    case = branch.shown(golden.known["case"])
    assert (case.claim, case.amount_fen) == ("改后的诉求", 12_300)
    assert case.parties[0].name == "欧阳样例"
    assert case.attachments[0].sha256 == golden.known["paper"]


def test_a_file_upward_is_read_and_passed_on_byte_for_byte(golden):
    head = golden.office("head", "branch")
    content = golden.file("branch.hfcx")
    report = head.one(content)
    assert report.quarantined is None
    assert report.created == 2
    assert head.shown(golden.known["case"]).parties == ()
    _header, lines, _trailer = opened(content, head)
    bodies = {json.loads(line)["e"] for line in lines}
    with head.store.unit_of_work(read_only=True) as uow:
        held = {line.body for life, spans in uow.exchange.spans().items()
                for line in uow.exchange.lines(life, spans.runs, private=False)}  # fmt: skip
    assert bodies <= held


def test_a_receipt_and_an_enrolment_are_read(golden):
    other = golden.office("head")
    asked, _changes = other.devices.enrol(golden.file("enrolment.json"), other.manager)
    assert asked.fingerprint == golden.known["devices"]["c1"]["fingerprint"]
    counter = golden.office("c1", "branch")
    content = golden.file("receipt.hfcr")
    header, (line,), _trailer = opened(content, counter)
    assert header["kind"] == "receipt"
    told = json.loads(json.loads(line)["e"])
    assert told["lives"][0]["gaps"] == []
    assert counter.one(content).quarantined == "not_for_us", "this store is another one than the receipt is for"
