"""The read models with the packaged law: what the projector process and ``wenze rebuild`` run."""

import asyncio
from collections.abc import Callable

from application.adapters.calendar_files import clock_uses, deadline_rules, shipped_notices
from application.adapters.profile_files import packaged_profiles
from application.adapters.rulebook_files import packaged
from application.casework.file import FIRST_PROFILE
from projections.deadlines.law import ClockLaw
from projections.read_models import drop_old_tables, rebuild_read_models, run_projections
from projections.recommendations.law import Law


def packaged_law() -> Law:
    """Every packaged rulebook, policy and procedure profile."""
    return Law(packaged(), packaged_profiles())


def packaged_clocks() -> ClockLaw:
    """What due dates rest on: profiles, clocks, deadline rules and the notices that ship."""
    return ClockLaw(
        profiles=packaged_profiles(),
        profile=FIRST_PROFILE,
        uses=clock_uses(),
        rules=deadline_rules(),
        notices=shipped_notices(),
    )


async def project(conninfo: str, *, stop: asyncio.Event) -> None:
    """Keep the read models up with the log until *stop* is set. Any number of processes may; each model has one leader."""
    await run_projections(conninfo, packaged_law(), packaged_clocks(), stop=stop)


async def rebuild(
    conninfo: str, names: tuple[str, ...], *, report: Callable[[str, int, int], None] | None = None
) -> dict[str, int]:
    """Rebuild the named read models; events folded, by name. Raises as ``rebuild_read_models`` does."""
    return await rebuild_read_models(conninfo, packaged_law(), packaged_clocks(), names, report=report)


async def drop_old(conninfo: str) -> tuple[str, ...]:
    """Drop the tables that nothing of this release reads; their names."""
    return await drop_old_tables(conninfo, packaged_law(), packaged_clocks())
