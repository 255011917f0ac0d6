"""Stored names are unique, well formed and complete."""

import re

import pytest

from domain.cases.events import CaseOpened
from domain.recorded import Event, stored_name
from domain.registry import EVENTS, StoredNameTaken, kind_of, registry


def leaves(cls: type[Event]) -> set[type[Event]]:
    return {cls} if not cls.__subclasses__() else set().union(*(leaves(sub) for sub in cls.__subclasses__()))


def test_every_event_type_of_the_domain_is_registered() -> None:
    domain = {cls for cls in leaves(Event) if cls.__module__.startswith("domain.")}
    assert set(EVENTS.values()) == domain


def test_names_are_stream_dot_words_dot_version() -> None:
    assert [n for n in EVENTS if not re.fullmatch(r"[a-z]+\.[a-z]+(-[a-z]+)*\.v[1-9][0-9]*", n)] == []


def test_a_name_leads_back_to_its_type() -> None:
    assert all(stored_name(cls) == name for name, cls in EVENTS.items())


def test_the_kind_is_the_first_word() -> None:
    assert {kind_of(name) for name in EVENTS} == {
        "report",
        "case",
        "proceeding",
        "appeal",
        "adoption",
        "paper",
        "numbering",
        "number",
        "consultation",
        "duty",
        "project",
        "assessment",
        "evaluation",
    }


def test_a_name_taken_twice_is_refused() -> None:
    with pytest.raises(StoredNameTaken, match=r"case\.opened\.v1"):
        registry((CaseOpened,), (CaseOpened,))
