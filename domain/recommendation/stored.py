"""A fact sheet again from its canonical JSON, as decisions and recommendations keep it."""

import msgspec

from domain.recommendation.facts import FactSheet

UNSAID = "government-information-disclosure"
"""The field of law of a sheet that names none: the only one that the releases knew which wrote no other."""


def stored_sheet(facts: str) -> FactSheet:
    """The sheet, with what those of earlier releases leave unsaid as it was meant then; it encodes what it decodes.

    Raises:
        msgspec.DecodeError: *facts* is not JSON, or not that of a sheet.
    """
    sheet = msgspec.json.decode(facts, type=FactSheet)
    return sheet if sheet.matter is not None else msgspec.structs.replace(sheet, matter=UNSAID)
