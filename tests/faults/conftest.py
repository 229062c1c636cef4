"""What the numbered faults share."""

from __future__ import annotations

import pytest

from hfc_desktop.errors import HfcError
from tests.faults.exchange_house import Bank, make_bank
from tests.faults.pack_house import Counter, Publisher, said


@pytest.fixture
def bank(tmp_path):
    """Head office."""
    return Publisher(tmp_path / "总行")


@pytest.fixture
def counter(tmp_path, bank):
    """A counter that trusts head office."""
    return Counter(tmp_path / "柜台", bank)


@pytest.fixture
def refused():
    """Call something that must be refused; gives the fault, whose message was looked at in both languages."""

    def call(work, *arguments, **named):
        with pytest.raises(HfcError) as caught:
            work(*arguments, **named)
        said(caught.value)
        return caught.value

    return call


@pytest.fixture(scope="session")
def made_offices(tmp_path_factory):
    """Five devices of three offices, made once."""
    folder = tmp_path_factory.mktemp("offices")
    return folder, make_bank(folder)


@pytest.fixture
def offices(tmp_path, made_offices):
    """Five devices of three offices of one's own."""
    bank = Bank(tmp_path, *made_offices)
    yield bank
    bank.close()
