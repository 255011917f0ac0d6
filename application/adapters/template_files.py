"""The packaged templates of papers and their words, read once from the package's own data."""

from functools import cache
from importlib.resources import files

import msgspec

from domain.papers.specimen import SpecimenWords
from domain.papers.template import Template, parse
from domain.papers.wording import Words
from domain.procedure.profile import Label

_DATA = files("domain.papers") / "data"
_NOT_A_TEMPLATE = frozenset({"words.toml", "layout.toml", "specimen.toml"})


@cache
def packaged_templates() -> dict[str, Template]:
    """Every template by its code.

    Raises:
        msgspec.ValidationError: a file does not have the agreed shape.
        ValueError: a line names what there is not, or two files have one code.
    """
    found: dict[str, Template] = {}
    for path in sorted(_DATA.iterdir(), key=lambda path: path.name):
        if path.name.endswith(".toml") and path.name not in _NOT_A_TEMPLATE:
            template = parse(path.read_bytes())
            if template.code in found:
                raise ValueError(f"template {template.code} is given twice")
            found[template.code] = template
    return found


@cache
def packaged_words() -> Words:
    """How papers write codes. Raises msgspec.ValidationError."""
    return msgspec.toml.decode((_DATA / "words.toml").read_bytes(), type=dict[str, dict[str, Label]])


@cache
def packaged_specimen() -> SpecimenWords:
    """The invented example that previews are filled with. Raises msgspec.ValidationError."""
    return msgspec.toml.decode((_DATA / "specimen.toml").read_bytes(), type=SpecimenWords)
