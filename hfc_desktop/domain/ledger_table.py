"""The ledger as a table: one row a case. The one list of columns for what comes in and what goes out.

Column names are the fields of the complaint document; parties are flattened as ``complainant_name``. Headings that
banks use are known beside them. A cell is read by the kind of its column: digits at full width, days in every way in
which they are written here, Excel's count of days, money in fen or in yuan.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, Final

from hfc_desktop.domain.complaint import Complaint
from hfc_desktop.domain.days import SHANGHAI
from hfc_desktop.domain.events import JsonValue
from hfc_desktop.domain.parties import PartyRole
from hfc_desktop.domain.record_json import document
from hfc_desktop.domain.sheets import Cell


class CellKind(StrEnum):
    """How a cell of a column is read."""

    TEXT = "text"
    NUMBER = "number"
    CODE = "code"
    WHOLE = "whole"
    FEN = "fen"
    YUAN = "yuan"
    DAY = "day"
    MOMENT = "moment"
    FLAG = "flag"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class LedgerColumn:
    """One column.

    Attributes:
        name: field, or role and part of a party.
        group: for codes, the group of words that may stand for them.
        field: field of the complaint document that it fills.
    """

    name: str
    kind: CellKind = CellKind.TEXT
    group: str = ""
    field: str = ""

    @property
    def party(self) -> tuple[str, str] | None:
        """Role and part, for a column of a party."""
        role = next((role.value for role in PartyRole if self.name.startswith(f"{role.value}_")), "")
        return (role, self.name[len(role) + 1 :]) if role else None


class CellFaultError(Exception):
    """A cell that cannot be read: a code for the wording and its values, never the content of the cell."""

    def __init__(self, code: str, **params: JsonValue) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


_COLUMNS: Final = """
text    number old_number
code    nature:nature status:status severity:severity source:source
whole   level urgency
text    regulator_ref
day     transferred_on regulator_due
moment  received_at registered_at
day     occurred_on
text    organisation counter
code    business_line:line channel:channel business:business reason:reason
text    scenario product
list    tags
text    complainant_name
code    complainant_kind:party_kind complainant_id_type:id_type
number  complainant_id_number complainant_phone
text    complainant_address
number  complainant_account_tail
text    complainant_age_band complainant_other_contact complainant_legal_representative
text    representative_name
code    representative_capacity:capacity representative_id_type:id_type
number  representative_id_number representative_phone
text    respondent_name respondent_staff_no respondent_office third_party_name
whole   people_count
text    claim facts basis
fen     amount_fen loss_fen
text    expected_outcome
code    demand:demand
text    recording_ref first_receiver handler first_advice
flag    settled_on_spot told_customer
moment  accepted_at contacted_at decided_at told_at closed_at withdrawn_at
text    investigation
code    responsibility:responsibility
text    policy_basis decision remedies
fen     compensation_fen
code    outcome:outcome
whole   satisfaction
text    transfer_to decline_reason
code    root_cause:root_cause
"""

_SHOWN_ONLY: Final = """
whole   repeat_no
text    repeat_of rule_set app_version
day     archived_on keep_until
flag    legal_hold
"""


def _parsed(text: str) -> tuple[LedgerColumn, ...]:
    columns = []
    for line in filter(str.strip, text.splitlines()):
        kind, *names = line.split()
        for entry in names:
            name, _colon, group = entry.partition(":")
            columns.append(LedgerColumn(name, CellKind(kind), group, name))
    return tuple(columns)


COLUMNS: Final = _parsed(_COLUMNS)
"""Columns that come in and go out."""
EXPORTED: Final = (*COLUMNS, *_parsed(_SHOWN_ONLY))
"""Columns that go out; those beyond ``COLUMNS`` follow from the record and are passed over when they come in."""
_IN_YUAN: Final = tuple(
    LedgerColumn(f"{name}_yuan", CellKind.YUAN, "", f"{name}_fen") for name in ("amount", "loss", "compensation")
)
BY_NAME: Final[Mapping[str, LedgerColumn]] = {column.name: column for column in (*COLUMNS, *_IN_YUAN)}
"""Columns that may come in, by name."""

_HEADINGS: Final = """
number 投诉编号 本系统编号
old_number 编号 工单号 工单编号 流水号 原编号 序列号 台账编号 登记编号
nature 性质 事项性质 类型
status 状态 办理状态 处理状态
severity 等级 严重程度
level 升级级别 层级
source 来源 投诉来源 来源渠道 受理渠道
regulator_ref 转办文号 监管文号 转办单号
transferred_on 转办日期
regulator_due 监管期限 转办期限
received_at 收到时间 收到日期 受理时间 受理日期 投诉时间 投诉日期 来电时间 接收时间
registered_at 登记时间 登记日期 录入时间
occurred_on 事发日期 事发时间 发生日期 发生时间
organisation 机构号 机构代码 网点号 网点代码 机构
counter 窗口 柜台 窗口号
business_line 条线 业务条线 专业
channel 业务渠道 业务办理渠道
business 业务种类 业务类别 业务类型
reason 投诉原因 原因 原因分类
scenario 场景 场景编号 指引编号
product 产品 产品名称 业务名称
tags 标签 敏感标签
complainant_name 投诉人 投诉人姓名 客户姓名 客户名称 姓名
complainant_id_type 证件类型
complainant_id_number 证件号 证件号码 身份证号 身份证号码 身份证
complainant_phone 联系电话 电话 手机 手机号 手机号码 联系方式
complainant_address 地址 联系地址 通讯地址
complainant_account_tail 卡号末四位 账号末四位 卡号后四位
representative_name 代理人 代理人姓名
representative_id_number 代理人证件号
representative_phone 代理人电话
respondent_name 被投诉人 被投诉人员
respondent_staff_no 被投诉人工号
respondent_office 被投诉机构
third_party_name 第三方机构 合作机构
people_count 人数 投诉人数
claim 投诉请求 诉求 客户诉求 投诉内容 投诉事项
facts 事实 投诉事实 事实经过 情况说明 事件经过
basis 依据 理由
amount_fen 涉及金额（分）
amount_yuan 涉及金额 金额 涉及金额（元） 金额（元） 投诉金额
loss_yuan 损失金额 损失金额（元）
compensation_yuan 赔付金额 赔付金额（元） 减免金额
expected_outcome 期望结果
demand 诉求类型
first_receiver 首问责任人 受理人 登记人 接待人
handler 承办人 经办人 处理人 主办人
first_advice 首次答复
accepted_at 受理登记时间
contacted_at 首次联系时间
decided_at 决定时间 决定日期
told_at 告知时间 答复时间 答复日期
closed_at 结案时间 结案日期 办结时间 办结日期
investigation 核查情况 核查经过 调查情况
responsibility 责任认定
policy_basis 政策依据
decision 处理意见 处理决定 处理结果
remedies 救济途径
outcome 结案方式 办结方式
satisfaction 满意度
transfer_to 转出单位
root_cause 根因 根本原因
"""


def heading_key(heading: str) -> str:
    """A heading as it is compared: width, case, blanks and line breaks put aside."""
    return re.sub(r"[\s_*＊:：]", "", unicodedata.normalize("NFKC", heading)).lower()


def _known_headings() -> dict[str, LedgerColumn]:
    known = {heading_key(name): column for name, column in BY_NAME.items()}
    for line in filter(str.strip, _HEADINGS.splitlines()):
        name, *headings = line.split()
        known |= {heading_key(heading): BY_NAME[name] for heading in headings}
    return known


HEADINGS: Final[Mapping[str, LedgerColumn]] = _known_headings()
"""Column by the key of each heading that is known without a mapping."""


# -- out ----------------------------------------------------------------------------------------------------------


def row_of(complaint: Complaint) -> tuple[Cell, ...]:
    """One case as cells under ``EXPORTED``."""
    values = document(complaint)
    parties: dict[str, Mapping[str, Any]] = {}
    for party in values["parties"] if isinstance(values["parties"], list) else ():
        parties.setdefault(str(party["role"]), party)
    return tuple(_cell_of(column, values, parties) for column in EXPORTED)


def _cell_of(column: LedgerColumn, values: Mapping[str, Any], parties: Mapping[str, Mapping[str, Any]]) -> Cell:
    role_and_part = column.party
    value = parties.get(role_and_part[0], {}).get(role_and_part[1]) if role_and_part else values[column.field]
    if value is None or value in ("", []):
        return None
    if column.kind is CellKind.LIST:
        return " ".join(value)
    if column.kind is CellKind.MOMENT:
        return datetime.fromisoformat(value)
    if column.kind is CellKind.DAY:
        return date.fromisoformat(value)
    return value if isinstance(value, bool | int | str) else str(value)


# -- in -----------------------------------------------------------------------------------------------------------

Words = Mapping[str, Mapping[str, str]]
"""For each group of codes, what may stand in a cell (the code itself included, all as ``heading_key``) and the code."""

BESIDE: Final[Mapping[str, Mapping[str, str]]] = {
    "source": {
        "网点现场": "counter", "营业现场": "counter", "柜面": "counter", "柜台": "counter", "现场": "counter",
        "客服转办": "customer_service", "客服": "customer_service", "95588": "customer_service",
        "电话": "customer_service", "信用卡中心": "card_centre", "人民银行转办": "pboc_transfer",
        "人行转办": "pboc_transfer", "金融监管转办": "nfra_transfer", "监管转办": "nfra_transfer",
        "银保监转办": "nfra_transfer", "12378": "nfra_transfer", "信访": "petition_office",
        "12345": "government_12345", "信函/邮箱": "letter", "信函": "letter", "邮件": "letter", "来信": "letter",
        "媒体": "media", "引流": "diverted", "其他": "other",
    },
    "status": {
        "待处理": "registered", "未处理": "registered", "处理中": "investigating", "办理中": "investigating",
        "已结案": "closed", "已办结": "closed", "办结": "closed", "结案": "closed", "已归档": "archived",
        "已撤回": "withdrawn", "撤诉": "withdrawn",
    },
    "severity": {"一般": "ordinary", "普通": "ordinary", "复杂": "complex", "重大": "major"},
    "outcome": {
        "和解": "settled", "协商解决": "settled", "解释": "explained", "已解释": "explained", "赔付": "compensated",
        "调解": "mediated", "撤回": "withdrawn", "不予办理": "declined", "合并": "merged", "转出": "transferred",
    },
    "nature": {"投诉": "complaint", "咨询": "consultation", "建议": "suggestion", "表扬": "praise"},
    "id_type": {
        "身份证": "resident_id", "居民身份证": "resident_id", "护照": "passport", "户口簿": "household_register",
    },
    "responsibility": {
        "有责": "bank", "我行有责": "bank", "部分有责": "shared", "无责": "not_bank", "我行无责": "not_bank",
    },
}  # fmt: skip
"""Words that ledgers use beside ours, by group of codes."""

_EXCEL_START: Final = datetime(1899, 12, 30)
_EXCEL_SPAN: Final = (20_000, 80_000)
"""Excel's count of days for 1954 to 2119; other numbers are no days."""
_SAFE_INTEGER: Final = 10**15
"""From here on a spreadsheet rounds the digits of a number, as of an identity number that was not typed as text."""
_DAY: Final = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{4})(\d{2})(\d{2})")
_TIME: Final = re.compile(r"(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2})(?:\.\d+)?)?[分秒]?")
_YES: Final = frozenset({"true", "yes", "y", "1", "是", "有", "√", "对"})
_NO: Final = frozenset({"false", "no", "n", "0", "否", "无", "×", "错"})


def read_cell(column: LedgerColumn, cell: Cell, words: Words) -> JsonValue:
    """A cell in the JSON form of its field.

    Raises:
        CellFaultError: it cannot be read as what the column holds.
    """
    if column.kind is CellKind.TEXT:
        return unicodedata.normalize("NFC", _text(cell)).strip()
    if column.kind is CellKind.NUMBER:
        return _digits(cell)
    if column.kind is CellKind.CODE:
        return _code(column, cell, words)
    if column.kind in (CellKind.DAY, CellKind.MOMENT):
        moment = _moment(cell)
        return moment.date().isoformat() if column.kind is CellKind.DAY else moment.isoformat()
    if column.kind is CellKind.FLAG:
        return _flag(cell)
    if column.kind is CellKind.LIST:
        return [word for word in re.split(r"[\s,，;；、|]+", unicodedata.normalize("NFC", _text(cell))) if word]
    number = _number(cell) * (100 if column.kind is CellKind.YUAN else 1)
    if number != number.to_integral_value():
        raise CellFaultError("cell.not_whole")
    return int(number)


def _text(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return cell.isoformat() if isinstance(cell, date | datetime) else str(cell)


def _plain(cell: Cell) -> str:
    return unicodedata.normalize("NFKC", _text(cell)).strip()


def _digits(cell: Cell) -> str:
    if isinstance(cell, int | Decimal) and not isinstance(cell, bool) and abs(Decimal(cell)) >= _SAFE_INTEGER:
        raise CellFaultError("cell.rounded")
    return _plain(cell)


def _code(column: LedgerColumn, cell: Cell, words: Words) -> str:
    known = words.get(column.group, {})
    found = known.get(heading_key(_text(cell)))
    if found is None:
        raise CellFaultError("cell.unknown_word", group=column.group, choices=list(dict.fromkeys(known.values()))[:12])
    return found


def _flag(cell: Cell) -> bool:
    text = _plain(cell).lower()
    if text not in _YES | _NO:
        raise CellFaultError("cell.no_flag")
    return text in _YES


def _number(cell: Cell) -> Decimal:
    if isinstance(cell, bool | date | datetime):
        raise CellFaultError("cell.no_number")
    text = re.sub(r"[,，\s¥￥元]", "", _plain(cell))
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise CellFaultError("cell.no_number") from None
    if not number.is_finite() or abs(number) >= _SAFE_INTEGER:
        raise CellFaultError("cell.no_number")
    return number


def _moment(cell: Cell) -> datetime:
    if isinstance(cell, datetime):
        return cell.astimezone(SHANGHAI) if cell.tzinfo else cell.replace(tzinfo=SHANGHAI)
    if isinstance(cell, date):
        return datetime.combine(cell, time(), SHANGHAI)
    if isinstance(cell, int | Decimal) and not isinstance(cell, bool) and _EXCEL_SPAN[0] < cell < _EXCEL_SPAN[1]:
        exact = _EXCEL_START + timedelta(seconds=round(Decimal(cell) * 86_400))
        return exact.replace(tzinfo=SHANGHAI)
    return _written_moment(_plain(cell))


def _written_moment(text: str) -> datetime:
    if re.match(r"\d{4}-\d{2}-\d{2}T", text):
        try:
            exact = datetime.fromisoformat(text)
        except ValueError:
            raise CellFaultError("cell.no_day") from None
        return exact.astimezone(SHANGHAI) if exact.tzinfo else exact.replace(tzinfo=SHANGHAI)
    day = _DAY.match(text)
    rest = text[day.end() :].strip() if day else ""
    clock = _TIME.fullmatch(rest) if rest else None
    if day is None or (rest and clock is None):
        raise CellFaultError("cell.no_day")
    year, month, number = (int(part) for part in day.groups() if part is not None)
    hour, minute, second = (int(part or 0) for part in clock.groups()) if clock else (0, 0, 0)
    try:
        return datetime(year, month, number, hour, minute, second, tzinfo=SHANGHAI)
    except ValueError:
        raise CellFaultError("cell.no_day") from None
