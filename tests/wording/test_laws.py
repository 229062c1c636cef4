"""Chinese laws in an English letter."""

import pytest

from hfc_desktop.wording.laws import in_english, number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("五", 5),
        ("十", 10),
        ("十八", 18),
        ("二十", 20),
        ("三十三", 33),
        ("一百零五", 105),
        ("二百三十九", 239),
        ("239", 239),
    ],
)
def test_articles_are_counted_as_laws_count_them(text, value):
    assert number(text) == value


def test_a_known_law_and_its_article_are_said_in_english():
    said = in_english("《银行业保险业消费投诉处理管理办法》第二十条；《征信业管理条例》")
    assert said.startswith("Order No. 3 of 2020 on banking and insurance complaints, art. 20；")
    assert said.endswith("Regulation on the Credit Reporting Industry")


def test_what_is_not_known_stays_as_it_is():
    for text in ("", "《某地办法》第三条", "本行内部要求（样例）"):
        assert in_english(text) == text
