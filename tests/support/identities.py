"""Opening who reported, as two people do it."""

from tests.support.office import Office


async def asked(office: Office, report: str, asker: str) -> None:
    """*asker* asks to see who reported."""
    version = (await office.people["manager"].get(report)).headers["ETag"]
    body = {"reasons": {"text": "需要请来信人补充材料。"}}
    done = await office.people[asker].post(f"{report}/ask-identity", body, **{"If-Match": version})
    assert done.status_code == 200, done.text


async def answered(office: Office, report: str, asker: str, second: str, *, why_not: str | None = None) -> int:
    """*second* agrees, or refuses for that reason; the status of the answer."""
    version = (await office.people["manager"].get(report)).headers["ETag"]
    body: dict[str, object] = {"asker": office.account(asker)}
    if why_not is not None:
        body["reasons"] = {"text": why_not}
    act = "agree" if why_not is None else "refuse"
    done = await office.people[second].post(f"{report}/{act}-identity", body, **{"If-Match": version})
    return done.status_code


async def agreed(office: Office, report: str, asker: str, second: str = "manager") -> None:
    """*asker* may now open who reported."""
    await asked(office, report, asker)
    assert await answered(office, report, asker, second) == 200
