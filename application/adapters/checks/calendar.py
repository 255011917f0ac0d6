"""Checks of the working-day calendar that the deployment has: what ships, and the notices that its office signed."""

import asyncio
from datetime import date

import psycopg

from application.adapters.calendar_files import national_calendar, shipped_notices
from application.adapters.checks.finding import Finding, grave, notable
from application.adapters.event_log import PostgresEventLog
from application.adapters.notice_store import NoticeStore
from application.adapters.pool import connection_pool
from application.adoption_news import AdoptionNews
from application.calendar_book import CalendarBook
from domain.calendar.calendar import Calendar

CALENDAR_AHEAD = 60
"""Days that the working-day calendar should reach beyond today."""


def check_calendar(runtime: str, today: date) -> list[Finding]:
    """Whether the calendar still covers *today*, and the deadlines that begin now. Blocks; not for a running loop."""
    settled = _calendar(runtime).settled_to
    if settled is None or settled < today:
        return [grave("calendar-over", settled)]
    return [notable("calendar-ends-soon", settled)] if (settled - today).days < CALENDAR_AHEAD else []


def _calendar(runtime: str) -> Calendar:
    """The calendar as the log says; the one that ships before there is a store."""
    with psycopg.connect(runtime, autocommit=True) as connection:
        exists = connection.execute("SELECT to_regclass('calendar.notices') IS NOT NULL").fetchone()
    return asyncio.run(_signed(runtime)) if exists == (True,) else national_calendar()


async def _signed(runtime: str) -> Calendar:
    async with connection_pool(runtime, size=1) as pool:
        events = PostgresEventLog(pool)
        try:
            return await CalendarBook(AdoptionNews(events), NoticeStore(pool), shipped_notices()).calendar()
        finally:
            await events.close()
