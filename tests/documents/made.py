"""Every form on short, typical and extreme data, as values that a service would build."""

from dataclasses import replace
from datetime import date, timedelta

from hfc_desktop.domain import branch_papers as branch
from hfc_desktop.domain import documents as doc
from hfc_desktop.domain import letters, slips
from hfc_desktop.domain import minutes as meetings
from hfc_desktop.domain import reception_forms as forms
from hfc_desktop.domain.complaint import Nature, PartyRole
from hfc_desktop.domain.deadlines import Band
from hfc_desktop.domain.handling import DeclineGround, NoticeKind, NoticeResult, NoticeWay, RecheckResult
from hfc_desktop.domain.interception import Interception, Means, RewardDue
from hfc_desktop.domain.parties import Capacity, Paper
from hfc_desktop.domain.stop_loss import ActDone, LossFacts, StopLoss
from tests.documents.conftest import PHONES, RESTRICTION, at, complainant, for_file, head, make_extreme, make_typical

LONG_NAME = "买买提·艾合买提·阿卜杜热合曼·吐尔逊·" * 3
SENTENCE = "客户称二〇二六年十一月二十三日晚（星期一）在https://www.example.com/pay/confirm?order=20261123990017页面付款2,600.00元；"
SUPERIOR = doc.Office(
    code="650100", name="示例银行乌鲁木齐分行", name_en="Sample Bank Urumqi Branch", phone="0991-0000022"
)


def long_text(count):
    return (SENTENCE * (count // len(SENTENCE) + 1))[:count]


def headed(form, copy=doc.Copy.CUSTOMER, **changes):
    return replace(head(copy), form=form, **changes)


# -- letters ----------------------------------------------------------------------------------------------------------


def letter(form, copy=doc.Copy.CUSTOMER, **changes):
    note = make_typical() if copy is doc.Copy.CUSTOMER else for_file(make_typical())
    values = {
        "head": headed(form, copy),
        "nature": Nature.COMPLAINT,
        "parties": note.parties,
        "received_at": note.received_at,
        "matter": letters.Matter(
            claim=note.claim,
            facts=note.facts,
            basis=note.basis,
            expected_outcome=note.expected_outcome,
            product=note.product,
            occurred_on=note.occurred_on,
            amount_fen=note.amount_fen,
            classes=note.classes,
        ),
        "handler_post": "投诉处理岗",
        "handler_role": "complaint_handler",
        "keep_years": 5,
        "filing": letters.Filing(capacity=Capacity.AGENT, papers=(Paper.AUTHORISATION, Paper.AGENT_ID)),
        "papers": (
            letters.PaperLine(name="手机银行提示截图.png", bytes=284_000, check="a3f19c0277de"),
            letters.PaperLine(name="房屋租赁合同.pdf", bytes=1_240_000, check="09be77a1c4d2"),
        ),
        "terms": note.terms,
        "ruling": letters.Ruling(
            findings="经调阅协助执行登记簿，账户于2026年11月23日由外省公安机关冻结，文书编号〔2026〕冻字第0417号，期限六个月；"
            "我行于当日完成登记，手续齐全。手机银行页面当时显示“交易存在风险，请到柜面办理”，未说明冻结一事。",
            decision="账户冻结由公安机关依法作出，我行不能解除；手机银行提示不清，我行向您致歉，并自2026年12月15日起改用新的提示文字。",
            basis="《公安机关办理刑事案件程序规定》第239条规定，冻结由作出决定的机关解除。"
            "《银行保险机构消费者权益保护管理办法》要求以通俗方式告知，原提示未达到这一要求。",
            remedies="对冻结本身不服的，可向作出冻结决定的公安机关申诉；对本答复不服的，可按下列途径办理。",
            compensation_fen=None,
            decided_on=date(2026, 12, 4),
        ),
        "remedies": letters.Remedies(
            office=SUPERIOR,
            days=30,
            last_day=date(2027, 1, 3),
            article="《银行业保险业消费投诉处理管理办法》第二十条",
            phones=PHONES[1:],
        ),
        "extension": letters.ExtensionPart(
            stage=1,
            reason="需向外省公安机关核实冻结期限，对方尚未回函。",
            asked_on=date(2026, 12, 4),
            due_before=date(2026, 12, 9),
            due=date(2026, 12, 24),
            approved_on=date(2026, 12, 7),
            approved_by="网点负责人",
            approved_role="branch_manager",
            article="《银行业保险业消费投诉处理管理办法》第十八条",
        ),
        "declining": letters.DecliningPart(
            ground=DeclineGround.NOT_FROM_COMPLAINANT,
            reason="来人未出示投诉人签名的授权委托书，也不是其法定代理人；已口头说明并请其补交。",
        ),
        "withdrawn_at": at(15, 20, day=26),
        "recheck": letters.RecheckPart(
            office=SUPERIOR,
            original_number="650111202611240100178",
            applied_on=date(2026, 12, 20),
            result=RecheckResult.CHANGED,
            decided_on=date(2027, 1, 12),
            original_decision="账户冻结由公安机关依法作出，我行不能解除。",
        ),
        "mediation": letters.MediationPart(
            body="新疆金融消费纠纷调解中心（样例）",
            since=date(2026, 12, 8),
            document="调解申请书（2026）第18号",
            proposal="就手机银行提示不清一事，由双方在调解员主持下商定处理办法。",
        ),
        "transfer": letters.TransferPart(
            to="示例保险股份有限公司新疆分公司", on=date(2026, 11, 25), reason="所反映的是该公司销售的保险产品。"
        ),
        "internal": note.internal,
    }
    if copy is doc.Copy.FILE:
        values["notices"] = (
            letters.NoticeLine(
                kind=NoticeKind.DECISION,
                way=NoticeWay.PHONE,
                at=at(10, 5, day=25),
                result=NoticeResult.NO_ANSWER,
                target="138****6671",
            ),
            letters.NoticeLine(
                kind=NoticeKind.DECISION,
                way=NoticeWay.HANDED_OVER,
                at=at(11, 30, day=26),
                result=NoticeResult.RECEIVED,
            ),
        )
    return letters.CaseLetter(**{**values, **changes})


def bare_letter(form):
    """A letter with nothing but what the form must say."""
    return letter(
        form,
        matter=letters.Matter(claim="退还年费。"),
        parties=(complainant(name="张三", id_type=None, id_masked="", phone_masked="", account_masked=""),),
        filing=letters.Filing(),
        papers=(),
        terms=make_typical().terms[1:2],
        handler_post="",
    )


def extreme_letter(form):
    """Names of 60 characters, texts of 2,000, thirty files, on the file copy of a demo folder."""
    made = letter(form, doc.Copy.FILE)
    thirty = tuple(
        letters.PaperLine(
            name=f"第{place}份：{LONG_NAME}与开发商签订的补充协议（扫描件）.pdf",
            bytes=place * 77_000,
            check="a3f19c0277de",
        )
        for place in range(1, 31)
    )
    ruling = replace(made.ruling, findings=long_text(2000), basis=long_text(2000), decision=long_text(400))
    return replace(
        made,
        head=replace(made.head, mark=doc.Mark.DEMO, print_no=12),
        parties=(*make_extreme().parties, complainant(name=LONG_NAME, role=PartyRole.GROUP_REPRESENTATIVE)),
        matter=replace(made.matter, claim=long_text(600), facts=long_text(2000)),
        papers=thirty,
        ruling=ruling,
        notices=made.notices * 10,
        extension=replace(made.extension, reason=long_text(900)),
        declining=replace(made.declining, reason=long_text(900)),
        mediation=replace(made.mediation, body=LONG_NAME, proposal=long_text(900)),
        transfer=replace(made.transfer, to=LONG_NAME, reason=long_text(900)),
        recheck=replace(made.recheck, original_decision=long_text(900)),
    )


# -- papers of a reception ---------------------------------------------------------------------------------------------

USED = make_typical().used[0]


def paper(form, copy, value, **changes):
    made = headed(form, copy, number=f"0190f1c27a4070008000000000{form.value[:4].encode().hex()}")
    return slips.ReceptionPaper(head=made, paper=value, **changes)


def slip(copy=doc.Copy.CUSTOMER, **changes):
    values = {
        "reception": "r1",
        "at": at(10, 42),
        "restriction": RESTRICTION,
        "began_on": date(2026, 11, 23),
        "ends_on": date(2027, 5, 22),
        "phones": PHONES,
        "used": USED,
    }
    return paper(doc.Form.RESTRICTION_SLIP, copy, forms.RestrictionSlip(**{**values, **changes}))


def stop_loss(copy=doc.Copy.CUSTOMER, **facts):
    own = copy is doc.Copy.CUSTOMER
    values = {
        "place": "乌鲁木齐市",
        "payer_name": "龚䶮",
        "payer_account": "6222020000000000000" if own else "***************0000",
        "payer_bank": "示例银行",
        "payee_name": "某某",
        "payee_account": "6217000000000000000" if own else "***************0000",
        "payee_bank": "另一家银行",
        "sent_at": "2026-11-24 10:07",
        "amount_fen": 4_980_000,
        "channel": "手机银行转账",
        "slip_no": "20261124100712345678",
        "contact": "自称客服的电话 00000000",
        "link": "“极速退款”应用",
        "story": "接到自称电商客服的电话，说误开了会员要扣费，让下载应用并共享屏幕，随后被引导转账一笔。",
    }
    acts = (
        ActDone(number=0, phase="0-1", role="teller", text="请客户立即拨打110，免提读出收款账号", at=at(10, 32)),
        ActDone(number=1, phase="1-3", role="supervisor", text="查询本行对手账户，按流程报紧急止付", at=at(10, 34)),
    )
    return StopLoss(
        item="duties.stop-loss",
        version=2,
        pack="telecom-fraud-4",
        title="止损时间线",
        started_at=at(10, 31),
        sent_minutes_ago=24,
        done=() if own else acts,
        reported_at=at(10, 34),
        case_no="A2026112400417",
        facts=LossFacts(**{**values, **facts}),
    )


def police(copy=doc.Copy.CUSTOMER, under_way=None, phones=PHONES[:1]):
    running = under_way or stop_loss(copy)
    value = forms.PoliceFacts(
        reception="r2", at=at(10, 31), stop_loss=running, missing=running.missing(), phones=phones, used=USED
    )
    return paper(doc.Form.POLICE_FACTS, copy, value, receiver="" if copy is doc.Copy.CUSTOMER else "60417")


FOUND = Interception(
    at=at(15, 6),
    amount_fen=12_000_000,
    means=Means.TERM_DEPOSIT,
    signs=("全程接听电话，不让柜员看屏幕", "说不清收款人是谁，称是“侄子的同学”", "要求提前支取全部定期"),
    payee="外省个人账户，尾号0093",
    police_unit="人民路派出所",
    confirmed=True,
    confirmed_at=at(15, 48),
    people=("60417", "60402"),
    handed_to="运营主管",
    remark="客户女儿已到场。",
)
POSTS = (("60417", "柜员"), ("60402", "运营主管"))


def intercepted(found=FOUND, posts=POSTS, **changes):
    values = {
        "reception": "r3",
        "at": at(15, 0),
        "interception": found,
        "fraud_type": replace(USED, title="冒充公检法", title_en="Impersonating the police"),
        "checklist": for_file(make_typical()).checklist,
        "path": make_typical().path,
        "follow_up_by": date(2026, 11, 27),
        "used": (USED,),
    }
    value = forms.InterceptionSheet(**{**values, **changes})
    return paper(doc.Form.INTERCEPTION, doc.Copy.FILE, value, posts=posts)


def reward(**changes):
    values = {
        "item": "reward.counter",
        "version": 2,
        "pack": "telecom-fraud-4",
        "title": "堵截电信网络诈骗奖励标准（样例）",
        "amount_fen": 12_000_000,
        "single_fen": 100_000,
        "team_fen": 200_000,
        "extra": "通报表扬",
        "approver": "上级分行安全保卫部",
        "report_within_working_days": 5,
        "conditions": ("公安机关确认为诈骗", "客户资金未受损失"),
        "evidence": ("堵截登记表", "公安机关回执或接处警记录", "监控录像编号"),
        "exclusions": ("系统自动拦截、柜面未参与",),
    }
    value = forms.RewardSheet(reception="r3", at=at(15, 0), interception=FOUND, due=RewardDue(**{**values, **changes}))
    return paper(doc.Form.REWARD, doc.Copy.FILE, value, posts=POSTS, report_by=date(2026, 12, 1))


# -- papers of a branch -----------------------------------------------------------------------------------------------


def due_row(place, days_left, **changes):
    due = date(2026, 11, 24) + timedelta(days=days_left)
    band = Band.RED if days_left < 0 else Band.AMBER if days_left <= 3 else Band.BLUE if days_left <= 7 else Band.GREEN
    values = {
        "number": f"6501112026111001{place:05d}",
        "customer": "张*",
        "topic": "公安冻结",
        "handler": "60410",
        "level": place % 4,
        "clock": "作出处理决定并告知",
        "clock_en": "Decide and tell",
        "due": due,
        "band": band,
        "days_left": days_left,
    }
    return branch.DueRow(**{**values, **changes})


def due_list(count=14):
    rows = tuple(due_row(place, place - 4, untold=place == 7) for place in range(count))
    return branch.DueList(
        head=headed(doc.Form.DUE_LIST, doc.Copy.FILE, number="650111-20261124"),
        first=date(2026, 11, 24),
        last=date(2026, 12, 1),
        rows=rows,
    )


def key_sheet():
    lines = (
        branch.KeyLine(keys=("Ctrl+K", "F2"), text="搜索"),
        branch.KeyLine(keys=("F6",), text="登记投诉"),
        branch.KeyLine(keys=("1 … 9",), text="打开该结果"),
    )
    return branch.KeySheet(
        head=headed(doc.Form.KEY_SHEET, doc.Copy.FILE, number="650111-20261124"),
        groups=(("Anywhere", lines), ("Card", lines)),
    )


def counter_card(scenes=8):
    scene = branch.CardScene(
        title="客户急匆匆到网点汇款",
        title_en="A hurried remittance",
        first_words="您别着急，我先帮您核对一下收款人的信息。",
        first_words_en="Let us check the payee together first.",
        never="“您是不是被骗了”",
    )
    code = branch.CardCode(
        code="SMP-J02-2",
        title="公安机关冻结",
        title_en="Freeze by the police",
        lifter="只有作出冻结决定的公安机关可以解除",
    )
    return branch.CounterCard(
        head=headed(doc.Form.COUNTER_CARD, doc.Copy.FILE, number="650111-20261124"),
        phones=PHONES,
        scenes=(scene,) * scenes,
        codes=(code,) * scenes,
        left_out=2,
    )


def count(key, now, before=0, year_ago=0, name=None):
    return branch.Count(
        key=key, name=key if name is None else name, name_en=key, count=now, before=before, year_ago=year_ago
    )


def report(form=doc.Form.BRANCH_REPORT, span=26, **changes):
    topics = [("公安冻结", 41, 30, 12), ("提前还款", 22, 25, 31), ("信用卡息费减免", 9, 12, 4), ("排队等候", 3, 0, 0)]
    values = {
        "head": headed(form, doc.Copy.FILE, number="650111-2026-10"),
        "period": "2026-10",
        "first": date(2026, 10, 1),
        "last": date(2026, 10, 31),
        "offices_covered": 1,
        "raw": count("raw", 96, 84, 60),
        "merged": count("merged", 88, 79, 58),
        "natures": (count("complaint", 88, 79, 58), count("consultation", 240, 251, 198)),
        "sources": (count("counter", 61, 52, 40), count("nfra_transfer", 7, 9, 3)),
        "lines": (count("operations", 50, 44, 20), count("card", 21, 20, 18)),
        "topics": tuple(count(name, *numbers) for name, *numbers in topics),
        "reasons": (count("rules", 60, 50, 33, name="管理制度、业务规则与流程"),),
        "offices": (),
        "levels": (count("0", 70, 60, 50), count("1", 12, 15, 5), count("2", 6, 4, 3)),
        "weeks": tuple((f"W{18 + place}", 14 + (place * 7) % 11) for place in range(span)),
        "weeks_of_period": 5,
        "kept": branch.Kept(kept=71, late=3, open_late=2, median_days=6, slowest_days=29),
        "on_the_spot": 33,
        "from_regulator": 7,
        "repeats": 8,
        "escalated": 11,
        "extended": 4,
        "rechecks": 3,
        "rechecks_changed": 1,
    }
    return branch.PeriodReport(**{**values, **changes})


def empty_report():
    nothing = branch.Kept(kept=0, late=0, open_late=0, median_days=None, slowest_days=None)
    none = dict.fromkeys(("natures", "sources", "lines", "topics", "reasons", "levels", "weeks"), ())
    zeros = dict.fromkeys(
        ("on_the_spot", "from_regulator", "repeats", "escalated", "extended", "rechecks", "rechecks_changed"), 0
    )
    return report(raw=count("raw", 0), merged=count("merged", 0), kept=nothing, weeks_of_period=0, **none, **zeros)


def headoffice_report(offices=40):
    return report(
        doc.Form.HEADOFFICE_REPORT,
        span=52,
        offices_covered=offices,
        offices=tuple(
            count(f"6501{place:02d}", 90 - place, 80, 70, name=f"示例银行第{place}支行") for place in range(offices)
        ),
    )


def minutes(items=2, words=1):
    item = meetings.AgendaItem(
        title="公安冻结类投诉连续三周上升",
        facts="2026年10月受理41件，较上月增加11件；主要集中在人民路、友好路两个网点。",
        discussion="柜面不能在第一时间说明冻结机关和期限；客户拿不到书面信息。" * words,
        analysis="查询权限分散，柜员不知道在哪里查。",
        forecast="年末集中办案，预计11月至12月继续上升。",
        decision="全部网点启用账户管控信息告知单，三分钟内交到客户手中。",
        actions=(
            meetings.AgreedAction(
                what="修订指引并发布", owner="运行管理部 王某", due=date(2026, 12, 5), line="operations"
            ),
            meetings.AgreedAction(what="培训柜员", owner="各网点负责人", due=date(2026, 12, 12)),
        ),
    )
    return meetings.Minutes(
        head=headed(doc.Form.MINUTES, doc.Copy.FILE, number="650100-2026-11"),
        meeting=meetings.Meeting(
            number="2026-11",
            title="高频投诉分析研判会",
            held_at=at(9, 30),
            place="分行三楼会议室",
            chair="消费者权益保护部 李某",
            secretary="张某",
            present=("个人金融部 赵某", "银行卡部 钱某", "运行管理部 王某", "安全保卫部 周某"),
            excused=("法律事务部 吴某",),
            since=date(2026, 10, 23),
            items=(item,) * items,
            next_on=date(2026, 12, 25),
        ),
    )
