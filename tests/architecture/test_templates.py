"""What every template keeps to."""

import re
from pathlib import Path

import pytest

from application.casework.instruments import INSTRUMENTS
from tests.architecture.tree import committed, text_of

TEMPLATES = [path for path in committed() if path.suffix == ".html" and path.parts[0] == "interfaces"]
TABLE = re.compile(r"<table[^>]*>(?P<caption>\s*<caption[^>]*>(?!</caption>))?")
"""A table as it begins. Whoever does not see the heading above a table knows by its caption what it is of."""


def test_there_are_templates() -> None:
    assert sum("<table" in (text_of(path) or "") for path in TEMPLATES) > 1


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_every_table_says_what_it_is_of(path: Path) -> None:
    without = [found for found in TABLE.finditer(text_of(path) or "") if found["caption"] is None]
    assert not without, [found.start() for found in without]


USES = re.compile(r'''{%-? *(?:from|import|include|extends) "(?P<name>[^"]+)"''')


def test_every_template_is_a_page_or_is_used_by_one() -> None:
    """What is neither is shown to nobody; each page is looked at (``tests/browser/test_answers.py``)."""
    texts = {path.name: text_of(path) or "" for path in TEMPLATES}
    python = "".join(text_of(path) or "" for path in committed() if path.parts[:2] == ("interfaces", "web"))
    used = {found["name"] for text in texts.values() for found in USES.finditer(text)}
    unused = {name for name in texts if name not in used and not re.search(rf'"{re.escape(name)}"', python)}
    assert unused <= {f"file_{kind}.html" for kind in INSTRUMENTS}
