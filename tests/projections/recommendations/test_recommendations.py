"""What the system says about a respondent, from when to when, and that it is what a decider was shown."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest
from psycopg import AsyncConnection

from application.adapters.event_log import PostgresEventLog
from application.adapters.profile_files import packaged_profiles
from application.adapters.rulebook_files import packaged
from application.ports import AppendRequest, Change
from domain.adoptions.adoption import adoption_id
from domain.adoptions.events import Adopted, AdoptionEnded, AdoptionProposed, AdoptionSigned
from domain.cases.events import EvidenceExcluded, ExclusionGround, FindingStatus
from domain.proceedings.events import ElementFound, QuestionAnswered, RoleFound
from domain.recommendation.recommend import recommend
from domain.recorded import Event
from domain.rulebook.catalogue import Catalogue, content_id
from projections.like_cases.reads import circumstances_of
from projections.recommendations.law import Law
from projections.recommendations.projection import recommendations
from projections.recommendations.reads import as_of, latest, versions
from projections.running.rebuilding import rebuild
from tests.projections.conftest import append
from tests.support.made_up import a_document, an_id
from tests.support.matters import Matter
from tests.support.postgres import Database
from tests.support.read_models import digest, empty, fill
from tests.support.weaving import SYSTEM, requests, woven

pytestmark = pytest.mark.anyio

Connection = AsyncConnection[Any]
BOOKS = [book for book in packaged().rulebooks if book.instrument == "qingyuan-fault-liability"]
LAW = Law(Catalogue(BOOKS, packaged().policies), packaged_profiles())
MODEL = recommendations(LAW)
POLICY = LAW.catalogue.policies[0]


class Desk:
    """One matter in the real log, to which events are added one by one."""

    def __init__(self, log: PostgresEventLog, connection: Connection) -> None:
        self._log, self._connection = log, connection
        self.versions: dict[UUID, int] = {}

    async def begin(self, *matters: Matter, until: str = "investigated") -> None:
        for request in requests(woven(matters, until=until)):
            await self._log.append(request)
            for change in request.changes:
                self.versions[change.stream] = change.expected + len(change.events)
        await fill(self._connection, MODEL)

    async def add(self, stream: UUID, kind: str, *events: Event) -> None:
        change = Change(stream=stream, kind=kind, expected=self.versions.get(stream, 0), events=events)
        await self._log.append(AppendRequest(changes=(change,), actor=SYSTEM, correlation=an_id(f"{stream} more")))
        self.versions[stream] = change.expected + len(events)
        await fill(self._connection, MODEL)


@pytest.fixture
def desk(log: PostgresEventLog, connection: Connection) -> Desk:
    return Desk(log, connection)


def element(matter: Matter, code: str) -> ElementFound:
    return ElementFound(
        fact=code,
        status=FindingStatus.ESTABLISHED,
        evidence=(matter.an_id("evidence"),),
        found_on=date(2025, 5, 1),
        reasons=a_document("why"),
    )


async def said(connection: Connection, proceeding: UUID) -> Any:
    return (await latest(connection, [proceeding]))[proceeding]


async def test_a_finding_of_the_case_changes_what_is_said_of_each_respondent_until_its_evidence_is_excluded(
    desk: Desk, connection: Connection
) -> None:
    matter = next(m for n in range(9) if (m := Matter(f"示例{n}")).ground == "proactive-release")
    await desk.begin(matter)

    async def trigger(proceeding: UUID) -> str:
        found = (await said(connection, proceeding)).recommendation
        return {each.code: each.state for each in found.triggers}[matter.ground]

    for proceeding in matter.proceedings:
        first = (await versions(connection, proceeding))[0].recommendation
        assert {each.code: each.state for each in first.triggers}[matter.ground] == "open"
        assert await trigger(proceeding) == "yes"
    excluded = EvidenceExcluded(
        evidence=matter.an_id("evidence"),
        ground=ExclusionGround.ILLEGAL_MEANS,
        excluded_on=date(2025, 6, 1),
        reasons=a_document("why"),
    )
    await desk.add(matter.case, "case", excluded)
    assert [await trigger(proceeding) for proceeding in matter.proceedings] == ["open", "open"]


@pytest.mark.parametrize(
    "event",
    [
        element(Matter("示例一"), "duty-failure"),
        RoleFound(role="direct", evidence=(an_id("e"),), found_on=date(2025, 5, 1), reasons=a_document("why")),
        QuestionAnswered(
            question="AMB-10", choice="persons-only", answered_on=date(2025, 5, 1), reasons=a_document("w")
        ),
    ],
)
async def test_what_is_found_or_answered_in_the_proceeding_changes_its_own(
    desk: Desk, connection: Connection, event: Event
) -> None:
    matter = Matter("示例一")
    await desk.begin(matter)
    others = await said(connection, matter.proceedings[0])
    before = await said(connection, matter.proceedings[1])
    await desk.add(matter.proceedings[1], "proceeding", event)
    after = await said(connection, matter.proceedings[1])
    assert after.position > before.position
    assert after.facts != before.facts
    assert (await said(connection, matter.proceedings[0])) == others


async def test_nothing_is_said_anew_when_nothing_of_substance_changed(desk: Desk, connection: Connection) -> None:
    matter = Matter("示例一")
    await desk.begin(matter)
    await desk.add(matter.proceedings[1], "proceeding", element(matter, "duty-failure"))
    before = await versions(connection, matter.proceedings[1])
    await desk.add(matter.proceedings[1], "proceeding", element(matter, "duty-failure"))
    assert await versions(connection, matter.proceedings[1]) == before


async def test_a_version_holds_the_bytes_that_its_digest_is_of_and_is_computed_again_from_its_facts(
    desk: Desk, connection: Connection
) -> None:

    matter = Matter("示例一")
    await desk.begin(matter)
    found = await said(connection, matter.proceedings[1])
    assert hashlib.sha256(found.body.encode()).hexdigest() == found.digest
    book = next(b for b in LAW.catalogue.rulebooks if LAW.catalogue.content_id_of(b) == found.rulebook)
    again = recommend(found.sheet, book, references=LAW.catalogue, known_at=found.known_on)
    assert msgspec.json.encode(again, order="sorted").decode() == found.body


async def test_a_policy_signed_by_the_deciding_body_gives_suggestions_and_its_end_takes_them(
    desk: Desk, connection: Connection
) -> None:
    matter = Matter("示例一")
    await desk.begin(matter)
    proceeding = matter.proceedings[1]
    for code in ("duty-failure", "consequence", "causation"):
        await desk.add(proceeding, "proceeding", element(matter, code))
    before = await said(connection, proceeding)
    assert (before.policy, before.suggested) == (None, None)
    stream = adoption_id(matter.body, Adopted.POLICY, POLICY.instrument)
    content = content_id(POLICY)
    today = datetime.now(UTC).date()
    proposed = AdoptionProposed(
        body=matter.body,
        what=Adopted.POLICY,
        instrument=POLICY.instrument,
        name="sample",
        content=content,
        applies_from=today - timedelta(days=9),
        proposed_on=today - timedelta(days=9),
    )
    await desk.add(stream, "adoption", proposed)
    assert await said(connection, proceeding) == before, "one signature adopts nothing"
    await desk.add(stream, "adoption", AdoptionSigned(content=content, signed_on=today - timedelta(days=9)))
    assert (await said(connection, proceeding)).policy == content
    await desk.add(stream, "adoption", AdoptionEnded(content=content, ended_on=today - timedelta(days=1)))
    assert (await said(connection, proceeding)).policy is None


async def test_earlier_situations_count_from_the_decision_that_found_them(desk: Desk, connection: Connection) -> None:
    organ = an_id("organ 0")
    seeds = [n for n in range(60) if Matter(f"示例{n}", seed=n).organ == organ][:2]
    earlier, later = (
        Matter(f"示例{seeds[0]}", seed=seeds[0], opened=date(2024, 9, 2)),
        Matter(f"示例{seeds[1]}", seed=seeds[1]),
    )
    await desk.begin(later)
    assert (await said(connection, later.proceedings[0])).sheet.priors == ()
    await desk.begin(earlier, until="decided")
    await desk.add(later.proceedings[0], "proceeding", element(later, "duty-failure"))
    priors = (await said(connection, later.proceedings[0])).sheet.priors
    assert [each.reference for each in priors] == [f"{earlier.proceedings[0]}/{earlier.allegation}"]


async def test_who_is_compared_has_the_circumstance_that_was_counted_though_nobody_found_it(
    desk: Desk, connection: Connection
) -> None:
    earlier = Matter("示例一", opened=date(2024, 9, 2))

    class Again(Matter):
        def an_id(self, name: str) -> Any:
            return earlier.an_id(name) if name == "person 1" else super().an_id(name)

    later = Again("示例二")
    track = later.proceedings[1]
    wanted = {"repeated-within-a-year", "cooperates"}
    await desk.begin(later)
    assert "repeated-within-a-year" not in (await circumstances_of(connection, [track], wanted))[track]
    await desk.begin(earlier, until="decided")
    await desk.add(track, "proceeding", element(later, "duty-failure"))
    assert (await said(connection, track)).sheet.priors != ()
    assert "repeated-within-a-year" in (await circumstances_of(connection, [track], wanted))[track]


async def test_competence_is_as_the_registers_stood_when_the_event_was_recorded(
    database: Database, desk: Desk, connection: Connection
) -> None:
    matter = Matter("示例一")
    await desk.begin(matter)
    proceeding = matter.proceedings[0]
    assert (await said(connection, proceeding)).sheet.competence == ()
    await connection.execute(
        "INSERT INTO registers.organ_terms (organ, valid_from, name, sort_key, kind, recorded_by, next_higher)"
        " VALUES (%s, '2000-01-01', '示例市局', '', 'department', %s, %s), (%s, '2000-01-01', '示例市', '', 'government', %s, NULL)",
        [matter.organ, an_id("clerk"), an_id("city"), an_id("city"), an_id("clerk")],
    )
    await desk.add(proceeding, "proceeding", element(matter, "duty-failure"))
    held = {each.relation: each.body for each in (await said(connection, proceeding)).sheet.competence}
    assert held["next-higher-organ"] == str(an_id("city"))
    live = await digest(connection, MODEL)
    await empty(connection, MODEL)
    await fill(connection, MODEL)
    assert await digest(connection, MODEL) == live, "what was recorded later changes nothing said before"


@pytest.mark.parametrize("batch", [1, 7, 500])
async def test_rows_are_the_same_whatever_the_size_of_a_batch(
    log: PostgresEventLog, connection: Connection, batch: int
) -> None:
    await append(log, woven([Matter(f"示例{n}", seed=n) for n in range(2)]))
    await fill(connection, MODEL, batch=10_000)
    wanted = await digest(connection, MODEL)
    assert wanted["recommendation_v1"][0] > 6
    assert wanted["recommendation_prior_v1"][0] == 4
    await empty(connection, MODEL)
    await fill(connection, MODEL, batch=batch)
    assert await digest(connection, MODEL) == wanted


async def test_what_was_said_under_law_that_was_replaced_is_kept_and_found_by_its_day(
    database: Database, desk: Desk, connection: Connection
) -> None:
    matter = Matter("示例一")
    await desk.begin(matter)
    proceeding = matter.proceedings[1]
    before = await versions(connection, proceeding)
    assert before

    async def connect() -> Connection:
        return await AsyncConnection.connect(database.app, autocommit=True)

    books = [edited(book) for book in BOOKS]
    other = recommendations(Law(Catalogue(books, packaged().policies), packaged_profiles()))
    assert other.content != MODEL.content
    await rebuild(connect, other)
    every = await versions(connection, proceeding)
    kept, stands = [e for e in every if e.withdrawn_at], [e for e in every if not e.withdrawn_at]
    assert [e.digest for e in kept] == [e.digest for e in before]
    assert {e.rulebook for e in stands}.isdisjoint({e.rulebook for e in before})
    withdrawn = kept[-1].withdrawn_at
    assert withdrawn is not None
    today = before[-1].known_on
    assert (await as_of(connection, proceeding, today)) == stands[-1]
    assert (await as_of(connection, proceeding, before[0].known_on - timedelta(days=1))) is None
    await rebuild(connect, other)
    assert await versions(connection, proceeding) == every, "the same law again makes nothing unsaid"


def edited(book: Any) -> Any:
    """The same rulebook with another word in its title: other content."""
    title = msgspec.structs.replace(book.title, en=book.title.en + " (edited)")
    return msgspec.structs.replace(book, title=title)


async def test_on_a_day_before_the_replacement_the_old_words_are_found(
    log: PostgresEventLog, connection: Connection
) -> None:
    matter = Matter("示例一")
    await append(log, matter.moves(until="investigated"))
    await fill(connection, MODEL)
    proceeding = matter.proceedings[1]
    now = await said(connection, proceeding)
    columns = "position, known_at, known_on, rulebook, edition, policy, digest, substance, status, permitted, suggested, facts, body"
    for days, rulebook in ((10, "first"), (20, "second")):
        await connection.execute(
            f"INSERT INTO kept.recommendations_said (proceeding_id, {columns}, withdrawn_at)"  # noqa: S608 - our own columns
            " SELECT proceeding_id, position, known_at - interval '60 days', known_on - 60, %s, edition, policy, digest,"
            " substance, status, permitted, suggested, facts, body, known_at - make_interval(days => %s)"
            " FROM read_models.recommendation_v1 WHERE position = %s AND proceeding_id = %s",
            [rulebook, 30 - days, now.position, proceeding],
        )
    day = now.known_on
    for back, expected in ((61, None), (40, "first"), (15, "second"), (0, now.rulebook)):
        found = await as_of(connection, proceeding, day - timedelta(days=back))
        assert (None if found is None else found.rulebook) == expected, back


async def test_an_unknown_profile_stops_the_read_model_instead_of_saying_nothing(
    log: PostgresEventLog, connection: Connection
) -> None:
    matter = Matter("示例一")
    await append(log, matter.moves(until="investigated"))
    with pytest.raises(LookupError):
        await fill(connection, recommendations(Law(packaged(), {})))


async def test_no_name_of_an_organ_or_person_is_in_a_row(
    database: Database, desk: Desk, connection: Connection
) -> None:
    matter = Matter("示例一")
    await connection.execute(
        "INSERT INTO registers.organ_terms (organ, valid_from, name, sort_key, kind, recorded_by)"
        " VALUES (%s, '2000-01-01', '某某示例市局', '', 'department', %s)",
        [matter.organ, an_id("clerk")],
    )
    await desk.begin(matter)
    rows: Sequence[Any] = await (
        await connection.execute("SELECT to_jsonb(r)::text FROM read_models.recommendation_v1 r")
    ).fetchall()
    assert rows
    assert not any("某某示例市局" in row[0] for row in rows)
