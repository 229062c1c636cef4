"""A branch made by the command line itself, and calling it as one of its people."""

import json

import pytest

from hfc_desktop.cli import app

PIN = "294857"


def hfc(capsys, *words):
    """Exit status, output, messages."""
    status = app.run(words)
    shown = capsys.readouterr()
    assert "Traceback" not in shown.err
    return status, shown.out, shown.err


def answer(capsys, *words, status=0):
    """The JSON of a call."""
    found, out, err = hfc(capsys, *words, "--json")
    assert found == status, err
    return json.loads(out)


def use(folder, monkeypatch, user):
    """Make the commands work in a folder, as a user."""
    for name, value in (
        ("HFC_KEY_FILE", folder / "k"),
        ("HFC_PIN_FILE", folder / "pin"),
        ("HFC_DATA", folder / "数据"),
        ("HFC_USER", user),
    ):
        monkeypatch.setenv(name, str(value))


def make_branch(folder, people):
    """A data folder with an administrator and ``people``: staff number, role and counter of each."""
    pin = folder / "pin"
    pin.write_text(PIN, encoding="utf-8")
    with pytest.MonkeyPatch.context() as monkeypatch:
        use(folder, monkeypatch, "A1")
        assert app.run(("init", str(folder / "数据"), "--organisation", "110001", "--admin", "A1")) == 0
        for staff_no, role, counter in people:
            words = ("users", "add", staff_no, "--name", "名", "--role", role, "--counter", counter)
            assert app.run((*words, "--pin-file", str(pin))) == 0
    return folder
