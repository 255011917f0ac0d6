"""How each policy that a body put forward stands today: one of several signed is applied, the others were before or come later."""

from collections.abc import Callable
from datetime import date

from domain.adoptions.adoption import all_in_force
from domain.adoptions.state import Adoption, Held
from interfaces.api.policy_adoptions import PolicyEntry

MARKS = {"waits": "open", "later": "open", "holds": "yes", "replaced": "none", "ended": "no"}
"""How a standing is marked."""


def standings(today: date) -> Callable[[Held, PolicyEntry], str]:
    """The code of how one of an entry stands on *today*."""

    def standing(held: Held, entry: PolicyEntry) -> str:
        if held.ended_on is not None:
            return "ended"
        if held.signed_on is None:
            return "waits"
        begun = all_in_force(Adoption(held=entry.held), today)
        if held not in begun:
            return "later"
        return "holds" if held == begun[-1] else "replaced"

    return standing
