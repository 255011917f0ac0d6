"""Letters of reminders: in the language of the office, with the number of the matter, and without any id."""

import re
from email import message_from_string, policy

import pytest

from application.actors import LOCAL_OPERATOR
from application.reminders.reminder import Channel
from application.reminders.wording import Language
from domain.identity import BodyId
from tests.application.reminders.conftest import Beside
from tests.application.reminders.test_reactor import mail_server, near

pytestmark = pytest.mark.anyio

AN_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}")


@pytest.mark.parametrize(
    ("language", "there", "not_there"),
    [
        ("zh", r"编号：(对象程序|案件)〔\d{4}〕\d+号。", "Reminder"),
        ("en", r"Number: (Proceeding|Case) \d{4}-\d+\.", "催办"),
    ],
)
async def test_a_letter_is_in_the_language_of_its_office_with_the_number_of_the_matter(
    beside: Beside, language: Language, there: str, not_there: str
) -> None:
    await near(beside)
    body = BodyId(beside.matter.body)
    async with mail_server() as box:
        await beside.targets.add(body, Channel.MAIL, "office@example.invalid", by=LOCAL_OPERATOR, language=language)
        reactor = beside.reactor(f"smtp://127.0.0.1:{box.port}")
        assert await reactor.look() > 0
        assert await reactor.deliver() == len(box.letters) > 0
    for text in box.letters:
        letter = message_from_string(text, policy=policy.default)
        said = f"{letter['Subject']}\n{letter.get_content()}"
        assert re.search(there, said), said
        assert not_there not in said
        assert not re.search(r"\d{4}-\d{2}-\d{2}", said), "days as people write them"
        assert letter["Content-Language"] == language
        assert not AN_ID.search(said)
