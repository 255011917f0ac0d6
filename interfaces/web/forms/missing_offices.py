"""Whether a command can name the officers that it asks for at all: a form without anybody to choose is a dead end."""

from collections.abc import Iterable
from typing import NamedTuple

from interfaces.web.forms.choices import OFFICERS, Choices
from interfaces.web.forms.fields import Field

FOLLOWED_BY = {"appeal.accept-appeal": "handlers"}
"""Command -> the officers whom the next step needs."""


class Missing(NamedTuple):
    """An office that nobody holds in the body; ``now`` when the command itself needs one, else the next step does."""

    role: str
    now: bool


def missing_office(action: str, fields: Iterable[Field], choices: Choices) -> Missing | None:
    """The office without whose holders the command, or the step after it, can name nobody."""
    own = [field.name for field in fields if field.required and field.name in OFFICERS]
    for name in (*own, *filter(None, (FOLLOWED_BY.get(action),))):
        if not choices.of(Field(name=name, widget="checks", required=True, ids="ActorId")):
            return Missing(min(OFFICERS[name]).value, name in own)
    return None
