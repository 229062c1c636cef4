from datetime import datetime, timedelta

from hfc_desktop.ui import crash_reports

AT = datetime.fromisoformat("2026-11-24T10:42:00+08:00")


def broken(customer):
    raise KeyError(f"{customer} 6222 0000 1234 5678")


def caught(customer):
    try:
        broken(customer)
    except KeyError as error:
        return error


def test_a_report_says_where_but_not_what_the_customer_said(tmp_path):
    path = crash_reports.write(tmp_path / "logs", caught("王五"), AT)
    text = path.read_text(encoding="utf-8")
    assert "KeyError" in text
    assert "broken" in text
    assert "王五" not in text
    assert "6222" not in text


def test_a_report_is_shown_once(tmp_path):
    path = crash_reports.write(tmp_path, caught("王五"), AT)
    assert crash_reports.unseen(tmp_path) == [path]
    kept = crash_reports.mark_seen(path)
    assert kept.is_file()
    assert crash_reports.unseen(tmp_path) == []


def test_no_folder_no_reports(tmp_path):
    assert crash_reports.unseen(tmp_path / "nothing") == []


def test_where_nothing_can_be_written_the_program_goes_on(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert crash_reports.write(blocked, caught("王五"), AT) is None


def test_old_reports_are_dropped(tmp_path):
    for minute in range(30):
        crash_reports.write(tmp_path, caught("王五"), AT + timedelta(minutes=minute))
    kept = sorted(path.name for path in tmp_path.iterdir())
    assert len(kept) == 20
    assert kept[-1] == "crash-20261124T111100.txt"
