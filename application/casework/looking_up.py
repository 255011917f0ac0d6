"""What one command on an instrument needs from elsewhere: grades of another matter, or what the public answered."""

from typing import Any, cast
from uuid import UUID

from msgspec.structs import replace

from application.casework.around import Around
from application.casework.instruments import INSTRUMENTS
from application.errors import NotFound
from application.ports import EventLog
from application.streams import Loaded, load_existing
from domain.supervision.assessments.commands import ConsiderEvaluation
from domain.supervision.evaluations.commands import CountAnswers
from domain.supervision.evaluations.evaluation import Evaluation
from domain.supervision.setting import SupervisionSetting


async def looked_up(
    events: EventLog, around: Around, loaded: Loaded[Any], command: object, setting: SupervisionSetting
) -> SupervisionSetting:
    """*setting* with what *command* needs; the same for every other command."""
    match command:
        case ConsiderEvaluation(evaluation=other) if other is not None:
            found = await _evaluation(events, other)
            if found.body != loaded.state.body:
                return setting  # another body's evaluation is none that anybody here knows of
            assessed = set(loaded.state.organs)
            return replace(setting, evaluated=tuple(one for one in found.results if one.organ in assessed))
        case CountAnswers() if around.answers is not None and loaded.state.scheme is not None:
            questions = loaded.state.scheme.questions
            return replace(setting, answers=await around.answers.tallies(loaded.id, loaded.state.organs, questions))
        case _:
            return setting


async def _evaluation(events: EventLog, stream: UUID) -> Evaluation:
    """The social evaluation of that id; one that is not there has no body and no grades."""
    try:
        return cast("Evaluation", (await load_existing(events, INSTRUMENTS["evaluation"].kind, stream)).state)
    except NotFound:
        return Evaluation()
