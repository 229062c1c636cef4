"""Notes on short, typical and extreme matters."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest

from hfc_desktop import i18n
from hfc_desktop.domain import documents as doc
from hfc_desktop.domain.complaint import ComplaintSource, IdType, Nature, PartyKind, PartyRole, Severity, Status
from hfc_desktop.domain.guidance.restriction import Imposer
from hfc_desktop.domain.handling import NoticeKind, NoticeResult, NoticeWay
from hfc_desktop.domain.rulings import NoticeLine, Ruling

CHINA = timezone(timedelta(hours=8))
RARE = "龚䶮𬭎㛃𠅤"


def at(hour, minute, day=24):
    return datetime(2026, 11, day, hour, minute, tzinfo=CHINA)


def head(copy=doc.Copy.CUSTOMER, **changes):
    values = {
        "form": doc.Form.HANDLING,
        "copy": copy,
        "mark": doc.Mark.NONE,
        "language": "zh",
        "number": "650111202611240100178",
        "office": doc.Office(
            code="650111",
            name="示例银行乌鲁木齐人民路支行",
            name_en="Sample Bank Urumqi Renmin Road",
            phone="0991-0000011（样例）",
        ),
        "printed_at": at(11, 6),
        "print_no": 1,
        "check_code": "ABCD-EFGH-JKLM",
        "app_version": "0.1.0",
        "rule_set": "order3@2020-03-01",
        "packs": ("account-restrictions-5", "telecom-fraud-4"),
    }
    return doc.NoteHead(**{**values, **changes})


TERMS = (
    doc.TermLine(
        label="首次联系", label_en="First contact", article="总行规定（样例）", due=date(2026, 11, 25), basis="working"
    ),
    doc.TermLine(
        label="作出处理决定并告知",
        label_en="Decision, told to the customer",
        article="《银行业保险业消费投诉处理管理办法》第18条",
        due=date(2026, 12, 9),
        basis="calendar",
        days=15,
    ),
    doc.TermLine(
        label="情况复杂的",
        label_en="Complex matters",
        article="第18条",
        due=date(2026, 12, 24),
        basis="calendar",
        stage=1,
        days=30,
        later=True,
    ),
    doc.TermLine(
        label="情况特别复杂的",
        label_en="Very complex matters",
        article="第18条",
        due=date(2027, 1, 23),
        basis="calendar",
        stage=2,
        days=60,
        later=True,
        notice="延长前告知投诉人",
        estimated=True,
    ),
)

PHONES = (
    doc.PhoneLine(
        organ="乌鲁木齐市反诈中心（样例）",
        number="000-0000-0110",
        hours="工作日 10:00-19:00",
        verified_on=date(2026, 11, 1),
        is_sample=True,
    ),
    doc.PhoneLine(
        organ="国家金融监督管理总局",
        organ_en="12378 bank and insurance consumer line",
        number="12378",
        hours="工作日 8:30-17:30",
        verified_on=date(2026, 11, 1),
    ),
)

RESTRICTION = doc.RestrictionPart(
    title="公安机关冻结",
    title_en="Freeze by the police",
    imposer="外省公安机关（办案单位）",
    effect="只收不付：可以转入，不能取款、转出、消费",
    duration="六个月，可以续冻，每次不超过六个月",
    lifter="只有作出冻结决定的公安机关可以解除，银行不能自行解除",
    steps=(
        "向本行索取冻结机关名称、文书编号和起止日期",
        "按冻结机关公布的联系方式说明资金来源，预约提交材料",
        "冻结机关发出解除通知后，本行当日恢复账户",
    ),
    papers=("本人有效身份证件", "涉及交易的合同、订单、聊天记录", "资金来源证明"),
    phones=PHONES[:1],
    grounds=("《公安机关办理刑事案件程序规定》第239条",),
    imposed_by=Imposer.POLICE,
    version=3,
)


def complainant(**changes):
    values = {
        "role": PartyRole.COMPLAINANT,
        "kind": PartyKind.PERSON,
        "name": RARE,
        "id_type": IdType.RESIDENT_ID,
        "id_masked": "**************2846",
        "phone_masked": "138****6671",
        "account_masked": "****0417",
    }
    return doc.NoteParty(**{**values, **changes})


def make_typical():
    return doc.HandlingNote(
        head=head(),
        nature=Nature.COMPLAINT,
        parties=(complainant(),),
        received_at=at(10, 42),
        occurred_on=date(2026, 11, 23),
        claim="说明账户受限原因，恢复使用，并就手机银行提示含糊书面答复。",
        facts="客户称：11月23日晚使用手机银行向房东转账2,600.00元时提示“交易存在风险，请到柜面办理”，今天上午在 ATM "
        "取款又被拒绝，余额能看到、可用余额为0；客户当天需要支付孩子的住院押金，情绪较为激动。经核实：客户本人持有效身份证到场，"
        "账户状态为“只收不付”，文书编号〔2026〕冻字第0417号，期限自2026年11月23日起六个月。",
        basis="客户认为银行应当在限制账户前通知本人。",
        demand="",
        expected_outcome="今天先取出住院押金",
        product="借记卡",
        amount_fen=260_000,
        loss_fen=None,
        classes=doc.NoteClasses(
            line="operations",
            channel=doc.Named(slug="mobile", name="移动客户端", name_en="Mobile client"),
            business=doc.Named(slug="account_management", name="账户管理", name_en="Account management"),
            reason=doc.Named(slug="rules", name="管理制度、业务规则与流程", name_en="Rules and processes"),
            scenario=doc.Named(slug="account_restriction.police_freeze", name="公安冻结", name_en="Police freeze"),
        ),
        terms=TERMS,
        first_advice="我理解您现在特别着急。这笔限制是有权机关依法采取的，我行只能协助执行，不能自行解除；"
        "我把机关名称、文号和起止日期写给您，也把申诉电话打印出来，您随时可以来找我。",
        settled_on_spot=False,
        told_customer=True,
        used=(
            doc.UsedItem(
                item="restriction.p02",
                title="公安机关冻结",
                title_en="Freeze by the police",
                version=3,
                pack="account-restrictions-5",
            ),
        ),
        path=(
            doc.PathLine(step="先倾听、不打断，问清什么时候开始不能用", answer="昨天晚上开始", at=at(10, 43)),
            doc.PathLine(step="核对本人、证件有效期、预留手机号", answer="一致", at=at(10, 46)),
            doc.PathLine(step="查询账户状态页与协助执行登记簿", answer="只收不付，外省公安机关", at=at(10, 49)),
            doc.PathLine(step="是否有人让您转账、共享屏幕或者保密", answer="没有", at=at(11, 0)),
        ),
        checklist=None,
        restriction=RESTRICTION,
        phones=PHONES[1:],
        handler_post="投诉处理岗",
        handler_role="complaint_handler",
        recheck_office=doc.Office(code="650100", name="示例银行乌鲁木齐分行", name_en="Sample Bank Urumqi Branch"),
        keep_years=5,
        recheck_days=30,
        recheck_article="《银行业保险业消费投诉处理管理办法》第二十条",
    )


def make_short():
    """A consultation of which hardly anything was taken down."""
    return replace(
        make_typical(),
        head=head(rule_set="", packs=()),
        nature=Nature.CONSULTATION,
        parties=(complainant(name="张三", id_type=None, id_masked="", phone_masked="", account_masked=""),),
        claim="问怎样提前还房贷。",
        facts="",
        basis="",
        expected_outcome="",
        product="",
        amount_fen=None,
        occurred_on=None,
        classes=doc.NoteClasses(),
        terms=(),
        used=(),
        path=(),
        restriction=None,
        phones=(),
        recheck_office=None,
    )


def for_file(note):
    """The file copy of a note."""
    return replace(
        note,
        head=replace(note.head, copy=doc.Copy.FILE),
        terms=tuple(
            replace(line, internal_target=line.due, approval="总行高级管理人员" if line.later else "")
            for line in note.terms
        ),
        path=tuple(replace(line, note="语速较快，先请到洽谈室") for line in note.path),
        checklist=doc.CheckPart(
            title="汇款前防诈清单",
            version=2,
            lines=(
                doc.CheckLine(text="收款人您见过面吗？", answer="no", points=3),
                doc.CheckLine(text="有没有人让您不要告诉银行和家人？", answer="unknown", points=1),
            ),
            score=4,
            level="watch",
            label="关注",
        ),
        internal=doc.Internal(
            status=Status.REGISTERED,
            level=2,
            severity=Severity.ORDINARY,
            source=ComplaintSource.COUNTER,
            repeat_no=2,
            repeat_of="650111202611100100398",
            registered_at=at(11, 2),
            first_receiver="60417",
            handler="60410",
            counter="01",
            tags=("情绪激动",),
            topic="account_restriction.police_freeze",
            remark="内部备注：住院押金已协调其他账户。",
        ),
    )


def make_decided():
    """A note after the customer was told of the decision, on the same day."""
    return replace(
        make_typical(),
        ruling=Ruling(
            findings="经调阅协助执行登记簿，账户由外省公安机关冻结，我行登记手续齐全；手机银行提示未说明冻结一事。",
            decision="账户冻结由公安机关依法作出，我行不能解除；就提示不清向您致歉，自2026年12月15日起改用新的提示文字。",
            basis="《公安机关办理刑事案件程序规定》第239条规定，冻结由作出决定的机关解除。",
            remedies="对冻结本身不服的，可向作出冻结决定的公安机关申诉。",
            compensation_fen=0,
            decided_on=date(2026, 12, 4),
        ),
        recheck_last=date(2027, 1, 3),
        told_on=date(2026, 12, 4),
        notices=(
            NoticeLine(
                kind=NoticeKind.DECISION, way=NoticeWay.HANDED_OVER, at=at(11, 30), result=NoticeResult.RECEIVED
            ),
        ),
    )


def make_extreme():
    """Names of 60 characters, facts of 2,000, thirty steps, long words, a character that no face has."""
    base = make_typical()
    sentence = "客户称二〇二六年十一月二十三日晚（星期一）在https://www.example.com/pay/confirm?order=20261123990017页面付款2,600.00元；"
    return for_file(
        replace(
            base,
            head=head(mark=doc.Mark.DEMO, print_no=3),
            parties=(
                complainant(name="买买提·艾合买提·阿卜杜热合曼·吐尔逊·" * 3),
                complainant(role=PartyRole.REPRESENTATIVE, name="阿依古丽·\U0001f600", authority_seen=True),
                complainant(role=PartyRole.RESPONDENT, name="乌鲁木齐人民路支行柜面", id_type=None, id_masked=""),
            ),
            facts=(sentence * 40)[:2000],
            path=base.path * 8,
            phones=PHONES * 6,
        )
    )


@pytest.fixture
def typical():
    return make_typical()


@pytest.fixture
def short():
    return make_short()


@pytest.fixture
def extreme():
    return make_extreme()


@pytest.fixture(autouse=True)
def chinese():
    before = i18n.language()
    i18n.set_language(i18n.CHINESE)
    yield
    i18n.set_language(before)
