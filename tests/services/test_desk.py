"""Feedback, favourites, notices and quizzes over a real store, and that the log alone makes their tables again."""

import secrets
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from hfc_desktop.domain.days import SHANGHAI
from hfc_desktop.domain.desk import MOST_FAVOURITES, Wrong
from hfc_desktop.domain.events import Op
from hfc_desktop.domain.guidance.bulletin import Bulletin
from hfc_desktop.domain.guidance.item import Audience, BusinessLine
from hfc_desktop.domain.guidance.quiz import Question, Quiz
from hfc_desktop.domain.people import Actor, Organisation, OrganisationLevel, Role, User
from hfc_desktop.domain.reception import ItemUse, Reception, Usefulness
from hfc_desktop.errors import SecurityRefusalError, UserMistakeError
from hfc_desktop.services.favourites import FavouriteService
from hfc_desktop.services.feedback import FeedbackService
from hfc_desktop.services.office_settings import OfficeSettings
from hfc_desktop.services.records import put_organisation, put_user
from hfc_desktop.services.training import TrainingService
from hfc_desktop.storage.store import create_store

START = datetime(2026, 11, 24, 9, 0, tzinfo=SHANGHAI)
TELLER = Actor(staff_no="T1", role=Role.TELLER, organisation="1100", counter="A1")
OTHER = Actor(staff_no="T2", role=Role.TELLER, organisation="1100", counter="A2")
MANAGER = Actor(staff_no="M1", role=Role.BRANCH_MANAGER, organisation="1100", counter="")
ENVELOPE = {
    "title_en": "x",
    "summary": "x",
    "line": BusinessLine.CONSUMER_PROTECTION,
    "valid_from": date(2026, 1, 1),
    "review_by": date(2027, 1, 1),
    "author": "a",
    "approver": "b",
    "audience": (Audience.TELLER,),
}


def question(number):
    return Question(id=f"q{number}", stem=f"题{number}", options=("甲", "乙"), answer=2, explain="因为", ref="faq.x")


QUIZ = Quiz(id="quiz.x", title="测验", questions=tuple(question(n) for n in range(1, 5)), pass_percent=75, due_days=7,
            **ENVELOPE)  # fmt: skip


def bulletin(name, **fields):
    values = {"effective_from": date(2026, 11, 1), "facts": ("x",)} | ENVELOPE | fields
    return Bulletin(id=f"bulletin.{name}", title=name, **values)


class Guidance:
    """An index of notices and quizzes; a test changes them."""

    def __init__(self):
        self.items = {
            "bulletin": [bulletin("a"), bulletin("b", urgent=True), bulletin("c", audience=(Audience.MANAGER,))],
            "quiz": [QUIZ],
        }

    def items_of(self, kind):
        return self.items[kind]

    def pack_of(self, item):
        return f"pack-of-{item}-1"


class Clock:
    def __init__(self):
        self.at = START

    def __call__(self):
        return self.at


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def guidance():
    return Guidance()


@pytest.fixture
def store(tmp_path, clock):
    opened = create_store(tmp_path / "store.db", secrets.token_bytes(32), clock)
    office = Organisation(code="1100", name="样例", name_en="Sample", level=OrganisationLevel.COUNTER_BRANCH)
    with opened.unit_of_work() as unit:
        put_organisation(unit, MANAGER, office)
        for actor in (TELLER, OTHER, MANAGER):
            user = User(staff_no=actor.staff_no, name="名", role=actor.role, organisation="1100", post="岗")
            put_user(unit, MANAGER, user)
        unit.commit()
    yield opened
    assert not opened.rebuild().changed, "tables must follow from the log alone"
    opened.close()


@pytest.fixture
def feedback(store, clock):
    return FeedbackService(store.unit_of_work, clock)


@pytest.fixture
def favourites(store, clock):
    return FavouriteService(store.unit_of_work, clock)


@pytest.fixture
def training(store, guidance, clock):
    return TrainingService(store.unit_of_work, guidance, clock)


def use(item="scenario.x", answer=None, gap="", version=2):
    return ItemUse(item=item, version=version, pack="p-1", title="t", at=START, helpful=answer, gap=gap)


# -- feedback ---------------------------------------------------------------------------------------------------------


def test_feedback_is_counted_by_version(feedback):
    feedback.give("r1", [use(answer=Usefulness.HELPFUL)], TELLER)
    feedback.give("r2", [use(answer=Usefulness.WRONG, gap="号码不对")], OTHER)
    feedback.give("r3", [use(answer=Usefulness.HELPFUL, version=3)], TELLER)
    counts = feedback.counts("scenario.x")
    assert [(count.version, count.helpful, count.wrong, count.total) for count in counts] == [
        (2, 1, 1, 2),
        (3, 1, 0, 1),
    ]


def test_a_second_thought_replaces_the_first(feedback):
    feedback.give("r1", [use(answer=Usefulness.NOT_HELPFUL)], TELLER)
    feedback.give("r1", [use(answer=Usefulness.HELPFUL)], TELLER)
    assert [count.total for count in feedback.counts()] == [1]


def test_an_item_that_nobody_judged_leaves_no_trace(feedback):
    assert not feedback.give("r1", [use()], TELLER)
    assert feedback.counts() == []


def test_words_stay_in_the_private_part_and_need_a_right(feedback, store):
    feedback.give("r1", [use(answer=Usefulness.WRONG, gap="客户张三说打不通")], TELLER, Wrong.NOBODY_ANSWERS)
    with store.unit_of_work(read_only=True) as unit:
        (event,) = unit.log.events("feedback")
        assert "张三" not in str(event.to_json())
        assert event.fields["reason"] == "nobody_answers"
    with pytest.raises(SecurityRefusalError):
        feedback.entries(TELLER)
    (entry,) = feedback.entries(MANAGER)
    assert entry.words == "客户张三说打不通"


def test_missing_guidance_is_feedback_without_an_item(feedback):
    feedback.give("r1", [use(item="", answer=Usefulness.MISSING, gap="数字人民币", version=0)], TELLER)
    assert [(count.item, count.missing) for count in feedback.counts()] == [("", 1)]


# -- favourites -------------------------------------------------------------------------------------------------------


def test_a_favourite_is_one_s_own_and_is_taken_out_by_the_same_key(favourites):
    assert favourites.toggle("scenario.x", TELLER)[0]
    assert favourites.shelf(TELLER).favourites == ("scenario.x",)
    assert favourites.shelf(OTHER).favourites == ()
    assert not favourites.toggle("scenario.x", TELLER)[0]
    assert favourites.shelf(TELLER).favourites == ()


def test_favourites_have_a_limit_that_says_what_to_do(favourites):
    for number in range(MOST_FAVOURITES):
        favourites.toggle(f"faq.{number}", TELLER)
    with pytest.raises(UserMistakeError) as caught:
        favourites.toggle("faq.more", TELLER)
    assert caught.value.code == "desk.favourites_full"


def test_recent_is_by_person_and_most_used_by_branch(favourites):
    def reception(number, *items):
        at = START + timedelta(minutes=number)
        uses = tuple(replace(use(item), at=at) for item in items)
        return Reception(id=f"r{number}", started_at=at, uses=uses)

    favourites.note_opened(reception(1, "faq.a", "faq.b"), TELLER)
    favourites.note_opened(reception(2, "faq.b"), OTHER)
    favourites.note_opened(reception(3, "faq.c"), TELLER)
    favourites.note_opened(reception(3, "faq.c", "faq.b"), TELLER)
    shelf = favourites.shelf(TELLER)
    assert shelf.recent[0] in {"faq.b", "faq.c"}
    assert shelf.recent[-1] == "faq.a"
    assert shelf.most_used[0] == "faq.b"
    assert favourites.shelf(OTHER).recent == ("faq.b",)


def test_what_was_used_long_ago_is_not_used_most(favourites, clock):
    favourites.note_opened(Reception(id="r", started_at=START, uses=(use("faq.a"),)), TELLER)
    clock.at = START + timedelta(days=200)
    assert favourites.shelf(TELLER).most_used == ()


# -- notices ----------------------------------------------------------------------------------------------------------


def test_notices_are_those_for_one_s_role_the_urgent_unread_first(training):
    assert [notice.item.id for notice in training.notices(TELLER)] == ["bulletin.b", "bulletin.a"]
    assert training.unread(TELLER) == 2


def test_a_receipt_belongs_to_a_version(training, guidance, clock):
    training.confirm("bulletin.b", TELLER)
    clock.at += timedelta(hours=1)
    assert not training.confirm("bulletin.b", TELLER), "the first reading counts"
    assert training.unread(TELLER) == 1
    assert training.unread(OTHER) == 2
    assert [notice.item.id for notice in training.notices(TELLER)] == ["bulletin.a", "bulletin.b"]
    guidance.items["bulletin"][1] = bulletin("b", urgent=True, version=2)
    assert training.unread(TELLER) == 2, "a new version is read anew"


def test_the_manager_sees_who_is_missing_and_a_teller_does_not(training):
    training.confirm("bulletin.a", TELLER)
    readings = {reading.item.id: reading for reading in training.readings(MANAGER)}
    assert readings["bulletin.a"].read == 1
    assert {user.staff_no for user in readings["bulletin.a"].missing} == {"T2", "M1"}
    with pytest.raises(SecurityRefusalError):
        training.readings(TELLER)


def test_a_notice_for_others_cannot_be_confirmed(training):
    with pytest.raises(UserMistakeError):
        training.confirm("bulletin.c", TELLER)


def test_without_guidance_there_is_nothing_to_read(store, clock):
    empty = TrainingService(store.unit_of_work, None, clock)
    assert empty.notices(TELLER) == ()
    assert empty.quizzes(TELLER) == ()


# -- quizzes ----------------------------------------------------------------------------------------------------------


def test_what_is_right_comes_back_later_and_what_is_wrong_tomorrow(training, clock):
    assert [asked.question.id for asked in training.to_ask(TELLER)] == ["q1", "q2", "q3", "q4"]
    verdict, changes = training.answer("quiz.x", "q1", 2, TELLER)
    assert verdict.right
    assert changes
    assert not training.answer("quiz.x", "q2", 1, TELLER)[0].right
    assert [asked.question.id for asked in training.to_ask(TELLER)] == ["q3", "q4"]
    clock.at += timedelta(days=1)
    assert {asked.question.id for asked in training.to_ask(TELLER)} == {"q1", "q2", "q3", "q4"}
    training.answer("quiz.x", "q1", 2, TELLER)
    clock.at += timedelta(days=1)
    assert "q1" not in {asked.question.id for asked in training.to_ask(TELLER)}


def test_progress_is_by_person(training):
    for number in range(1, 4):
        training.answer("quiz.x", f"q{number}", 2, TELLER)
    (mine,), (theirs,) = training.progress(TELLER), training.progress(OTHER)
    assert (mine.answered, mine.right, mine.passed, mine.due) == (3, 3, True, 1)
    assert (theirs.answered, theirs.passed, theirs.due) == (0, False, 4)


def test_a_changed_question_counts_as_new(training, guidance):
    training.answer("quiz.x", "q1", 2, TELLER)
    changed = (replace(QUIZ.questions[0], stem="改过的题"), *QUIZ.questions[1:])
    guidance.items["quiz"] = [replace(QUIZ, questions=changed)]
    assert "q1" in {asked.question.id for asked in training.to_ask(TELLER)}


def test_a_question_that_is_gone_is_named(training):
    with pytest.raises(UserMistakeError) as caught:
        training.answer("quiz.x", "q9", 1, TELLER)
    assert caught.value.code == "desk.no_question"


# -- settings of the office -------------------------------------------------------------------------------------------


def test_a_change_of_the_office_s_settings_needs_a_right_and_is_an_event(store):
    settings = OfficeSettings(store.unit_of_work)
    with pytest.raises(SecurityRefusalError):
        settings.note("lock.idle_minutes", 3, 60, TELLER)
    settings.note("lock.idle_minutes", 3, 5, MANAGER)
    with store.unit_of_work(read_only=True) as unit:
        found = [(event.op, event.actor) for event in unit.log.events() if event.op in {Op.REFUSED, Op.SETTING}]
    assert found == [(Op.REFUSED, "T1"), (Op.SETTING, "M1")]
