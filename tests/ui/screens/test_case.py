"""A case in the real window: masked, revealed for a reason, its clocks, and every step through the life cycle."""

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from hfc_desktop.domain.complaint import Status
from hfc_desktop.domain.handling import NoticeKind
from hfc_desktop.domain.ledger import ComplaintFilter
from hfc_desktop.domain.life_cycle import TABLE, Action
from hfc_desktop.domain.life_guards import Step
from hfc_desktop.ui.screens.case.view import ordered
from hfc_desktop.ui.widgets.ledger.action_form import ActionDialog, Editor
from hfc_desktop.ui.widgets.ledger.actions import FACES
from hfc_desktop.ui.widgets.ledger.menus import every_action

sys.path.insert(0, str(Path(__file__).parent))

from manager_window import HANDLER, MANAGER, signed_in, store


def open_case(window, status, staff_no=MANAGER):
    signed_in(window, staff_no)
    with store(window) as uow:
        row = next(iter(uow.complaints.rows(ComplaintFilter(status=(status,), organisation="650111"))))
    window.open("case", row.id)
    return window.shown()


def texts(screen):
    """Everything that is shown, once layouts have shown what is new; what was taken away waits hidden."""
    QTest.qWait(10)
    made = (found for found in screen.findChildren(QLabel) if not found.isHidden())
    return "\n".join(found.accessibleName() or found.text() for found in made)


def now(window, case_id):
    with store(window) as uow:
        return uow.complaints.get(case_id)


def test_every_action_of_the_table_has_a_face():
    assert {row.action for row in TABLE} <= set(FACES)


def test_names_are_masked_until_they_are_revealed_for_a_reason(window):
    screen = open_case(window, Status.INVESTIGATING)
    name = now(window, screen.case.id).complainant().name
    assert name not in texts(screen)
    screen.reveal("")
    assert name not in texts(screen), "without a reason nothing is shown"
    screen.reveal("核对客户身份")
    assert name in texts(screen)
    assert screen._hide.isActive(), "and it is masked again after a minute"
    screen._hide.timeout.emit()
    assert name not in texts(screen)
    with store(window) as uow:
        said = [event.fields.get("what") for event in uow.log.events("complaint", screen.case.id)]
    assert said.count("reveal") == 1


def test_each_clock_says_until_when_by_which_article_and_how_it_counts(window):
    screen = open_case(window, Status.INVESTIGATING)
    shown = texts(screen)
    for clock in screen.case.clocks:
        assert clock.due.isoformat() in shown
        assert clock.label in shown
        assert clock.article in shown
    assert "自然日" in shown


def test_the_next_step_comes_first_and_digits_follow_the_buttons(window):
    screen = open_case(window, Status.INVESTIGATING)
    assert screen.view.bar.steps[0] is Action.SUBMIT
    assert ordered(screen.case, (Action.ESCALATE, Action.CONTACT, Action.SUBMIT))[0] is Action.SUBMIT


def test_what_cannot_be_done_is_grey_and_says_why(window):
    screen = open_case(window, Status.INVESTIGATING, HANDLER)
    menu = every_action(screen, screen.case, screen.actor, lambda _action: None)
    grey = {action.text() for action in menu.actions() if not action.isEnabled()}
    assert any("您的角色无权" in text for text in grey)
    assert any("仅限状态" in text for text in grey)
    assert len(grey) < len(menu.actions())


def test_a_refused_step_says_what_is_missing_and_keeps_what_was_typed(qtbot, window):
    screen = open_case(window, Status.INVESTIGATING, HANDLER)
    screen.begin(Action.SUBMIT)
    dialog = screen.findChild(ActionDialog)
    editor = field(dialog, "investigation")
    editor.widget.setPlainText("已核对监控")
    dialog._agree()
    assert dialog.isVisible()
    assert dialog.said.isVisible()
    assert editor.widget.toPlainText() == "已核对监控"
    assert now(window, screen.case.id).status is Status.INVESTIGATING
    dialog.reject()


def field(dialog, name) -> Editor:
    return next(editor for editor in dialog.editors if editor.field.name == name)


def test_a_case_goes_from_submitting_to_closing_by_its_forms(window):
    screen = open_case(window, Status.INVESTIGATING, HANDLER)
    case_id = screen.case.id
    screen.begin(Action.SUBMIT)
    dialog = screen.findChild(ActionDialog)
    for name in ("investigation", "policy_basis", "decision", "remedies"):
        field(dialog, name).widget.setPlainText(f"{name} 内容")
    box = field(dialog, "responsibility").widget
    box.setCurrentIndex(box.findData("bank"))
    field(dialog, "compensation_fen").widget.setText("12.5")
    dialog._agree()
    assert now(window, case_id).status is Status.AWAITING_APPROVAL
    assert now(window, case_id).compensation_fen == 1250

    signed_in(window, MANAGER)
    window.open("case", case_id)
    screen = window.shown()
    screen.act(Step(action=Action.APPROVE))
    signed_in(window, HANDLER)
    window.open("case", case_id)
    screen = window.shown()
    assert screen.view.bar.steps[0] is Action.DECIDE
    screen.act(Step(action=Action.DECIDE))
    assert now(window, case_id).status is Status.DECIDED

    screen.begin(Action.TELL)
    dialog = next(found for found in screen.findChildren(ActionDialog) if found.isVisible())
    notice = field(dialog, "notice").widget
    assert notice.kind.currentData() == NoticeKind.DECISION
    notice.target.setText("尾号6671")
    dialog._agree()
    assert now(window, case_id).status is Status.TOLD
    assert now(window, case_id).notices[-1].target_masked == "尾号6671"
    assert "尾号6671" in texts(screen)


def test_assigning_is_taken_back_by_ctrl_z(window):
    screen = open_case(window, Status.INVESTIGATING)
    before = screen.case.handler
    screen.act(Step(action=Action.ASSIGN, staff_no=MANAGER))
    assert now(window, screen.case.id).handler == MANAGER
    assert screen.command("undo")
    assert now(window, screen.case.id).handler == before


def test_ctrl_z_goes_back_through_ones_own_steps_and_stops_at_a_legal_one(window):
    screen = open_case(window, Status.INVESTIGATING)
    case_id, before = screen.case.id, screen.case.handler
    screen.act(Step(action=Action.ASSIGN, staff_no=MANAGER))
    screen.act(Step(action=Action.HOLD, reason="诉讼"))
    screen.act(Step(action=Action.ASSIGN, staff_no=HANDLER))
    for _step in range(3):
        assert screen.command("undo")
    assert (now(window, case_id).handler, now(window, case_id).legal_hold) == (before, False)
    screen.act(Step(action=Action.CONTACT))
    screen.command("undo")
    assert now(window, case_id).contacted_at is not None


def test_a_case_is_split_into_its_matters(window):
    screen = open_case(window, Status.INVESTIGATING)
    screen.act(Step(action=Action.SPLIT, document="退还年费\n\n解释利息", reason="两件事"))
    with store(window) as uow:
        links = uow.complaints.get(screen.case.id).links
        claims = {uow.complaints.get(link.to).claim for link in links}
    assert claims == {"退还年费", "解释利息"}


def test_a_case_under_legal_hold_offers_to_lift_it_alone(window):
    screen = open_case(window, Status.INVESTIGATING)
    assert Action.HOLD in screen.view.bar.steps
    assert Action.RELEASE not in screen.view.bar.steps
    screen.act(Step(action=Action.HOLD, reason="法院来函"))
    assert Action.HOLD not in screen.view.bar.steps
    assert Action.RELEASE in screen.view.bar.steps


def test_a_file_is_attached_encrypted_and_listed(window, tmp_path):
    screen = open_case(window, Status.INVESTIGATING)
    path = tmp_path / "回执.pdf"
    path.write_bytes(b"%PDF-1.7 proof")
    screen.attach(path)
    kept = now(window, screen.case.id).attachments[-1]
    assert kept.name == "回执.pdf"
    assert "回执.pdf" in "".join(made.text() for made in screen.view.facts.findChildren(QPushButton))


def test_the_history_tells_every_step_in_words(window):
    screen = open_case(window, Status.INVESTIGATING)
    shown = texts(screen)
    for word in ("受理", "开始调查", "陈静"):
        assert word in shown


def test_digits_do_the_action_of_their_button(qtbot, window):
    screen = open_case(window, Status.INVESTIGATING)
    at = screen.view.bar.steps.index(Action.REQUEST_EXTENSION)
    screen.setFocus()
    window.activateWindow()
    QTest.keyClick(screen, Qt.Key(int(Qt.Key.Key_1) + at))
    qtbot.waitUntil(lambda: screen.findChild(ActionDialog) is not None)
    screen.findChild(ActionDialog).reject()


def test_every_form_opens_and_gives_a_step(window):
    signed_in(window)
    for action, face in FACES.items():
        dialog = ActionDialog(window, action, None, window.context)
        assert dialog.step().action is action
        assert [editor.field for editor in dialog.editors] == list(face.fields)
        dialog.reject()


def test_the_smallest_window_shows_facts_and_history_as_tabs(window):
    screen = open_case(window, Status.INVESTIGATING)
    window.resize(911, 472)
    assert screen.view._tabs.isVisible()
    assert screen.view._tabs.count() == 2
    window.resize(1366, 768)
    assert not screen.view._tabs.isVisible()


def test_a_task_is_finished_at_the_case_and_opened_again(window):
    signed_in(window)
    with store(window) as uow:
        task = next(task for task in uow.registers.tasks(("650111",)) if task.complaint)
    window.open("case", task.complaint)
    screen = window.shown()
    QTest.qWait(10)
    shown = [made.text() for made in screen.view.facts.findChildren(QPushButton)]
    assert any(task.label in text for text in shown)
    screen.finish(task.id, "已电话沟通，客户认可")
    with store(window) as uow:
        done = uow.registers.task(task.id)
    assert (done.done_by, done.note) == (MANAGER, "已电话沟通，客户认可")
    assert task.id not in [link.to for link in screen._shown.tasks]
    screen.undo()
    with store(window) as uow:
        assert uow.registers.task(task.id).done_at is None
    assert task.id in [link.to for link in screen._shown.tasks]
