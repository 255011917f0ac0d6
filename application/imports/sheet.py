"""A spreadsheet as lines of text, wherever it came from."""

import msgspec

from application.errors import ApplicationError


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One row: its number in the file (from 1) and its cells as text; an empty cell is an empty string.

    ``broken`` are the indexes of cells that hold an error of the spreadsheet program (``#N/A``).
    """

    number: int
    cells: tuple[str, ...]
    broken: tuple[int, ...] = ()


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """One table. ``name`` is empty for a CSV file; ``number`` counts the tables of a file from 1."""

    lines: tuple[Line, ...]
    name: str = ""
    number: int = 1


class FileUnreadable(ApplicationError):
    """The file as a whole cannot be used. ``reason`` is a code; ``about`` is quoted in its sentence."""

    code = "import-file-unreadable"

    def __init__(self, reason: str, *about: str) -> None:
        self.reason, self.about = reason, about
        super().__init__(reason)
