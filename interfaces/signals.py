"""Colours and states of a clock in words of both languages, with an icon."""

from importlib.resources import files

import msgspec


class Sign(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Word in both languages and the code of an icon."""

    zh: str
    en: str
    icon: str


class Signs(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """By code."""

    colours: dict[str, Sign]
    states: dict[str, Sign]

    def sign(self, colour: str | None, state: str) -> Sign:
        """What to show: the colour's while it runs, else that of the state."""
        return self.states[state] if colour is None else self.colours[colour]


SIGNS = msgspec.toml.decode(files("interfaces").joinpath("signals.toml").read_bytes(), type=Signs)
