"""Options of a list: drawn once, marked for each page, drawn anew when what they are drawn from is another."""

import re
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import msgspec
import pytest

from application.access import Role
from application.actors import LOCAL_OPERATOR
from application.adapters.accounts import Account, RoleHeld
from application.adapters.rulebook_files import packaged
from application.new_id import new_id
from domain.identity import ActorId, BodyId, OrganId
from domain.registers.records import OrganKind, OrganTerm
from interfaces.web.choosing import Choices, Last, Offered, holds_matters, kinds, stages
from interfaces.web.directory import Names
from interfaces.web.forms.duty_choices import duty_choices
from interfaces.web.wording import LANGUAGES, Language, Texts
from tests.support.browsing import signed_in
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

OFFICER = Account(id=ActorId(new_id()), name="officer-1", party=None, disabled=False)


def test_the_chosen_one_is_marked_and_no_other() -> None:
    choices = Choices([("a", "甲 <b>"), ('"b', "乙")])
    plain = '<option value="a">甲 &lt;b&gt;</option><option value="&#34;b">乙</option>'
    assert choices.chosen("") == choices.chosen("c") == plain
    assert choices.chosen('"b') == plain.replace('"&#34;b"', '"&#34;b" selected')
    assert choices.chosen("a") == plain.replace('"a"', '"a" selected')
    assert choices.chosen("") == plain, "nothing stays chosen for the next page"


def test_the_last_is_kept_for_the_very_same_things_alone() -> None:
    made: list[int] = []
    one, equal = {"a": 1}, {"a": 1}

    def make() -> int:
        made.append(len(made))
        return made[-1]

    last = Last[int]()
    assert [last.of(one, make=make), last.of(one, make=make), last.of(equal, make=make)] == [0, 0, 1]


def test_what_is_offered_follows_the_registers_the_accounts_and_what_they_are_called() -> None:
    offered = Offered()
    names = Names(texts=Texts("zh"), accounts={OFFICER.id: OFFICER}, called={})
    assert "示例新局" not in offered.organs(names).chosen("")
    grown = msgspec.structs.replace(names, organs={new_id(): "示例新局"})
    assert "示例新局" in offered.organs(grown).chosen("")
    assert "officer-1" in offered.officers(names).chosen("")
    assert not offered.holders(names, None).chosen(""), "without any role nobody handles a matter"
    assert "officer-1" in offered.holders(names, None, OFFICER.id).chosen(""), "but is named where one asks for them"
    called = msgspec.structs.replace(names, called={OFFICER.id: "示例甲"})
    assert "示例甲" in offered.officers(called).chosen("")


def test_a_list_of_one_body_offers_those_who_hold_or_held_matters_there() -> None:
    def account(name: str, role: Role, body: UUID | None, *, gone: bool = False) -> Account:
        day = date(2026, 1, 5)
        since = datetime(2026, 6, 1, tzinfo=UTC) if gone else None
        held = RoleHeld(id=new_id(), role=role, body=body, valid_from=day, valid_until=None, withdrawn_at=since)
        return Account(id=ActorId(new_id()), name=name, party=None, disabled=False, roles=(held,))

    here, there = BodyId(new_id()), BodyId(new_id())
    every = [
        account("examines", Role.APPEAL_HANDLER, here),
        account("investigated", Role.INVESTIGATOR, here, gone=True),
        account("elsewhere", Role.INVESTIGATOR, there),
        account("decides", Role.DECIDER, here),
        account("answers", Role.RESPONDENT, None),
        account("runs", Role.ADMINISTRATOR, None),
    ]
    names = Names(texts=Texts("zh"), accounts={one.id: one for one in every}, called={})

    def offered(bodies: frozenset[UUID] | None) -> list[str]:
        return re.findall(">([a-z]+)<", Offered().holders(names, bodies).chosen(""))

    assert offered(frozenset({here})) == ["examines", "investigated"]
    assert offered(None) == ["elsewhere", "examines", "investigated"], "for whoever works for no single body"
    assert [one.name for one in every if holds_matters(one, frozenset({here}), still=True)] == ["examines"]


@pytest.mark.parametrize(
    ("until", "in_force", "behind"),
    [("2026-03-02", "2019-05-15", "2008-05-01"), ("2018-03-02", "2008-05-01", "2019-05-15")],
)
def test_duties_that_bound_the_organ_when_it_acted_come_first(until: str, in_force: str, behind: str) -> None:
    books = packaged()
    home = books.editions("qingyuan-fault-liability")[-1]
    names = Names(texts=Texts("zh"), accounts={}, called={}, rulebooks=books.rulebooks, book=home)
    found = list(duty_choices(names, {"conduct_to": until}, date(2026, 11, 1)))
    of = {each: {one.value.rpartition("|")[0] for one in found if one.further is each} for each in (False, True)}
    assert f"government-information-disclosure|{in_force}" in of[False]
    assert f"government-information-disclosure|{behind}" in of[True]
    assert {one.partition("|")[0] for one in of[True]} >= {"guangdong-e-government", "shanghai-trademark"}
    assert "qingyuan-release-coordination|2011-05-01" in of[False], "of the place of the case's own instrument"
    assert duty_choices(names, {"conduct_from": "?"}, date(2026, 11, 1)), "a day that is none is no defect"


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_those_of_the_readers_language(language: Language) -> None:
    offered, catalogue, texts = Offered(), packaged(), Texts(language)
    for each in LANGUAGES:
        offered.measures(catalogue, Texts(each))
    label = catalogue.rulebooks[-1].measures[0].label
    shown = offered.measures(catalogue, texts).chosen("")
    assert f">{texts.say(label)}</option>" in shown
    assert f'<option value="case">{texts("kind.case")}</option>' in kinds(language).chosen("")
    assert f'<option value="filed">{texts("stage.filed")}</option>' in stages(language).chosen("")
    of_appeals = stages(language, of_appeals=True).chosen("")
    assert f'<option value="filed">{texts("stage.filed")}</option>' in of_appeals
    assert 'value="registered"' not in of_appeals


def test_a_page_offers_an_organ_from_the_moment_it_is_entered(database: Database, tmp_path: Path) -> None:
    async def story(worked: Worked) -> None:
        at = await signed_in(worked, "manager")
        organ = OrganId(new_id())
        assert str(organ) not in (await at.get("/docket")).text
        term = OrganTerm(
            organ=organ,
            valid_from=datetime.now(UTC).date().replace(day=1),
            name="示例新设局",
            kind=OrganKind.DEPARTMENT,
        )
        await worked.service.registers.add(by=LOCAL_OPERATOR, organs=[term])
        chosen = await at.get(f"/docket?organ={organ}")
        assert f'<option value="{organ}" selected>示例新设局</option>' in chosen.text
        assert f'<option value="{organ}">示例新设局</option>' in (await at.get("/docket")).text
        english = await at.get("/docket?lang=en")
        assert '<option value="case">Case</option>' in english.text

    in_worked(database, tmp_path, story, until="triage")
