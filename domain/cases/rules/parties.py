"""Particulars of the persons in a case. Who the persons are is the register's to know, not the case's."""

from domain.cases.commands import AmendParty
from domain.cases.rules.order import ACTING
from domain.cases.setting import CaseSetting
from domain.cases.state import Case
from domain.refusal import Reason


def something_is_put_right(_: Case, command: AmendParty, __: CaseSetting) -> Reason | None:
    """An amendment that leaves every particular as it stands is none."""
    return None if command.particulars else Reason(rule="party-unchanged")


AMENDING = (*ACTING, something_is_put_right)
"""Also in a case that ended: whoever appeals or is written to later is called by the right name."""
