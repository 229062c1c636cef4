"""PIN hashes and keyed hashes of customers."""

import hashlib
import hmac

import pytest

from hfc_desktop.security.customer_keys import HmacCustomerKeys
from hfc_desktop.security.pin import LANES, MEMORY_KIB, TIME_COST, Argon2PinHasher


@pytest.fixture
def hasher():
    return Argon2PinHasher(memory_kib=8, time_cost=1)


def test_the_right_pin_fits_and_a_wrong_one_does_not(hasher):
    encoded = hasher.hash("294857")
    assert hasher.verify(encoded, "294857")
    assert not hasher.verify(encoded, "294858")


def test_equal_pins_have_different_hashes(hasher):
    assert hasher.hash("294857") != hasher.hash("294857")


@pytest.mark.parametrize("encoded", ["", "plain", "$argon2id$broken"])
def test_a_damaged_hash_fits_nothing(hasher, encoded):
    assert not hasher.verify(encoded, "294857")


def test_the_cost_is_argon2id_with_64_mib():
    encoded = Argon2PinHasher().hash("294857")
    assert encoded.startswith(f"$argon2id$v=19$m={MEMORY_KIB},t={TIME_COST},p={LANES}$")
    assert MEMORY_KIB == 64 * 1024


def test_a_hash_of_an_older_cost_still_fits(hasher):
    assert Argon2PinHasher(memory_kib=16, time_cost=1).verify(hasher.hash("294857"), "294857")


def test_a_customer_key_is_the_standard_keyed_hash_of_the_plain_number():
    key_id, digest = HmacCustomerKeys("k1", b"secret").key_for("11010519491231002x")
    assert key_id == "k1"
    assert digest == hmac.new(b"secret", b"11010519491231002X", hashlib.sha256).hexdigest()


@pytest.mark.parametrize("typed", ["E12345678", " e 123 456 78 ", "Ｅ１２３４５６７８", "E-1234-5678"])
def test_one_number_has_one_key_however_it_was_typed(typed):
    keys = HmacCustomerKeys("k", b"s")
    assert keys.key_for(typed) == keys.key_for("E12345678")


def test_another_secret_gives_another_key():
    assert HmacCustomerKeys("k", b"a").key_for("1")[1] != HmacCustomerKeys("k", b"b").key_for("1")[1]
