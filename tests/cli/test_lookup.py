"""``hfc lookup`` and ``hfc show`` on the real command line and the bundled library."""

import json

import pytest

from hfc_desktop import i18n
from hfc_desktop.cli.app import run
from hfc_desktop.paths import bundled_packs_dir


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("数据 folder")
    packs = [str(manifest.parent) for manifest in sorted(bundled_packs_dir().glob("*/pack.yaml"))]
    assert run(["packs", "install", *packs, "--data", str(folder)]) == 0
    return folder


class Shell:
    """Runs one command line on a data folder and keeps what came out."""

    def __init__(self, data, capsys):
        self._data, self._capsys = data, capsys

    def __call__(self, *words):
        self.status = run([*words, "--data", str(self._data)])
        captured = self._capsys.readouterr()
        self.out, self.err = captured.out, captured.err
        assert "Traceback" not in self.err
        return self.status

    def json(self, *words):
        assert self(*words, "--json") == 0, self.err
        return json.loads(self.out)


@pytest.fixture
def hfc(data, capsys, monkeypatch):
    before = i18n.language()
    i18n.set_language(i18n.ENGLISH)
    monkeypatch.delenv("HFC_USER", raising=False)
    capsys.readouterr()
    yield Shell(data, capsys)
    i18n.set_language(before)


@pytest.fixture
def empty(tmp_path, capsys, hfc):
    return Shell(tmp_path, capsys)


def test_a_search_gives_one_document_best_first(hfc):
    document = hfc.json("lookup", "sfdj", "--limit", "2")
    assert [hit["id"] for hit in document["results"]] == ["restriction.j02", "restriction.j01"]
    first = document["results"][0]
    assert (first["kind"], first["status"], first["match"]) == ("restriction", "active", "initials")
    assert first["codes"][0] == "SMP-J02-2"
    assert document["elapsed_ms"] > 0
    assert hfc.err == ""


@pytest.mark.parametrize(
    "typed", ["冻结", "j02", "ｊ０２", "SMP-J02-2", "卡里有钱取不出", "帳戶凍結", "dongjie", "司法东结"]
)
def test_the_ways_of_asking_for_a_freeze_lead_to_one(hfc, typed):
    assert hfc.json("lookup", typed)["results"][0]["id"] in {"restriction.j01", "restriction.j02", "restriction.p02"}


def test_text_says_why_and_what_to_say(hfc):
    assert hfc("lookup", "sfdj", "--limit", "1") == 0
    assert "SMP-J02-2" in hfc.out
    assert "Pinyin initials" in hfc.out
    assert "> " in hfc.out


def test_what_has_expired_says_so_in_both_languages(hfc):
    assert hfc("lookup", "通行证延期", "--limit", "1") == 0
    assert "Expired after 2023-12-31" in hfc.out
    i18n.set_language(i18n.CHINESE)
    assert hfc("lookup", "通行证延期", "--limit", "1") == 0
    assert "2023-12-31 后已失效" in hfc.out


def test_on_another_day_it_is_in_force(hfc):
    hit = hfc.json("lookup", "通行证延期", "--on", "2023-06-01")["results"][0]
    assert (hit["id"], hit["status"]) == ("bulletin.permit-extension", "active")


def test_only_one_kind_and_one_region_first(hfc):
    results = hfc.json("lookup", "反诈中心", "--kind", "hotline", "--region", "652800")["results"]
    assert {hit["kind"] for hit in results} == {"hotline"}
    assert results[0]["id"] == "hotline.r652800"


def test_an_empty_answer_offers_what_comes_close(hfc):
    document = hfc.json("lookup", "qqqqwwww88")
    assert document["results"] == []
    assert hfc("lookup", "qqqqwwww88") == 0
    assert "Nothing found" in hfc.err


def test_a_list_of_queries_gives_a_line_each(hfc, tmp_path):
    path = tmp_path / "queries.txt"
    path.write_text("\ufeffsfdj\n\n96110\n", encoding="utf-8")
    assert hfc("lookup", "--batch", str(path), "--json") == 0
    lines = [json.loads(line) for line in hfc.out.splitlines()]
    assert [line["query"] for line in lines] == ["sfdj", "96110"]
    assert lines[1]["results"][0]["id"] == "hotline.96110"


def test_a_list_that_cannot_be_read_is_the_user_s_mistake(hfc, tmp_path):
    path = tmp_path / "gbk.txt"
    path.write_bytes("冻结".encode("gbk"))
    assert hfc("lookup", "--batch", str(path)) == 1
    assert "UTF-8" in hfc.err


@pytest.mark.parametrize(
    "words", [(), ("冻结", "--batch", "x.txt"), ("冻结", "--kind", "nothing"), ("x", "--on", "soon")]
)
def test_a_wrong_call_is_a_usage_fault(hfc, words):
    assert hfc("lookup", *words) == 2


def test_without_packs_it_says_what_to_do(empty):
    assert empty("lookup", "冻结") == 3
    assert "packs install" in empty.err


# -- roles ------------------------------------------------------------------------------------------------------------


def test_more_than_the_counter_sees_needs_a_sign_in(hfc):
    assert hfc("lookup", "国家安全机关冻结", "--role", "branch_manager") == 4
    assert "--user" in hfc.err
    assert hfc("lookup", "国家安全机关冻结", "--role", "teller") == 0


def test_a_restricted_item_is_refused_and_named_is_what_to_open(hfc):
    assert hfc("show", "restriction.s01") == 4
    assert "restriction.handover-authority" in hfc.err
    assert hfc.out == ""


def test_the_code_of_a_restricted_item_leads_to_the_hand_over(hfc):
    ids = [hit["id"] for hit in hfc.json("lookup", "SMP-S01-2")["results"]]
    assert ids[0] == "restriction.handover-authority"
    assert "restriction.s01" not in ids


# -- show -------------------------------------------------------------------------------------------------------------


def test_an_item_is_shown_in_full(hfc):
    document = hfc.json("show", "restriction.j02")
    assert (document["id"], document["state"], document["pack"]) == (
        "restriction.j02",
        "active",
        "account-restrictions-1",
    )
    assert document["must_not_tell"]
    assert hfc("show", "restriction.j02") == 0
    for part in ("Who can lift it", "May tell", "Must not tell", "Papers"):
        assert part in hfc.out


def test_an_unknown_item_is_the_user_s_mistake(hfc):
    assert hfc("show", "restriction.zz9") == 1
    assert "restriction.zz9" in hfc.err


@pytest.mark.parametrize(
    ("day", "facts", "rule"),
    [
        ("2023-07-14", (), "W-OLD"),
        ("2023-07-15", ("card_opened=2020-05-01", "promised=yes"), "W-TRANS"),
        ("2023-07-15", ("card_opened=2020-05-01", "promised=no"), "W-NEW-OLDCUST"),
        ("2023-07-15", ("card_opened=2023-07-15",), "W-NEW-NEWCUST"),
        ("2023-10-14", ("card_opened=2020-05-01", "promised=yes"), "W-TRANS"),
    ],
)
def test_the_waiver_follows_the_day_and_the_customer(hfc, day, facts, rule):
    words = [word for fact in facts for word in ("--fact", fact)]
    assert hfc.json("show", "policy.card-waiver", "--on", day, *words)["applies"]["rule"] == rule


@pytest.mark.parametrize(
    ("day", "in_force"),
    [
        ("2023-07-14", ["W-OLD"]),
        ("2023-07-15", ["W-TRANS", "W-NEW-OLDCUST", "W-NEW-NEWCUST"]),
        ("2023-10-14", ["W-TRANS", "W-NEW-OLDCUST", "W-NEW-NEWCUST"]),
        ("2023-10-15", ["W-NEW-OLDCUST-LATER", "W-NEW-NEWCUST"]),
    ],
)
def test_results_lead_with_the_rules_in_force_on_the_day_and_say_which_are_not(hfc, day, in_force):
    hit = hfc.json("lookup", "息费减免", "--on", day)["results"][0]
    assert (hit["id"], hit["codes"][: len(in_force)]) == ("policy.card-waiver", in_force)
    assert hit["codes_not_in_force"] == hit["codes"][len(in_force) :]
    assert len(hit["codes"]) == 5
    assert hfc("lookup", "息费减免", "--on", day) == 0
    assert f"  {', '.join(in_force)}  [" in hfc.out.splitlines()[0]
    assert f"{day}: {', '.join(hit['codes_not_in_force'])}" in hfc.out


def test_a_rule_that_is_over_still_leads_to_its_policy_and_is_marked(hfc):
    hit = hfc.json("lookup", "W-OLD", "--on", "2023-07-15")["results"][0]
    assert (hit["id"], hit["codes_not_in_force"][0]) == ("policy.card-waiver", "W-OLD")


def test_the_rules_of_a_policy_stand_with_those_in_force_first(hfc):
    assert hfc.json("show", "policy.card-waiver", "--on", "2023-07-15")["rules_in_force"] == [
        "W-TRANS", "W-NEW-OLDCUST", "W-NEW-NEWCUST",
    ]  # fmt: skip
    assert hfc("show", "policy.card-waiver", "--on", "2023-07-15") == 0
    old, new = hfc.out.index("原标准（疫情纾困期间）"), hfc.out.index("新标准（新客户）")
    assert new < old
    assert "原标准（疫情纾困期间） [not in force on 2023-07-15]" in hfc.out
    assert "新标准（新客户） [" not in hfc.out


def test_missing_facts_are_named(hfc):
    applies = hfc.json("show", "policy.card-waiver", "--on", "2023-07-15")["applies"]
    assert applies["rule"] is None
    assert set(applies["ask"]) == {"card_opened", "promised"}
    assert hfc("show", "policy.card-waiver", "--on", "2023-07-15") == 0
    assert "card_opened" in hfc.out


@pytest.mark.parametrize("fact", ["card_opened", "=yes", "card_opened=", "card_opened=lately"])
def test_a_fact_that_is_none_is_the_user_s_mistake(hfc, fact):
    assert hfc("show", "policy.card-waiver", "--on", "2023-07-15", "--fact", fact) == 1


def test_the_ban_for_lending_accounts_changes_on_its_day(hfc):
    before = hfc.json("show", "restriction.f01", "--on", "2024-11-30")["rules_on_day"]
    after = hfc.json("show", "restriction.f01", "--on", "2024-12-01")["rules_on_day"]
    assert len(before) == len(after) == 1
    assert before != after


def test_the_expired_permit_extension_says_so_today(hfc):
    assert hfc.json("show", "bulletin.permit-extension", "--on", "2026-11-24")["state"] == "expired"
    assert hfc("show", "bulletin.permit-extension", "--on", "2026-11-24") == 0
    assert "Do not use" in hfc.out


def test_what_is_not_certain_says_so(hfc):
    assert hfc("show", "restriction.f01") == 0
    assert "checked by a lawyer" in hfc.out
