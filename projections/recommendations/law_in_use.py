"""The law in use at a position of the log: what ships, and the rulebooks that were adopted by then."""

from datetime import date

import msgspec

from domain.adoptions.adoption import RULEBOOK_STREAM, Adoption, all_in_force
from domain.recommendation.editions import basis_of
from domain.recommendation.recommend import recommend
from domain.recommendation.replay import digest_of
from domain.recommendation.stored import stored_sheet
from domain.rulebook.policy import Policy
from domain.rulebook.schema import Rulebook
from projections.recommendations.law import Law
from projections.recommendations.matters import Connection, Matters
from projections.recommendations.registers import PACKAGE
from projections.statements import statement


class LawInUse:
    """Puts together and remembers. Contents are kept before they are proposed and never change."""

    def __init__(self, shipped: Law) -> None:
        self._shipped = shipped
        self._made: dict[tuple[str, ...], Law] = {(): shipped}
        self._policies: dict[str, Policy] = dict(shipped.policies)

    async def at(self, connection: Connection, matters: Matters, position: int, on: date) -> Law:
        """The law on that day as the log has it at *position*."""
        adoption: Adoption = await matters.at(connection, RULEBOOK_STREAM, "adoption", position)
        contents = tuple(held.content for held in all_in_force(adoption, on))
        if contents not in self._made:
            cursor = await connection.execute(statement(PACKAGE, "contents"), {"contents": list(contents)})
            bodies = {row[0]: row[1] for row in await cursor.fetchall()}
            books = (msgspec.json.decode(bodies[content], type=Rulebook) for content in contents)
            self._made[contents] = Law(self._shipped.catalogue.having(*books), self._shipped.profiles)
        return self._made[contents]

    async def policy(self, connection: Connection, content: str | None) -> Policy | None:
        """A policy that shipped, or was proposed as a file; None for another content."""
        if content is None or content in self._policies:
            return None if content is None else self._policies[content]
        row = await (await connection.execute(statement(PACKAGE, "policy"), {"content": content})).fetchone()
        if row is None:
            return None
        self._policies[content] = msgspec.json.decode(row[0], type=Policy)
        return self._policies[content]


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """What was said last of an open proceeding: facts, day, the policy's content id, digest. Absent: nothing was said yet."""

    facts: str | None
    known_on: date | None
    policy: str | None
    digest: str | None

    def says_the_same(self, instrument: str, law: Law, policy: Policy | None) -> bool:
        """Whether *law* says the same of the same facts on the same day, under the same *policy*, to the byte."""
        if self.facts is None or self.known_on is None:
            return False
        sheet = stored_sheet(self.facts)
        rulebook = basis_of(sheet, instrument, law.catalogue)
        if rulebook is None:
            return False
        compiler = law.compilers.of(rulebook)
        found = recommend(
            sheet, rulebook, policy=policy, references=law.catalogue, known_at=self.known_on, compiler=compiler
        )
        return digest_of(found) == self.digest
