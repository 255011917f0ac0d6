"""Why a file or a row cannot be imported, in words of both languages. Every sentence names the remedy."""

from importlib.resources import files

import msgspec

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
    """What is wrong with the row; a rule of the procedure is named by its code."""
    said = SENTENCES.rows.get(fault.code, SENTENCES.rows["rule"])
    return Title(zh=said.zh.format(fault.code), en=said.en.format(fault.code))
