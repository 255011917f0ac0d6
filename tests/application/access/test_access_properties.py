from uuid import UUID

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from application.access import (
    ACTIONS,
    Allowed,
    Grant,
    Relation,
    Role,
    Scope,
    Stage,
    Subject,
    decide_access,
    scope_of,
)
from domain.identity import ActorId, BodyId, PartyId
from tests.support.campaign import examples

BODIES = [BodyId(UUID(int=number)) for number in (0xB1, 0xB2, 0xB3)]
PERSON = PartyId(UUID(int=0xF1))
LISTS = {
    "report.list": "report.read",
    "docket.read": "case.read",
    "dashboard.read": "case.read",
    "proceeding.list": "proceeding.read",
    "appeal.list": "appeal.read",
    "consultation.list": "consultation.read",
    "consultation.list-own": "consultation.read",
    "duty.list": "duty.read",
    "project.list": "project.read",
    "assessment.list": "assessment.read",
    "evaluation.list": "evaluation.read",
}

grants = st.builds(Grant, role=st.sampled_from(Role), body=st.sampled_from([None, *BODIES]))
subjects = st.builds(
    Subject,
    account=st.just(ActorId(UUID(int=0xA1))),
    grants=st.lists(grants, max_size=3).map(tuple),
    party=st.sampled_from([None, PERSON]),
)
relations = st.builds(
    Relation,
    bodies=st.frozensets(st.sampled_from(BODIES), max_size=2),
    keeper=st.sampled_from([None, *BODIES]),
    own=st.booleans(),
    reporter=st.booleans(),
    assigned=st.booleans(),
    appeal_handler=st.booleans(),
    forums=st.frozensets(st.sampled_from(BODIES), max_size=2),
    consulted=st.frozensets(st.sampled_from(BODIES), max_size=2),
    locked_out=st.booleans(),
)
stages = st.sampled_from(Stage)


def shows(scope: Scope, relation: Relation, stage: Stage) -> bool:
    """Whether a list cut to *scope* has the row, as the queries cut it."""
    return not relation.locked_out and bool(
        (scope.everything and relation.bodies)
        or scope.bodies & relation.bodies
        or (scope.assigned_to and relation.assigned)
        or (scope.appeals_of and relation.appeal_handler)
        or (scope.respondents and relation.own and stage is Stage.AFTER_NOTICE)
        or scope.consulted & relation.consulted
        or (scope.report and relation.reporter)
    )


@settings(max_examples=examples(1500), deadline=None)
@given(subject=subjects, relation=relations, stage=stages, action=st.sampled_from(sorted(LISTS)))
def test_a_list_shows_exactly_what_could_be_opened(
    subject: Subject, relation: Relation, stage: Stage, action: str
) -> None:
    if relation.own and subject.party is None:
        subject = Subject(account=subject.account, grants=subject.grants, party=PERSON)
    scope = scope_of(subject, action)
    # What is open only to the forum of an appeal is opened from the appeal, and in no list of cases.
    listed = msgspec.structs.replace(relation, forums=frozenset())
    opened = isinstance(decide_access(subject, LISTS[action], listed, stage), Allowed)
    if scope is None:
        assert not isinstance(decide_access(subject, action), Allowed)
        return
    # An account may open more than this list is about: a list is open to fewer roles than its rows.
    assert not shows(scope, relation, stage) or opened
    through = {grant for grant in subject.grants if scope_of(Subject(account=subject.account, grants=(grant,)), action)}
    if opened and through == set(subject.grants):
        assert shows(scope, relation, stage)


@settings(max_examples=examples(500), deadline=None)
@given(subject=subjects, extra=grants, relation=relations, stage=stages, action=st.sampled_from(sorted(ACTIONS)))
def test_one_more_role_never_takes_anything_away(
    subject: Subject, extra: Grant, relation: Relation, stage: Stage, action: str
) -> None:
    more = Subject(account=subject.account, grants=(*subject.grants, extra), party=subject.party)
    before, after = (decide_access(who, action, relation, stage) for who in (subject, more))
    if isinstance(before, Allowed):
        assert isinstance(after, Allowed)
        assert before.roles <= after.roles


@settings(max_examples=examples(500), deadline=None)
@given(subject=subjects, relation=relations, stage=stages, action=st.sampled_from(sorted(ACTIONS)))
def test_what_opens_is_among_the_roles_held(subject: Subject, relation: Relation, stage: Stage, action: str) -> None:
    answer = decide_access(subject, action, relation, stage)
    if isinstance(answer, Allowed):
        assert answer.roles <= {grant.role for grant in subject.grants}
        assert not relation.locked_out
