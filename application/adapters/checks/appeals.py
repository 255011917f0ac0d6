"""Checks of the bodies to which appeals may go: that somebody can be assigned to examine what they admit."""

import asyncio
from collections import Counter
from collections.abc import Iterable
from datetime import date

import psycopg

from application.access import roles_for
from application.adapters.checks.finding import Finding, notable
from application.adapters.pool import connection_pool
from application.adapters.profile_files import packaged_profiles
from application.adapters.registers import Registers
from application.casework.forums import forum_of
from domain.identity import BodyId, OrganId
from domain.procedure.profile import Profile
from domain.registers.competence import Question
from domain.registers.snapshot import Snapshot

DECIDES, ADMITS, EXAMINES = "proceeding.decide", "appeal.accept-appeal", "appeal.examine-appeal"

Held = Counter[tuple[BodyId, str]]
"""How many accounts in use hold a role for a body today."""


def check_appeal_handlers(runtime: str, today: date) -> list[Finding]:
    """Whether whoever admits appeals here can assign as many handlers as every procedure asks for. Blocks; not for a running loop.

    A body for which nobody can admit an appeal examines none here: its outcomes come by letter.
    """
    with psycopg.connect(runtime, autocommit=True) as connection:
        exists = connection.execute("SELECT to_regprocedure('vault.roles_in_force(uuid)') IS NOT NULL").fetchone()
        if exists != (True,):
            return []
        rows = connection.execute(
            "SELECT r.body, r.role, count(DISTINCT a.id) FROM vault.accounts AS a"
            " CROSS JOIN LATERAL json_to_recordset(vault.roles_in_force(a.id)::json) AS r (role text, body uuid)"
            " WHERE a.disabled_at IS NULL AND r.body IS NOT NULL GROUP BY r.body, r.role"
        ).fetchall()
    held: Held = Counter({(BodyId(body), role): count for body, role, count in rows})
    if not held:
        return []
    return judge_handlers(held, packaged_profiles().values(), asyncio.run(_registers(runtime)), today)


def judge_handlers(held: Held, profiles: Iterable[Profile], snapshot: Snapshot, today: date) -> list[Finding]:
    """The bodies to which a way of review leads from one that decides here, and that have too few to examine any appeal.

    The least that a procedure asks for: under which one an appeal will come is not known before.
    """
    installed = tuple(profiles)
    kinds = {
        forum.kind for one in installed for _, track in one.tracks for step in track.steps for forum in step.forums
    }
    needed = min((one.settings.appeal_handlers.value for one in installed), default=0)
    found: dict[BodyId, Finding] = {}
    for decides in sorted(_bodies(held, DECIDES)):
        for kind in sorted(kinds):
            forum = forum_of(kind, decides, today, snapshot)
            if isinstance(forum, Question) or forum not in _bodies(held, ADMITS):
                continue
            have = sum(held[forum, role.value] for role in roles_for(EXAMINES))
            if have < needed:
                found[forum] = notable("appeal-handlers-too-few", _name(forum, today, snapshot), have, needed)
    return [found[body] for body in sorted(found)]


def _bodies(held: Held, action: str) -> frozenset[BodyId]:
    """The bodies for which somebody holds a role that may do *action*."""
    roles = {role.value for role in roles_for(action)}
    return frozenset(body for (body, role), count in held.items() if role in roles and count)


def _name(body: BodyId, today: date, snapshot: Snapshot) -> str:
    organ = snapshot.organ(OrganId(body), today)
    return str(body) if organ is None else organ.name


async def _registers(runtime: str) -> Snapshot:
    async with connection_pool(runtime, size=1) as pool:
        return await Registers(pool).snapshot()
