"""Commands on adoptions: policies of a body, notices and rulebooks of everybody, each with two signatories."""

import asyncio
from uuid import UUID

from application.access import Relation
from application.casework import gate
from application.casework.around import ADOPTION, Around
from application.casework.file import FIRST_PROFILE
from application.casework.request import CommandRequest, Prepared
from application.errors import NotFound
from application.handling import Decided, Made
from application.ports import EventLog
from application.streams import load, load_existing
from domain.adoptions.adoption import RULEBOOK_STREAM, AdoptionSetting, adoption_id, decide
from domain.adoptions.commands import ProposeAdoption, SignAdoption
from domain.adoptions.events import Adopted, AdoptionProposed
from domain.identity import ActorId, BodyId
from domain.recommendation.policy_proving import prove_policy
from domain.recommendation.proving import prove
from domain.rulebook.lint.finding import Level
from domain.rulebook.policy import Policy
from domain.rulebook.schema import Rulebook


class Adoptions:
    """What a person may do to an adoption."""

    def __init__(self, events: EventLog, around: Around) -> None:
        self._events, self._around = events, around

    async def decide(self, request: CommandRequest, prepared: Prepared, stream: UUID) -> Decided:
        """Authorise and decide one command; for a proposal the stream follows from body and instrument."""
        if request.action == "adoption.propose-adoption":
            command: ProposeAdoption = await prepared.command(stream)
            gate.require(request.subject, request.action, Relation(bodies=frozenset({command.body})))
            stream = adoption_id(command.body, command.what, command.instrument)
            loaded = await load(self._events, ADOPTION, stream)
            setting = await self._setting(request, command.body, proposed=command)
            events = decide(loaded.state, command, setting)
        else:
            loaded = await load_existing(self._events, ADOPTION, stream)
            other = await prepared.command(stream)
            body = await self._body(stream, other.content)
            gate.require(request.subject, request.action, Relation(bodies=frozenset({body})))
            loaded.require(request.expected)
            signed = other.content if isinstance(other, SignAdoption) else None
            events = decide(loaded.state, other, await self._setting(request, body, stream, signed))
        return Decided(changes=(loaded.changed(events),), made=Made(id=stream, version=loaded.version + len(events)))

    async def _setting(
        self,
        request: CommandRequest,
        body: BodyId,
        stream: UUID | None = None,
        signed: str | None = None,
        *,
        proposed: ProposeAdoption | None = None,
    ) -> AdoptionSetting:
        proposer = await self._proposer(stream, signed) if stream is not None and signed is not None else None
        thing: Rulebook | Policy | None = None
        if signed is not None and stream == RULEBOOK_STREAM:
            thing = await self._around.law.rulebook(signed)
        elif signed is not None:
            thing = await self._around.law.policy(signed)
        elif proposed is not None and proposed.what is Adopted.RULEBOOK:
            thing = await self._rulebook(proposed)
        elif proposed is not None and proposed.what is Adopted.POLICY:
            thing = await self._policy(proposed)
        return AdoptionSetting(
            occasion=self._around.occasion(request.subject, request.action, frozenset({body}), body),
            profile=self._around.profile(FIRST_PROFILE),
            known=await self._at_hand(proposed, thing) if proposed is not None else (),
            proposer=proposer,
            faults=await self._faults(thing) if thing is not None else (),
        )

    async def _at_hand(self, proposed: ProposeAdoption, thing: Rulebook | Policy | None) -> tuple[str, ...]:
        """The contents that the system holds for what is proposed: a policy only for the instrument that it narrows."""
        if proposed.what is Adopted.CALENDAR:
            return (proposed.content,) if await self._around.is_kept(proposed.content) else ()
        return (proposed.content,) if thing is not None else ()

    async def _rulebook(self, proposed: ProposeAdoption) -> Rulebook | None:
        """The rulebook that was kept, if it is the edition that the proposal names."""
        found = await self._around.law.rulebook(proposed.content)
        named = found is not None and (found.instrument, found.key) == (proposed.instrument, proposed.name)
        return found if named else None

    async def _policy(self, proposed: ProposeAdoption) -> Policy | None:
        """The policy of that content, if it is of that body and narrows the instrument; a sample is anybody's."""
        found = await self._around.law.policy(proposed.content)
        named = found is not None and found.instrument == proposed.instrument
        return found if named and found and (found.sample or found.body == str(proposed.body)) else None

    async def _faults(self, thing: Rulebook | Policy) -> tuple[str, ...]:
        """Where the lint finds errors in it beside the law of today."""
        catalogue = await self._around.catalogue()
        if isinstance(thing, Policy):
            found = await asyncio.to_thread(prove_policy, thing, catalogue)
        else:
            found = await asyncio.to_thread(prove, thing, catalogue.having(thing))
        return tuple(dict.fromkeys(each.place for each in found if each.level is Level.ERROR))

    async def _body(self, stream: UUID, content: str) -> BodyId:
        """For which body that content was proposed last; for one never proposed, any body that proposed here."""
        found: BodyId | None = None
        for recorded in await self._events.read(stream):
            if isinstance(recorded.event, AdoptionProposed) and (found is None or recorded.event.content == content):
                found = recorded.event.body
        if found is None:
            raise NotFound
        return found

    async def _proposer(self, stream: UUID, content: str) -> ActorId | None:
        """Who proposed that content last."""
        found: ActorId | None = None
        for recorded in await self._events.read(stream):
            if isinstance(recorded.event, AdoptionProposed) and recorded.event.content == content:
                found = recorded.actor
        return found
