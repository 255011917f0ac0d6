"""Why a measure that was decided cannot be carried out: for whom and which measures, and what else falls away with it."""

from enum import StrEnum

import msgspec


class Lapse(StrEnum):
    """What is not asked for any longer once a decision cannot be carried out. It may still be done."""

    SERVICE = "service"  # on the respondent; the unit is served all the same
    ANNOUNCEMENT = "announcement"
    PERSONAL_FILE = "personal-file"
    AUTHORITY_FILING = "authority-filing"


class Impediment(msgspec.Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    """One impediment. ``subjects`` are those who can have it (``organ``, ``person``); no ``measures``: it stands against any.

    ``lapses`` fall away together with the measures. ``new_lead``: it is a breach of its own, which becomes a report, and it
    is none before the measure is due. ``approval``: somebody above agreed in writing. ``source`` is a source code of the
    profile.
    """

    code: str
    subjects: tuple[str, ...]
    source: str
    measures: tuple[str, ...] = ()
    lapses: tuple[Lapse, ...] = ()
    new_lead: bool = False
    approval: bool = False

    def stands_against(self, measure: str) -> bool:
        """Whether *measure* cannot be carried out because of it."""
        return not self.measures or measure in self.measures


def parse_impediments(data: bytes) -> tuple[Impediment, ...]:
    """The impediments, each once.

    Raises:
        msgspec.ValidationError: a field is missing, unknown or of the wrong kind.
        ValueError: an impediment is given twice.
    """
    found = msgspec.toml.decode(data, type=dict[str, tuple[Impediment, ...]])["impediments"]
    codes = [one.code for one in found]
    if len(set(codes)) != len(codes):
        raise ValueError("an impediment is given twice")
    return found
