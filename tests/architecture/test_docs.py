"""What a person can type or set is documented."""

import re

from interfaces.cli import main, wording
from interfaces.settings import ELSEWHERE, VARIABLES
from tests.architecture.tree import committed, text_of

DOCUMENTS = [path for path in committed() if path.suffix == ".md" and path.parts[0] in {"README.md", "docs"}]


def documented() -> str:
    return "\n".join(text_of(path) or "" for path in DOCUMENTS)


def test_every_command_is_documented() -> None:
    text = documented()
    assert [name for name in main.parser()[1].helps if f"wenze {name}" not in text] == []


def test_every_setting_is_documented() -> None:
    text = documented()
    names = {variable.name for variable in VARIABLES} | ELSEWHERE
    assert [name for name in sorted(names) if f"`{name}`" not in text] == []


def test_no_document_names_a_setting_that_is_not_there() -> None:
    names = {variable.name for variable in VARIABLES} | ELSEWHERE
    assert set(re.findall(r"WENZE_[A-Z_]+[A-Z]", documented())) <= names


def test_the_first_commands_shown_are_demo_and_test() -> None:
    block = re.search(r"```sh\n(.*?)```", text_of(DOCUMENTS[0]) or "", re.DOTALL)
    assert block
    assert block[1].split("\n")[:2] == ["./wenze demo", "./wenze test"]


def test_decision_numbers_are_unique() -> None:
    numbers = [path.name[:4] for path in DOCUMENTS if path.parts[1:2] == ("decisions",)]
    assert len(numbers) == len(set(numbers))


def test_every_command_has_help_in_both_languages() -> None:
    for spoken in wording.LANGUAGES:
        wording.choose(spoken)
        assert all(main.parser()[1].helps.values())
