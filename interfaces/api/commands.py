"""One route a command, made from the command itself."""

import tomllib
from collections.abc import Awaitable, Callable, Iterator
from importlib.resources import files
from typing import Any
from uuid import UUID, uuid4

import msgspec

from application.actions import COMMANDS
from application.actors import PUBLIC
from application.casework.instruments import BEGINNINGS, INSTRUMENTS
from application.casework.request import CommandRequest
from application.errors import ConcurrentChange
from application.handling import Done
from application.new_id import new_id
from application.ports import CommandKey
from interfaces.api.forms import form_of, to_command
from interfaces.api.keeping import Keeper
from interfaces.api.known_organs import of_known_organs
from interfaces.api.operation import Answer, Call, Operation, Sentence
from interfaces.api.unseen import in_words
from interfaces.service import Service

PLURAL = {
    "report": "reports",
    "case": "cases",
    "proceeding": "proceedings",
    "appeal": "appeals",
    "adoption": "adoptions",
    "paper": "papers",
    "consultation": "consultations",
    "duty": "duties",
    "project": "projects",
    "assessment": "assessments",
    "evaluation": "evaluations",
}
ON_THEIR_OWN = frozenset(
    {
        "report.file-report",
        "case.open-case",
        "case.amend-party",
        "report.amend-reporter",
        "report.rate-outcome",
        "case.name-respondent",
        "appeal.file-appeal",
        "adoption.propose-adoption",
        "paper.draft-paper",
        *BEGINNINGS.values(),
    }
)
"""Commands with routes of their own: those that begin a matter, and those whose words only the register of persons is told."""

_WORDS = tomllib.loads(files("interfaces.api").joinpath("commands.toml").read_text("utf-8"))
SUMMARIES = {
    f"{kind}.{verb}": Sentence(zh=zh, en=en) for kind, verbs in _WORDS.items() for verb, (zh, en) in verbs.items()
}
"""Action -> what the command is called."""


class Receipt(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a command is answered with. ``position`` may be asked for when reading a list (``at_least``)."""

    id: UUID
    version: int
    position: int
    created: dict[str, UUID] = {}


def command_operations(service: Service) -> Iterator[Operation]:
    """The route of every command on a matter that exists."""
    for action, (kind, struct) in COMMANDS.items():
        if action in ON_THEIR_OWN:
            continue
        verb = action.partition(".")[2]
        yield Operation(
            method="POST",
            path=f"/api/{PLURAL[kind]}/{{{kind}}}/{verb}",
            name=f"{kind}-{verb}" if kind in INSTRUMENTS else verb,  # several kinds know the same verb
            action=action,
            summary=SUMMARIES[action],
            tag=PLURAL[kind],
            body=form_of(struct),
            answers=Receipt,
            changes=True,
            needs_version=True,
            run=_runner(service, action, kind, struct),
        )


def _runner(
    service: Service, action: str, kind: str, struct: type[msgspec.Struct]
) -> Callable[[Call], Awaitable[Answer]]:
    async def run(call: Call) -> Answer:
        keeper = texts(service, call, kind)

        async def prepare(stream: UUID) -> Any:
            command = await to_command(call.body, struct, keeper.under(stream), new_id)
            return command if kind in INSTRUMENTS else await of_known_organs(service.registers, command)

        return receipt(await carry(service, call, action, call.ids[kind], prepare, keeper.put_away))

    return run


async def carry(
    service: Service,
    call: Call,
    action: str,
    stream: UUID,
    prepare: Callable[[UUID], Awaitable[Any]],
    keep: Callable[[], Awaitable[None]] | None = None,
) -> Done:
    """Hand a checked request to casework; *keep* puts its texts away once nothing stands against it."""
    scope = call.subject.account if call.subject else PUBLIC
    if call.key is None:
        raise AssertionError  # the operation declares that it changes something
    request = CommandRequest(
        subject=call.subject,
        action=action,
        key=CommandKey(scope=scope, key=call.key, digest=call.digest),
        correlation=call.request_id,
        prepare=prepare,
        expected=call.expected,
        keep=keep,
    )
    try:
        return await service.casework.carry_out(request, stream)
    except ConcurrentChange as change:
        if call.subject is None or not change.meanwhile:
            raise
        raise await in_words(service, call.subject, action.partition(".")[0], change) from None


def texts(service: Service, call: Call, kind: str) -> Keeper:
    """Keeps the texts of a request on a matter of that kind."""
    return Keeper(service.documents, service.papers, call.subject, kind, call.files)


def receipt(done: Done, status: int = 200) -> Answer:
    """The answer to a command that was carried out, now or at an earlier attempt."""
    made = done.made
    return Answer(
        content=Receipt(id=made.id, version=made.version, position=done.position, created=made.created),
        version=made.version,
        position=done.position,
        status=status,
        headers={"Idempotent-Replayed": "true"} if done.replayed else {},
    )


def fresh() -> UUID:
    """An id that an outsider may see: random, it tells no time."""
    return uuid4()
