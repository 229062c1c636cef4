"""The smallest packs that are whole: a manifest and questions, for trials and measurements."""

from __future__ import annotations

from typing import Final

_MANIFEST: Final = """\
schema: 1
pack_id: {line}
publisher: {publisher}
issue: {issue}
content_version: {version}
title: 样例指引
title_en: Sample guidance
form: reference
line: personal
department: 个人金融业务部
author: 编辑岗
approver: 审核岗
issued_on: 2026-11-01
effective_from: 2026-11-01
review_by: 2027-05-31
{more}"""
_QUESTION: Final = """\
- id: faq.{slug}
  title: {title}
  title_en: A question
  summary: 一句话说明
  summary_en: One line
  line: personal
  valid_from: 2026-11-01
  review_by: 2027-05-31
  author: 编辑岗
  approver: 审核岗
  questions: [{title}, 再问一次{title}]
  answer_short: 请您稍等，我来查一下。
  answer_long: {answer}
{more}"""


def manifest(line: str, issue: int = 1, version: int = 1, publisher: str = "headoffice", more: str = "") -> str:
    """The description of a pack; ``more`` is further lines of it."""
    return _MANIFEST.format(line=line, publisher=publisher, issue=issue, version=version, more=more)


def question(slug: str, title: str, answer: str = "详细的回答写在这里。", more: str = "") -> str:
    """A question with its answer; ``more`` is further lines of it."""
    return _QUESTION.format(slug=slug, title=title, answer=answer, more=more)


def pack_files(
    line: str = "sample",
    issue: int = 1,
    version: int = 1,
    title: str = "账户冻结怎么办",
    publisher: str = "headoffice",
    more: str = "",
    item: str = "",
) -> dict[str, bytes]:
    """The files of a pack of one question."""
    return {
        "pack.yaml": manifest(line, issue, version, publisher, more).encode(),
        "faq/one.yaml": question(f"{line}-one", title, more=item).encode(),
    }
