"""Signing keys: the national standard's own sample, what must not verify, and key files under a passphrase."""

from __future__ import annotations

import json
import stat

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hfc_desktop.errors import EnvironmentFaultError, UserMistakeError
from hfc_desktop.security.signatures import (
    ED25519,
    SCHEMES,
    SM2,
    is_public_key,
    new_private,
    signing_key,
    verify,
)
from hfc_desktop.security.signing_files import make_key, open_key, read_public

STANDARD_PRIVATE = "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8"
STANDARD_PUBLIC = (
    "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
    "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13"
)
STANDARD_SIGNATURE = (
    "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
    "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa"
)
PASSPHRASE = "correct horse battery"
PAIRS = {scheme: signing_key(scheme, new_private(scheme)) for scheme in SCHEMES}


def test_the_sample_of_the_national_standard_verifies():
    signature = bytes.fromhex(STANDARD_SIGNATURE)
    assert signing_key(SM2, bytes.fromhex(STANDARD_PRIVATE)).public == STANDARD_PUBLIC
    assert verify(SM2, STANDARD_PUBLIC, signature, b"message digest")
    assert not verify(SM2, STANDARD_PUBLIC, signature, b"message digest.")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_was_signed_verifies_and_nothing_longer_shorter_or_empty(scheme):
    key = PAIRS[scheme]
    signature = key.sign(b"text")
    assert verify(scheme, key.public, signature, b"text")
    for wrong in (b"", signature[:-1], signature + b"\0", bytes(len(signature)), b"\xff" * len(signature)):
        assert not verify(scheme, key.public, wrong, b"text")
    assert not verify("rsa", key.public, signature, b"text")


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(SCHEMES), st.integers(0, 511))
def test_no_flipped_bit_of_a_signature_verifies(scheme, bit):
    key = PAIRS[scheme]
    signature = bytearray(key.sign(b"text"))
    signature[bit // 8] ^= 1 << bit % 8
    assert not verify(scheme, key.public, bytes(signature), b"text")


@pytest.mark.parametrize("public", ["", "zz", "04" + "11" * 64, "00" * 65, STANDARD_PUBLIC[:-2], "02" + "11" * 32])
def test_a_point_off_the_curve_is_no_key(public):
    assert not is_public_key(SM2, public)
    assert not verify(SM2, public, bytes.fromhex(STANDARD_SIGNATURE), b"message digest")


@pytest.mark.parametrize("private", [bytes(32), b"\xff" * 32])
def test_an_sm2_key_out_of_range_is_refused(private):
    with pytest.raises(ValueError, match="range"):
        signing_key(SM2, private)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_key_file_opens_with_its_passphrase_and_no_other(tmp_path, scheme):
    made = make_key(tmp_path, "审批岗", "approver", scheme, PASSPHRASE)
    file = tmp_path / "审批岗.key"
    public, key = open_key(file, PASSPHRASE)
    assert public == made == read_public(tmp_path / "审批岗.pub.json")
    assert verify(scheme, public.public, key.sign(b"x"), b"x")
    with pytest.raises(UserMistakeError) as refused:
        open_key(file, PASSPHRASE + ".")
    assert refused.value.code == "signing.wrong_passphrase"
    assert not stat.S_IMODE(file.stat().st_mode) & 0o077
    assert "private" not in (tmp_path / "审批岗.pub.json").read_text(encoding="utf-8")


def test_a_key_file_whose_duty_was_changed_does_not_open(tmp_path):
    make_key(tmp_path, "岗", "author", ED25519, PASSPHRASE)
    file = tmp_path / "岗.key"
    document = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({**document, "duty": "approver"}), encoding="utf-8")
    with pytest.raises(UserMistakeError) as refused:
        open_key(file, PASSPHRASE)
    assert refused.value.code == "signing.wrong_passphrase"


def test_keys_are_never_overwritten(tmp_path):
    make_key(tmp_path, "岗", "author", ED25519, PASSPHRASE)
    before = (tmp_path / "岗.key").read_bytes()
    with pytest.raises(UserMistakeError) as refused:
        make_key(tmp_path, "岗", "author", ED25519, PASSPHRASE)
    assert refused.value.code == "signing.exists"
    assert (tmp_path / "岗.key").read_bytes() == before


@pytest.mark.parametrize(("name", "passphrase", "code"), [
    ("../evil", PASSPHRASE, "signing.bad_name"), ("", PASSPHRASE, "signing.bad_name"),
    ("a b", PASSPHRASE, "signing.bad_name"), ("岗", "short", "keys.short_passphrase"),
])  # fmt: skip
def test_bad_names_and_short_passphrases_are_refused(tmp_path, name, passphrase, code):
    with pytest.raises(UserMistakeError) as refused:
        make_key(tmp_path, name, "author", ED25519, passphrase)
    assert refused.value.code == code
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b'{"format": "hfc-signing-key/1"}', b"\xff"])
def test_what_is_no_key_file_is_named(tmp_path, content):
    file = tmp_path / "x.key"
    file.write_bytes(content)
    with pytest.raises(UserMistakeError) as refused:
        open_key(file, PASSPHRASE)
    assert refused.value.code == "signing.bad_file"
    with pytest.raises(EnvironmentFaultError):
        open_key(tmp_path / "none.key", PASSPHRASE)


def test_a_public_file_does_not_sign(tmp_path):
    make_key(tmp_path, "岗", "author", ED25519, PASSPHRASE)
    with pytest.raises(UserMistakeError) as refused:
        open_key(tmp_path / "岗.pub.json", PASSPHRASE)
    assert refused.value.code == "signing.not_private"
