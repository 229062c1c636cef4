"""A two-page note with believable, invented content, for measuring."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

from hfc_desktop.domain.complaint import IdType, Nature, PartyKind, PartyRole
from hfc_desktop.domain.documents import (
    Copy,
    Form,
    HandlingNote,
    Mark,
    NoteClasses,
    NoteHead,
    NoteParty,
    Office,
    PathLine,
    PhoneLine,
    RestrictionPart,
    TermLine,
)

_AT = datetime(2026, 11, 24, 10, 42, tzinfo=timezone(timedelta(hours=8)))


def _head() -> NoteHead:
    return NoteHead(
        form=Form.HANDLING,
        copy=Copy.CUSTOMER,
        mark=Mark.NONE,
        language="zh",
        number="65011120261124010001X",
        office=Office(code="650111", name="示例银行人民路支行", name_en="Sample Bank", phone="0991-0000011"),
        printed_at=_AT,
        print_no=1,
        check_code="ABCD-EFGH-JKLM",
        app_version="0.1.0",
        rule_set="order3@2020-03-01",
        packs=("account-restrictions-5",),
    )


def _restriction(phone: PhoneLine) -> RestrictionPart:
    return RestrictionPart(
        title="公安机关冻结",
        title_en="Freeze by the police",
        imposer="外省公安机关",
        effect="只收不付",
        duration="六个月，可以续冻",
        lifter="只有作出冻结决定的公安机关可以解除",
        steps=("向本行索取机关名称、文书编号和起止日期", "按公布的联系方式提交材料", "收到解除通知后当日恢复"),
        papers=("有效身份证件", "合同、订单、聊天记录", "资金来源证明"),
        phones=(phone,),
    )


def sample_note() -> HandlingNote:
    """The same note each time."""
    steps = ("先倾听，不打断", "核对本人和证件", "查询账户状态页", "询问急用资金需求", "询问是否有人指使转账")
    phone = PhoneLine(organ="反诈中心（样例）", number="000-0000-0110", hours="10:00-19:00", is_sample=True)
    return HandlingNote(
        head=_head(),
        nature=Nature.COMPLAINT,
        parties=(
            NoteParty(
                role=PartyRole.COMPLAINANT,
                kind=PartyKind.PERSON,
                name="买买提·艾合买提",
                id_type=IdType.RESIDENT_ID,
                id_masked="**************2846",
                phone_masked="138****6671",
            ),
        ),
        received_at=_AT,
        occurred_on=date(2026, 11, 23),
        claim="说明账户受限原因，恢复使用，并就手机银行提示含糊书面答复。",
        facts="客户称：11月23日晚使用手机银行向房东转账2,600.00元时提示“交易存在风险，请到柜面办理”，今天上午在ATM"
        "取款又被拒绝，余额能看到、可用余额为0；客户当天需要支付孩子的住院押金，情绪较为激动。" * 2,
        basis="客户认为银行应当在限制账户前通知本人。",
        demand="",
        expected_outcome="今天先取出住院押金",
        product="借记卡",
        amount_fen=260_000,
        loss_fen=None,
        classes=NoteClasses(line="operations"),
        terms=tuple(
            TermLine(
                label="作出处理决定并告知",
                label_en="Decision",
                article="《银行业保险业消费投诉处理管理办法》第十八条",
                due=_AT.date() + timedelta(days=days),
                basis="calendar",
                days=days,
                later=days > 15,
            )
            for days in (15, 30, 60)
        ),
        first_advice="这笔限制是有权机关依法采取的，我行只能协助执行，不能自行解除；我把机关名称、文号和起止日期写给您。",
        settled_on_spot=False,
        told_customer=True,
        used=(),
        path=tuple(PathLine(step=step, answer="已核对", at=_AT) for step in steps),
        checklist=None,
        restriction=_restriction(phone),
        phones=(phone,),
        handler_post="投诉处理岗",
        recheck_office=Office(code="650100", name="示例银行分行", name_en="Sample Bank Branch"),
        keep_years=5,
    )
