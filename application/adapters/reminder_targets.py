"""Where a body's reminders go besides the desks of its people. Set by the operator of the deployment."""

from urllib.parse import urlsplit
from uuid import UUID, uuid4

import msgspec

from application.adapters.keys import RootKey
from application.adapters.pool import Pool
from application.adapters.transactions import transaction
from application.adapters.webhooks import secret_of
from application.reminders.reminder import Channel
from application.reminders.wording import Language
from domain.identity import ActorId, BodyId

_ADD = "INSERT INTO reminders.targets (id, body, channel, address, language, added_by) VALUES (%s, %s, %s, %s, %s, %s)"
_ALL = """SELECT id, body, channel, address, language FROM reminders.targets WHERE withdrawn_at IS NULL
    ORDER BY added_at, id"""
_WITHDRAW = "UPDATE reminders.targets SET withdrawn_at = clock_timestamp() WHERE id = %s AND withdrawn_at IS NULL"
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """An office's mailbox, or a program. ``language``: in which its letters are written."""

    id: UUID
    body: UUID
    channel: Channel
    address: str
    language: Language


class AddressRefused(ValueError):
    """The address cannot be one of its channel: ``mailbox-unreadable`` or ``webhook-not-https``."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def checked_address(channel: Channel, address: str) -> str:
    """*address*, if it can be one of *channel*.

    Raises:
        AddressRefused: no mailbox; or an address that is not ``https``, and not on this machine.
    """
    plain = all(c.isprintable() and not c.isspace() for c in address)
    if channel is Channel.MAIL:
        local, at, host = address.partition("@")
        if not (local and at and host and plain):
            raise AddressRefused("mailbox-unreadable")
        return address
    try:
        found = urlsplit(address)
    except ValueError:
        raise AddressRefused("webhook-not-https") from None
    near = found.scheme == "http" and found.hostname in _LOOPBACK
    if not plain or not found.hostname or not (found.scheme == "https" or near):
        raise AddressRefused("webhook-not-https")
    return address


class ReminderTargets:
    """The targets in use, and the secrets of those that are programs."""

    def __init__(self, pool: Pool, root: RootKey) -> None:
        self._pool, self._root = pool, root

    def secret(self, target: UUID) -> str:
        """By which letters to the program *target* are signed."""
        return secret_of(self._root, target).decode()

    async def add(
        self,
        body: BodyId,
        channel: Channel,
        address: str,
        *,
        by: ActorId,
        language: Language = "zh",
        target: UUID | None = None,
    ) -> UUID:
        """Add one, under the id *target* where it is given. Raises AddressRefused as ``checked_address`` does."""
        made = target or uuid4()
        async with transaction(self._pool) as connection:
            await connection.execute(_ADD, [made, body, channel.value, checked_address(channel, address), language, by])
        return made

    async def all(self) -> tuple[Target, ...]:
        """Those in use."""
        async with transaction(self._pool) as connection:
            rows = await (await connection.execute(_ALL)).fetchall()
        return tuple(Target(id=i, body=b, channel=Channel(c), address=a, language=said) for i, b, c, a, said in rows)

    async def withdraw(self, target: UUID) -> bool:
        """No more reminders go there; whether it was in use."""
        async with transaction(self._pool) as connection:
            return (await connection.execute(_WITHDRAW, [target])).rowcount == 1
