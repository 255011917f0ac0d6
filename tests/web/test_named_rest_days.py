"""Whoever names a day of rest in an order is told before it binds, and whoever has to act by it reads the same."""

from datetime import timedelta
from pathlib import Path

import pytest

from application.adapters.calendar_files import national_calendar
from interfaces.demo.script import worked_case
from interfaces.web.wording import Language
from tests.support.browsing import signed_in
from tests.support.postgres import Database
from tests.support.worked_matter import Worked, in_worked

SAID: dict[Language, tuple[str, str, str]] = {
    "zh": ("是休息日", "没有依据可以回答", "再提交一次"),
    "en": ("is a day of rest", "a question that no source answers", "send the form again"),
}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_named_day_of_rest_is_told_before_it_binds_and_to_whoever_acts_by_it(
    language: Language, database: Database, tmp_path: Path
) -> None:
    async def story(worked: Worked) -> None:
        rest = worked.today + timedelta(days=28)
        while national_calendar().is_working(rest):
            rest += timedelta(days=1)
        deputy, step = (
            worked.the("proceeding.deputy"),
            next(one for one in worked_case() if one.name == "decide-deputy"),
        )
        (measure,) = [one["measure"] for one in step.body["measures"] if "due_on" in one]
        worked.names["due"] = rest.isoformat()
        await worked.take(step)
        head = f"/proceedings/{worked.the('proceeding.head')}/decide"
        at = await signed_in(worked, "decider", language)
        await at.get(head)
        given = {"measures": [measure], f"measures.{measure}.due_on": rest.isoformat()}
        asked = await at.send(head, given)
        for words in SAID[language]:
            assert words in asked.words
        assert asked.form(head).fields["rest_day"] == [rest.isoformat()]
        assert asked.form(head).fields[f"measures.{measure}.due_on"] == [rest.isoformat()], "nothing is lost"
        kept = await at.send(head, status=400)
        assert SAID[language][2] not in kept.words, "kept knowingly, it is what the rules say that counts"

        served = {"to": "respondent", "mode": "direct", "served_on": str(worked.today), "proof": {"text": "送达回证"}}
        await worked.does("manager", f"/api/proceedings/{deputy}/serve-decision", served)
        await worked.follow()
        (clock,) = [one for one in (await worked.sees("deputy", "/api/own/clocks"))["entries"] if one.get("rest_day")]
        assert clock["rest_day"]["on"] == clock["deadline"]["due_on"] == rest.isoformat()
        own = await (await signed_in(worked, "deputy", language)).get(f"/own/{deputy}")
        strip = await (await signed_in(worked, "manager", language)).get(f"/cases/{worked.the('case')}/clock")
        for page in (own, strip):
            for words in SAID[language][:2]:
                assert words in page.words
        assert ("为保证不逾期" if language == "zh" else "To be in time") in own.words

    in_worked(database, tmp_path, story, until="departing-without-reasons-is-refused")
