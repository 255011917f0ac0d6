"""Given events, when a command, then events, a refusal, or nothing: one stream at a time."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from domain.recorded import Event
from domain.refusal import Refused

S = TypeVar("S")


class Scenario(Generic[S]):
    """A stream under test. Immutable: each step gives a new one, so that a beginning can be shared.

    ``evolve(state, event)`` and ``decide(state, command, setting)`` are the stream's own.
    """

    def __init__(
        self,
        state: S,
        *,
        decide: Callable[[S, Any, Any], tuple[Event, ...]],
        evolve: Callable[[S, Any], S],
        setting: Any,
    ) -> None:
        self.state, self.setting = state, setting
        self._decide, self._evolve = decide, evolve

    def given(self, *events: Event) -> "Scenario[S]":
        """What happened before."""
        state = self.state
        for event in events:
            state = self._evolve(state, event)
        return self._with(state, self.setting)

    def under(self, setting: Any) -> "Scenario[S]":
        """The setting from here on."""
        return self._with(self.state, setting)

    def after(self, *commands: Any) -> "Scenario[S]":
        """What happened before, by commands that must all have been lawful."""
        state = self.state
        for command in commands:
            for event in self._decide(state, command, self.setting):
                state = self._evolve(state, event)
        return self._with(state, self.setting)

    def when(self, command: Any) -> "Answer":
        """What is asked now."""
        try:
            return Answer(events=self._decide(self.state, command, self.setting))
        except Refused as refusal:
            return Answer(refused=refusal)

    def _with(self, state: S, setting: Any) -> "Scenario[S]":
        return Scenario(state, decide=self._decide, evolve=self._evolve, setting=setting)


class Answer:
    """What a command led to."""

    def __init__(self, *, events: tuple[Event, ...] = (), refused: Refused | None = None) -> None:
        self.events, self.refused = events, refused

    @property
    def rules(self) -> tuple[str, ...]:
        """Codes of the rules that stood against it, in the order of asking."""
        return () if self.refused is None else tuple(r.rule for r in self.refused.reasons)

    def then(self, *events: Event) -> None:
        """Exactly these events, in this order."""
        assert self.refused is None, f"refused: {', '.join(self.rules)}"
        assert self.events == events

    def then_kinds(self, *kinds: type[Event]) -> tuple[Any, ...]:
        """Events of exactly these kinds; they are returned."""
        assert self.refused is None, f"refused: {', '.join(self.rules)}"
        assert tuple(type(e) for e in self.events) == kinds
        return self.events

    def then_nothing(self) -> None:
        """Neither event nor refusal: it had been done before."""
        assert self.refused is None, f"refused: {', '.join(self.rules)}"
        assert self.events == ()

    def then_refused(self, *rules: str) -> None:
        """Refused by exactly these rules, in any order."""
        assert self.refused is not None, f"accepted: {self.events}"
        assert sorted(self.rules) == sorted(rules)
