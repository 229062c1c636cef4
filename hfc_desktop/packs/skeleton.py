"""The skeleton that ``hfc packs new`` writes: a small pack that is valid as it stands, with comments for editors."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

_MANIFEST: Final = """\
# 指引包说明。以 # 开头的是注释；一个字段一行，“字段名: 值”，冒号后面有空格。
# 日期写成 2026-11-01。全部字段的含义：hfc packs schema pack
schema: 1
pack_id: {pack_id}
publisher: headoffice           # 总行写 headoffice；地区写 region- 加六位区划代码
issue: 1                        # 第几期，只增不减
content_version: 1              # 每改一次加一
title: 新指引包
title_en: New guidance pack
form: special_issue             # compendium 汇编、special_issue 专刊、handbook 手册、scenes 场景、reference 资料
line: operations                # 归口条线
department: 运行管理部
author: 运行管理部编辑岗
approver: 消费者权益保护部审核岗  # 不能和编写是同一岗位
issued_on: {today}
effective_from: {today}
review_by: {review}
is_sample: true                 # 样例包；正式发布时删掉这一行
declared_codes: [SMP-Z01-3]     # 本包条目用到的代码都登记在这里
# requires: [reference]         # 引用到的其他指引包
foreword: 在这里写本期的说明。
changelog:
  - version: 1
    on: {today}
    text: 首期。
"""

_ENVELOPE: Final = """\
  line: operations
  audience: [teller, lobby]     # 柜员、大堂；另有 supervisor、manager、line_expert
  valid_from: {today}
  # valid_to: 2027-12-31        # 到期日不确定时不写
  review_by: {review}
  author: 运行管理部编辑岗
  approver: 消费者权益保护部审核岗
  sources:
    - title: 本行样例说明
      confidence: sample        # looked_up 已核对原文、known 公认、unsure 待核、sample 样例
  is_sample: true
"""

_RESTRICTION: Final = """\
# 账户管控。一个文件可以放一条，也可以放几条（每条以“- ”开头）。
- id: restriction.{pack_id}-example   # 编号：类型.名称，发布后不再改
  title: 示例管控
  title_en: Example restriction
  summary: 一行说清：是什么、谁能解、先说什么（不超过60字）
  summary_en: What it is, who lifts it, what to say first
{envelope}\
  aliases: [示例管控, 卡用不了]   # 客户怎么说、口语、常见错别字
  codes: [SMP-Z01-3]            # 核心系统显示的代码
  messages: [交易受限，请到柜面核实]
  prevention:
    - 开户时讲清哪些情形需要核实
  response:
    - 核对本人身份
    - 说明原因和需要的材料
  code: SMP-Z01-3
  imposer: bank                 # 谁设的：court、police、bank、customer 等
  imposer_text: 本行
  ground:
    - title: 账户管理协议（样例）
      confidence: sample
  effect:
    non_counter: stopped        # open、stopped、limited、delayed、queued、debited
    text: 手机银行、自助机暂停使用，柜面可以办理
  duration:
    text: 核实通过当天解除      # 有法定期限的另写 initial: P6M
  query_path:
    - place: Q1
      what: 账户状态页，看管控类型和日期
  lifter: 本网点核实后解除
  steps:
    - 出示身份证件
    - 说明用途
  papers: [本人有效身份证件]
  may_tell:
    - 需要补充哪些材料
  must_not_tell:
    - 系统识别的规则和阈值
  script:
    - text: 您的账户需要核实一下信息，带身份证就能办，我现在帮您看。
      softer: 让您跑一趟了，我马上帮您核实，几分钟就好。
      english: We need to verify some information on your account. May I see your identity card?
"""

_SCENARIO: Final = """\
# 场景：一步一步的对话。每一步有编号；选项的 next 指向下一步；结束步骤没有选项。
- id: scenario.{pack_id}-example
  title: 示例场景
  title_en: Example scenario
  summary: 客户着急，先问清再办
  summary_en: The customer is in a hurry; ask first
{envelope}\
  prevention: [叫号时先问清业务]
  response: [先安抚，再问清，后办理]
  trigger_phrases: [我赶时间, 快点给我办]
  start: ask
  nodes:
    - id: ask
      type: ask                 # say 说、ask 问、do 做、stop 停、end 结束
      text: 问清办什么业务
      say:
        - text: 您先别急，告诉我办什么业务，我看怎么最快。
      must_not_say: [都在排队]
      options:
        - {{label: 说清了, next: done}}
        - {{label: 情绪激动, next: calm}}
    - id: calm
      type: say
      text: 请到一旁安抚
      say:
        - text: 您这边坐，我请主管马上过来。
      options:
        - {{label: 平静下来, next: ask}}
        - {{label: 仍然激动, next: hand-over}}
    - id: hand-over
      type: end
      text: 主管接手
      outcome: handed_over
    - id: done
      type: end
      text: 办理完成
      outcome: processed
"""

_FAQ: Final = """\
# 常见问题：至少两种问法。
- id: faq.{pack_id}-example
  title: 示例问题
  title_en: Example question
  summary: 示例：带什么证件
  summary_en: "Example: which papers to bring"
{envelope}\
  questions:
    - 办这个要带什么
    - 需要哪些证件
  answer_short: 带本人身份证就可以。
  answer_long: 本人办理带有效身份证件；代办的，另带代办人的身份证件和授权书。
  next_steps: [可以先在手机上预约]
"""


def skeleton(pack_id: str, today: date) -> dict[str, str]:
    """Files of a new pack by name; valid as they stand."""
    review = today + timedelta(days=182)
    envelope = _ENVELOPE.format(today=today, review=review)
    values = {"pack_id": pack_id, "today": today, "review": review, "envelope": envelope}
    return {
        "pack.yaml": _MANIFEST.format(**values),
        "restriction/example.yaml": _RESTRICTION.format(**values),
        "scenario/example.yaml": _SCENARIO.format(**values),
        "faq/example.yaml": _FAQ.format(**values),
    }


def item_envelope(today: date) -> str:
    """The fields that every item has, as a new one begins with; indented as an entry of a list."""
    return _ENVELOPE.format(today=today, review=today + timedelta(days=182))
