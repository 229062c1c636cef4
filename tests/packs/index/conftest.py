"""A small library of constructed items, and indexes built from it."""

from datetime import date

import pytest

from hfc_desktop.domain.guidance.bulletin import Bulletin
from hfc_desktop.domain.guidance.faq import Faq
from hfc_desktop.domain.guidance.hotline import Capability, Hotline, HotlineLevel, Number
from hfc_desktop.domain.guidance.item import Audience, BusinessLine, Confidentiality, ItemStatus
from hfc_desktop.domain.guidance.lexicon import Lexicon, WordGroup
from hfc_desktop.domain.guidance.restriction import Duration, Effect, Imposer, Restriction
from hfc_desktop.domain.lookup import LookupQuery
from hfc_desktop.packs.index.build import build_index
from hfc_desktop.packs.index.entries import IndexEntry, IndexTools
from hfc_desktop.packs.index.search import open_index
from hfc_desktop.packs.regions import RegionLine
from hfc_desktop.packs.search_text import PLAIN, SearchText
from hfc_desktop.text.normaliser import Normaliser
from hfc_desktop.text.pinyin import PhrasePinyin
from hfc_desktop.text.syllables import Sounds

TODAY = date(2026, 11, 24)
SHARED = {
    "summary": "一句话说明",
    "line": BusinessLine.OPERATIONS,
    "audience": (Audience.TELLER,),
    "valid_from": date(2020, 1, 1),
    "review_by": date(2027, 12, 31),
    "author": "编辑岗",
    "approver": "审核岗",
}


def restriction(slug, title, **fields):
    fields = {**SHARED, "title_en": slug, "code": f"SMP-{slug.upper()}-2", **fields}
    return Restriction(
        id=f"restriction.{slug}",
        title=title,
        imposer=Imposer.COURT,
        imposer_text="法院",
        ground=(),
        effect=Effect(text="不能支取"),
        duration=Duration(text="一年"),
        query_path=(),
        lifter="法院",
        steps=(),
        may_tell=(),
        must_not_tell=(),
        script=(),
        **fields,
    )


def hotline(slug, title, number, region="", **fields):
    return Hotline(
        id=f"hotline.{slug}",
        title=title,
        level=HotlineLevel.PREFECTURE if region else HotlineLevel.NATIONAL,
        region_code=region,
        organ="反诈中心",
        capabilities=(Capability.APPEAL_FREEZE,),
        numbers=(Number(number=number),),
        last_verified=TODAY,
        verified_by="编辑岗",
        verified_how="拨打",
        **{**SHARED, "title_en": slug, **fields},
    )


def faq(slug, title, **fields):
    fields = {**SHARED, "title_en": slug, **fields}
    return Faq(
        id=f"faq.{slug}", title=title, questions=(title,), answer_short="是的", answer_long="按规定办理", **fields
    )


def bulletin(slug, title, **fields):
    fields = {**SHARED, "title_en": slug, **fields}
    return Bulletin(id=f"bulletin.{slug}", title=title, effective_from=fields["valid_from"], facts=("事实",), **fields)


LEXICONS = (
    Lexicon(
        id="lexicon.synonyms",
        title="同义词",
        purpose="synonyms",
        groups=(
            WordGroup(words=("冻结", "止付", "取不出", "frozen", "freeze")),
            WordGroup(words=("公安", "派出所", "警察")),
        ),
        **{**SHARED, "title_en": "Synonyms"},
    ),
    Lexicon(
        id="lexicon.idle",
        title="停用词",
        purpose="stop_words",
        groups=(WordGroup(words=("怎么办", "我的", "的", "了")),),
        **{**SHARED, "title_en": "Stop words"},
    ),
)
ITEMS = (
    restriction(
        "j02",
        "法院执行冻结（网络查控）",
        title_en="Execution freeze by a court",
        aliases=("司法冻结", "卡里有钱取不出"),
        messages=("账户已冻结，金额不足",),
    ),
    restriction("j03", "轮候冻结", title_en="Queued freeze"),
    restriction("p02", "公安冻结（涉诈）", title_en="Police freeze", aliases=("银行卡冻结",), messages=("只收不付",)),
    restriction("f01", "联合惩戒", title_en="Joint punishment", keywords_negative=("抽奖",)),
    restriction("l01", "非柜面限额", title_en="Non-counter limit", messages=("超过单日限额",)),
    restriction(
        "s01",
        "监察机关冻结",
        audience=(Audience.MANAGER,),
        confidentiality=Confidentiality.RESTRICTED,
        handover="restriction.handover",
    ),
    restriction("handover", "有权机关要求受限：请移交专岗", code="SMP-X00-0", title_en="Hand over"),
    restriction("hush", "保密的管控", audience=(Audience.MANAGER,), confidentiality=Confidentiality.RESTRICTED),
    restriction("draft", "草稿冻结", status=ItemStatus.DRAFT),
    hotline("96110", "96110 反诈专线", "96110"),
    hotline("r650100", "乌鲁木齐市反诈中心", "0991-0000001", "650100"),
    hotline("r652800", "巴音郭楞蒙古自治州反诈中心", "0996-0000001", "652800"),
    faq("release", "冻结到期自动解除吗", aliases=("到期会自己解吗",)),
    bulletin("permit", "通行证延期", valid_to=date(2023, 12, 31), title_en="Permits extended"),
    bulletin("loan-1", "提前还贷（2023年7月）", valid_to=date(2023, 8, 30), title_en="Early repayment, July"),
    bulletin("loan-2", "存量房贷利率", valid_from=date(2023, 8, 31), supersedes=("bulletin.loan-1",), title_en="Rates"),
    bulletin("next-year", "明年的新规定", valid_from=date(2027, 1, 1), title_en="Next year"),
    *LEXICONS,
)
REGIONS = (
    RegionLine("650000", "", ("新疆维吾尔自治区", "新疆")),
    RegionLine("650100", "650000", ("乌鲁木齐市", "乌市")),
    RegionLine("652800", "650000", ("巴音郭楞蒙古自治州", "巴州")),
    RegionLine("652801", "652800", ("库尔勒市", "库尔勒")),
)


def search_text(item):
    codes = item.codes
    if isinstance(item, Restriction):
        codes = (item.code, *codes)
    if isinstance(item, Hotline):
        codes = tuple(number.number for number in item.numbers)
    return SearchText(
        title=item.title,
        aliases=item.aliases,
        codes=codes,
        messages=item.messages,
        body=((item.summary, PLAIN),),
        first_words="先说这一句",
        keywords_negative=item.keywords_negative,
    )


TOOLS = IndexTools(search_text, Normaliser(), PhrasePinyin(), Sounds())


class Library:
    """Builds and opens indexes in one folder."""

    def __init__(self, folder):
        self.path = folder / "lookup.idx"
        self.index = None

    def build(self, items=ITEMS, **options):
        self.close()
        entries = [IndexEntry(item, "pack-1") for item in items]
        return build_index(entries, self.path, TOOLS, regions=REGIONS, **options)

    def open(self):
        self.close()
        self.index = open_index(self.path, TOOLS.normaliser, TOOLS.sounds)
        return self.index

    def close(self):
        if self.index is not None:
            self.index.close()
            self.index = None

    def search(self, text, on=TODAY, **options):
        return self.index.search(LookupQuery(text=text, on=on, **options))

    def ids(self, text, **options):
        return [hit.id for hit in self.search(text, **options).hits]


@pytest.fixture
def library(tmp_path):
    made = Library(tmp_path)
    yield made
    made.close()


@pytest.fixture(scope="session")
def shelf(tmp_path_factory):
    made = Library(tmp_path_factory.mktemp("index"))
    made.build()
    made.open()
    yield made
    made.close()


@pytest.fixture
def items():
    """The library's items, and makers for more."""
    return ITEMS


@pytest.fixture
def make_restriction():
    return restriction


@pytest.fixture
def tools():
    return TOOLS


@pytest.fixture(scope="session")
def make_many():
    """So many different restrictions."""

    def make(count):
        return tuple(restriction(f"m{at:03d}", f"第{at}种管控", aliases=(f"管控{at}",)) for at in range(count))

    return make
