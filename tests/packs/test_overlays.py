"""Regions and branches beside and over head office: what replaces what, and that only opened fields do."""

from __future__ import annotations

import pytest

from hfc_desktop.workbench import trial_pack
from tests.faults.pack_house import Counter, Publisher, pack_files

CITY = "  region: ['330100']\n"


@pytest.fixture
def house(tmp_path):
    """Head office, a region, a branch of it, and a counter that trusts them all."""

    class House:
        bank = Publisher(tmp_path / "总行")
        region = Publisher(tmp_path / "分行", "region-330000")
        branch = Publisher(tmp_path / "网点", "branch-3301")
        counter = Counter(tmp_path / "柜台", bank)

        def install(self, publisher, line, body, **said):
            files = pack_files(line, publisher=publisher.name, **said)
            files["faq/one.yaml"] = body.encode()
            publisher.submit(files, line)
            publisher.approve(line)
            return self.counter.install(publisher.release(line))

        def item(self, item_id):
            index = self.counter.catalogue.open()
            try:
                return index.item(item_id)
            finally:
                index.close()

        def ids(self):
            index = self.counter.catalogue.open()
            try:
                return {item.id for item in index.items_of("faq")}
            finally:
                index.close()

    made = House()
    roots = {f"{one.name}.root.json": one.room.first_root() for one in (made.region, made.branch)}
    made.counter.install(made.bank.vouch(roots))
    return made


def question(slug="one", answer="请您稍等，我来查一下。", more=""):
    return trial_pack.question(slug, "账户冻结怎么办", more=more).replace("请您稍等，我来查一下。", answer)


def test_local_items_stand_beside_head_office_under_their_own_ids(house):
    house.install(house.bank, "national", question())
    house.install(house.region, "regional", question(more=CITY))
    house.install(house.branch, "local", question())
    assert house.ids() == {"faq.one", "faq.r330000-one", "faq.b3301-one"}


def test_references_inside_a_local_pack_follow_its_new_ids(house):
    body = question(more=CITY + "  related: [faq.two]\n") + question("two", more=CITY)
    house.install(house.region, "regional", body)
    assert house.item("faq.r330000-one").related == ("faq.r330000-two",)


def test_an_overlay_fills_the_opened_fields_and_no_others(house):
    house.install(house.bank, "national", question(more="  open_fields: [answer_short]\n"))
    over = question("mine", "浙江答复。", CITY + "  overlays: faq.one\n").replace("详细的回答写在这里。", "别的。")
    house.install(house.region, "regional", over)
    item = house.item("faq.one")
    assert (item.answer_short, item.answer_long) == ("浙江答复。", "详细的回答写在这里。")
    assert [(note.publisher, note.fields) for note in item.overlaid] == [("region-330000", ("answer_short",))]
    assert house.ids() == {"faq.one"}


def test_a_branch_lies_over_a_region_whatever_came_first(house):
    house.install(house.branch, "local", question("b", "网点答复。", "  overlays: faq.one\n"))
    house.install(house.region, "regional", question("r", "分行答复。", CITY + "  overlays: faq.one\n"))
    house.install(house.bank, "national", question(more="  open_fields: [answer_short]\n"))
    item = house.item("faq.one")
    assert item.answer_short == "网点答复。"
    assert [note.publisher for note in item.overlaid] == ["region-330000", "branch-3301"]


def test_what_head_office_did_not_open_is_not_replaced_but_stands_beside(house):
    house.install(house.bank, "national", question())
    house.install(house.region, "regional", question("mine", "浙江答复。", CITY + "  overlays: faq.one\n"))
    assert house.item("faq.one").answer_short == "请您稍等，我来查一下。"
    assert house.ids() == {"faq.one", "faq.r330000-mine"}


def test_a_withdrawal_in_any_pack_of_head_office_takes_the_item_back_at_once(house):
    house.install(house.bank, "national", question())
    notice = "withdrawn: [{id: faq.one, reason: 答复有误, since: 2026-11-24}]\n"
    house.install(house.bank, "notices", question("other"), more=notice)
    item = house.item("faq.one")
    assert (item.status.value, item.withdrawn_reason) == ("withdrawn", "答复有误")


def test_a_region_takes_back_its_own_items_alone(house):
    house.install(house.bank, "national", question())
    notice = "withdrawn: [{id: faq.one, reason: 答复有误, since: 2026-11-24}]\n"
    house.install(house.region, "regional", question("other", more=CITY), more=notice)
    assert house.item("faq.one").status.value == "active"


@pytest.mark.parametrize(("office", "taken"), [("", True), ("3301", True), ("3302", False)])
def test_a_branch_publishes_for_its_own_counters_alone(house, office, taken):
    from dataclasses import replace

    from hfc_desktop.errors import SecurityRefusalError

    house.counter.trusting = replace(house.counter.trusting, office=lambda: office)
    if taken:
        assert house.install(house.branch, "local", question()).installed == ("local-1",)
        return
    with pytest.raises(SecurityRefusalError) as refused:
        house.install(house.branch, "local", question())
    assert refused.value.code == "trust.other_branch"


@pytest.mark.parametrize(("home", "place", "inside"), [
    ("330000", "330106", True), ("330100", "330106", True), ("330100", "330200", False), ("330106", "330106", True),
    ("330106", "330100", False), ("100000", "100100", True), ("110000", "100000", False),
])  # fmt: skip
def test_which_places_are_inside_a_region(home, place, inside):
    from hfc_desktop.packs.intake import _inside

    assert place.startswith(_inside(home)) is inside


def test_the_card_and_the_command_line_say_whose_words_stand_there(house):
    from datetime import date

    from hfc_desktop.cli.item_text import item_lines
    from hfc_desktop.i18n import set_language
    from hfc_desktop.ui.widgets.cards.presenting.frame import _local

    set_language("en")
    house.install(house.bank, "national", question(more="  open_fields: [answer_short]\n"))
    house.install(house.region, "regional", question("mine", "浙江答复。", CITY + "  overlays: faq.one\n"))
    item = house.item("faq.one")
    assert item.holds_on(date(2026, 11, 24))
    assert _local(item) == ("Region 330000: 1 field",)
    assert "Local fields: " in item_lines(item)
    set_language("zh")
