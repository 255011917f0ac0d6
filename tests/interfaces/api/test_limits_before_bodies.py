"""Whoever has no try left is told so before anything of what they send is read, on the page and in the API."""

from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

from application.adapters.rate_limits import RATES, RateClass
from tests.support.office import Office, in_office
from tests.support.postgres import Database

JSON, FILES = "application/json", "multipart/form-data; boundary=x"
OURS = {"Origin": "http://office.invalid", "Host": "office.invalid"}
HERE = "127.0.0.1"


class Unread:
    """A body that says how much of it was asked for."""

    def __init__(self) -> None:
        self.asked = 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for _ in range(20):
            self.asked += 1
            yield b" " * 1024


async def sent(office: Office, path: str, media_type: str, **more: str) -> tuple[int, int]:
    """The answer, and how many pieces of the body were read."""
    body = Unread()
    headers = {"Content-Type": media_type, "Idempotency-Key": str(uuid4()), **OURS, **more}
    answer = await office.client.post(path, content=body, headers=headers)
    return answer.status_code, body.asked


def test_without_a_try_left_nothing_is_read(database: Database, tmp_path: Path) -> None:
    async def story(office: Office) -> None:
        limits, several = office.service.limits, RATES[RateClass.PUBLIC_FILING].each.count
        for _ in range(several + 2):
            await limits.ask(RateClass.PUBLIC_FILING, HERE)  # asking uses no try
        for _ in range(several):
            await limits.take(RateClass.PUBLIC_FILING, HERE)
        assert await sent(office, "/api/reports", JSON) == (429, 0)
        assert await sent(office, "/report/send", FILES) == (429, 0)
        assert await sent(office, "/api/reports", JSON, Authorization="Bearer nobody") == (401, 0)
        token = office.people["intake"]
        filed = await token.post("/api/reports", {"what": "x", "organ_named": "示例局", "protection": "anonymous"})
        assert filed.status_code == 201, filed.text

    in_office(database, tmp_path, story)
