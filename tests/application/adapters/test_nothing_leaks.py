"""Whatever people hand in, nothing of it can be read in the database, an error or a representation."""

import contextlib
import traceback
from collections.abc import Awaitable
from uuid import UUID, uuid4

import psycopg
import pytest

from application.access import Role
from application.accounts import NewGrant
from application.adapters.accounts import Accounts
from application.adapters.documents import DocumentStore
from application.adapters.parties import Contact, Details, Parties, PartyKind
from application.adapters.passwords import Passwords
from application.adapters.pool import Pool
from application.adapters.rate_limits import RateClass, RateLimits
from application.adapters.reporter_codes import ReporterCodes
from application.adapters.reporters import Reporters
from application.adapters.second_factors import SecondFactors
from application.adapters.sessions import CodeAwaited, Sessions
from application.adapters.tokens import Tokens
from application.errors import ApplicationError
from application.one_time_code import as_text
from domain.identity import AmendmentId, BodyId, ReportId
from interfaces.api.second_factor import FactorBegun, FactorOn
from tests.application.adapters.conftest import CLERK, ROOT, FixedClock
from tests.support.authenticator import Authenticator
from tests.support.canary import Canary
from tests.support.hashing import CHEAP
from tests.support.postgres import Database

pytestmark = pytest.mark.anyio

REPORT = ReportId(UUID(int=0x70))


def details(canary: Canary, who: str) -> Details:
    contacts = tuple(
        Contact(kind=kind, value=canary.plant(f"{who}.{kind}")) for kind in ("phone", "email", "address", "other")
    )
    return Details(name=canary.plant(f"{who}.name"), contacts=contacts)


async def test_what_people_hand_in_is_nowhere_in_the_database(pool: Pool, database: Database) -> None:
    canary = Canary()
    limits = RateLimits(pool, ROOT, FixedClock())
    parties, reporters, documents = Parties(pool, ROOT), Reporters(pool, ROOT), DocumentStore(pool, ROOT)
    passwords = Passwords(ROOT, CHEAP)
    factors = SecondFactors(pool, ROOT)
    accounts, sessions, tokens = Accounts(pool, passwords), Sessions(pool, passwords, limits, factors), Tokens(pool)
    codes = ReporterCodes(pool, ROOT, limits, CHEAP)

    respondent = await parties.register(details(canary, "respondent"), kind=PartyKind.OFFICIAL, by=CLERK)
    corrected = details(canary, "corrected")
    await parties.amend(respondent, corrected, kind=PartyKind.OFFICIAL, amendment=AmendmentId(uuid4()), by=CLERK)
    reporter = await reporters.register(REPORT, details(canary, "reporter"))
    statement = canary.plant("statement").encode()
    document = await documents.put(respondent, statement, media_type="text/plain", by=CLERK)
    await documents.put(uuid4(), canary.plant("evidence").encode() * 5000, media_type="application/pdf", by=CLERK)
    password = canary.plant("password")
    account = await accounts.add(
        "officer", by=CLERK, password=password, grants=(NewGrant(role=Role.DECIDER, body=BodyId(uuid4())),)
    )
    canary.adopt("session", (await sessions.sign_in("officer", password)).secret)
    canary.adopt("token", (await tokens.issue(account, by=CLERK)).secret)
    shared = await factors.begin(account)
    canary.adopt("shared secret", as_text(shared))
    confirmed = await factors.confirm(account, Authenticator(as_text(shared)).code())
    for recovery in confirmed.recovery_codes[:2]:
        canary.adopt("recovery code", recovery)
        canary.adopt("recovery code without spaces", recovery.replace(" ", ""))
    awaited = await sessions.begin("officer", password)
    assert isinstance(awaited, CodeAwaited)
    await sessions.finish(awaited.secret, confirmed.recovery_codes[0])
    awaited = await sessions.begin("officer", password)
    assert isinstance(awaited, CodeAwaited)
    canary.adopt("sign-in begun", awaited.secret)
    await factors.reset(account, canary.plant("reason of a reset"), by=CLERK)
    canary.adopt("secret begun", as_text(await factors.begin(account)))
    code = await codes.issue(REPORT)
    canary.adopt("code", code)
    canary.adopt("code without spaces", code.replace(" ", ""))
    address = canary.adopt("address", "192.0.2.177")
    await codes.returning(code, source=address)
    await limits.take(RateClass.PUBLIC_FILING, address)
    for kind in ("unknown name", "wrong password"):
        with contextlib.suppress(ApplicationError):
            await sessions.sign_in("nobody" if kind == "unknown name" else "officer", canary.plant(kind))
    await parties.people([respondent], by=CLERK, purpose="case.read")
    await reporters.read(reporter, by=CLERK, purpose="report.read-reporter")
    assert (await documents.get(document, by=CLERK, purpose="case.read"))[0] == statement
    canary.adopt("root key", ROOT.key.hex())

    # 256 random bits cannot be guessed from their hash; nothing else may be there even as a hash.
    assert {(leak.field, leak.place, leak.disguise) for leak in canary.leaks_in_database(database.administrator)} == {
        ("session", "vault.sessions", "sha256 bytes"),
        ("token", "vault.tokens", "sha256 bytes"),
        ("sign-in begun", "vault.sign_ins_begun", "sha256 bytes"),
    }


async def test_representations_tell_nothing(pool: Pool) -> None:
    canary = Canary()
    limits = RateLimits(pool, ROOT, FixedClock())
    parties, reporters = Parties(pool, ROOT), Reporters(pool, ROOT)
    passwords = Passwords(ROOT, CHEAP)
    accounts = Accounts(pool, passwords)
    someone = details(canary, "someone")
    party = await parties.register(someone, kind=PartyKind.CITIZEN, by=CLERK)
    reporter = await reporters.register(REPORT, someone)
    password = canary.plant("password")
    account = await accounts.add("officer", by=CLERK, password=password)
    factors = SecondFactors(pool, ROOT)
    sessions = Sessions(pool, passwords, limits, factors)
    signed_in = await sessions.sign_in("officer", password)
    issued = await Tokens(pool).issue(account, by=CLERK)
    canary.adopt("session", signed_in.secret)
    canary.adopt("token", issued.secret)
    shared = as_text(await factors.begin(account))
    canary.adopt("shared secret", shared)
    confirmed = await factors.confirm(account, Authenticator(shared).code())
    canary.adopt("recovery code", confirmed.recovery_codes[0])
    awaited = await sessions.begin("officer", password)
    assert isinstance(awaited, CodeAwaited)
    canary.adopt("sign-in begun", awaited.secret)
    shown = [
        someone,
        *someone.contacts,
        await parties.people([party], by=CLERK, purpose="case.read"),
        await reporters.read(reporter, by=CLERK, purpose="report.read-reporter"),
        signed_in,
        issued,
        confirmed,
        awaited,
        FactorBegun(secret=shared, address=shared, picture=shared),
        FactorOn(account=account, recovery_codes=confirmed.recovery_codes),
        passwords,
        ROOT,
    ]
    assert canary.leaks({str(number): repr(value) for number, value in enumerate(shown)}) == ()


async def test_errors_tell_nothing(pool: Pool, owner: psycopg.Connection) -> None:
    canary = Canary()
    parties, documents = Parties(pool, ROOT), DocumentStore(pool, ROOT)
    someone = details(canary, "someone")
    party = await parties.register(someone, kind=PartyKind.CITIZEN, by=CLERK)
    statement = canary.plant("statement").encode()
    document = await documents.put(party, statement, media_type="text/plain", by=CLERK)
    accounts = Accounts(pool, Passwords(ROOT, CHEAP))
    told: dict[str, bytes | str] = {}

    async def told_by(place: str, work: Awaitable[object]) -> None:
        try:
            await work
        except Exception as error:  # noqa: BLE001 - whatever it is, it is read
            told[place] = "".join(traceback.format_exception(error)) + repr(error.args)

    owner.execute("UPDATE vault.parties SET name = name || '\\x00'")
    owner.execute("UPDATE vault.documents SET content = content || '\\x00'")
    await told_by("broken party", parties.people([party], by=CLERK, purpose="case.read"))
    await told_by("broken document", documents.get(document, by=CLERK, purpose="case.read"))
    await told_by("password", accounts.add("officer", by=CLERK, password=canary.plant("short")[:14]))
    owner.execute("ALTER TABLE vault.documents ADD CONSTRAINT full_up CHECK (false) NOT VALID")
    owner.execute("ALTER TABLE vault.parties ADD CONSTRAINT full_up CHECK (false) NOT VALID")
    await told_by("no room", documents.put(party, statement + b"!", media_type="text/plain", by=CLERK))
    await told_by("no room either", parties.register(someone, kind=PartyKind.CITIZEN, by=CLERK))
    owner.execute("ALTER TABLE vault.parties DROP CONSTRAINT full_up")
    await parties.erase(party, by=CLERK)
    await told_by("erased", documents.put(party, statement, media_type="text/plain", by=CLERK))
    assert len(told) == 6
    assert canary.leaks(told) == ()
