"""A small invented instrument and its text: another shape than any real one, obviously made up."""

from domain.rulebook.text import pieces

TEXT = """某市示例事项管理办法

第一章 总则

第一条 为示例而制定本办法。

第二条 有下列行为之一的，应当处理：

（一）甲行为；

（二）乙行为，
断开的一行。

前款行为情节严重的，从重处理。

第三条 处理方式为提醒。

第十二条 本办法自二〇二〇年一月一日起施行。
"""

RULEBOOK = """
instrument = "toy"
code = "TOY"
edition = 2020-01-01
status = "in_force"
rank = "rule"
verification = "D"
title = { zh = "某市示例事项管理办法", en = "Toy measures" }

[scope]
subjects = ["organ", "person"]
matters = ["toy"]
label = { zh = "示例", en = "toy" }
cite = ["1/1"]

[clauses."1/1"]
label = { zh = "目的", en = "purpose" }
digest = "{1/1}"
[clauses."2/1/1"]
label = { zh = "甲", en = "first" }
digest = "{2/1/1}"
[clauses."2/1/2"]
label = { zh = "乙", en = "second" }
digest = "{2/1/2}"
[clauses."2/2"]
label = { zh = "从重", en = "heavier" }
digest = "{2/2}"
[clauses."3/1"]
label = { zh = "提醒", en = "reminder" }
digest = "{3/1}"

[[measures]]
code = "reminder"
label = { zh = "提醒", en = "reminder" }

[[facts]]
code = "first-conduct"
kind = "trigger"
cite = ["2/1/1"]
label = { zh = "甲行为", en = "first conduct" }
[[facts]]
code = "second-conduct"
kind = "trigger"
cite = ["2/1/2"]
label = { zh = "乙行为", en = "second conduct" }
[[facts]]
code = "grave"
kind = "factor"
cite = ["2/2"]
label = { zh = "情节严重", en = "grave" }

[[triggers]]
code = "conduct"
cite = ["2/1/1", "2/1/2"]
label = { zh = "行为", en = "conduct" }
when = [{ all_of = ["first-conduct"] }, { all_of = ["second-conduct"] }]
[[triggers.readings]]
question = "TOY-01"
choice = "together"
when = [{ all_of = ["first-conduct", "second-conduct"] }]

[[sets]]
code = "forms"
cite = ["3/1"]
measures = ["reminder"]
combine = "one"
label = { zh = "处理方式", en = "forms" }

[[weights]]
code = "heavier"
cite = ["2/2"]
modality = "shall"
effects = ["heavier"]
label = { zh = "从重", en = "heavier" }

[[factors]]
code = "gravity"
group = "heavier"
cite = ["2/2"]
label = { zh = "情节严重", en = "gravity" }
when = [{ all_of = ["grave"] }]

[[questions]]
code = "TOY-01"
answered_by = "legal-officer"
default = "either"
label = { zh = "须同时具备吗？", en = "Must both be present?" }
choices = [
  { code = "either", label = { zh = "任一", en = "either" } },
  { code = "together", label = { zh = "同时", en = "together" } },
]
"""


def toy() -> str:
    """The rulebook with its digests filled in."""
    whole = RULEBOOK
    for piece in pieces(TEXT):
        whole = whole.replace(f'"{{{piece.address}}}"', f'"{piece.digest}"')
    return whole
