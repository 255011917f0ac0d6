"""Why a file or a row cannot be imported, in words of both languages. Every sentence names the remedy."""

from importlib.resources import files

import msgspec

from application.adapters.profile_files import packaged_profiles
from application.casework.file import FIRST_PROFILE
from application.imports.reading import Fault
from application.imports.sheet import FileUnreadable
from domain.calendar.notice import Title


class Sentences(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """By code: for the file as a whole, and for a cell or row."""

    files: dict[str, Title]
    rows: dict[str, Title]


SENTENCES = msgspec.toml.decode(files("interfaces").joinpath("import_faults.toml").read_bytes(), type=Sentences)


def of_file(wrong: FileUnreadable) -> Title:
    """What is wrong with the file."""
    said = SENTENCES.files[wrong.reason]
    return Title(zh=said.zh.format(*wrong.about), en=said.en.format(*wrong.about))


def of_row(fault: Fault) -> Title:
    """What is wrong with the row; of a rule of the procedure its own sentence and remedy."""
    said = SENTENCES.rows.get(fault.code)
    if said is not None:
        return said
    rule = packaged_profiles()[FIRST_PROFILE].rules.get(fault.code)
    if rule is not None:
        return Title(zh=f"{rule.zh}{rule.remedy_zh}", en=f"{rule.en} {rule.remedy_en}")
    unnamed = SENTENCES.rows["rule"]
    return Title(zh=unnamed.zh.format(fault.code), en=unnamed.en.format(fault.code))
