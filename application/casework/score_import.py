"""Takes a score sheet into an assessment: each row is the same command as at the desk, all in one append, and once."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from application.access import Subject
from application.casework import gate
from application.casework.around import Around
from application.casework.instruments import INSTRUMENTS
from application.casework.supervision import setting_of, to_instrument
from application.errors import NotFound
from application.handling import Asked, Decided, Made, carry_out
from application.imports.reading import Fault
from application.imports.scores import ScoreRow
from application.ports import EventLog
from application.register_import import Entered
from application.streams import Loaded, load_existing
from domain.identity import OrganId
from domain.refusal import Refused
from domain.supervision.assessments.assessment import Assessment, decide
from domain.supervision.assessments.commands import ScoreOrgan
from domain.supervision.setting import SupervisionSetting

ACTION = "assessment.import-scores"


class OrganNames(Protocol):
    """What an import asks the registers."""

    async def organs_called(self, names: Iterable[str]) -> dict[str, tuple[OrganId, ...]]:
        """For each name the organs known by it."""
        ...


class ScoreImport:
    """Plans and takes score sheets for whoever may score by hand."""

    def __init__(self, events: EventLog, around: Around, registers: OrganNames) -> None:
        self._events, self._around, self._registers = events, around, registers

    async def open(self, subject: Subject, stream: UUID) -> Assessment:
        """The assessment, for whoever may score in it.

        Raises:
            NotFound, NotAuthorised: they may not, or there is none.
        """
        return (await self._open(subject, stream)).state

    async def plan(self, subject: Subject, stream: UUID, rows: Sequence[ScoreRow], origin: str) -> Entered:
        """What the rows would come to; nothing is written."""
        loaded = await self._open(subject, stream)
        return (await self._decided(subject, loaded, rows, origin))[1]

    async def take(
        self, subject: Subject, stream: UUID, rows: Sequence[ScoreRow], origin: str, asked: Asked, *, whole: bool
    ) -> Entered:
        """Take every good row, in one append; with *whole*, none when one is refused. A repeat finds nothing new."""
        entered = Entered(created=0, unchanged=0)

        async def once() -> Decided:
            nonlocal entered
            loaded = await self._open(subject, stream)
            events, entered = await self._decided(subject, loaded, rows, origin)
            kept = () if whole and entered.faults else events
            return Decided(changes=(loaded.changed(kept),), made=Made(id=stream, version=loaded.version + len(kept)))

        await carry_out(self._events, asked, once)
        return entered

    async def _open(self, subject: Subject, stream: UUID) -> Loaded[Assessment]:
        loaded = await load_existing(self._events, INSTRUMENTS["assessment"].kind, stream)
        if loaded.state.body is None:
            raise NotFound
        gate.require(subject, ACTION, to_instrument(loaded.state.body))
        return loaded

    async def _decided(
        self, subject: Subject, loaded: Loaded[Assessment], rows: Sequence[ScoreRow], origin: str
    ) -> tuple[tuple[Any, ...], Entered]:
        """The events of all good rows one after another, and what came of each row."""
        known = await self._registers.organs_called({row.organ for row in rows})
        body = loaded.state.body
        if body is None:
            raise NotFound
        setting = await setting_of(self._around, subject, ACTION, loaded, body)
        events: list[Any] = []
        faults: list[Fault] = []
        corrected = unchanged = 0
        seen: set[OrganId] = set()
        for row in rows:
            organ, fault = _organ_of(row, known, loaded.state)
            if organ is None or organ in seen:
                faults.append(_fault(row, fault or "organ-twice"))
                continue
            seen.add(organ)
            day: date = row.scored_on or setting.occasion.today
            command = ScoreOrgan(organ=organ, points=row.points, scored_on=day, origin=f"{origin}#{row.place}")
            made, refused = _one(loaded.state, command, setting)
            faults += [_fault(row, rule) for rule in refused]
            before = loaded.state.organ(organ)
            corrected += bool(made) and before is not None and before.scored is not None
            unchanged += not made and not refused
            events += made
            loaded = loaded.after(made)
        return tuple(events), Entered(
            created=len(events), unchanged=unchanged, corrected=corrected, faults=tuple(faults)
        )


def _organ_of(row: ScoreRow, known: dict[str, tuple[OrganId, ...]], state: Assessment) -> tuple[OrganId | None, str]:
    """The organ of the row, or why none is found: of several of one name the one that is assessed."""
    found = known.get(row.organ, ())
    assessed = tuple(organ for organ in found if state.organ(organ) is not None)
    if len(assessed) == 1:
        return assessed[0], ""
    if len(found) == 1:
        return found[0], ""
    return None, "organ-ambiguous" if found else "organ-unknown"


def _one(
    state: Assessment, command: ScoreOrgan, setting: SupervisionSetting
) -> tuple[tuple[Any, ...], tuple[str, ...]]:
    try:
        return decide(state, command, setting), ()
    except Refused as refused:
        return (), tuple(dict.fromkeys(reason.rule for reason in refused.reasons))


def _fault(row: ScoreRow, code: str) -> Fault:
    return Fault(line=row.line, column="", value=row.organ, code=code, sheet=row.sheet)
