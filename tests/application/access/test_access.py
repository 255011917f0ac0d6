import re
from collections.abc import Iterator
from typing import get_args
from uuid import UUID

import pytest

from application.access import (
    ACTIONS,
    LISTS,
    Access,
    Allowed,
    FactorOwed,
    Forbidden,
    Grant,
    Hidden,
    Relation,
    Role,
    Scope,
    Stage,
    Subject,
    decide_access,
    scope_of,
)
from domain.appeals.commands import AppealCommand
from domain.cases.commands import CaseCommand
from domain.identity import ActorId, BodyId, PartyId, ReportId
from domain.papers.commands import PaperCommand
from domain.proceedings.commands import ProceedingCommand
from domain.reports.commands import ReportCommand
from tests.application.access.expected import COLUMNS, LOCKED_OUT, RELATIONS, Cell, cells

OURS, THEIRS = BodyId(UUID(int=0xB1)), BodyId(UUID(int=0xB2))
ACCOUNT = ActorId(UUID(int=0xA1))
PERSON = PartyId(UUID(int=0xF1))

# Each with the matter in another body's hands, so that only the named relation can be what opens it.
IN_RELATION = {
    "O": Relation(bodies=frozenset({THEIRS}), own=True),
    "R": Relation(bodies=frozenset({THEIRS}), reporter=True),
    "A": Relation(bodies=frozenset({THEIRS}), assigned=True),
    "H": Relation(bodies=frozenset({THEIRS}), appeal_handler=True),
    "E": Relation(bodies=frozenset({THEIRS}), forums=frozenset({OURS})),
    "B": Relation(bodies=frozenset({OURS}), keeper=OURS),
    "D": Relation(bodies=frozenset({OURS, THEIRS}), keeper=THEIRS),
    "F": Relation(bodies=frozenset({THEIRS})),
    "N": Relation(),
    "C": Relation(bodies=frozenset({THEIRS}), consulted=frozenset({OURS})),
    "X": Relation(
        bodies=frozenset({OURS}),
        keeper=OURS,
        own=True,
        reporter=True,
        assigned=True,
        appeal_handler=True,
        forums=frozenset({OURS}),
        locked_out=True,
    ),
}


def holder(role: Role | None) -> Subject | None:
    if role is None:
        return None
    return Subject(account=ACCOUNT, grants=(Grant(role=role, body=OURS),), party=PERSON)


def stages(column: str) -> tuple[Stage, ...]:
    if column == "re0":
        return (Stage.BEFORE_NOTICE,)
    return (Stage.AFTER_NOTICE,) if column == "res" else tuple(Stage)


def questions(cell: Cell) -> Iterator[tuple[str, Stage, type[Access]]]:
    for relation in RELATIONS + LOCKED_OUT:
        expected: type[Access] = Hidden
        if relation in cell.allowed:
            expected = Allowed
        elif relation in cell.forbidden:
            expected = Forbidden
        for stage in stages(cell.column):
            yield relation, stage, expected


@pytest.mark.parametrize("cell", cells(), ids=lambda cell: f"{cell.action}-{cell.column}")
def test_access_is_as_the_table_written_by_hand_says(cell: Cell) -> None:
    subject = holder(COLUMNS[cell.column])
    for relation, stage, expected in questions(cell):
        answer = decide_access(subject, cell.action, IN_RELATION[relation], stage)
        assert type(answer) is expected, f"{cell.action} {cell.column} {relation} {stage}: {answer}"


def test_every_action_has_a_row_written_by_hand() -> None:
    assert {cell.action for cell in cells()} == ACTIONS


def test_every_command_is_an_action() -> None:
    def name(stream: str, command: type) -> str:
        return f"{stream}.{re.sub(r'(?<!^)(?=[A-Z])', '-', command.__name__).lower()}"

    streams = {
        "report": ReportCommand,
        "case": CaseCommand,
        "proceeding": ProceedingCommand,
        "appeal": AppealCommand,
        "paper": PaperCommand,
    }
    commands = {name(stream, command) for stream, union in streams.items() for command in get_args(union)}
    assert len(commands) > 70
    assert commands - ACTIONS == set()


def test_every_role_has_a_column() -> None:
    assert {role for role in COLUMNS.values() if role} == set(Role)


def test_whoever_owes_a_second_factor_may_set_it_up_and_nothing_else() -> None:
    grants = tuple(Grant(role=role, body=OURS) for role in Role)
    owing = Subject(account=ACCOUNT, grants=grants, party=PERSON, factor_owed=True)
    may = {
        action
        for action in ACTIONS
        for one in IN_RELATION.values()
        if decide_access(owing, action, one) != FactorOwed()
    }
    assert may == {"account.read-own", "account.change-own-password", "account.change-own-second-factor"}
    assert all(scope_of(owing, action) is None for action in LISTS)


def test_an_unlisted_action_is_nobodys() -> None:
    for role in Role:
        for relation in IN_RELATION.values():
            assert decide_access(holder(role), "case.burn", relation) != Allowed(roles=frozenset({role}))
            assert decide_access(holder(role), "sky.fall", relation) == Hidden()
    assert decide_access(holder(Role.ADMINISTRATOR), "", IN_RELATION["B"]) == Hidden()


def test_an_account_without_roles_reaches_no_matter() -> None:
    for action in ACTIONS:
        for letter, relation in IN_RELATION.items():
            answer = decide_access(Subject(account=ACCOUNT), action, relation, Stage.AFTER_NOTICE)
            if action.partition(".")[0] in {"report", "case", "proceeding", "appeal", "party"}:
                assert isinstance(answer, Hidden) or action == "report.file-report", (action, letter)


def test_being_locked_out_overrides_every_role_at_once() -> None:
    everybody = Subject(account=ACCOUNT, grants=tuple(Grant(role=role, body=OURS) for role in Role), party=PERSON)
    for action in ACTIONS:
        assert decide_access(everybody, action, IN_RELATION["X"], Stage.AFTER_NOTICE) == Hidden(), action


def test_an_answer_names_the_roles_it_comes_from() -> None:
    both = Subject(
        account=ACCOUNT,
        grants=(Grant(role=Role.RESPONDENT), Grant(role=Role.DECIDER, body=OURS), Grant(role=Role.INTAKE, body=OURS)),
        party=PERSON,
    )
    matter = Relation(bodies=frozenset({OURS}), own=True)
    assert decide_access(both, "proceeding.read", matter, Stage.AFTER_NOTICE) == Allowed(
        roles=frozenset({Role.RESPONDENT, Role.DECIDER})
    )
    assert decide_access(both, "proceeding.read", matter, Stage.BEFORE_NOTICE) == Allowed(
        roles=frozenset({Role.DECIDER})
    )


def test_a_role_counts_only_for_the_body_it_was_granted_for() -> None:
    subject = Subject(
        account=ACCOUNT, grants=(Grant(role=Role.LEGAL_OFFICER, body=OURS), Grant(role=Role.DECIDER, body=THEIRS))
    )
    assert decide_access(subject, "proceeding.decide", IN_RELATION["B"]) == Forbidden()
    assert decide_access(subject, "proceeding.decide", IN_RELATION["F"]) == Allowed(roles=frozenset({Role.DECIDER}))


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.AUDITOR])
def test_a_role_without_body_reaches_no_body(role: Role) -> None:
    subject = Subject(account=ACCOUNT, grants=(Grant(role=role),))
    for action in ("case.read", "proceeding.decide", "report.read-reporter"):
        assert decide_access(subject, action, IN_RELATION["B"]) == Hidden()


def test_an_auditor_without_body_audits_them_all_and_opens_no_document() -> None:
    auditor = Subject(account=ACCOUNT, grants=(Grant(role=Role.AUDITOR),))
    for letter in "BF":
        assert isinstance(decide_access(auditor, "case.read", IN_RELATION[letter]), Allowed)
        assert decide_access(auditor, "case.read-document", IN_RELATION[letter]) == Forbidden()
    assert scope_of(auditor, "docket.read") == Scope(everything=True, locked_out=ACCOUNT)


def test_whoever_comes_with_a_reporters_code_has_no_account() -> None:
    reporter = Subject(account=ACCOUNT, grants=(Grant(role=Role.REPORTER),), report=ReportId(UUID(int=1)))
    assert isinstance(decide_access(reporter, "report.read-status", IN_RELATION["R"]), Allowed)
    for action in ("account.issue-own-token", "account.read-own", "notice.list", "organ.read"):
        assert not isinstance(decide_access(reporter, action), Allowed)


def test_a_list_shows_what_could_be_opened_one_by_one() -> None:
    subject = Subject(
        account=ACCOUNT,
        grants=(
            Grant(role=Role.INVESTIGATOR, body=OURS),
            Grant(role=Role.DECIDER, body=THEIRS),
            Grant(role=Role.RESPONDENT),
        ),
        party=PERSON,
    )
    assert scope_of(subject, "docket.read") == Scope(
        bodies=frozenset({THEIRS}), assigned_to=ACCOUNT, locked_out=ACCOUNT
    )
    assert scope_of(subject, "proceeding.list") == Scope(
        bodies=frozenset({THEIRS}), assigned_to=ACCOUNT, respondents=frozenset({PERSON}), locked_out=ACCOUNT
    )
    assert scope_of(subject, "appeal.list") == Scope(
        bodies=frozenset({THEIRS}), respondents=frozenset({PERSON}), locked_out=ACCOUNT
    )
    assert scope_of(subject, "report.list") is None


def test_an_appeal_handlers_list_is_the_appeals_they_examine() -> None:
    handler = Subject(account=ACCOUNT, grants=(Grant(role=Role.APPEAL_HANDLER, body=OURS),))
    assert scope_of(handler, "docket.read") == Scope(appeals_of=ACCOUNT, locked_out=ACCOUNT)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.INTAKE, Role.CUSTODIAN, Role.REPORTER, Role.RESPONDENT])
def test_no_docket_for_whoever_reads_no_case(role: Role) -> None:
    subject = holder(role)
    assert subject is not None
    assert scope_of(subject, "docket.read") is None


def test_whoever_speaks_for_an_organ_lists_its_proceedings_and_their_own() -> None:
    both = Subject(
        account=ACCOUNT,
        grants=(Grant(role=Role.RESPONDENT, body=OURS), Grant(role=Role.RESPONDENT, body=THEIRS)),
        party=PERSON,
    )
    assert scope_of(both, "proceeding.list") == Scope(respondents=frozenset({PERSON, OURS, THEIRS}), locked_out=ACCOUNT)
    nobody = Subject(account=ACCOUNT, grants=(Grant(role=Role.RESPONDENT),))
    assert scope_of(nobody, "proceeding.list") == Scope(locked_out=ACCOUNT)


def test_untaken_reports_lie_on_the_desks_of_intake_and_lead_managers() -> None:
    grants = (
        Grant(role=Role.INTAKE, body=OURS),
        Grant(role=Role.CUSTODIAN, body=THEIRS),
        Grant(role=Role.LEAD_MANAGER),
    )
    scope = scope_of(Subject(account=ACCOUNT, grants=grants), "report.list")
    assert scope == Scope(bodies=frozenset({OURS, THEIRS}), desks=frozenset({OURS}), locked_out=ACCOUNT)
    manager = Subject(account=ACCOUNT, grants=(Grant(role=Role.LEAD_MANAGER, body=OURS),))
    assert scope_of(manager, "docket.read") == Scope(bodies=frozenset({OURS}), locked_out=ACCOUNT)
