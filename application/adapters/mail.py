"""Sends reminders through an SMTP server."""

import asyncio
import smtplib
from collections.abc import Awaitable, Callable
from email.message import EmailMessage
from urllib.parse import urlsplit
from uuid import UUID

from application.reminders.reminder import Parcel
from application.reminders.wording import Language, letter_of, subject_of
from domain.calendar.clocks import ClockUses

TIMEOUT = 10.0
"""Seconds for each answer of the server."""

Called = Callable[[UUID, Language], Awaitable[str | None]]
"""The register number of a matter as it is written in a language; None while it has none."""


class Mail:
    """One server, ``smtp://host:port`` or ``smtps://host:port``; the letter goes to the office's mailbox."""

    def __init__(self, server: str, sender: str, uses: ClockUses, called: Called) -> None:
        found = urlsplit(server)
        self._secure = found.scheme == "smtps"
        self._host, self._port = found.hostname or "localhost", found.port or (465 if self._secure else 25)
        self._sender, self._uses, self._called = sender, uses, called

    async def send(self, parcel: Parcel) -> None:
        """Send it; the same ``Message-ID`` at every attempt. Raises what the server or the network does."""
        message, reminder, language = EmailMessage(), parcel.reminder, parcel.language
        message["From"], message["To"] = self._sender, parcel.address
        message["Subject"] = subject_of(reminder, language)
        message["Message-ID"] = f"<{parcel.id}@wenze.invalid>"
        message["Auto-Submitted"] = "auto-generated"
        matter = await self._called(reminder.matter, language)
        message.set_content(letter_of(reminder, self._uses, language=language, matter=matter))
        message["Content-Language"] = language  # after the content, which sets its own headers anew
        await asyncio.to_thread(self._hand_over, message)

    def _hand_over(self, message: EmailMessage) -> None:
        kind = smtplib.SMTP_SSL if self._secure else smtplib.SMTP
        with kind(self._host, self._port, timeout=TIMEOUT) as server:
            server.send_message(message)
