"""The day that a paper bears."""

from datetime import date
from typing import Any

from domain.papers.template import Template
from domain.recorded import Recorded, stored_name


def day_of(template: Template, recorded: tuple[Recorded[Any], ...], approved_on: date) -> date:
    """The day of the step that the template names, as last recorded; else the day of the approval."""
    by = template.dated_by
    if by is not None:
        for one in reversed(recorded):
            if stored_name(one.event) == by.of:
                found: date = getattr(one.event, by.field)
                return found
    return approved_on
