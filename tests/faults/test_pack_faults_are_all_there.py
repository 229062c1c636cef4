"""Every numbered fault of packs has a test that says so in its name."""

from __future__ import annotations

import re
from pathlib import Path

PACKS = range(1, 46)


def test_each_fault_of_packs_is_automated():
    text = "\n".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_packs_*.py"))
    found = {int(number) for number in re.findall(r"def test_fault_(\d\d)_", text)}
    assert found == set(PACKS)
