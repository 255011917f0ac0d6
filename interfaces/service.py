"""Puts a running service together: adapters in, declared operations out. The web and the API are made from it."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import msgspec

from application.adapters.accounts import Accounts
from application.adapters.calendar_files import deadline_rules, service_modes, shipped_notices
from application.adapters.checks.finding import Finding
from application.adapters.clock import SystemClock
from application.adapters.display_names import DisplayNames
from application.adapters.documents import DocumentStore
from application.adapters.drafts import Drafts, Kept
from application.adapters.event_log import PostgresEventLog
from application.adapters.kept_copies import Copies, noted_copies
from application.adapters.key_counts import KeyCounts
from application.adapters.keys import RootKey
from application.adapters.law_store import LawStore
from application.adapters.log_metrics import Histogram
from application.adapters.notice_store import NoticeStore
from application.adapters.official_texts import OfficialTexts
from application.adapters.outbox import Outbox
from application.adapters.parties import Parties
from application.adapters.passwords import Passwords
from application.adapters.pool import Pool, connection_pool
from application.adapters.press.printing import Printing
from application.adapters.profile_files import other_laws, packaged_profiles
from application.adapters.public_answers import PublicAnswers
from application.adapters.rate_limits import RateLimits
from application.adapters.read_audit import ReadAudit
from application.adapters.registers import Registers
from application.adapters.reminder_targets import ReminderTargets
from application.adapters.reporter_codes import ReporterCodes
from application.adapters.reporters import Reporters
from application.adapters.root_key import root_key_of
from application.adapters.rulebook_files import packaged
from application.adapters.saved_searches import SavedSearches
from application.adapters.scheme_files import packaged_schemes
from application.adapters.second_factor_duties import SecondFactorDuties
from application.adapters.second_factors import SecondFactors
from application.adapters.sessions import Sessions
from application.adapters.slow_hash import Cost
from application.adapters.staff import StaffAccounts
from application.adapters.template_files import packaged_templates, packaged_words
from application.adapters.tokens import Tokens
from application.adapters.transactions import Connection, reads, told_in_our_words
from application.adoption_news import AdoptionNews
from application.calendar_book import CalendarBook
from application.casework.around import Around, Priors
from application.casework.case_archive import CaseArchive
from application.casework.desk import Casework
from application.casework.paper_check import PaperCheck
from application.casework.paper_material import PaperMaterial
from application.casework.papers import Papers
from application.casework.reading import Reading
from application.casework.unsent import Unsent, UnsentAppeals, UnsentStatements
from application.casework.writing import Writing
from application.errors import ReadModelsBehind
from application.law_book import LawBook
from application.ports import Clock
from interfaces import setup_check
from interfaces.earlier_liability import EarlierLiability
from interfaces.metrics import Distribution, Metrics
from interfaces.problems import Trouble
from interfaces.reports_alike import ReportsAlike
from interfaces.settings import READY_LAG
from projections.read_models import NAMES
from projections.running.progress import health
from projections.running.waiting import wait_for


class ReadModelState(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One read model. ``lag`` counts events; ``silent_seconds`` is the age of the projector's last sign of life.

    ``rebuilt_to`` is the position that a rebuild beside it has reached, while one runs: its rows stand still meanwhile.
    """

    name: str
    status: str
    position: int
    lag: int
    silent_seconds: float
    error: str | None = None
    rebuilt_to: int | None = None


class Service(msgspec.Struct, frozen=True, kw_only=True):
    """The working parts of one process. Everything shares one pool."""

    pool: Pool
    clock: Clock
    events: PostgresEventLog
    documents: DocumentStore
    drafts: Drafts
    appeal_drafts: Drafts
    unsent: tuple[Unsent[Kept], ...]
    parties: Parties
    reporters: Reporters
    accounts: Accounts
    called: DisplayNames
    factors: SecondFactors
    factor_duties: SecondFactorDuties
    sessions: Sessions
    tokens: Tokens
    codes: ReporterCodes
    limits: RateLimits
    audit: ReadAudit
    registers: Registers
    around: Around
    book: CalendarBook
    notice_store: NoticeStore
    law: LawBook
    texts: OfficialTexts
    casework: Casework
    reading: Reading
    papers: Papers
    writing: Writing
    archive: CaseArchive
    checks: PaperCheck
    outbox: Outbox
    targets: ReminderTargets
    searches: SavedSearches
    answers: PublicAnswers
    metrics: Metrics
    key_counts: KeyCounts
    examine: Callable[[], tuple[Finding, ...]] = tuple
    copies: Callable[[], Copies] = Copies
    """What would lose a report or a deadline here; blocks, so it is called in a thread."""
    ready_lag: int = READY_LAG
    """Events that a read model may be behind and the service still be ready."""

    @asynccontextmanager
    async def read(self, *, at_least: int | None = None, of: tuple[str, ...] = ()) -> AsyncIterator[Connection]:
        """A connection for the read models; those named in *of* have reached position *at_least*.

        Raises:
            Trouble: the log has no such position, so that waiting for it can never help.
            ReadModelsBehind: they did not get there within two seconds.
            StoreUnavailable: the database does not answer, or no projector has made the read models yet.
        """
        if at_least is not None:
            with told_in_our_words():
                reached = await wait_for(self.pool, at_least, of)
            if not reached:
                if at_least > await self._head():
                    raise Trouble("malformed-query", place="at_least")
                raise ReadModelsBehind
        async with reads(self.pool) as connection:
            yield connection

    @asynccontextmanager
    async def read_all(self, *, of: tuple[str, ...]) -> AsyncIterator[Connection]:
        """The same for what must miss nothing: the read models have everything that is recorded by now."""
        async with self.read(at_least=await self._head(), of=of) as connection:
            yield connection

    async def _head(self) -> int:
        """The last position that the log has handed out."""
        async with reads(self.pool) as connection:
            found = await connection.execute("SELECT coalesce(max(position), 0) FROM log.heads")
            row = await found.fetchone()
        return int(row[0]) if row else 0

    async def writable(self) -> bool:
        """Whether the database takes writes. Raises StoreUnavailable when it does not answer."""
        async with reads(self.pool) as connection:
            found = await connection.execute(
                "SELECT NOT pg_is_in_recovery() AND current_setting('transaction_read_only') = 'off'"
            )
            return await found.fetchone() == (True,)

    async def read_models(self) -> tuple[ReadModelState, ...]:
        """How far every read model of this release has come. Raises StoreUnavailable when the database does not answer."""
        async with reads(self.pool) as connection:
            found = await health(connection)
        return tuple(
            ReadModelState(
                name=one.name,
                status=one.status,
                position=one.position,
                lag=one.lag,
                silent_seconds=one.silent_seconds,
                error=one.error,
                rebuilt_to=one.building_at,
            )
            for one in found
            if one.name in NAMES
        )


@asynccontextmanager
async def open_service(
    conninfo: str,
    key_file: Path,
    *,
    data: Path | None = None,
    clock: Clock | None = None,
    priors: Priors | None = None,
    ready_lag: int = READY_LAG,
    hashing: Cost | None = None,
) -> AsyncIterator[Service]:
    """The service on the run-time connection *conninfo*; appends under way are answered before it closes.

    *data* is the data folder; by default where the key file lies. *hashing* is what one hash of a password or of a
    reporter's code costs, by default as ``Cost`` says; what is kept already is checked at the cost it was made with.

    Raises:
        KeyFileRefused, WrongRootKey: the root key cannot be used for this store.
        StoreUnavailable: the database is gone.
    """
    async with connection_pool(conninfo) as pool:
        root = await root_key_of(pool, key_file)
        service = _put_together(pool, root, clock or SystemClock(), priors, hashing)
        service = msgspec.structs.replace(
            service,
            ready_lag=ready_lag,
            examine=partial(setup_check.examine, conninfo, data=data or key_file.parent, key_file=key_file),
            copies=partial(noted_copies, data or key_file.parent),
        )
        try:
            yield service
        finally:
            await service.events.close()


def _put_together(pool: Pool, root: RootKey, clock: Clock, priors: Priors | None, hashing: Cost | None) -> Service:
    limits = RateLimits(pool, root, clock)
    passwords = Passwords(root, hashing)
    events = PostgresEventLog(pool, receipts=root.derive("receipt"))
    registers = Registers(pool)
    answers = PublicAnswers(pool)
    news = AdoptionNews(events)
    book = CalendarBook(news, NoticeStore(pool), shipped_notices())
    law = LawBook(news, LawStore(pool), packaged())
    around = Around(
        clock=clock,
        profiles=packaged_profiles(),
        calendar=book.calendar,
        notices=book,
        law=law,
        registers=registers,
        staff=StaffAccounts(pool),
        events=events,
        modes=service_modes(),
        deadlines=deadline_rules(),
        schemes=packaged_schemes(),
        priors=priors or EarlierLiability(pool),
        alike=ReportsAlike(pool),
        answers=answers,
    )
    reading = Reading(events, around)
    drafts, appeal_drafts = Drafts(pool, root), Drafts(pool, root, "appeal_drafts")
    documents, parties, accounts = DocumentStore(pool, root), Parties(pool, root), Accounts(pool, passwords)
    papers, audit = Papers(events, reading), ReadAudit(pool)
    called, factors = DisplayNames(pool, root), SecondFactors(pool, root)
    writing = Writing(
        events,
        around,
        templates=packaged_templates(),
        material=PaperMaterial(
            events,
            around,
            documents=documents,
            people=parties,
            officers=called,
            words=packaged_words(),
            laws=other_laws(),
            templates=packaged_templates(),
        ),
        documents=documents,
        press=Printing(),
    )
    return Service(
        pool=pool,
        clock=clock,
        events=events,
        documents=documents,
        drafts=drafts,
        appeal_drafts=appeal_drafts,
        unsent=(UnsentStatements(events, around, drafts), UnsentAppeals(events, around, appeal_drafts)),
        parties=parties,
        reporters=Reporters(pool, root),
        accounts=accounts,
        called=called,
        factors=factors,
        factor_duties=SecondFactorDuties(pool),
        sessions=Sessions(pool, passwords, limits, factors),
        tokens=Tokens(pool),
        codes=ReporterCodes(pool, root, limits, hashing),
        limits=limits,
        audit=audit,
        registers=registers,
        around=around,
        book=book,
        notice_store=NoticeStore(pool),
        law=law,
        texts=OfficialTexts(pool),
        casework=Casework(events, around, writing),
        reading=reading,
        outbox=Outbox(pool),
        targets=ReminderTargets(pool, root),
        searches=SavedSearches(pool, root),
        papers=papers,
        answers=answers,
        writing=writing,
        checks=PaperCheck(events, around, packaged_templates()),
        archive=CaseArchive(events, reading, papers, documents, writing, audit),
        metrics=_followed(Metrics(), events),
        key_counts=KeyCounts(pool, root),
    )


def _followed(metrics: Metrics, events: PostgresEventLog) -> Metrics:
    """The metrics of a process, with what its log counts of itself."""

    def readings() -> dict[str, float | Distribution]:
        log = events.metrics
        return {
            "log_events_total": log.events,
            "log_commit_seconds": _distribution(log.commit_seconds),
            "log_batch_size": _distribution(log.batch_size),
            "log_conflicts_total": log.conflicts,
            "log_receipt_replays_total": log.replays,
            "log_keys_reused_total": log.keys_reused,
            "log_unavailable_total": log.unavailable,
            "log_resent_total": log.resent,
            "log_snapshots_kept_total": log.snapshots_kept,
            "log_snapshots_used_total": log.snapshots_used,
        }

    metrics.follow(readings)
    return metrics


def _distribution(histogram: Histogram) -> Distribution:
    return Distribution(bounds=histogram.bounds, counts=tuple(histogram.counts), total=histogram.total)
