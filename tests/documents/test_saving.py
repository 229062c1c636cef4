"""A document is written whole or not at all."""

import os
from pathlib import Path

import pytest

from hfc_desktop.documents.saving import save
from hfc_desktop.errors import EnvironmentFaultError


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_saved_file_is_whole_and_leaves_nothing_beside_it(tmp_path):
    save(tmp_path / "处理单.pdf", b"%PDF whole")
    assert (tmp_path / "处理单.pdf").read_bytes() == b"%PDF whole"
    assert names(tmp_path) == ["处理单.pdf"]


def test_an_older_file_is_replaced(tmp_path):
    save(tmp_path / "a.pdf", b"old")
    save(tmp_path / "a.pdf", b"new")
    assert (tmp_path / "a.pdf").read_bytes() == b"new"


def test_a_missing_folder_is_said_and_nothing_is_left(tmp_path):
    with pytest.raises(EnvironmentFaultError) as caught:
        save(tmp_path / "no such folder" / "a.pdf", b"x")
    assert caught.value.code == "documents.not_saved"
    assert caught.value.params["reason"] == "no_folder"
    assert names(tmp_path) == []


@pytest.mark.skipif(not Path("/sys").is_mount(), reason="needs a folder that even the administrator cannot write to")
def test_a_folder_that_cannot_be_written_to_is_said():
    with pytest.raises(EnvironmentFaultError) as caught:
        save(Path("/sys/处理单.pdf"), b"x")
    assert caught.value.code == "documents.not_saved"
    assert caught.value.params["reason"] in {"no_permission", "read_only"}


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the administrator may write anywhere")
def test_a_folder_of_somebody_else_is_said_and_what_is_in_it_stays(tmp_path):
    save(tmp_path / "a.pdf", b"old")
    tmp_path.chmod(0o500)
    with pytest.raises(EnvironmentFaultError) as caught:
        save(tmp_path / "a.pdf", b"new")
    tmp_path.chmod(0o700)
    assert caught.value.params["reason"] == "no_permission"
    assert (tmp_path / "a.pdf").read_bytes() == b"old"


def test_a_name_that_is_too_long_is_said(tmp_path):
    with pytest.raises(EnvironmentFaultError) as caught:
        save(tmp_path / ("长" * 300 + ".pdf"), b"x")
    assert caught.value.code == "documents.not_saved"
    assert names(tmp_path) == []


def test_a_folder_of_that_name_stays(tmp_path):
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(EnvironmentFaultError):
        save(tmp_path / "a.pdf", b"x")
    assert names(tmp_path) == ["a.pdf"]


@pytest.mark.parametrize("nowhere", ["", ".", "/"])
def test_a_folder_alone_is_no_file_name(nowhere):
    with pytest.raises(EnvironmentFaultError) as caught:
        save(Path(nowhere), b"x")
    assert caught.value.params["reason"] == "is_folder"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="only POSIX has pipes with a name")
def test_a_pipe_or_device_of_that_name_is_not_replaced_by_a_file(tmp_path):
    os.mkfifo(tmp_path / "a.pdf")
    with pytest.raises(EnvironmentFaultError) as caught:
        save(tmp_path / "a.pdf", b"x")
    assert caught.value.params["reason"] == "exists"
    assert (tmp_path / "a.pdf").is_fifo()
    assert names(tmp_path) == ["a.pdf"]


def test_a_disk_that_fills_up_is_said_and_the_older_file_stays(tmp_path):
    resource = pytest.importorskip("resource")
    save(tmp_path / "a.pdf", b"old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(EnvironmentFaultError):
            save(tmp_path / "a.pdf", b"x" * 10_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert (tmp_path / "a.pdf").read_bytes() == b"old"
    assert names(tmp_path) == ["a.pdf"]
