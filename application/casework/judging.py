"""Whether the head of the body that keeps a case stands aside is decided one level up: only then is that body let in."""

from msgspec.structs import replace

from application.casework.around import Around
from application.casework.file import CaseFile


async def judged_from_above(around: Around, file: CaseFile) -> CaseFile:
    """The file, with the next higher body among its bodies while a recusal of the head waits for its decision."""
    case = file.case.state
    if case.body is None or not case.recusals_pending:
        return file
    heads = await around.heads_of(case.body)
    if not any(pending.officer in heads for pending in case.recusals_pending):
        return file
    return replace(file, above=await around.above(case.body))
