"""The record form in the hands of a teller: real keys, a ledger in memory."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from hfc_desktop.domain.complaint import Clock, Complaint, ComplaintDraft, Nature, Status
from hfc_desktop.domain.people import Organisation, OrganisationLevel, Role, User
from hfc_desktop.domain.reception import ItemUse
from hfc_desktop.errors import EnvironmentFaultError, UserMistakeError
from hfc_desktop.services.changes import Changes
from hfc_desktop.settings import Settings
from hfc_desktop.ui.context import Context
from hfc_desktop.ui.hub import Hub
from hfc_desktop.ui.operations import ImmediateOperations
from hfc_desktop.ui.reception_holder import ReceptionHolder
from hfc_desktop.ui.screens.record.screen import RecordScreen
from hfc_desktop.ui.session import Session
from hfc_desktop.ui.theme import Theme

NOW = datetime.fromisoformat("2026-11-24T10:42:00+08:00")


class Ledger:
    """Drafts and records in memory; answers as the real service does."""

    def __init__(self):
        self.stored = {}
        self.records = {}
        self.refusal = None
        self.writes = 0
        self.advice = "联系冻结法院"

    def new_draft(self, reception, _actor):
        return ComplaintDraft(
            id=f"d{len(self.stored) + len(self.records)}",
            received_at=NOW,
            channel="counter",
            scenario=reception.topic,
            first_advice=self.advice if reception.uses else "",
            reception=reception,
        )

    def save_draft(self, draft, _actor):
        if isinstance(self.refusal, EnvironmentFaultError):
            raise self.refusal
        self.writes += 1
        self.stored[draft.id] = replace(draft, saved_at=NOW)
        return Changes.of("draft", draft.id)

    def drafts(self, _actor):
        return tuple(self.stored.values())

    def discard_draft(self, draft_id, _actor):
        del self.stored[draft_id]
        return Changes.of("draft", draft_id)

    def register(self, draft, _actor):
        if self.refusal is not None:
            raise self.refusal
        self.stored.pop(draft.id, None)
        record = Complaint(
            id=draft.id,
            number="3100010120261124A100017",
            nature=draft.nature,
            status=Status.REGISTERED,
            received_at=NOW,
            registered_at=NOW,
            organisation="31000101",
            counter="A1",
            parties=draft.parties,
            claim=draft.claim,
            facts=draft.facts,
        )
        self.records[draft.id] = record
        return record, Changes.of("complaint", draft.id)


class Window:
    """What the screen asks the window for."""

    def __init__(self):
        self.opened = []
        self.said = []

    def open(self, name, argument=None):
        self.opened.append((name, argument))

    def back(self):
        self.opened.append(("back", None))

    def act(self, name):
        self.opened.append((name, None))

    def say(self, text, tone="say"):
        self.said.append((text, tone))

    def take_scan(self):
        return None


class Terms:
    """One clock for every complaint."""

    def clocks(self, dates, rule="", on=None):
        due = dates.received_at.date().replace(month=12, day=9)
        clock = Clock(
            name="decision",
            rule="order3",
            article="第18条",
            started_on=dates.received_at.date(),
            due=due,
            internal_target=None,
            basis="calendar",
        )
        return (clock,)


@pytest.fixture(scope="module")
def theme(qapp):
    return Theme(qapp)


@pytest.fixture
def desk(qtbot, theme):
    """The screen with everything around it."""
    ledger, window, session, hub = Ledger(), Window(), Session(), Hub()
    office = Organisation(code="31000101", name="支行", name_en="", level=OrganisationLevel.COUNTER_BRANCH)
    session.sign_in(
        User(staff_no="0417", name="甲", role=Role.TELLER, organisation="31000101", post="柜员", counter="A1"), office
    )
    application = SimpleNamespace(
        lookup=None,
        settings=Settings(values={"draft.autosave_ms": 200}),
        deadlines=Terms(),
        open_records=lambda: SimpleNamespace(complaints=ledger),
    )
    context = Context(
        application=application,
        operations=ImmediateOperations(hub),
        hub=hub,
        theme=theme,
        session=session,
        reception=ReceptionHolder(lambda: NOW),
        navigator=window,
        now=lambda: NOW,
    )
    screen = RecordScreen(context)
    qtbot.addWidget(screen)
    screen.resize(911, 472)
    screen.show()
    qtbot.waitExposed(screen)
    return SimpleNamespace(
        screen=screen,
        ledger=ledger,
        window=window,
        context=context,
        form=screen.view.form,
        field=lambda key: screen.view.form.editors[key].control,
    )


def look_up(desk, topic="account_restriction"):
    use = ItemUse(item="restriction.j02", version=3, pack="account-restrictions-1", title="司法冻结", at=NOW)
    desk.context.reception.apply(lambda before: replace(before, uses=(use,), topic=topic))


def fill(desk, qtbot, claim="lift it", facts="card fails"):
    for key, text in (("claim", claim), ("facts", facts)):
        desk.field(key).setFocus()
        qtbot.keyClicks(desk.field(key), text)


def draft_buttons(desk, qtbot):
    """Buttons of the offered drafts, once they are laid out."""

    def shown():
        return [button for button in desk.screen.drafts.findChildren(QPushButton) if button.isVisible()]

    qtbot.waitUntil(lambda: bool(shown()))
    return shown()


def test_it_is_prefilled_from_the_reception(desk):
    look_up(desk)
    desk.screen.arrive()
    values = desk.form.values()
    assert values["scenario"] == "account_restriction"
    assert values["first_advice"] == "联系冻结法院"
    assert desk.form.focusWidget() is desk.field("claim")


def test_building_the_form_flashes_no_window_of_its_own(qtbot, desk):
    desk.screen.hide()
    seen = []

    class Watch(QObject):
        def eventFilter(self, watched, event):  # noqa: N802  Qt's own name
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                seen.append(watched)
            return False

    watch = Watch()
    QApplication.instance().installEventFilter(watch)
    other = RecordScreen(desk.context)
    qtbot.addWidget(other)
    QApplication.instance().removeEventFilter(watch)
    assert seen == []


def test_the_side_shows_what_is_carried_and_which_terms_apply(desk):
    look_up(desk)
    desk.screen.arrive()
    shown = " ".join(label.text() for label in desk.screen.view.side.findChildren(type(desk.screen.view.bar.refusal)))
    assert "司法冻结 · v3 · account-restrictions-1" in shown
    assert "2026-12-09" in shown


def test_a_consultation_has_no_terms(desk, qtbot):
    look_up(desk)
    desk.screen.arrive()
    nature = desk.field("nature")
    nature.setFocus()
    qtbot.keyClick(nature, Qt.Key.Key_Down)
    assert nature.value() == Nature.CONSULTATION
    labels = desk.screen.view.side.findChildren(type(desk.screen.view.bar.refusal))
    assert not any("2026-12-09" in label.text() for label in labels if not label.isHidden())


def test_ctrl_enter_saves(desk, qtbot):
    look_up(desk)
    desk.screen.arrive()
    fill(desk, qtbot)
    qtbot.keyClick(desk.field("facts"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [record.claim for record in desk.ledger.records.values()] == ["lift it"]
    assert desk.ledger.stored == {}
    assert not desk.form.isEnabled()


def test_ctrl_p_saves_and_shows_the_note(desk, qtbot):
    look_up(desk)
    desk.screen.arrive()
    fill(desk, qtbot)
    qtbot.keyClick(desk.field("facts"), Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert desk.window.opened == [("note_preview", "d0")]


def test_ctrl_p_after_saving_only_shows_the_note(desk, qtbot):
    look_up(desk)
    desk.screen.arrive()
    fill(desk, qtbot)
    qtbot.keyClick(desk.field("facts"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(desk.screen.done.note, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert len(desk.ledger.records) == 1
    assert desk.window.opened == [("note_preview", "d0")]


def test_the_next_customer_is_one_button_away(desk, qtbot):
    look_up(desk)
    desk.screen.arrive()
    fill(desk, qtbot)
    qtbot.keyClick(desk.field("facts"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.mouseClick(desk.screen.done.findChildren(QPushButton)[1], Qt.MouseButton.LeftButton)
    assert desk.window.opened == [("new_reception", None)]
    desk.context.reception.start_new()
    desk.screen.arrive()
    assert desk.form.isEnabled()
    assert desk.form.values()["claim"] == ""


def test_saving_with_something_missing_says_what_and_goes_there(desk, qtbot):
    look_up(desk)
    desk.screen.arrive()
    qtbot.keyClick(desk.field("claim"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.ledger.records == {}
    assert desk.form.editors["claim"].problem
    assert desk.form.focusWidget() is desk.field("claim")
    qtbot.keyClicks(desk.field("claim"), "refund")
    assert not desk.form.editors["claim"].problem


def test_a_field_is_checked_when_it_is_left(desk, qtbot):
    desk.screen.arrive()
    desk.field("amount").setFocus()
    qtbot.keyClicks(desk.field("amount"), "2,6oo")
    assert not desk.form.editors["amount"].problem
    qtbot.keyClick(desk.field("amount"), Qt.Key.Key_Tab)
    assert "2600" in desk.form.editors["amount"].problem


def test_a_refusal_of_the_ledger_is_shown_at_its_field(desk, qtbot):
    look_up(desk)
    desk.screen.arrive()
    fill(desk, qtbot)
    desk.ledger.refusal = UserMistakeError("settings.unknown", key="amount_fen", field="amount_fen")
    qtbot.keyClick(desk.field("facts"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.form.editors["amount"].problem
    assert desk.form.isEnabled()


def test_a_draft_is_written_while_one_goes_on_typing(desk, qtbot):
    desk.screen.arrive()
    desk.field("facts").setFocus()

    def typed_and_saved():
        qtbot.keyClicks(desk.field("facts"), "a")
        assert desk.ledger.writes

    qtbot.waitUntil(typed_and_saved, timeout=3000)
    stored = next(iter(desk.ledger.stored.values()))
    assert stored.facts.startswith("a")
    assert "10:42" in desk.screen.view.bar.state.text() or desk.screen.autosave.dirty


def test_escape_never_loses_typed_text(desk, qtbot):
    desk.screen.arrive()
    fill(desk, qtbot)
    assert desk.screen.go_back() is False
    assert next(iter(desk.ledger.stored.values())).facts == "card fails"
    desk.screen.arrive()
    assert desk.form.values()["facts"] == "card fails"


def test_looking_up_more_fills_only_what_nobody_typed(desk, qtbot):
    desk.screen.arrive()
    fill(desk, qtbot, facts="my own words")
    desk.screen.leave()
    look_up(desk, topic="account_restriction.judicial_freeze")
    desk.screen.arrive()
    values = desk.form.values()
    assert values["scenario"] == "account_restriction.judicial_freeze"
    assert values["first_advice"] == "联系冻结法院"
    assert values["facts"] == "my own words"
    assert desk.screen.view.isEnabled()


def test_a_draft_from_before_a_crash_is_offered_and_gone_on_with(desk, qtbot):
    desk.ledger.stored["old"] = ComplaintDraft(id="old", received_at=NOW, facts="停电前写的", saved_at=NOW)
    desk.screen.arrive()
    go_on = draft_buttons(desk, qtbot)[0]
    go_on.setFocus()
    qtbot.keyClick(go_on, Qt.Key.Key_Space)
    assert desk.form.values()["facts"] == "停电前写的"
    fill(desk, qtbot, facts=" and more")
    desk.screen.leave()
    assert set(desk.ledger.stored) == {"old"}


def test_throwing_a_draft_away_is_asked_twice(desk, qtbot):
    desk.ledger.stored["old"] = ComplaintDraft(id="old", received_at=NOW, facts="不要了", saved_at=NOW)
    desk.screen.arrive()
    drop = draft_buttons(desk, qtbot)[1]
    qtbot.mouseClick(drop, Qt.MouseButton.LeftButton)
    assert "old" in desk.ledger.stored
    qtbot.mouseClick(drop, Qt.MouseButton.LeftButton)
    assert "old" not in desk.ledger.stored


def test_a_disk_that_is_full_is_said_and_tried_again(desk, qtbot):
    desk.screen.arrive()
    desk.ledger.refusal = EnvironmentFaultError("settings.unwritable", path="x", reason="full")
    fill(desk, qtbot)
    desk.screen.leave()
    assert desk.screen.view.bar.refusal.text()
    desk.ledger.refusal = None
    qtbot.waitUntil(lambda: desk.ledger.writes > 0, timeout=3000)
    assert next(iter(desk.ledger.stored.values())).facts == "card fails"


def test_nobody_signed_in_records_nothing(desk):
    desk.context.session.sign_out()
    desk.screen.arrive()
    assert not desk.screen.view.isEnabled()
    assert desk.screen.view.bar.refusal.text()


def test_every_field_is_reached_by_tab_in_the_order_of_the_form(desk, qtbot):
    desk.screen.arrive()
    first = desk.field("nature")
    first.setFocus()
    reached = []
    for _step in range(60):
        focused = desk.screen.focusWidget()
        key = next((key for key, editor in desk.form.editors.items() if editor.isAncestorOf(focused)), None)
        if key and key not in reached:
            reached.append(key)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    visible = [key for key, editor in desk.form.editors.items() if editor.isVisible()]
    assert reached == visible


def test_a_representatives_fields_appear_with_the_tick(desk, qtbot):
    desk.screen.arrive()
    assert not desk.form.editors["agent_name"].isVisible()
    qtbot.keyClick(desk.field("represented"), Qt.Key.Key_Space)
    assert desk.form.editors["agent_name"].isVisible()
