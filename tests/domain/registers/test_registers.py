"""What the registers answer by date, and what they leave as a question. All organs and people are invented."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace

from domain.cases.events import RecusalGround
from domain.identity import BodyId, OrganId, PartyId, PostId
from domain.registers.competence import BodyRelation, Competent, Question, Respondent, competence, next_higher
from domain.registers.lockout import Concerned, locked_out
from domain.registers.records import Holding, OrganKind, OrganTerm, PostKind, PostTerm, Relation
from domain.registers.respondents import respondents
from domain.registers.snapshot import Snapshot

CITY, BUREAU, SUPERVISION, OFFICE, LOST = (OrganId(UUID(int=n)) for n in range(1, 6))
HEAD, LEADER, CLERK = (PostId(UUID(int=n)) for n in range(11, 14))
MOU_JIA, MOU_YI, MOU_BING, MOU_DING = (PartyId(UUID(int=n)) for n in range(21, 25))
BEGUN, REFORM, TODAY = date(2010, 1, 1), date(2018, 3, 20), date(2020, 6, 1)


def an_organ(organ: OrganId, kind: OrganKind, **named: Any) -> OrganTerm:
    given: dict[str, Any] = {
        "organ": organ,
        "kind": kind,
        "name": "示例机关",
        "valid_from": BEGUN,
        "division": "440000",
    }
    return OrganTerm(**(given | named))


def a_post(post: PostId, kind: PostKind, **named: Any) -> PostTerm:
    given: dict[str, Any] = {"post": post, "organ": BUREAU, "kind": kind, "title": "示例职务", "valid_from": BEGUN}
    return PostTerm(**(given | named))


ORGANS = (
    an_organ(CITY, OrganKind.GOVERNMENT),
    an_organ(BUREAU, OrganKind.DEPARTMENT, parent=CITY, next_higher=CITY, disclosure_authority=OFFICE, source="chart"),
    an_organ(SUPERVISION, OrganKind.SUPERVISION),
    an_organ(OFFICE, OrganKind.DEPARTMENT, valid_to=date(2019, 12, 31)),
)
POSTS = (
    a_post(HEAD, PostKind.HEAD, personnel_authority=CITY, authority_source="appointment-document"),
    a_post(LEADER, PostKind.LEADER_IN_CHARGE, personnel_authority=CITY),
    a_post(CLERK, PostKind.DISCLOSURE_STAFF, personnel_authority=BUREAU, authority_source="cadre-list"),
)
HOLDINGS = (
    Holding(post=HEAD, person=MOU_JIA, valid_from=BEGUN, valid_to=date(2018, 12, 31)),
    Holding(post=HEAD, person=MOU_YI, valid_from=date(2019, 1, 1), acting=True),
    Holding(post=LEADER, person=MOU_BING, valid_from=BEGUN),
)


def registers(**changed: tuple[Any, ...]) -> Snapshot:
    entries: dict[str, tuple[Any, ...]] = {
        "organs": ORGANS,
        "posts": POSTS,
        "holdings": HOLDINGS,
        "relations": (),
    } | changed
    return Snapshot(version=1, **entries)


def of(person: PartyId | None = None) -> Respondent:
    return Respondent(organ=BUREAU, person=person)


@pytest.mark.parametrize(
    ("respondent", "relation", "body", "source", "since"),
    [
        (of(), BodyRelation.OWN_ORGAN, BUREAU, "chart", BEGUN),
        (of(), BodyRelation.NEXT_HIGHER, CITY, "chart", BEGUN),
        (of(), BodyRelation.SUPERVISION, SUPERVISION, "register", BEGUN),
        (of(MOU_YI), BodyRelation.OWN_ORGAN, BUREAU, "chart", date(2019, 1, 1)),
        (of(MOU_YI), BodyRelation.PERSONNEL_AUTHORITY, CITY, "appointment-document", date(2019, 1, 1)),
    ],
)
def test_the_register_names_the_body_and_how_it_knows_and_since_when(
    respondent: Respondent, relation: BodyRelation, body: OrganId, source: str, since: date
):
    found = competence(respondent, relation, TODAY, registers())
    assert found == Competent(body=BodyId(body), source=source, since=since)


@pytest.mark.parametrize(
    ("respondent", "relation", "question"),
    [
        (Respondent(organ=LOST), BodyRelation.OWN_ORGAN, "organ-not-in-register"),
        (Respondent(organ=CITY), BodyRelation.NEXT_HIGHER, "next-higher-organ-unknown"),
        (Respondent(organ=CITY), BodyRelation.DISCLOSURE_AUTHORITY, "disclosure-authority-unknown"),
        (of(), BodyRelation.DISCLOSURE_AUTHORITY, "named-body-not-in-being"),
        (of(), BodyRelation.PERSONNEL_AUTHORITY, "organs-have-no-personnel-authority"),
        (of(MOU_BING), BodyRelation.PERSONNEL_AUTHORITY, "personnel-authority-unknown"),
        (of(MOU_JIA), BodyRelation.PERSONNEL_AUTHORITY, "person-holds-no-post-there"),
        (of(MOU_JIA), BodyRelation.OWN_ORGAN, "person-holds-no-post-there"),
    ],
)
def test_what_the_register_does_not_say_is_a_question(respondent: Respondent, relation: BodyRelation, question: str):
    found = competence(respondent, relation, TODAY, registers())
    assert isinstance(found, Question)
    assert found.code == question


def test_the_answer_is_that_of_the_day():
    merged = an_organ(BUREAU, OrganKind.DEPARTMENT, valid_from=REFORM, next_higher=OFFICE)
    snapshot = registers(organs=(merged, *ORGANS))
    before, after = next_higher(BUREAU, date(2018, 3, 19), snapshot), next_higher(BUREAU, REFORM, snapshot)
    assert isinstance(before, Competent)
    assert isinstance(after, Competent)
    assert (before.body, after.body) == (CITY, OFFICE)
    assert isinstance(next_higher(BUREAU, date(2009, 12, 31), snapshot), Question)


def test_the_place_in_the_organisation_is_not_the_next_higher_organ():
    orphan = an_organ(BUREAU, OrganKind.DEPARTMENT, parent=CITY)
    assert next_higher(BUREAU, TODAY, registers(organs=(ORGANS[0], orphan))) == Question(
        code="next-higher-organ-unknown", about=(str(BUREAU), TODAY.isoformat())
    )


@pytest.mark.parametrize(
    ("division", "count", "question"),
    [(None, 1, "division-unknown"), ("440000", 0, "supervision-organ-unknown"), ("440000", 2, "several-supervision-")],
)
def test_the_supervision_organ_is_asked_for_unless_there_is_exactly_one(
    division: str | None, count: int, question: str
):
    organs = [an_organ(BUREAU, OrganKind.DEPARTMENT, division=division)]
    organs += [an_organ(OrganId(UUID(int=90 + n)), OrganKind.SUPERVISION) for n in range(count)]
    found = competence(of(), BodyRelation.SUPERVISION, TODAY, registers(organs=tuple(organs)))
    assert isinstance(found, Question)
    assert found.code.startswith(question)


def test_two_posts_under_different_authorities_are_a_question():
    holdings = (*HOLDINGS, Holding(post=CLERK, person=MOU_YI, valid_from=BEGUN))
    found = competence(of(MOU_YI), BodyRelation.PERSONNEL_AUTHORITY, TODAY, registers(holdings=holdings))
    assert isinstance(found, Question)
    assert found.code == "several-personnel-authorities"
    named = Respondent(organ=BUREAU, person=MOU_YI, post=CLERK)
    one = competence(named, BodyRelation.PERSONNEL_AUTHORITY, TODAY, registers(holdings=holdings))
    assert one == Competent(body=BodyId(BUREAU), source="cadre-list", since=BEGUN)


def test_authority_is_as_new_as_the_entry_of_the_post_or_the_day_the_person_took_it():
    later, latest = date(2012, 3, 1), date(2012, 4, 1)
    posts = tuple(replace(post, valid_from=later) if post.post == CLERK else post for post in POSTS)
    taken = Holding(post=CLERK, person=MOU_YI, valid_from=latest)
    for holding, since in ((replace(taken, valid_from=BEGUN), later), (taken, latest)):
        known = registers(posts=posts, holdings=(holding,))
        named = Respondent(organ=BUREAU, person=MOU_YI, post=CLERK)
        found = competence(named, BodyRelation.PERSONNEL_AUTHORITY, TODAY, known)
        assert isinstance(found, Competent)
        assert found.since == since
    served = competence(of(MOU_YI), BodyRelation.OWN_ORGAN, TODAY, registers(posts=posts, holdings=(taken,)))
    assert isinstance(served, Competent)
    assert served.since == latest


def test_the_four_kinds_of_respondent_come_from_the_posts_of_the_days_of_conduct():
    found = respondents(BUREAU, date(2018, 12, 1), date(2019, 1, 31), registers())
    assert [(c.person, c.first, c.last, c.acting) for c in found.head] == [
        (MOU_JIA, date(2018, 12, 1), date(2018, 12, 31), False),
        (MOU_YI, date(2019, 1, 1), date(2019, 1, 31), True),
    ]
    assert [c.person for c in found.in_charge] == [MOU_BING]
    assert found.direct == ()
    assert [q.code for q in found.questions] == ["post-without-holder", "several-heads", "acting-holder"]


def test_a_post_that_existed_only_within_the_conduct_is_found():
    brief = a_post(CLERK, PostKind.DISCLOSURE_STAFF, valid_from=date(2019, 2, 1), valid_to=date(2019, 3, 1))
    held = Holding(post=CLERK, person=MOU_DING, valid_from=date(2019, 2, 1))
    found = respondents(
        BUREAU, date(2019, 1, 1), date(2019, 12, 31), registers(posts=(brief,), holdings=(*HOLDINGS, held))
    )
    assert [c.person for c in found.direct] == [MOU_DING]


def test_an_unknown_organ_has_questions_only():
    found = respondents(LOST, BEGUN, TODAY, registers())
    assert (found.direct, found.in_charge, found.head) == ((), (), ())
    assert [q.code for q in found.questions] == ["organ-not-in-register", *["no-such-post"] * 3]


CASE = Concerned(
    organs=(BUREAU,),
    persons=(MOU_JIA,),
    informants=(MOU_DING,),
    witnesses=(MOU_YI,),
    first=date(2018, 1, 1),
    last=date(2018, 6, 30),
)


@pytest.mark.parametrize(
    ("person", "grounds"),
    [
        (MOU_JIA, [RecusalGround.PARTY, RecusalGround.POST]),
        (MOU_YI, [RecusalGround.WITNESS, RecusalGround.POST]),
        (MOU_BING, [RecusalGround.CLOSE_RELATIVE, RecusalGround.POST]),
        (MOU_DING, [RecusalGround.INTEREST]),
        (PartyId(UUID(int=99)), []),
    ],
)
def test_every_reason_to_stand_aside_is_found(person: PartyId, grounds: list[RecusalGround]):
    related = Relation(one=MOU_JIA, other=MOU_BING, kind="close-relative", valid_from=BEGUN)
    assert [r.ground for r in locked_out(person, CASE, TODAY, registers(relations=(related,)))] == grounds


def test_a_reason_that_comes_from_an_informant_tells_nothing():
    kin = PartyId(UUID(int=98))
    related = Relation(one=kin, other=MOU_DING, kind="close-relative", valid_from=BEGUN)
    (reason,) = locked_out(kin, CASE, TODAY, registers(relations=(related,)))
    assert (reason.ground, reason.about) == (RecusalGround.INTEREST, ()), "a word of its own would tell who reported"


def test_a_relation_that_has_ended_no_longer_counts():
    other = PartyId(UUID(int=97))
    ended = Relation(one=MOU_JIA, other=other, kind="interest", valid_from=BEGUN, valid_to=date(2020, 5, 31))
    assert locked_out(other, CASE, TODAY, registers(relations=(ended,))) == ()
    assert len(locked_out(other, CASE, date(2020, 5, 31), registers(relations=(ended,)))) == 1


def test_no_term_ends_before_it_begins():
    with pytest.raises(ValueError, match="before it begins"):
        an_organ(CITY, OrganKind.GOVERNMENT, valid_to=date(2009, 1, 1))
