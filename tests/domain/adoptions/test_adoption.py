from datetime import date
from uuid import UUID

import pytest
from msgspec import structs

from application.adapters.profile_files import packaged_profiles
from domain.adoptions.adoption import (
    CALENDAR_STREAM,
    RULEBOOK_STREAM,
    Adoption,
    AdoptionSetting,
    adoption_id,
    all_in_force,
    decide,
    evolve,
    in_force,
)
from domain.adoptions.commands import EndAdoption, ProposeAdoption, SignAdoption
from domain.adoptions.events import Adopted, AdoptionEnded, AdoptionProposed, AdoptionSigned
from domain.identity import ActorId, BodyId
from domain.occasion import Occasion
from tests.support.scenario import Scenario

BODY = BodyId(UUID(int=1))
FIRST, SECOND = ActorId(UUID(int=11)), ActorId(UUID(int=12))
CONTENT = "a" * 64
TODAY = date(2026, 3, 2)


def setting(actor: ActorId, *, body: BodyId = BODY, today: date = TODAY) -> AdoptionSetting:
    return AdoptionSetting(
        occasion=Occasion(today=today, actor=actor, body=body),
        profile=packaged_profiles()["P-QYF"],
        known=(CONTENT,),
        proposer=FIRST,
    )


def adopting(actor: ActorId = FIRST, **named: object) -> Scenario[Adoption]:
    return Scenario(Adoption(), decide=decide, evolve=evolve, setting=setting(actor, **named))


PROPOSE = ProposeAdoption(
    body=BODY, what=Adopted.POLICY, instrument="toy", name="toy/1", content=CONTENT, applies_from=TODAY
)
PROPOSED = AdoptionProposed(
    body=BODY,
    what=Adopted.POLICY,
    instrument="toy",
    name="toy/1",
    content=CONTENT,
    applies_from=TODAY,
    proposed_on=TODAY,
)
SIGNED = AdoptionSigned(content=CONTENT, signed_on=TODAY)


def test_a_content_is_proposed_by_the_body_itself() -> None:
    adopting().when(PROPOSE).then(PROPOSED)


def test_proposing_twice_is_quiet() -> None:
    adopting().given(PROPOSED).when(PROPOSE).then_nothing()


def test_a_proposal_is_refused_with_every_rule_against_it() -> None:
    late = ProposeAdoption(
        body=BODY, what=Adopted.POLICY, instrument="toy", name="toy/1", content="b" * 64, applies_from=date(2026, 3, 1)
    )
    adopting(body=BodyId(UUID(int=2))).when(late).then_refused(
        "adoption-content-unknown", "adoption-backdated", "adoption-for-another-body"
    )


def test_a_second_person_signs() -> None:
    adopting(SECOND).given(PROPOSED).when(SignAdoption(content=CONTENT)).then(SIGNED)


def test_whoever_proposed_cannot_sign() -> None:
    adopting(FIRST).given(PROPOSED).when(SignAdoption(content=CONTENT)).then_refused("adoption-signed-by-proposer")


def test_nothing_is_signed_that_was_not_proposed() -> None:
    adopting(SECOND).when(SignAdoption(content=CONTENT)).then_refused("adoption-not-proposed")


def test_signing_twice_is_quiet() -> None:
    adopting(SECOND).given(PROPOSED, SIGNED).when(SignAdoption(content=CONTENT)).then_nothing()


def test_an_adoption_ends_once() -> None:
    ended = AdoptionEnded(content=CONTENT, ended_on=TODAY)
    adopting(SECOND).given(PROPOSED, SIGNED).when(EndAdoption(content=CONTENT)).then(ended)
    adopting(SECOND).given(PROPOSED, SIGNED, ended).when(EndAdoption(content=CONTENT)).then_nothing()


@pytest.mark.parametrize(
    ("signed_on", "applies_from", "on", "held"),
    [
        (date(2026, 3, 2), date(2026, 3, 2), date(2026, 3, 1), False),
        (date(2026, 3, 2), date(2026, 3, 2), date(2026, 3, 2), True),
        (date(2026, 3, 5), date(2026, 3, 2), date(2026, 3, 4), False),
        (date(2026, 3, 2), date(2026, 4, 1), date(2026, 3, 31), False),
        (date(2026, 3, 2), date(2026, 4, 1), date(2026, 4, 1), True),
    ],
)
def test_it_is_in_force_once_signed_and_begun(signed_on: date, applies_from: date, on: date, held: bool) -> None:
    proposed = AdoptionProposed(
        body=BODY,
        what=Adopted.POLICY,
        instrument="toy",
        name="toy/1",
        content=CONTENT,
        applies_from=applies_from,
        proposed_on=TODAY,
    )
    state = evolve(evolve(Adoption(), proposed), AdoptionSigned(content=CONTENT, signed_on=signed_on))
    assert (in_force(state, on) is not None) is held


def test_an_ended_adoption_is_not_in_force_from_that_day_on() -> None:
    state = Adoption()
    for event in (PROPOSED, SIGNED, AdoptionEnded(content=CONTENT, ended_on=date(2026, 5, 1))):
        state = evolve(state, event)
    assert in_force(state, date(2026, 4, 30)) is not None
    assert in_force(state, date(2026, 5, 1)) is None


def test_each_body_has_its_own_stream_of_policies_for_each_instrument() -> None:
    streams = {
        adoption_id(BodyId(UUID(int=b)), Adopted.POLICY, instrument) for b in (1, 2) for instrument in ("toy", "other")
    }
    assert len(streams) == 4


@pytest.mark.parametrize(("what", "one"), [(Adopted.CALENDAR, CALENDAR_STREAM), (Adopted.RULEBOOK, RULEBOOK_STREAM)])
def test_the_calendar_and_the_law_are_one_stream_each_whichever_body_proposes(what: Adopted, one: UUID) -> None:
    assert {adoption_id(BodyId(UUID(int=b)), what, about) for b in (1, 2) for about in ("CN", "530000", "toy")} == {one}


def test_of_all_in_force_what_applies_from_a_later_day_stands_behind() -> None:
    later = structs.replace(PROPOSED, content="b" * 64, applies_from=date(2026, 6, 1))
    state = Adoption()
    for event in (later, PROPOSED, structs.replace(SIGNED, content="b" * 64), SIGNED):
        state = evolve(state, event)
    assert [held.content[0] for held in all_in_force(state, date(2026, 5, 31))] == ["a"]
    assert [held.content[0] for held in all_in_force(state, date(2026, 6, 1))] == ["a", "b"]


@pytest.mark.parametrize("command", [PROPOSE, SignAdoption(content=CONTENT)])
def test_a_faulty_rulebook_is_neither_proposed_nor_signed(command: ProposeAdoption | SignAdoption) -> None:
    faulty = structs.replace(setting(SECOND), faults=("triggers[0].when",))
    past = (PROPOSED,) if isinstance(command, SignAdoption) else ()
    Scenario(Adoption(), decide=decide, evolve=evolve, setting=faulty).given(*past).when(command).then_refused(
        "adoption-content-faulty"
    )


def test_proposing_again_from_another_day_ends_nothing_that_is_in_force() -> None:
    later = date(2026, 6, 1)
    again = AdoptionProposed(
        body=BODY,
        what=Adopted.POLICY,
        instrument="toy",
        name="toy/1",
        content=CONTENT,
        applies_from=later,
        proposed_on=date(2026, 4, 1),
    )
    state = Adoption()
    for event in (PROPOSED, SIGNED, again):
        state = evolve(state, event)
    held = in_force(state, date(2026, 4, 2))
    assert held is not None
    assert held.applies_from == TODAY
    state = evolve(state, AdoptionSigned(content=CONTENT, signed_on=date(2026, 4, 3)))
    assert [held.applies_from for day in (date(2026, 4, 4), later) if (held := in_force(state, day))] == [TODAY, later]
    assert in_force(evolve(state, AdoptionEnded(content=CONTENT, ended_on=later)), later) is None
