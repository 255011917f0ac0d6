"""From what the streams say to due dates: which clocks of a matter run, and until when on a calendar."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from domain.calendar.calendar import Calendar
from domain.calendar.clocks import ClockKind
from domain.calendar.deadline import Deadline, deadline
from domain.calendar.period import Period
from domain.calendar.rules import Basis as RuleBasis
from domain.calendar.rules import deadline_under
from domain.procedure.basis import Basis
from domain.procedure.execution import Need
from domain.procedure.profile import PeriodSetting, Profile
from domain.procedure.track import DecideFrom, Step
from domain.supervision.consultations.standing import DEEMED
from projections.deadlines.facts import Clock, Facts
from projections.deadlines.law import ClockLaw
from projections.deadlines.row import Row, row_id

_BASIS = {
    RuleBasis.LAW: Basis.DIRECT,
    RuleBasis.BORROWED: Basis.BORROWED,
    RuleBasis.PRACTICE: Basis.PRACTICE,
    RuleBasis.CONFIG: Basis.ASSUMED,
}


class _Length(NamedTuple):
    """How long, on what authority. ``period`` None: an order names the day."""

    period: Period | None
    cap: Period | None
    basis: Basis
    cites: tuple[str, ...]
    setting: str | None


def rows_of(matter: Iterable[Facts], law: ClockLaw, calendar: Calendar) -> Iterator[Row]:
    """The deadlines of one matter - a case with all that belongs to it, or a report - on *calendar*."""
    streams = tuple(matter)
    case = next((each for each in streams if each.kind == "case"), None)
    proceedings = tuple(each for each in streams if each.kind == "proceeding")
    for facts in streams:
        for clock in facts.clocks:
            if clock.kind is ClockKind.DECISION and proceedings:
                continue  # each respondent's track has the clock from here on
            now = _gone(clock, facts) if clock.kind is ClockKind.DECISION else clock
            if clock.kind is ClockKind.SANCTION_PERIOD:
                rule = _profile(facts, law).periods.get(clock.key)
                if rule is None:
                    continue  # the instrument gives the measure no period
                now = replace(clock, rule=rule)
            if clock.kind is ClockKind.IDENTITY_ANSWER:
                now = replace(
                    clock, rule=law.uses.use(clock.kind).rule
                )  # no profile sets it: it is a way of this system
            if clock.kind is ClockKind.PAY_CHANGE and not _profile(facts, law).needs(clock.key, Need.PAY_CHANGE):
                continue  # nothing of rank and pay hangs on the measure
            if facts.kind == "appeal" and clock.kind is ClockKind.REVIEW_FILING:
                now = _filed(clock, facts, proceedings)
            row = row_of(facts, now, law, calendar)
            if row is not None:
                yield row
    for track in proceedings:
        for clock in case.clocks if case is not None else ():
            for own in _of_the_track(clock, track, case):
                row = row_of(track, own, law, calendar)
                if row is not None:
                    yield row


def _profile(facts: Facts, law: ClockLaw) -> Profile:
    return law.profiles[facts.profile or law.profile]


def row_of(facts: Facts, clock: Clock, law: ClockLaw, calendar: Calendar) -> Row | None:
    """One deadline; None where the profile or track sets no period, so that nothing runs."""
    use = law.uses.use(clock.kind)
    length = _length(facts, clock, law)
    if length is None:
        return None
    working = _worked_out(clock, length, law, calendar)
    first = clock.named_on if working is None else working.due
    if first is None:
        return None
    cap = None if length.cap is None else deadline(length.cap, clock.from_, calendar).due
    due = first
    if clock.extended:  # an extension of the case reaches no track further than its own cap, and takes nothing from any
        until = clock.extended[-1].until
        due = until if cap is None else max(first, min(until, cap))
    return Row(
        id=row_id(facts.stream, clock.kind, clock.key, clock.from_),
        matter=facts.stream,
        case_id=facts.case_id,
        shard=facts.shard,
        kind=clock.kind,
        key=clock.key,
        whose=use.whose,
        right=use.right or _silence_answers(clock, law),
        basis=length.basis,
        cites=length.cites,
        setting=length.setting,
        profile=facts.profile or law.profile,
        rule=clock.rule or use.rule,
        start=clock.start or use.start,
        started_on=clock.from_,
        due_on=due,
        warn_on=calendar.working_days_before(due, law.warning),
        first_due_on=first,
        cap_on=cap,
        recorded_on=clock.recorded_on,
        extended=clock.extended,
        ended_on=clock.ended_on,
        ended_by=clock.by,
        provisional=not clock.extended and working is not None and bool(working.provisional),
        calendar_version=calendar.version,
        working=working,
    )


def _silence_answers(clock: Clock, law: ClockLaw) -> bool:
    """Whether the text takes silence for an answer: then nobody is late who gave none, the time has run out with an effect."""
    return clock.rule is not None and (law.rules.rule(clock.rule).silence or "").startswith(DEEMED)


def _worked_out(clock: Clock, length: _Length, law: ClockLaw, calendar: Calendar) -> Deadline | None:
    if clock.rule is not None:
        return deadline_under(law.rules.rule(clock.rule), clock.from_, calendar)
    return None if length.period is None else deadline(length.period, clock.from_, calendar)


def _length(facts: Facts, clock: Clock, law: ClockLaw) -> _Length | None:
    use = law.uses.use(clock.kind)
    if clock.rule is not None:
        rule = law.rules.rule(clock.rule)
        cites = tuple(str(source.citation) for source in rule.sources)
        return _Length(None, None, _BASIS[rule.basis], cites, rule.id)
    if clock.named_on is not None and use.rule is None:
        return _Length(None, None, Basis.LOCAL_POLICY, (), None)
    if clock.named_on is not None:
        rule = law.rules.rule(use.rule or "")
        cites = tuple(str(source.citation) for source in rule.sources)
        return _Length(None, None, _BASIS[rule.basis], cites, None)
    if clock.track is not None:
        return _of_track(clock, law)
    profile = law.profiles.get(facts.profile or law.profile)
    if profile is None or use.setting is None:
        return None
    found: PeriodSetting | None = getattr(profile.settings, use.setting)
    if found is None:
        return None
    cap: PeriodSetting | None = getattr(profile.settings, use.cap) if use.cap else None
    source = found.source
    return _Length(found.period, cap.period if cap else None, source.basis, source.cites, use.setting)


def _of_track(clock: Clock, law: ClockLaw) -> _Length | None:
    track = law.tracks.get(clock.track or "")
    step = track.step(clock.step or "") if track is not None else None
    written = None if step is None else _written(clock, step)
    if step is None or written is None:
        return None
    name = f"{clock.track}/{clock.step}"
    return _Length(Period.parse(written), None, step.source.basis, step.source.cites, name)


def _written(clock: Clock, step: Step) -> str | None:
    if clock.kind is ClockKind.REVIEW_FILING:
        return step.file_within
    wanted = DecideFrom.ACCEPTANCE if clock.key == "accepted" else DecideFrom.FILING
    return step.decide_within if step.decide_from is wanted else None


def _gone(clock: Clock, case: Facts) -> Clock:
    """The time to decide ends for a body when the case leaves it."""
    if clock.ended_on is None and case.gone_on is not None:
        return replace(clock, ended_on=case.gone_on, by=case.gone_by)
    return clock


def _of_the_track(clock: Clock, track: Facts, case: Facts | None) -> Iterator[Clock]:
    """The time to decide on one respondent; where a decision fell and is made anew, as long again from that day."""
    yield _decided(clock, track.decided_on, case)
    if track.remade_from is not None and track.remade_from != clock.from_:
        anew = replace(clock, from_=track.remade_from, start="decision-revoked", recorded_on=None)
        yield _decided(anew, track.remade_on, case)


def _decided(clock: Clock, decided_on: date | None, case: Facts | None) -> Clock:
    if decided_on is not None:
        return replace(clock, ended_on=decided_on, by="proceeding.decision-made.v1")
    return clock if case is None else _gone(clock, case)


def _filed(clock: Clock, facts: Facts, proceedings: tuple[Facts, ...]) -> Clock:
    """Time to file with the next forum ends when that appeal is noted in the proceeding."""
    track = next((each for each in proceedings if each.stream == facts.proceeding_id), None)
    days: list[date] = (
        [] if track is None else [on for key, on in track.noted if key == clock.key and on >= clock.from_]
    )
    return replace(clock, ended_on=min(days), by="proceeding.appeal-noted.v1") if days else clock
