"""How a day was counted that a rule gives, for a page that shows the day: from what, how long, and where that stands."""

from typing import NamedTuple

from domain.calendar.period import Period
from domain.calendar.rules import DeadlineRules
from interfaces.web.citing import Cite
from interfaces.web.strip import spelled
from interfaces.web.wording import Texts


class Counted(NamedTuple):
    """The fact that starts the clock, the length in words, and the articles."""

    start: str
    length: str
    cites: tuple[Cite, ...]


def counted(rule: str, rules: DeadlineRules, texts: Texts) -> Counted:
    """The words of *rule*, a rule of *rules*."""
    found = rules.rule(rule)
    period = None if found.period is None else Period.parse(found.period)
    cites = texts.cites(str(source.citation) for source in found.sources)
    return Counted(texts.say(rules.starts[found.start]), spelled(period, None, texts), tuple(cites))
