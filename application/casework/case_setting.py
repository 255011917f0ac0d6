"""What surrounds a decision on a case, for the case's own commands and for what is asked of it elsewhere."""

from application.casework.around import Around
from application.casework.file import CaseFile, standing
from application.casework.request import CommandRequest
from domain.cases.case import CaseSetting
from domain.identity import BodyId


async def case_setting(
    around: Around, request: CommandRequest, file: CaseFile, body: BodyId | None = None
) -> CaseSetting:
    """What surrounds a decision on this case; *body* is the one that is about to keep it."""
    keeper = file.case.state.body or body
    bodies = file.bodies | ({keeper} if keeper is not None else frozenset())
    asked = dict.fromkeys(raised.officer for raised in file.case.state.recusals_raised)
    working = await around.staff.bodies() if asked else {}
    return CaseSetting(
        occasion=around.occasion(request.subject, request.action, bodies, keeper),
        profile=around.profile(file.profile),
        calendar=await around.calendar(),
        locked_out=await around.lockouts(file.concerned(around.today())),
        heads=await around.heads_of(keeper) if keeper is not None else (),
        next_higher=await around.above(keeper) if keeper is not None else None,
        asked_to_stand_aside=tuple((officer, working.get(officer, frozenset())) for officer in asked),
        respondents=tuple(standing(file, track, around.profile(track.state.profile)) for track in file.proceedings),
    )
