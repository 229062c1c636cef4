"""A desk for cards: guidance in memory, a reception, a window that remembers what it was told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLabel

from hfc_desktop.domain.guidance.bulletin import BeforeAfter, Bulletin
from hfc_desktop.domain.guidance.checklist import AnswerType, Band, CheckEntry, Checklist
from hfc_desktop.domain.guidance.cohort import Cohort, Comparison, Condition
from hfc_desktop.domain.guidance.hotline import Capability, Hotline, HotlineLevel, Number
from hfc_desktop.domain.guidance.item import BusinessLine, Confidence, Source, SpokenLine
from hfc_desktop.domain.guidance.policy import Policy, PolicyRule
from hfc_desktop.domain.guidance.quiz import Question, Quiz
from hfc_desktop.domain.guidance.restriction import Duration, Effect, Flow, Imposer, QueryPlace, Restriction
from hfc_desktop.domain.guidance.scenario import Node, NodeType, Option, Scenario
from hfc_desktop.domain.lookup import HitStatus, LookupHit, LookupResult, MatchKind
from hfc_desktop.errors import UserMistakeError
from hfc_desktop.services.lookup import LookupService
from hfc_desktop.settings import Settings
from hfc_desktop.ui.context import Context
from hfc_desktop.ui.hub import Hub
from hfc_desktop.ui.operations import ImmediateOperations
from hfc_desktop.ui.reception_holder import ReceptionHolder
from hfc_desktop.ui.session import Session
from hfc_desktop.ui.theme import Theme
from hfc_desktop.ui.widgets.cards import card_for
from hfc_desktop.ui.widgets.cards.presenting.frame import Frame

NOW = datetime.fromisoformat("2026-11-24T10:00:00+08:00")

ENVELOPE = {
    "title_en": "English title",
    "summary": "一句话",
    "line": BusinessLine.OPERATIONS,
    "valid_from": date(2026, 1, 1),
    "review_by": date(2027, 1, 1),
    "author": "编辑岗",
    "approver": "审核岗",
}

FREEZE = Restriction(
    **ENVELOPE,
    id="restriction.j02",
    title="司法冻结",
    code="SMP-J02-2",
    codes=("SMP-J02-2",),
    version=3,
    topic="account_restriction.judicial_freeze",
    imposer=Imposer.COURT,
    imposer_text="执行法院",
    ground=(Source(title="民事诉讼法", article="第253条", confidence=Confidence.UNSURE),),
    effect=Effect(incoming=Flow.OPEN, outgoing=Flow.LIMITED, non_counter=Flow.STOPPED, text="冻结金额内不能支取"),
    duration=Duration(initial="P1Y", extension="P1Y", text="一次不超过一年"),
    query_path=(QueryPlace(place="Q1", what="账户状态页"),),
    lifter="作出冻结的执行法院",
    steps=("联系执行法官", "履行或者提供担保"),
    papers=("身份证",),
    may_tell=("法院名称",),
    must_not_tell=("案情猜测",),
    script=(SpokenLine(text="标准说法", softer="缓和说法", elderly="老年说法", english="English line"),),
    hotlines=("hotline.12368",),
    hotline_of_freezing_unit=True,
    related=("hotline.12368", "restriction.gone"),
    sources=(Source(title="来源", article="第1条"), Source(title="疑", confidence=Confidence.UNSURE)),
)

COURT_LINE = Hotline(
    **ENVELOPE,
    id="hotline.12368",
    title="12368 诉讼服务",
    level=HotlineLevel.NATIONAL,
    organ="人民法院",
    capabilities=(Capability.CONSULT,),
    numbers=(Number(number="12368"), Number(number="000-1234", extension="2", note="夜间")),
    use_text="这是法院的电话",
    do_not_use_for=("咨询本行业务",),
    last_verified=date(2026, 11, 1),
    verified_by="编辑岗",
    verified_how="拨打",
)

REMIT = Scenario(
    **ENVELOPE,
    id="scenario.remit",
    title="急着汇款",
    version=2,
    trigger_phrases=("快点汇",),
    start="ask",
    do_not_say=("不办就是不办",),
    nodes=(
        Node(
            id="ask",
            type=NodeType.ASK,
            text="问用途",
            customer_says=("急用",),
            say=(SpokenLine(text="汇给谁？", elderly="您慢慢说，汇给谁？"),),
            must_not_say=("您被骗了",),
            why="开放式提问",
            basis="反诈法第18条",
            timer_seconds=30,
            options=(Option(label="说得清", next="end"), Option(label="要保密", next="stop", flag="secrecy")),
        ),
        Node(
            id="stop",
            type=NodeType.STOP,
            text="暂停",
            role="运营主管",
            hotlines=("hotline.12368",),
            options=(Option(label="已报警", next="end"),),
        ),
        Node(id="end", type=NodeType.END, text="结束", outcome="processed"),
    ),
)

CHECKS = Checklist(
    **ENVELOPE,
    id="checklist.remit",
    title="汇款清单",
    version=5,
    items=(
        CheckEntry(id="known", text="认识收款人吗", weight=2, risky="no", unknown_weight=1, must=True),
        CheckEntry(
            id="secret", text="有人让保密吗", weight=4, hard_stop=True, stop_action="停办，请主管", help="怎么问"
        ),
        CheckEntry(id="use", text="用途", answer=AnswerType.CHOICE, choices=("学费", "投资"), risky="投资", weight=3),
        CheckEntry(id="note", text="备注", answer=AnswerType.TEXT),
    ),
    bands=(
        Band(min=0, max=2, level="low", label="低", action="办理"),
        Band(min=3, max=9, level="high", label="高", action="请主管"),
    ),
)

WAIVER = Policy(
    **ENVELOPE,
    id="policy.waiver",
    title="免年费",
    deciding_date="request_received",
    transition_script=(SpokenLine(text="政策有变化"),),
    rules=(
        PolicyRule(
            id="W-OLD",
            name="老办法",
            valid_to=date(2026, 6, 30),
            cohort=Cohort(id="ALL", name="所有客户", rule="全免"),
            limits=("全免",),
            rule_approver="主管",
        ),
        PolicyRule(
            id="W-PROM",
            name="已承诺",
            valid_from=date(2026, 7, 1),
            cohort=Cohort(
                id="PROM",
                name="书面承诺过",
                conditions=(Condition(fact="promised", op=Comparison.IS, value="yes"),),
                rule="照承诺",
            ),
            limits=("照承诺办",),
            rule_approver="主管",
        ),
        PolicyRule(
            id="W-NEW",
            name="新办法",
            valid_from=date(2026, 7, 1),
            cohort=Cohort(
                id="NEW",
                name="没有承诺",
                conditions=(Condition(fact="promised", op=Comparison.IS, value="no"),),
                rule="减半",
            ),
            limits=("减半",),
            rule_approver="主管",
        ),
    ),
)

CHANGE = Bulletin(
    **ENVELOPE,
    id="bulletin.fee",
    title="调整公告",
    effective_from=date(2026, 7, 1),
    effective_to=date(2026, 10, 31),
    facts=("七月起调整",),
    comparison=(BeforeAfter(aspect="年费", before="10元", after="5元"),),
    script=(SpokenLine(text="现在减半"),),
    after_script=(SpokenLine(text="优惠已结束"),),
)

QUIZ = Quiz(
    **ENVELOPE,
    id="quiz.one",
    title="小测",
    pass_percent=60,
    due_days=7,
    questions=(
        Question(
            id="a", stem="谁能解冻", options=("本行", "法院"), answer=2, explain="只有法院", ref="restriction.j02"
        ),
        Question(id="b", stem="先打谁", options=("110", "行长"), answer=1, explain="先报警", ref=""),
    ),
)

ITEMS = (FREEZE, COURT_LINE, REMIT, CHECKS, WAIVER, CHANGE, QUIZ)


def hit_of(item):
    """The result of a search that found ``item``."""
    return LookupHit(
        id=item.id,
        kind=item.kind,
        title=item.title,
        title_en=item.title_en,
        summary=item.summary,
        summary_en="",
        status=HitStatus.ACTIVE,
        valid_from=item.valid_from,
        valid_to=None,
        match=MatchKind.TITLE,
    )


class Library:
    """Guidance in memory."""

    def __init__(self, items):
        self.items = {item.id: item for item in items}

    def item(self, item_id):
        return self.items.get(item_id)

    def items_of(self, kind):
        return [item for item in self.items.values() if item.kind == kind]

    def pack_of(self, item_id):
        return "sample-1" if item_id in self.items else ""

    def packs(self):
        return ()

    def search(self, query):
        found = [item for item in self.items_of("hotline") if query.text in item.title]
        return LookupResult(query=query, hits=tuple(hit_of(item) for item in found))


class Window:
    """What a card asks the window for."""

    def __init__(self):
        self.said = []
        self.opened = []

    def open(self, name, argument=None):
        self.opened.append((name, argument))

    def back(self):
        raise UserMistakeError("settings.unknown", key="back")

    def say(self, text, tone="say"):
        self.said.append(text)


@pytest.fixture(scope="session")
def theme(qapp):
    return Theme(qapp)


@pytest.fixture
def library():
    return Library(ITEMS)


@pytest.fixture
def frame(library):
    """What presentations need."""
    return Frame(today=NOW.date(), item=library.item, pack=library.pack_of)


@pytest.fixture
def items():
    """Every sample by id, and ``replace`` to vary one."""
    return SimpleNamespace(
        freeze=FREEZE, line=COURT_LINE, remit=REMIT, checks=CHECKS, waiver=WAIVER, change=CHANGE, quiz=QUIZ,
        replace=replace, all=ITEMS,
    )  # fmt: skip


@pytest.fixture
def context(theme, library):
    hub = Hub()
    return Context(
        application=SimpleNamespace(lookup=LookupService(library, lambda: NOW), settings=Settings()),
        operations=ImmediateOperations(hub),
        hub=hub,
        theme=theme,
        session=Session(),
        reception=ReceptionHolder(lambda: NOW),
        navigator=Window(),
        now=lambda: NOW,
    )


@pytest.fixture
def show(qtbot, context):
    """Open the card of an item in a window of the narrow desk and put the focus on it."""

    kept = []  # the garbage collector must not meet a card that has no parent

    def opened(item, width=460, height=640):
        card = card_for(item, context)
        kept.append(card)
        card.resize(width, height)
        card.show()
        qtbot.waitExposed(card)
        footer = card.model.footer
        qtbot.waitUntil(lambda: card.drawn)
        qtbot.waitUntil(lambda: any(one.text() == footer and one.isVisible() for one in card.findChildren(QLabel)))
        card.activateWindow()
        card.focus_start()
        return card

    yield opened
    for card in kept:
        card.close()
        card.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def texts():
    """Every text that a card shows, in one string."""

    def shown(card):
        return "\n".join(label.text() for label in card.findChildren(QLabel) if label.isVisibleTo(card))

    return shown
