"""The invented bank: its offices and its people."""

from __future__ import annotations

from typing import Final

from hfc_desktop.domain.people import Organisation, OrganisationLevel, Role, User

PIN: Final = "246810"
"""PIN of everybody in a demo folder; the folder never asks for it."""

OFFICES: Final = (
    Organisation(
        code="000000",
        name="示例银行总行",
        name_en="Sample Bank Head Office",
        level=OrganisationLevel.HEAD_OFFICE,
        region="110000",
        phone="010-00000000（样例）",
    ),
    Organisation(
        code="650000",
        name="示例银行新疆分行",
        name_en="Sample Bank Xinjiang Branch",
        level=OrganisationLevel.FIRST_LEVEL,
        parent="000000",
        region="650000",
        phone="0991-0000000（样例）",
    ),
    Organisation(
        code="650100",
        name="示例银行乌鲁木齐分行",
        name_en="Sample Bank Urumqi Branch",
        level=OrganisationLevel.SECOND_LEVEL,
        parent="650000",
        region="650100",
        phone="0991-0000010（样例）",
    ),
    Organisation(
        code="650111",
        name="示例银行乌鲁木齐人民路支行",
        name_en="Sample Bank Urumqi Renmin Road",
        level=OrganisationLevel.COUNTER_BRANCH,
        parent="650100",
        region="650102",
        phone="0991-0000011（样例）",
        address="乌鲁木齐市人民路（样例地址）",
    ),
    Organisation(
        code="650112",
        name="示例银行乌鲁木齐中山路支行",
        name_en="Sample Bank Urumqi Zhongshan Road",
        level=OrganisationLevel.COUNTER_BRANCH,
        parent="650100",
        region="650102",
        phone="0991-0000012（样例）",
        address="乌鲁木齐市中山路（样例地址）",
    ),
    Organisation(
        code="650113",
        name="示例银行乌鲁木齐友好路支行",
        name_en="Sample Bank Urumqi Youhao Road",
        level=OrganisationLevel.COUNTER_BRANCH,
        parent="650100",
        region="650103",
        phone="0991-0000013（样例）",
        address="乌鲁木齐市友好路（样例地址）",
    ),
)

HOME: Final = "650111"
"""Office whose window the demo opens."""

COUNTER_OFFICES: Final = tuple(office.code for office in OFFICES if office.level is OrganisationLevel.COUNTER_BRANCH)

TELLER: Final = "60417"
"""Teller whom the demo signs in."""

ADMINISTRATOR: Final = "10001"
"""Who set the offices and people up."""

_ROWS: Final = (
    (TELLER, "古丽娜", Role.TELLER, "650111", "柜员", "01"),
    ("60418", "王磊", Role.TELLER, "650111", "柜员", "02"),
    ("60410", "陈静", Role.COMPLAINT_HANDLER, "650111", "投诉处理岗", "90"),
    ("60401", "刘志强", Role.BRANCH_MANAGER, "650111", "网点负责人", "90"),
    ("60517", "赵敏", Role.TELLER, "650112", "柜员", "01"),
    ("60501", "周文博", Role.BRANCH_MANAGER, "650112", "网点负责人", "90"),
    ("60617", "艾尔肯", Role.TELLER, "650113", "柜员", "01"),
    ("60601", "马丽", Role.BRANCH_MANAGER, "650113", "网点负责人", "90"),
    ("60301", "吴建国", Role.BRANCH_MANAGER, "650100", "二级分行负责人", ""),
    ("60310", "林晓燕", Role.COMPLAINT_HANDLER, "650100", "消费者权益保护岗", ""),
    ("10021", "孙艳", Role.AUTHOR, "000000", "指引编辑岗", ""),
    ("10022", "何平", Role.APPROVER, "000000", "指引审核岗", ""),
    ("10031", "高洋", Role.AUDITOR, "650000", "审计岗", ""),
    (ADMINISTRATOR, "罗涛", Role.ADMINISTRATOR, "650100", "系统管理岗", ""),
)

PEOPLE: Final = tuple(
    User(staff_no=staff_no, name=name, role=role, organisation=office, post=post, counter=counter)
    for staff_no, name, role, office, post, counter in _ROWS
)


def teller_of(office: str) -> User:
    """The first teller of an office."""
    return next(user for user in PEOPLE if user.organisation == office and user.role is Role.TELLER)


def handler_of(office: str) -> User:
    """Who handles complaints at an office: its handler, else its manager."""
    roles = (Role.COMPLAINT_HANDLER, Role.BRANCH_MANAGER)
    return next(user for role in roles for user in PEOPLE if user.organisation == office and user.role is role)
