"""``hfc packs booklet`` as it is called."""

import json

import pytest

from hfc_desktop.bootstrap.content import bundled_folders
from hfc_desktop.cli import app


def hfc(capsys, *words):
    status = app.run(words)
    shown = capsys.readouterr()
    assert "Traceback" not in shown.err
    return status, shown.out, shown.err


@pytest.fixture
def source():
    return next(folder for folder in bundled_folders() if folder.name == "assistance-execution")


def test_a_pack_is_printed(source, tmp_path, capsys):
    file = tmp_path / "汇编 1.pdf"
    status, out, _err = hfc(capsys, "packs", "booklet", str(source), "-o", str(file), "--json")
    made = json.loads(out)
    assert status == 0
    assert made["bytes"] == file.stat().st_size
    assert made["items"] > 10
    assert file.read_bytes().startswith(b"%PDF-1.")


def test_no_pack_and_no_folder_are_told_plainly(source, tmp_path, capsys):
    assert hfc(capsys, "packs", "booklet", str(tmp_path), "-o", str(tmp_path / "a.pdf"))[0] == 1
    assert hfc(capsys, "packs", "booklet", str(source), "-o", str(tmp_path / "none" / "a.pdf"))[0] == 3
    assert hfc(capsys, "packs", "booklet", str(source))[0] == 2
    assert list(tmp_path.iterdir()) == []
