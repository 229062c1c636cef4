"""Every form on short, typical and extreme data: its text is the golden one, and nothing of its value is lost."""

import re
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import cache
from pathlib import Path

import pytest

from hfc_desktop.documents.registry import VALUES
from hfc_desktop.documents.renderer import Renderer
from hfc_desktop.domain.documents import Copy, Form
from hfc_desktop.domain.guidance.restriction import Imposer
from hfc_desktop.domain.letters import REQUIRED
from hfc_desktop.errors import EnvironmentFaultError
from tests import pdf
from tests.documents import made

GOLDEN = Path(__file__).parents[1] / "golden"
LETTERS = tuple(form for form in REQUIRED if form is not Form.HANDLING)


def english(value):
    return replace(value, head=replace(value.head, language="en"))


PAPERS = {
    **{f"{form}-short": (lambda form=form: made.bare_letter(form)) for form in LETTERS},
    **{f"{form}-typical": (lambda form=form: made.letter(form)) for form in LETTERS},
    **{f"{form}-file": (lambda form=form: made.letter(form, Copy.FILE)) for form in LETTERS},
    **{f"{form}-extreme": (lambda form=form: made.extreme_letter(form)) for form in LETTERS},
    **{f"{form}-english": (lambda form=form: english(made.letter(form))) for form in LETTERS},
    "restriction_slip-short": lambda: made.slip(restriction=None, phones=()),
    "restriction_slip-named-short": lambda: made.slip(Copy.FILE, restriction=None, handover_post="运营主管", phones=()),
    "restriction_slip-ours": lambda: made.slip(
        restriction=replace(made.RESTRICTION, imposer="本行实时风险控制", imposed_by=Imposer.BANK), phones=()
    ),
    "restriction_slip-typical": made.slip,
    "restriction_slip-english": lambda: english(made.slip()),
    "restriction_slip-extreme": lambda: made.slip(
        restriction=replace(made.RESTRICTION, steps=(made.long_text(200),) * 20, imposer=made.LONG_NAME),
        phones=made.PHONES * 15,
    ),
    "police_facts-short": lambda: made.police(
        under_way=replace(made.stop_loss(), facts=made.LossFacts(payee_account="6217")), phones=()
    ),
    "police_facts-typical": made.police,
    "police_facts-file": lambda: made.police(Copy.FILE),
    "police_facts-english": lambda: english(made.police()),
    "police_facts-extreme": lambda: made.police(
        Copy.FILE,
        replace(
            made.stop_loss(Copy.FILE, story=made.long_text(2000), payee_name=made.LONG_NAME, link="a" * 300),
            done=made.stop_loss(Copy.FILE).done * 20,
        ),
    ),
    "interception-short": lambda: made.intercepted(
        made.Interception(at=made.at(15, 6)), posts=(), fraud_type=None, checklist=None, path=(), used=()
    ),
    "interception-typical": made.intercepted,
    "interception-extreme": lambda: made.intercepted(
        replace(made.FOUND, signs=(made.long_text(120),) * 30, remark=made.long_text(2000)),
        tuple((f"604{place:02d}", made.LONG_NAME) for place in range(30)),
    ),
    "reward-short": lambda: made.reward(conditions=(), evidence=(), exclusions=(), extra="", team_fen=0),
    "reward-typical": made.reward,
    "reward-extreme": lambda: made.reward(conditions=(made.long_text(300),) * 12, extra=made.long_text(200)),
    "due_list-short": lambda: made.due_list(0),
    "due_list-typical": made.due_list,
    "due_list-extreme": lambda: made.due_list(300),
    "key_sheet-typical": made.key_sheet,
    "counter_card-short": lambda: replace(made.counter_card(0), phones=()),
    "counter_card-typical": made.counter_card,
    "counter_card-extreme": lambda: made.counter_card(60),
    "branch_report-short": made.empty_report,
    "branch_report-typical": made.report,
    "branch_report-english": lambda: english(made.report()),
    "headoffice_report-typical": made.headoffice_report,
    "headoffice_report-extreme": lambda: made.headoffice_report(400),
    "minutes-short": lambda: made.minutes(0),
    "minutes-typical": made.minutes,
    "minutes-extreme": lambda: made.minutes(30, 40),
}


@cache
def value_of(name):
    return PAPERS[name]()


@cache
def pages_of(name):
    """Text of each page as another program reads it."""
    value = value_of(name)
    return [page.replace("\r\n", "\n") for page in pdf.texts(Renderer().render(value.head.form, value))]


def packed(text):
    return "".join(text.split())


def test_every_form_is_printed_here():
    assert {value_of(name).head.form for name in PAPERS} | {Form.HANDLING} == set(VALUES)
    assert set(VALUES) | {Form.BOOKLET} == set(Form)


@pytest.mark.parametrize("name", [name for name in PAPERS if not name.endswith("extreme")])
def test_the_text_is_the_golden_one(name):
    """To take a wanted change over: write the text that this test shows into the golden file."""
    assert "\n".join(pages_of(name)).split("\n") == (GOLDEN / f"{name}.txt").read_text("utf-8").split("\n")


def texts(value, name=""):
    """Every text in a value, with the name of its field."""
    if isinstance(value, Enum):
        return
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, tuple):
        for one in value:
            yield from texts(one, name)
    elif is_dataclass(value):
        for field in fields(value):
            if f"{type(value).__name__}.{field.name}" not in IN_OTHER_WORDS:
                yield from texts(getattr(value, field.name), field.name)


CODES = """
    form copy mark language label_en title_en name_en clock_en first_words_en responsibility root_cause line slug item
    handler_role approved_role organ_en imposed_by
    topic key role phase article_en author level regulator_ref repeat_of groups answer confidence TermLine.basis
    reception missing StopLoss.pack StopLoss.title people
"""
IN_OTHER_WORDS = frozenset(CODES.split())
"""Codes, printed as words; the other language; what only some forms carry."""


def body(name):
    """Text without header and foot, since they come between the parts of a text that is cut."""
    value = value_of(name)
    return packed(pdf.text(Renderer().render(value.head.form, value), bottom=55, top=785, right=560))


SLIPS = [
    name for name in PAPERS if name.startswith(("restriction", "police", "interception-typ", "minutes", "receipt"))
]


@pytest.mark.parametrize("name", [name for name in SLIPS if not name.endswith(("english", "short"))])
def test_nothing_of_a_value_is_lost(name):
    value, read = value_of(name), body(name)
    used = {field.name for field in fields(value)} - {"head", "handler_post"}
    if value.head.form is Form.RECEIPT:
        used -= {"ruling", "remedies", "extension", "declining", "recheck", "mediation", "transfer"}
    lacking = [
        (field, text[:40])
        for part in used
        for field, text in texts(getattr(value, part), part)
        if field not in IN_OTHER_WORDS and packed(text.replace("\U0001f600", "〔U+1F600无字形〕")) not in read
    ]
    assert lacking == []


@pytest.mark.parametrize("name", [name for name in PAPERS if name.endswith("extreme")])
def test_every_page_has_its_number_and_its_marks(name):
    pages = pages_of(name)
    head = value_of(name).head
    for place, page in enumerate(pages, start=1):
        assert f"第{place}页" in packed(page)
        assert f"共{len(pages)}页" in packed(page)
        assert head.number in packed(page)
        assert "北京时间" in page


@pytest.mark.parametrize("form", LETTERS)
def test_a_reprint_of_a_demo_says_so_on_every_page(form):
    for page in pages_of(f"{form}-extreme"):
        assert "第12次" in packed(page)
        assert "演示数据" in page


@pytest.mark.parametrize("form", LETTERS)
def test_the_customers_letter_is_silent_about_what_is_internal(form):
    customer, file = (packed("".join(pages_of(f"{form}-{copy}"))) for copy in ("typical", "file"))
    for secret in ("60417", "60410", "内部备注", "严重程度", "无人接听", "100398"):
        assert secret not in customer
        assert secret in file


@pytest.mark.parametrize("form", LETTERS)
def test_an_english_letter_says_nothing_of_the_program_in_chinese(form):
    """Words of the case stay as they were taken down; the letter's own are English."""
    chinese, english_text = ("\n".join(pages_of(f"{form}-{which}")) for which in ("typical", "english"))
    heading = re.compile(r"^[一二三四五六七八九十]+、", re.MULTILINE)
    assert len(heading.findall(chinese)) > 2
    assert not heading.findall(english_text)
    assert not [word for word in ("签字", "盖章", "承办", "校验码", "北京时间", "客户联") if word in english_text]


def test_an_english_letter_names_laws_and_posts_in_english():
    """What the program can say in English, it says; a law that it does not know stays as it is cited."""
    for name in ("reply-english", "extension-english"):
        text = "\n".join(pages_of(name))
        assert not [word for word in ("《银行业", "投诉处理岗", "网点负责人", "国家金融监督管理总局") if word in text]
    assert "Order No. 3 of 2020 on banking and insurance complaints, art. 20" in " ".join(
        "\n".join(pages_of("reply-english")).split()
    )


def test_a_restriction_of_the_banks_own_is_not_put_on_an_authority():
    said = [packed("".join(pages_of(f"restriction_slip-{which}"))) for which in ("typical", "ours")]
    assert ["协助执行有权机关" in text for text in said] == [True, False]
    assert ["这项管控由我行作出" in text for text in said] == [False, True]


@pytest.mark.parametrize("name", ["reply-typical", "police_facts-typical", "branch_report-typical", "minutes-typical"])
def test_the_same_value_gives_the_same_bytes(name):
    value = value_of(name)
    assert Renderer().render(value.head.form, value) == Renderer().render(value.head.form, value)


def test_a_value_of_another_form_is_refused():
    with pytest.raises(TypeError):
        Renderer().render(Form.MINUTES, made.slip())


def test_a_file_with_a_password_opens_with_it_alone():
    value = value_of("reply-typical")
    content = Renderer().render(value.head.form, value, password="密码123")
    for wrong in ("", "密码124"):
        with pytest.raises(EnvironmentFaultError):
            pdf.texts(content, wrong)
    assert "投诉处理答复函" in pdf.texts(content, "密码123")[0]
    assert value.head.number.encode() not in content
