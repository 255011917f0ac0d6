"""Which of an older and a newer law applies to conduct before the newer one, as a paper says it with its source (从旧兼从轻)."""

from collections.abc import Mapping

from domain.papers.law import LawWords
from domain.papers.wording import Words
from domain.procedure.profile import Label
from domain.recommendation.editions import Line
from domain.recommendation.outcome import EditionWeighed
from domain.recommendation.severity import Ordering

OPEN = "open"
"""The relation of two laws that facts which are not known yet decide."""


def law_in_time(line: Line, law: LawWords, words: Words) -> Label | None:
    """One clause for each newer law that was weighed, in order; None where there is none, or while it is open which applies."""
    if not line.weighed or line.crossing is not None or any(one.relation == OPEN for one in line.weighed):
        return None
    said, until_then = [], line.started.key
    for one in line.weighed:
        said.append(_said(one, until_then, law, words["LawInTime"]))
        until_then = one.rulebook if one.applied else until_then
    return Label(zh="；".join(one.zh for one in said), en="; ".join(one.en for one in said))


def _said(one: EditionWeighed, until_then: str, law: LawWords, words: Mapping[str, Label]) -> Label:
    later, applied = law.edition(one.rulebook), law.edition(one.rulebook if one.applied else until_then)
    cited = [each.citation for each in one.authorities]
    source = law.cited(cited[0].instrument, "", *(each.address for each in cited)) if cited else one.label
    way = words["chosen" if one.relation == Ordering.CROSSED.value else "lighter" if one.applied else "older"]
    zh = {"later": later.zh, "applied": applied.zh, "source": source.zh, "rule": one.label.zh}
    en = {"later": later.en, "applied": applied.en, "source": source.en, "rule": one.label.en}
    return Label(zh=way.zh.format(**zh), en=way.en.format(**en))
