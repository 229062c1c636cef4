"""Every numbered fault of the exchange has a test that says so in its name."""

from __future__ import annotations

import re
from pathlib import Path

EXCHANGE = range(46, 81)


def test_each_fault_of_the_exchange_is_automated():
    text = "\n".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_exchange_*.py"))
    found = {int(number) for number in re.findall(r"def test_fault_(\d\d)_", text)}
    assert found == set(EXCHANGE)
