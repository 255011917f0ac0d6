"""Which typefaces are installed, which characters they have, and what is missing. No font is part of the program."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import msgspec

from application.adapters.press.coverage import covered
from application.errors import PressRefused
from domain.papers.layout import Faces

PACKAGES = ("fonts-arphic-gbsn00lp", "fonts-arphic-gkai00mp", "fonts-wqy-microhei")
"""Free fonts under which every use has a typeface, by their names in Debian. ``fonts-noto-cjk`` has rare characters too."""


class Typefaces:
    """The installed families for each use, the wanted one first."""

    def __init__(self, faces: Faces, folders: tuple[Path, ...] = (), *, system: bool = True) -> None:
        import typst  # noqa: PLC0415 - the program starts without what only printing needs

        self.installed = typst.Fonts(
            include_system_fonts=system, include_embedded_fonts=False, font_paths=[str(each) for each in folders]
        )
        known = {font.family: font for font in reversed(self.installed.fonts())}
        wanted: Mapping[str, tuple[str, ...]] = msgspec.structs.asdict(faces)
        self.missing = tuple(use for use, names in wanted.items() if not any(name in known for name in names))
        self.families = {
            use: list(dict.fromkeys(name for name in (*names, *faces.wide) if name in known))
            for use, names in wanted.items()
        }
        self._files = [(font.path, font.index) for font in known.values() if font.path is not None]
        self._known = known

    def require(self, characters: Iterable[str]) -> None:
        """Refuse when a use has no typeface, or when a character would be printed as an empty box.

        Raises:
            PressRefused: ``fonts-missing`` with the uses, or ``characters-missing`` with the code points.
        """
        if self.missing:
            raise PressRefused("fonts-missing", (*self.missing, *PACKAGES))
        wanted = {character for character in characters if character.isprintable() and not character.isspace()}
        for family in self.families["body"]:
            font = self._known[family]
            if font.path is not None:
                wanted -= covered(Path(font.path), font.index)
        if wanted:
            raise PressRefused("characters-missing", tuple(sorted(f"U+{ord(each):04X}" for each in wanted)))


@cache
def installed(faces: Faces) -> Typefaces:
    """The system's typefaces, looked for once in the life of the process."""
    return Typefaces(faces)
