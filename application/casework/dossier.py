"""The matter of a paper with what surrounds it: a report with its file, or a case with the track or appeal concerned."""

from uuid import UUID

import msgspec

from application.casework.file import (
    APPEAL,
    FIRST_PROFILE,
    CaseFile,
    ReportFile,
    file_of,
    open_file,
    report_file,
)
from application.errors import NotFound
from application.ports import Change, EventLog
from application.streams import Loaded, load_existing
from domain.appeals.appeal import Appeal
from domain.identity import BodyId, CaseId, ProceedingId, ReportId
from domain.papers.terms import About
from domain.proceedings.proceeding import Proceeding


class Dossier(msgspec.Struct, frozen=True, kw_only=True):
    """The matter of a paper. Of a report there is ``report`` and nothing of its case; of every other matter ``file``.

    ``desk`` is the body at whose desk the paper of a report is drafted; None while nobody there has begun it.
    """

    about: About
    matter: UUID
    file: CaseFile | None = None
    track: Loaded[Proceeding] | None = None
    appeal: Loaded[Appeal] | None = None
    report: ReportFile | None = None
    desk: BodyId | None = None

    @property
    def body(self) -> BodyId | None:
        """The body that issues papers of this matter; None while it is not known."""
        if self.appeal is not None:
            return self.appeal.state.forum
        if self.track is not None:
            competent = self.track.state.competent
            return competent.body if competent is not None else None
        return self.desk if self.file is None else self.file.case.state.body

    @property
    def bodies(self) -> frozenset[BodyId]:
        """The bodies in whose hands the matter is."""
        if self.report is not None:
            return self.report.bodies
        own = frozenset[BodyId]() if self.body is None else frozenset({self.body})
        return own if self.file is None else own | self.file.bodies

    @property
    def profile(self) -> str:
        """The procedure profile under which the matter runs."""
        if self.track is not None:
            return self.track.state.profile
        return FIRST_PROFILE if self.file is None else self.file.profile

    @property
    def matters(self) -> tuple[tuple[About, UUID], ...]:
        """The matter with those that its papers may speak of: the case and, of an appeal, the track."""
        if self.file is None:
            return ((self.about, self.matter),)
        case, track = (About.CASE, self.file.case.id), self.track
        found = [case] if track is None else [case, (About.PROCEEDING, track.id)]
        return tuple(dict.fromkeys((*found, (self.about, self.matter))))

    def expectations(self) -> tuple[Change, ...]:
        """That nothing of the record moved since it was read."""
        if self.report is not None:
            return (self.report.report.changed(()),)
        appeal = () if self.appeal is None else (self.appeal.changed(()),)
        return appeal if self.file is None else (*self.file.expectations(besides=UUID(int=0)), *appeal)


async def dossier_of(events: EventLog, about: About, matter: UUID, *, desk: BodyId | None = None) -> Dossier:
    """The matter with its surroundings. Raises NotFound."""
    if about is About.REPORT:
        return Dossier(about=about, matter=matter, report=await report_file(events, ReportId(matter)), desk=desk)
    if about is About.CASE:
        return Dossier(about=about, matter=matter, file=await open_file(events, CaseId(matter)))
    if about is About.PROCEEDING:
        file = await file_of(events, ProceedingId(matter))
        return Dossier(about=about, matter=matter, file=file, track=file.track(matter))
    appeal = await load_existing(events, APPEAL, matter)
    if appeal.state.filing is None:
        raise NotFound
    file = await file_of(events, appeal.state.filing.proceeding)
    track = file.track(appeal.state.filing.proceeding)
    return Dossier(about=about, matter=matter, file=file, track=track, appeal=appeal)
