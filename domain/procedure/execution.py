"""What carrying out a measure needs, and on which grounds a review may change a decision."""

from enum import StrEnum

import msgspec

from domain.procedure.basis import Source


class Need(StrEnum):
    """What a measure is incomplete without."""

    ACCEPTANCE = "acceptance"  # received is not accepted
    SCOPE = "scope"  # the circle in which it goes out is fixed with it
    DUE_DATE = "due-date"
    PAY_CHANGE = "pay-change"  # of rank, pay and what hangs on them, within the time that the profile sets
    PERSONAL_FILE = "personal-file"  # a copy in the person's file
    AUTHORITY_FILING = "authority-filing"  # filing with the civil-service authority
    RECTIFICATION = "rectification"  # a report of what was put right, and a check of it


class Execution(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How these measures of the rulebook are carried out."""

    measures: tuple[str, ...]
    needs: tuple[Need, ...]
    source: Source


class Ground(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A ground that a reviewing body may give, for these results (``upheld``, ``varied``, ``not-accepted`` ...).

    ``source`` is a source code of the profile. ``again``: what was not accepted on it may be filed anew.
    """

    code: str
    results: tuple[str, ...]
    source: str
    zh: str
    en: str
    again: bool = False


def parse_grounds(data: bytes) -> tuple[Ground, ...]:
    """The grounds, each once.

    Raises:
        msgspec.ValidationError: a field is missing, unknown or of the wrong kind.
        ValueError: a ground is given twice.
    """
    grounds = msgspec.toml.decode(data, type=dict[str, tuple[Ground, ...]])["grounds"]
    codes = [ground.code for ground in grounds]
    if len(set(codes)) != len(codes):
        raise ValueError("a ground is given twice")
    return grounds
