"""Papers of a branch over a real store: what is due, the report of a period, minutes, the counter card."""

from datetime import datetime, timedelta

import pytest

from hfc_desktop.bootstrap import open_application
from hfc_desktop.bootstrap.papers import counter_card_of, read_meeting
from hfc_desktop.domain.complaint import Nature, Status
from hfc_desktop.domain.days import SHANGHAI, local_day
from hfc_desktop.domain.documents import Copy, Form, Mark
from hfc_desktop.domain.guidance.item import Confidentiality
from hfc_desktop.domain.ledger import ComplaintFilter
from hfc_desktop.domain.people import Actor, Role
from hfc_desktop.domain.printing import PrintOrder
from hfc_desktop.errors import EnvironmentFaultError, SecurityRefusalError, UserMistakeError

MANAGER = Actor(staff_no="60401", role=Role.BRANCH_MANAGER, organisation="650111", counter="90")
TELLER = Actor(staff_no="60417", role=Role.TELLER, organisation="650111", counter="01")
MEETING = """
number: 2026-11
title: 高频投诉分析研判会
held_at: 2026-11-24T09:30:00+08:00
items:
  - title: 公安冻结类投诉上升
    actions:
      - {what: 修订指引, owner: 运行管理部, due: 2026-12-05}
"""


@pytest.fixture
def application(demo):
    opened = open_application(demo)
    yield opened
    opened.close()


@pytest.fixture
def records(application):
    return application.open_records()


def order(form, **more):
    return PrintOrder(form=form, copy=Copy.FILE, **more)


def rows(records):
    return list(records.complaints.rows(ComplaintFilter(limit=1000), MANAGER))


def a_month_with_complaints(records):
    """The month with most complaints of the branch."""
    days = [local_day(row.received_at) for row in rows(records) if row.nature is Nature.COMPLAINT]
    months = [f"{day:%Y-%m}" for day in days]
    return max(set(months), key=months.count)


def test_a_report_counts_what_the_list_shows(records):
    month = a_month_with_complaints(records)
    report = records.papers.report(month, order(Form.BRANCH_REPORT), MANAGER)
    received = [row for row in rows(records) if f"{local_day(row.received_at):%Y-%m}" == month]
    complaints = [row for row in received if row.nature is Nature.COMPLAINT]
    merged = [row for row in complaints if row.status is not Status.MERGED]
    assert (report.raw.count, report.merged.count) == (len(complaints), len(merged))
    assert sum(one.count for one in report.natures) == len(received)
    for counts in (report.sources, report.lines, report.topics, report.levels):
        assert sum(one.count for one in counts) == len(merged)
    assert report.on_the_spot == sum(row.settled_on_spot for row in merged)
    weeks = [count for _week, count in report.weeks]
    assert len(weeks) == 26
    assert 4 <= report.weeks_of_period <= 6
    assert sum(weeks[-report.weeks_of_period :]) >= report.merged.count


def test_topics_have_names_and_no_customer_is_in_a_report(records):
    report = records.papers.report(a_month_with_complaints(records), order(Form.BRANCH_REPORT), MANAGER)
    assert report.topics
    assert all(one.name != one.key for one in report.topics if one.key)
    names = [row.complainant for row in rows(records) if len(row.complainant) > 1]
    assert not [name for name in names if name.strip("*") and name in repr(report)]


def test_terms_that_ended_in_the_period_were_kept_or_missed(records):
    month = a_month_with_complaints(records)
    report = records.papers.report(month, order(Form.BRANCH_REPORT), MANAGER)
    judged = 0
    for row in rows(records):
        case = records.complaints.get(row.id, MANAGER)
        due = [clock for clock in case.clocks if clock.name.startswith(("decision", "extension"))]
        in_period = [clock for clock in due if f"{clock.due:%Y-%m}" == month and clock.state in {"met", "missed"}]
        judged += bool(in_period) and case.status is not Status.MERGED
    assert report.kept.kept + report.kept.late == judged


def test_a_report_can_be_cancelled(records):
    month = a_month_with_complaints(records)
    assert records.papers.report(month, order(Form.BRANCH_REPORT), MANAGER, lambda _done, _total: False) is None


def test_a_teller_prints_no_report(records):
    with pytest.raises(SecurityRefusalError):
        records.papers.report("2026-10", order(Form.BRANCH_REPORT), TELLER)
    with pytest.raises(SecurityRefusalError):
        records.papers.due_list(order(Form.DUE_LIST), TELLER)


def test_the_due_list_is_sorted_and_masked(records):
    due = records.papers.due_list(order(Form.DUE_LIST), MANAGER, days=400)
    assert due.rows
    assert all("*" in row.customer for row in due.rows if row.customer)
    assert due.last - due.first == timedelta(days=400)
    assert [row.days_left for row in due.rows] == [(row.due - due.first).days for row in due.rows]


def test_a_report_is_recorded_and_proved_as_a_picture_of_its_day(records):
    report = records.papers.report(a_month_with_complaints(records), order(Form.BRANCH_REPORT), MANAGER)
    content = records.notes.pdf(report)
    records.notes.record_print(report, MANAGER, content)
    proof = records.notes.verify(content, MANAGER)
    assert (proof.genuine, proof.unchanged) == (True, None)
    again = records.papers.report(report.period, order(Form.BRANCH_REPORT), MANAGER)
    assert again.head.print_no == 2
    assert again.head.check_code == report.head.check_code


def test_minutes_come_from_a_file(records, tmp_path):
    file = tmp_path / "会议.yaml"
    file.write_text(MEETING, "utf-8")
    made = records.papers.minutes(read_meeting(file), order(Form.MINUTES), MANAGER)
    assert made.head.number == "650111-2026-11"
    assert made.meeting.held_at == datetime(2026, 11, 24, 9, 30, tzinfo=SHANGHAI)
    assert made.meeting.items[0].actions[0].owner == "运行管理部"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (MEETING.replace("held_at: 2026-11-24T09:30:00+08:00", "held_at: gestern"), "documents.bad_meeting"),
        (MEETING.replace("title: 高频投诉分析研判会\n", ""), "documents.bad_meeting"),
        ("a: &anchor 1", "documents.bad_meeting_file"),
        ("", "documents.bad_meeting_file"),
    ],
)
def test_a_file_that_is_no_meeting_is_refused(tmp_path, text, code):
    file = tmp_path / "m.yaml"
    file.write_text(text, "utf-8")
    with pytest.raises(UserMistakeError) as caught:
        read_meeting(file)
    assert caught.value.code == code


def test_a_file_that_is_not_there_is_a_fault_of_the_environment(tmp_path):
    with pytest.raises(EnvironmentFaultError):
        read_meeting(tmp_path / "none.yaml")


def test_a_number_that_no_bar_code_takes_is_refused(records, tmp_path):
    file = tmp_path / "m.yaml"
    file.write_text(MEETING.replace("number: 2026-11", "number: 第十一次"), "utf-8")
    with pytest.raises(UserMistakeError) as caught:
        records.papers.minutes(read_meeting(file), order(Form.MINUTES), MANAGER)
    assert caught.value.code == "documents.bad_number"


def test_the_counter_card_is_made_of_guidance_alone_and_leaves_out_what_is_restricted(application):
    card = counter_card_of(application, order(Form.COUNTER_CARD))
    assert card.head.mark is Mark.DEMO
    assert {"110", "96110"} <= {line.number for line in card.phones}
    hidden = {
        item.title
        for kind in ("restriction", "scenario")
        for item in application.index.items_of(kind)
        if item.confidentiality is Confidentiality.RESTRICTED
    }
    assert hidden
    assert not hidden & ({one.title for one in card.codes} | {one.title for one in card.scenes})
    assert [one.code for one in card.codes] == sorted(one.code for one in card.codes)
    assert all(one.first_words for one in card.scenes)
