"""Commands on appeals, with their access and their effect on the decision that they challenge."""

from uuid import UUID

import msgspec

from application.access import Relation, Stage
from application.actors import PUBLIC
from application.casework import gate
from application.casework.appeal_handling import neighbours_of, step_before_of, under_appeal
from application.casework.around import Around
from application.casework.file import APPEAL, CaseFile, file_of
from application.casework.forums import forum_of
from application.casework.issued import ApprovedPapers
from application.casework.numbers import number_of
from application.casework.proceedings import Proceedings
from application.casework.request import CommandRequest, Prepared
from application.handling import Decided, Made
from application.ports import Change, EventLog
from application.streams import Loaded, load, load_existing
from domain.appeals.appeal import Appeal, AppealSetting, Forums, decide, effect, next_appeal
from domain.appeals.commands import AppealCommand, AssignHandlers, DecideAppeal, FileAppeal
from domain.appeals.events import AppealEvent
from domain.appeals.joining import cannot_be_assigned_so, examined_with
from domain.identity import AppealId, BodyId, ProceedingId
from domain.occasion import Lockout
from domain.proceedings.commands import NoteAppeal, ProceedingCommand
from domain.proceedings.proceeding import Proceeding
from domain.refusal import Reason, Refused
from domain.registers.competence import Question


class Appeals:
    """What a person may do to an appeal."""

    def __init__(self, events: EventLog, around: Around, proceedings: Proceedings, approved: ApprovedPapers) -> None:
        self._events, self._around, self._proceedings = events, around, proceedings
        self._approved = approved

    async def decide(self, request: CommandRequest, prepared: Prepared, stream: UUID) -> Decided:
        """Authorise and decide one command on the appeal *stream*; for a new one, *stream* is the proceeding."""
        if request.action == "appeal.file-appeal":
            return await self._file(request, prepared, ProceedingId(stream))
        loaded = await load_existing(self._events, APPEAL, stream)
        filing = loaded.state.filing
        if filing is None:
            raise AssertionError  # an appeal begins with its filing
        file = await file_of(self._events, filing.proceeding)
        track = file.track(filing.proceeding)
        setting = await self._setting(request, file, track, loaded, filing.track, filing.step)
        gate.require(request.subject, request.action, *self._relation(request, file, track, loaded, setting.locked_out))
        loaded.require(request.expected)
        actor = request.subject.account if request.subject else PUBLIC
        issued, papers = await self._approved.for_step(request.action, stream, by=actor)
        setting = msgspec.structs.replace(setting, issued=issued)
        command: AppealCommand = await prepared.command(stream)
        number = None
        if isinstance(command, DecideAppeal):
            number = await number_of(self._events, command.number, setting.occasion)
            setting = msgspec.structs.replace(setting, number_taken=number is not None and number.taken)
        beside: tuple[Change, ...] = ()
        if isinstance(command, AssignHandlers) and command.together:
            events, beside = await self._assigned_together(request, file, loaded, command, setting)
        else:
            events = decide(loaded.state, command, setting)
        effects = (effect(AppealId(stream), event, filed_by_officer=filing.by_officer) for event in events)
        follows = next((command for command in effects if command is not None), None)
        decided = await self._decided(request, file, track, loaded, events, follows)
        numbers = (number.taken_by(stream),) if number is not None and events else ()
        return msgspec.structs.replace(decided, changes=(*decided.changes, *beside, *papers, *numbers))

    async def _assigned_together(
        self,
        request: CommandRequest,
        file: CaseFile,
        loaded: Loaded[Appeal],
        command: AssignHandlers,
        setting: AppealSetting,
    ) -> tuple[tuple[AppealEvent, ...], tuple[Change, ...]]:
        """The same officers for an appeal and for those that are examined together with it, in one append.

        Each is judged by its own track, step and respondent. What was handed over stays with the appeal at which it was written.

        Raises:
            Refused: what stands against any of them; then none is assigned.
        """
        events: tuple[AppealEvent, ...] = ()
        changes: list[Change] = []
        reasons: list[Reason] = []
        try:
            events = decide(loaded.state, command, setting)
        except Refused as refused:
            reasons += refused.reasons
        alike = msgspec.structs.replace(command, note=None)
        for one in examined_with(AppealId(loaded.id), loaded.state, setting.neighbours):
            other = await load_existing(self._events, APPEAL, one)
            filing = other.state.filing
            if filing is None:
                raise AssertionError  # an appeal begins with its filing
            track = file.track(filing.proceeding)
            own = await self._setting(request, file, track, other, filing.track, filing.step)
            gate.require(request.subject, request.action, *self._relation(request, file, track, other, own.locked_out))
            try:
                changes.append(other.changed(decide(other.state, alike, own)))
            except Refused as refused:
                reasons += [cannot_be_assigned_so(one), *refused.reasons]
        if reasons:
            raise Refused(dict.fromkeys(reasons), under=setting.profile.code)
        return events, tuple(changes)

    async def _file(self, request: CommandRequest, prepared: Prepared, proceeding: ProceedingId) -> Decided:
        file = await file_of(self._events, proceeding)
        track = file.track(proceeding)
        locked_out = await self._around.lockouts(file.concerned(self._around.today()))
        under = await under_appeal(self._events, self._around.profile, request.subject, file, (track,))
        relation = gate.to_proceeding(request.subject, file, track.state, locked_out, under=under)
        gate.require(request.subject, request.action, *relation)
        command: FileAppeal = await prepared.command(proceeding)
        appeal = next_appeal(proceeding, track.state, command, self._around.profile(track.state.profile))
        loaded = await load(self._events, APPEAL, appeal)
        setting = await self._setting(request, file, track, loaded, command.track, command.step)
        events = decide(loaded.state, command, setting)
        noted = NoteAppeal(appeal=appeal, track=command.track, step=command.step)
        return await self._decided(request, file, track, loaded, events, noted if events else None)

    async def _decided(
        self,
        request: CommandRequest,
        file: CaseFile,
        track: Loaded[Proceeding],
        loaded: Loaded[Appeal],
        events: tuple[AppealEvent, ...],
        follows: ProceedingCommand | None,
    ) -> Decided:
        """The events of the appeal and what they do to the proceeding, in one append."""
        followed = track.changed(())
        if follows is not None:
            followed = await self._proceedings.follow(request, file, track, follows)
        return Decided(
            changes=(
                loaded.changed(events),
                followed,
                *file.expectations(besides=track.id),
            ),
            made=Made(id=loaded.id, version=loaded.version + len(events)),
        )

    async def _setting(
        self,
        request: CommandRequest,
        file: CaseFile,
        track: Loaded[Proceeding],
        loaded: Loaded[Appeal],
        code: str,
        step: str,
    ) -> AppealSetting:
        around, state = self._around, track.state
        today = around.today()
        profile = around.profile(state.profile)
        before = await step_before_of(self._events, profile, state, loaded.state, code, step)
        others = [one for one in file.proceedings if one.id != track.id]
        forum = loaded.state.forum
        bodies = file.bodies | ({forum} if forum is not None else frozenset())
        return AppealSetting(
            occasion=around.occasion(request.subject, request.action, bodies, forum),
            profile=profile,
            proceeding=state,
            case=file.case.state,
            calendar=await around.calendar(),
            modes=around.modes,
            deadlines=around.deadlines,
            forums=await self._forums(state, code, step),
            rulebooks=(await around.catalogue()).rulebooks,
            locked_out=await around.lockouts(file.concerned(today)),
            earlier_handlers=before.ever_handled if before else (),
            other_reviewers=tuple(officer for track in others for officer in track.state.reviewers),
            other_deciders=tuple(officer for track in others for officer in track.state.deciders),
            earlier_served_on=before.served_on if before else None,
            # Where nobody can admit an appeal nobody takes it up, whoever else has an account there.
            forum_is_outside=forum is not None and forum not in await around.staff.acting("appeal.accept-appeal"),
            neighbours=await neighbours_of(self._events, file, loaded.id),
            own=AppealId(loaded.id),
            by_respondent=request.subject is not None and gate.is_respondent(request.subject, state),
        )

    async def _forums(self, proceeding: Proceeding, code: str, step: str) -> Forums:
        """The bodies that the track's forums come to, as the registers know them today."""
        decision = proceeding.decision
        track = self._around.profile(proceeding.profile).track(code)
        found = track.step(step) if track else None
        if decision is None or found is None:
            return Forums()
        snapshot, today = await self._around.registers(), self._around.today()
        bodies: list[BodyId] = []
        questions: list[str] = []
        for forum in found.forums:
            known = forum_of(forum.kind, decision.body, today, snapshot)
            if isinstance(known, Question):
                questions.append(known.code)
            else:
                bodies.append(known)
        return Forums(bodies=tuple(dict.fromkeys(bodies)), question=questions[0] if questions and not bodies else None)

    def _relation(
        self,
        request: CommandRequest,
        file: CaseFile,
        track: Loaded[Proceeding],
        loaded: Loaded[Appeal],
        locked_out: tuple[Lockout, ...],
    ) -> tuple[Relation, Stage]:
        subject, appeal = request.subject, loaded.state
        return gate.to_appeal(subject, file, track.state, appeal, locked_out=locked_out)
