"""Reads ``expected.txt``: the hand-written answer to every question of access."""

from pathlib import Path

import msgspec

from application.access import Role

RELATIONS = "ORAHEBDFNC"
LOCKED_OUT = "X"
COLUMNS = {
    "rep": Role.REPORTER,
    "re0": Role.RESPONDENT,
    "res": Role.RESPONDENT,
    "int": Role.INTAKE,
    "led": Role.LEAD_MANAGER,
    "inv": Role.INVESTIGATOR,
    "rev": Role.CASE_REVIEWER,
    "dec": Role.DECIDER,
    "app": Role.APPROVER,
    "aph": Role.APPEAL_HANDLER,
    "leg": Role.LEGAL_OFFICER,
    "cus": Role.CUSTODIAN,
    "aud": Role.AUDITOR,
    "adm": Role.ADMINISTRATOR,
    "nob": None,
}


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """The relations in which an action is allowed to a column, and those in which it is forbidden."""

    action: str
    column: str
    allowed: frozenset[str]
    forbidden: frozenset[str]


def cells() -> tuple[Cell, ...]:
    lines = [line.split() for line in Path(__file__).with_name("expected.txt").read_text("utf-8").splitlines()]
    rows = [words for words in lines if words and not words[0].startswith("#")]
    header, *body = rows
    assert header == ["action", *COLUMNS]
    actions = [row[0] for row in body]
    assert len(actions) == len(set(actions)), "an action is written once"
    found = []
    for action, *answers in body:
        assert len(answers) == len(COLUMNS), f"a cell is missing for {action}"
        found += [_cell(action, column, answer) for column, answer in zip(COLUMNS, answers, strict=True)]
    return tuple(found)


def _cell(action: str, column: str, answer: str) -> Cell:
    if not action.startswith("case."):
        answer = answer.replace("B", "BD").replace("b", "bd")
    everything = frozenset(RELATIONS)
    if answer in {"-", "*", "~"}:
        allowed = everything if answer == "*" else frozenset()
        forbidden = everything if answer == "~" else frozenset()
    else:
        assert set(answer.upper()) <= everything, f"{action} {column}: {answer}"
        allowed = frozenset(letter for letter in answer if letter.isupper())
        forbidden = frozenset(letter.upper() for letter in answer if letter.islower())
    return Cell(action=action, column=column, allowed=allowed, forbidden=forbidden)
