"""A worked scenario as data: who does what on which day, what follows, and what must never appear.

In the data ``@word`` stands for the id called *word* and ``#word`` for the document called *word*, at any depth.
"""

import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, get_args

import msgspec

from domain.occasion import Occasion
from domain.recorded import Event, stored_name
from domain.refusal import Refused
from tests.support.made_up import a_document, an_id


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """How one kind of stream is told: its commands by name, its decider, and what can be asked about its state.

    ``setting`` makes the setting from the occasion, the table ``setting`` of the data (ids already resolved) and the
    state. ``views`` answer questions as plain data: ids as text, codes, numbers. ``beginnings`` are states that a
    scenario may start from, by name.
    """

    commands: dict[str, type]
    start: Any
    decide: Callable[[Any, Any, Any], tuple[Event, ...]]
    evolve: Callable[[Any, Any], Any]
    setting: Callable[[Occasion, dict[str, Any], Any], Any]
    views: dict[str, Callable[[Any, Any], Any]]
    beginnings: dict[str, Any] = msgspec.field(default_factory=dict)


class Step(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One act. ``setting`` changes the setting from here on; ``events`` are the stored names that follow, in order.

    Exactly one of ``events`` and ``refused`` is given; ``shows`` maps a view to what it must answer afterwards. With
    ``takes_no_day`` the command has no field for a day: whoever gives it cannot date it back.
    """

    by: str
    do: str
    on: date | None = None
    body: str | None = None
    with_: dict[str, Any] = msgspec.field(name="with", default_factory=dict)
    setting: dict[str, Any] = msgspec.field(default_factory=dict)
    events: tuple[str, ...] | None = None
    refused: tuple[str, ...] | None = None
    shows: dict[str, Any] = msgspec.field(default_factory=dict)
    takes_no_day: bool = False


class Story(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A scenario of the domain brief: its number, its stream, where it begins, its steps, and what no event may hold."""

    scenario: int
    title: dict[str, str]
    stream: str
    body: str
    on: date
    steps: tuple[Step, ...]
    given: str | None = None
    setting: dict[str, Any] = msgspec.field(default_factory=dict)
    never: tuple[str, ...] = ()


def resolved(value: Any) -> Any:
    """*value* with ids and documents in the place of their words."""
    if isinstance(value, dict):
        return {key: resolved(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [resolved(inner) for inner in value]
    if isinstance(value, str) and value.startswith("@"):
        return str(an_id(value[1:]))
    if isinstance(value, str) and value.startswith("#"):
        return msgspec.to_builtins(a_document(value[1:]))
    return value


def story_in(path: Path) -> Story:
    """The scenario in *path*."""
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Story)


def play(story: Story, kinds: dict[str, Kind]) -> None:
    """Act the scenario out and check every step."""
    kind = kinds[story.stream]
    state, log = (kind.start if story.given is None else kind.beginnings[story.given]), []
    day, told = story.on, dict(story.setting)
    for number, step in enumerate(story.steps, 1):
        where = f"scenario {story.scenario}, step {number} ({step.do})"
        assert (step.events is None) != (step.refused is None), f"{where}: say either events or refused"
        day, told = step.on or day, told | step.setting
        occasion = msgspec.convert(
            resolved({"today": day, "actor": step.by, "body": step.body or story.body}), Occasion
        )
        setting = kind.setting(occasion, resolved(told), state)
        command = msgspec.convert(resolved(step.with_), kind.commands[step.do])
        if step.takes_no_day:
            assert _days(kind.commands[step.do]) == [], where
        events, refused = _asked(kind, state, command, setting)
        assert refused == (None if step.refused is None else sorted(step.refused)), f"{where}: refused {refused}"
        if step.events is None:
            continue
        assert tuple(stored_name(event) for event in events) == step.events, where
        for event in events:
            state = kind.evolve(state, event)
        log.extend(events)
        for view, answer in step.shows.items():
            assert kind.views[view](state, setting) == resolved(answer), f"{where}: {view}"
    written = msgspec.json.encode(log).decode()
    for word in story.never:
        assert str(resolved(word)) not in written, f"scenario {story.scenario} lets out {word}"


def _days(command: type) -> list[str]:
    """The fields of a command in which a day can be given."""
    return [field.name for field in msgspec.structs.fields(command) if date in (field.type, *get_args(field.type))]


def _asked(kind: Kind, state: Any, command: Any, setting: Any) -> tuple[tuple[Event, ...], list[str] | None]:
    """The events, or the rules that stood against the command."""
    try:
        return kind.decide(state, command, setting), None
    except Refused as refusal:
        return (), sorted({reason.rule for reason in refusal.reasons})
