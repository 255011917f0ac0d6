"""Which commands a page offers: those that the access table gives, the ones usual at this stage first."""

from collections.abc import Collection, Sequence
from functools import cache
from importlib.resources import files

import msgspec

from application.access import Role
from interfaces.api.commands import PLURAL, SUMMARIES
from interfaces.api.operation import Sentence
from interfaces.web.visit import Visit
from projections.docket.reads import Entry


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """One command somebody may issue. ``next``: it is the one next step."""

    action: str
    label: Sentence
    to: str
    next: bool = False


def step_on(entry: Entry, visit: Visit) -> Offer | None:
    """The next step of another matter, where it is the reader's: the way to its page, which says what it needs."""
    action = f"{entry.kind}.{entry.next_step}"
    if entry.turn is None or action not in SUMMARIES or not visit.holds(Role(entry.turn)):
        return None
    return Offer(action=action, label=SUMMARIES[action], to=f"/{PLURAL[entry.kind]}/{entry.id}", next=True)


@cache
def usual() -> dict[str, dict[str, tuple[str, ...]]]:
    """Kind -> stage -> the commands usual there, in order."""
    content = files("interfaces.web").joinpath("offers.toml").read_bytes()
    return msgspec.toml.decode(content, type=dict[str, dict[str, tuple[str, ...]]])


def offers(
    kind: str, stage: str | None, step: str | None, allowed: Sequence[Offer], rare: Collection[str] = ()
) -> tuple[list[Offer], list[Offer]]:
    """Those to be shown as buttons, the next step first, and the rest, *rare* ones among them. Nothing allowed is left out."""
    order = [verb for verb in usual()[kind].get(stage or "", ()) if f"{kind}.{verb}" not in rare]
    verbs = {offer.action.partition(".")[2]: offer for offer in allowed}
    first = [step] if step in verbs else []
    now = list(dict.fromkeys([*first, *(verb for verb in order if verb in verbs)]))
    return (
        [msgspec.structs.replace(verbs[verb], next=verb == step) for verb in now],
        [offer for verb, offer in verbs.items() if verb not in now],
    )
