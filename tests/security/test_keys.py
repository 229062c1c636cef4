"""The store's key: where it is kept, how it is found, how it is brought back."""

import json
import stat
import sys

import pytest
from keyring.errors import KeyringLocked

from hfc_desktop.domain.store_key import KeyPlace
from hfc_desktop.errors import EnvironmentFaultError, HfcError, SecurityRefusalError, UserMistakeError
from hfc_desktop.paths import DataDir
from hfc_desktop.security.keys import (
    KEY_BYTES,
    forget_store_key,
    load_store_key,
    make_demo_key,
    make_store_key,
    recover_store_key,
    system_store,
)

PASSPHRASE = "一句足够长的口令,十个字以上"


class Vault:
    """A system store for secrets."""

    def __init__(self):
        self.kept = {}
        self.locked = False

    def get_password(self, service, username):
        if self.locked:
            raise KeyringLocked
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.kept[service, username] = password


@pytest.fixture
def data(tmp_path):
    return DataDir(tmp_path / "数据 1")


@pytest.fixture
def vault():
    return Vault()


def nowhere():
    return None


def never():
    raise AssertionError("nobody should be asked")


def code_of(call, *arguments):
    with pytest.raises(HfcError) as caught:
        call(*arguments)
    return caught.value.code


def test_a_real_system_store_is_taken_first_and_nobody_is_asked(data, vault):
    made = make_store_key(data, never, {}, lambda: vault)
    assert made.place is KeyPlace.SYSTEM
    assert len(made.key) == KEY_BYTES
    assert load_store_key(data, never, {}, lambda: vault) == made.key


def test_a_file_that_somebody_named_is_taken_before_that(data, vault, tmp_path):
    environment = {"HFC_KEY_FILE": str(tmp_path / "钥匙" / "k.hex")}
    made = make_store_key(data, never, environment, lambda: vault)
    assert made.place is KeyPlace.FILE
    assert vault.kept == {}
    assert load_store_key(data, never, environment, lambda: vault) == made.key


@pytest.mark.parametrize("content", [b"\x07" * 32, b"07" * 32, b"07" * 32 + b"\r\n", b"# note\n" + b"07" * 32 + b"\n"])
def test_a_key_file_that_is_there_already_is_used_as_it_is(data, tmp_path, content):
    path = tmp_path / "k"
    path.write_bytes(content)
    environment = {"HFC_KEY_FILE": str(path)}
    assert make_store_key(data, never, environment, nowhere).key == b"\x07" * 32
    assert load_store_key(data, never, environment, nowhere) == b"\x07" * 32


def test_without_a_safe_place_a_passphrase_wraps_the_key(data):
    made = make_store_key(data, lambda: PASSPHRASE, {}, nowhere)
    assert made.place is KeyPlace.PASSPHRASE
    assert load_store_key(data, lambda: PASSPHRASE, {}, nowhere) == made.key
    assert code_of(load_store_key, data, lambda: "另一句足够长的口令一二三", {}, nowhere) == "keys.wrong_passphrase"
    assert code_of(load_store_key, data, None, {}, nowhere) == "keys.missing"


def test_without_anything_the_key_is_not_made(data):
    assert code_of(make_store_key, data, None, {}, nowhere) == "keys.no_safe_place"
    assert code_of(make_store_key, data, lambda: "short", {}, nowhere) == "keys.short_passphrase"
    assert not data.keys.exists() or not list(data.keys.iterdir())


def test_no_file_of_the_folder_holds_the_key_or_a_secret(data, vault):
    made = make_store_key(data, lambda: PASSPHRASE, {}, nowhere)
    held = "".join(path.read_text(encoding="utf-8") for path in data.keys.iterdir())
    for secret in (made.key.hex(), made.recovery_code, made.recovery_code.replace("-", ""), PASSPHRASE):
        assert secret not in held
    assert made.key.hex() not in repr(made)
    assert made.recovery_code not in repr(made)
    assert PASSPHRASE not in repr(made)


@pytest.mark.skipif(sys.platform == "win32", reason="rights are kept by lists of access there")
def test_key_files_are_for_their_owner_alone(data, tmp_path):
    environment = {"HFC_KEY_FILE": str(tmp_path / "k")}
    make_store_key(data, None, environment, nowhere)
    for path in (tmp_path / "k", data.keys / "store.json"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_second_key_is_never_made_over_the_first(data, vault):
    make_store_key(data, never, {}, lambda: vault)
    assert code_of(make_store_key, data, never, {}, lambda: vault) == "keys.exists"
    forget_store_key(data)
    assert make_store_key(data, never, {}, lambda: vault).key


@pytest.mark.parametrize("written", [str, str.lower, lambda code: code.replace("-", " "), lambda c: c.replace("-", "")])
def test_the_recovery_code_brings_a_lost_key_back_under_a_new_code(data, vault, written):
    made = make_store_key(data, never, {}, lambda: vault)
    vault.kept.clear()
    assert code_of(load_store_key, data, None, {}, lambda: vault) == "keys.missing"
    back = recover_store_key(data, written(made.recovery_code), never, {}, lambda: vault)
    assert back.key == made.key
    assert back.recovery_code != made.recovery_code
    assert load_store_key(data, never, {}, lambda: vault) == made.key
    assert code_of(recover_store_key, data, made.recovery_code, never, {}, lambda: vault) == "keys.wrong_recovery_code"


def test_recovery_may_move_the_key_to_another_place(data, vault):
    made = make_store_key(data, never, {}, lambda: vault)
    back = recover_store_key(data, made.recovery_code, lambda: PASSPHRASE, {}, nowhere)
    assert back.place is KeyPlace.PASSPHRASE
    assert load_store_key(data, lambda: PASSPHRASE, {}, nowhere) == made.key


def test_a_wrong_recovery_code_changes_nothing(data, vault):
    made = make_store_key(data, never, {}, lambda: vault)
    before = (data.keys / "store.json").read_bytes()
    assert code_of(recover_store_key, data, "AAAAA-BBBBB", never, {}, lambda: vault) == "keys.wrong_recovery_code"
    assert (data.keys / "store.json").read_bytes() == before
    assert load_store_key(data, never, {}, lambda: vault) == made.key


def test_a_locked_system_store_falls_back_on_the_named_file(data, vault, tmp_path):
    made = make_store_key(data, never, {}, lambda: vault)
    vault.locked = True
    path = tmp_path / "k"
    path.write_text(made.key.hex(), encoding="ascii")
    assert load_store_key(data, None, {"HFC_KEY_FILE": str(path)}, lambda: vault) == made.key


def test_the_key_of_another_folder_is_told_from_a_damaged_store(data, tmp_path):
    path = tmp_path / "k"
    make_store_key(data, None, {"HFC_KEY_FILE": str(path)}, nowhere)
    path.write_text("ab" * 32, encoding="ascii")
    with pytest.raises(EnvironmentFaultError) as caught:
        load_store_key(data, None, {"HFC_KEY_FILE": str(path)}, nowhere)
    assert caught.value.code == "keys.does_not_fit"


@pytest.mark.parametrize("content", [b"", b"not hex", b"07" * 31, b"07" * 33, b"\xff" * 10])
def test_a_file_that_holds_no_key_is_named(data, tmp_path, content):
    path = tmp_path / "k"
    path.write_bytes(content)
    assert code_of(load_store_key, data, None, {"HFC_KEY_FILE": str(path)}, nowhere) == "keys.file_bad"


def test_a_key_file_that_is_not_there_is_named(data, tmp_path):
    environment = {"HFC_KEY_FILE": str(tmp_path / "none")}
    assert code_of(load_store_key, data, None, environment, nowhere) == "keys.file_unreadable"


def test_a_wrapped_key_opens_in_its_own_folder_only(data, tmp_path):
    make_store_key(data, lambda: PASSPHRASE, {}, nowhere)
    facts = json.loads((data.keys / "store.json").read_text(encoding="utf-8"))
    other = DataDir(tmp_path / "other")
    other.keys.mkdir(parents=True)
    (other.keys / "store.json").write_text(json.dumps({**facts, "id": "0" * 32}), encoding="utf-8")
    assert code_of(load_store_key, other, lambda: PASSPHRASE, {}, nowhere) == "keys.wrong_passphrase"


@pytest.mark.parametrize("text", ["", "[]", "{", "\x00"])
def test_a_damaged_key_record_is_named(data, text):
    data.keys.mkdir(parents=True)
    (data.keys / "store.json").write_text(text, encoding="utf-8")
    assert code_of(load_store_key, data, never, {}, nowhere) == "keys.file_bad"


@pytest.mark.parametrize("change", [{"memory_kib": 10**9}, {"time_cost": 10**6}, {"salt": "!"}, {"wrapped": None}])
def test_a_tampered_wrapping_is_refused_at_once(data, change):
    make_store_key(data, lambda: PASSPHRASE, {}, nowhere)
    path = data.keys / "store.json"
    facts = json.loads(path.read_text(encoding="utf-8"))
    facts["wrapped"] |= change
    path.write_text(json.dumps(facts), encoding="utf-8")
    with pytest.raises(UserMistakeError):
        load_store_key(data, lambda: PASSPHRASE, {}, nowhere)


def test_a_demo_folder_never_asks_and_says_what_its_key_is(data, vault):
    data.root.mkdir(parents=True)
    data.demo_mark.touch()
    key = make_demo_key(data)
    assert load_store_key(data, never, {}, lambda: vault) == key
    assert "DEMO KEY" in (data.keys / "demo.key").read_text(encoding="utf-8")
    assert vault.kept == {}


def test_a_demo_key_beside_real_records_is_refused(data):
    data.root.mkdir(parents=True)
    assert code_of(make_demo_key, data) == "keys.not_demo"
    data.demo_mark.touch()
    make_demo_key(data)
    assert code_of(make_demo_key, data) == "keys.exists"
    data.demo_mark.unlink()
    with pytest.raises(SecurityRefusalError):
        load_store_key(data, never, {}, nowhere)


def test_this_machine_has_a_real_place_or_none_but_never_a_plain_text_file():
    found = system_store()
    assert found is None or "plain" not in type(found).__name__.lower()
