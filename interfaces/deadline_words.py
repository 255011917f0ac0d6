"""The words in which the working of a deadline is told, for the command line and the pages alike."""

from importlib.resources import files

import msgspec

from domain.calendar.notice import Title


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The sentences by code."""

    steps: dict[str, Title]
    units: dict[str, Title]
    bases: dict[str, Title]
    doubts: dict[str, Title]
    frame: dict[str, Title]
    rest: dict[str, Title]


WORDS = msgspec.toml.decode(files("interfaces").joinpath("deadline_words.toml").read_bytes(), type=Words)
