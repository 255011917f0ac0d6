"""The measures and typefaces of a sheet, as data."""

import msgspec


class Sizes(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Sizes of type, in points."""

    body: float
    title: float
    mark: float
    small: float


class Faces(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Families for each use, the wanted one first. ``wide`` ones are asked for characters that the others lack."""

    body: tuple[str, ...]
    title: tuple[str, ...]
    first: tuple[str, ...]  # headings of the first level
    second: tuple[str, ...]  # headings of the second level
    number: tuple[str, ...]  # the page number
    wide: tuple[str, ...]


class OfficeFaces(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The one family for each use that the office file names."""

    body: str
    title: str
    first: str
    second: str
    number: str


class Layout(msgspec.Struct, frozen=True, kw_only=True, rename="kebab", forbid_unknown_fields=True):
    """Lengths in millimetres; ``lines`` and ``characters`` are what a full page holds."""

    page: tuple[float, float]
    top: float
    bottom: float
    left: float
    right: float
    lines: int
    characters: int
    mark_below_top: float
    rule_below_number: float
    page_number_below: float
    thick: float
    thin: float
    letter_mark: float
    letter_rule: float
    letter_foot: float
    heavy: float
    row: float
    code: float
    code_below: float
    sizes: Sizes
    faces: Faces
    office: OfficeFaces

    @property
    def title_characters(self) -> int:
        """How many characters of the title's size a line holds."""
        return int(self.area[0] / (self.sizes.title / 72 * 25.4))

    @property
    def area(self) -> tuple[float, float]:
        """Width and height of the type area."""
        return self.page[0] - self.left - self.right, self.page[1] - self.top - self.bottom


def parse_layout(content: bytes) -> Layout:
    """The layout in *content*. Raises msgspec.ValidationError."""
    return msgspec.toml.decode(content, type=Layout)
