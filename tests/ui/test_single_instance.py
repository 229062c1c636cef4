import pytest
from PySide6.QtCore import QSysInfo

from hfc_desktop.paths import DataDir
from hfc_desktop.ui.single_instance import Door


@pytest.fixture
def data(tmp_path):
    return DataDir(tmp_path)


def test_the_first_one_enters_and_the_second_does_not(data):
    first, second = Door(data), Door(data)
    assert first.enter()
    assert not second.enter()
    first.leave()
    assert second.enter()
    second.leave()


def test_two_folders_have_two_doors(tmp_path):
    one, other = Door(DataDir(tmp_path)), Door(DataDir(tmp_path / "b"))
    (tmp_path / "b").mkdir()
    assert one.enter()
    assert other.enter()
    one.leave()
    other.leave()


def test_a_knock_is_heard(qtbot, data):
    first, came = Door(data), []
    first.enter()
    first.listen(lambda: came.append(True))
    assert Door(data).knock()
    qtbot.waitUntil(lambda: bool(came))
    first.leave()


def test_nobody_answers_where_nobody_is(data):
    assert not Door(data).knock()


def test_a_lock_left_by_a_process_that_is_gone_does_not_count(data):
    data.lock.write_text(f"999999\nhfc\n{QSysInfo.machineHostName()}\n", encoding="utf-8")
    door = Door(data)
    assert door.enter()
    door.leave()
