"""Makes the golden files of a format version: run once when a version is released, never again for that version.

``python -m tests.exchange.golden tests/data/exchange/v1``
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from pathlib import Path

from hfc_desktop.domain.record_json import document
from tests.faults.exchange_house import Bank, make_bank

PAPER = b"%PDF-1.4 golden paper"


def make(folder: Path) -> None:
    """A counter's file with two cases, an edit and a paper; the branch's file upward; a receipt; an enrolment."""
    with tempfile.TemporaryDirectory() as place:
        made, opened = Path(place) / "made", Path(place) / "open"
        made.mkdir()
        opened.mkdir()
        bank = Bank(opened, made, make_bank(made))
        first = bank.c1.register()
        bank.c1.register()
        bank.c1.set(first.id, claim="改后的诉求", amount_fen=12_300)
        sha256 = hashlib.sha256(PAPER).hexdigest()
        with bank.c1.store.unit_of_work() as uow:
            uow.files.put_content(sha256, "application/pdf", PAPER)
            uow.commit()
        entry = {"sha256": sha256, "name": "证明.pdf", "bytes": len(PAPER), "media_type": "application/pdf",
                 "added_at": first.received_at.isoformat(), "by": "T101"}  # fmt: skip
        bank.c1.set(first.id, attachments=[entry])
        inside = bank.c1.export(bank.branch)
        bank.branch.one(inside)
        files = {
            "counter.hfcx": inside,
            "branch.hfcx": bank.branch.export(bank.head),
            "receipt.hfcr": bank.branch.receipt(bank.c1),
            "enrolment.json": bank.c1.devices.enrolment(bank.c1.manager, "c1")[0],
        }
        for name, content in files.items():
            (folder / name).write_bytes(content)
        known = {
            "case": first.id,
            "paper": sha256,
            "devices": {name: document(getattr(bank, name).device()) for name in ("c1", "branch", "head")},
            "identities": {name: getattr(bank, name).keys.identity for name in ("c1", "branch", "head")},
            "signing": {name: getattr(bank, name).keys.signing.hex() for name in ("c1", "branch", "head")},
        }
        text = json.dumps(known, ensure_ascii=False, indent=1, sort_keys=True)
        (folder / "known.json").write_text(text + "\n", encoding="utf-8")
        bank.close()


if __name__ == "__main__":
    make(Path(sys.argv[1]))
