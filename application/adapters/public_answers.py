"""What the public answers in social evaluations, in the database. Nothing of whoever answers is kept."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

import msgspec

from application.adapters.pool import Pool
from application.adapters.transactions import reads, transaction
from application.errors import KeyReused
from domain.identity import OrganId
from domain.supervision.evaluations.results import Counted, Satisfaction, Tally

_KEEP = """
INSERT INTO evaluations.answers (id, evaluation, organ, day, marks)
VALUES (%(id)s, %(evaluation)s, %(organ)s, %(day)s, %(marks)s::jsonb) ON CONFLICT (id) DO NOTHING
"""

_SAME = """
SELECT evaluation = %(evaluation)s AND organ = %(organ)s AND marks = %(marks)s::jsonb
  FROM evaluations.answers WHERE id = %(id)s
"""

_ANSWERS = "SELECT organ, count(*) FROM evaluations.answers WHERE evaluation = %s GROUP BY organ ORDER BY organ"

_MARKS = """
SELECT a.organ, m.key, m.value, count(*)
  FROM evaluations.answers AS a CROSS JOIN LATERAL jsonb_each_text(a.marks) AS m
 WHERE a.evaluation = %s
 GROUP BY a.organ, m.key, m.value
"""


class PublicAnswers:
    """Keeps answers, and counts them when the last day is over."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def keep(
        self, key: UUID, evaluation: UUID, organ: OrganId, marks: Mapping[str, Satisfaction], day: date
    ) -> None:
        """Keep one answer under *key*; the same again is the same one.

        Raises:
            KeyReused: another answer came under this key.
        """
        told = msgspec.json.encode(dict(marks)).decode()
        given = {"id": key, "evaluation": evaluation, "organ": organ, "day": day, "marks": told}
        async with transaction(self._pool) as connection:
            await connection.execute(_KEEP, given)
            found = await (await connection.execute(_SAME, given)).fetchone()
        if found != (True,):
            raise KeyReused

    async def tallies(
        self, evaluation: UUID, organs: tuple[OrganId, ...], questions: tuple[str, ...]
    ) -> tuple[Tally, ...]:
        """The answers about each of *organs*, each of *questions* counted; both in the order given."""
        async with reads(self._pool) as connection:
            many = dict(await (await connection.execute(_ANSWERS, [evaluation])).fetchall())
            rows = await (await connection.execute(_MARKS, [evaluation])).fetchall()
        counts: dict[tuple[UUID, str, str], int] = {(organ, code, mark): count for organ, code, mark, count in rows}

        def counted(organ: OrganId, question: str) -> Counted:
            given = {mark: counts.get((organ, question, mark.value), 0) for mark in Satisfaction}
            return Counted(
                question=question,
                satisfied=given[Satisfaction.SATISFIED],
                basically=given[Satisfaction.BASICALLY],
                dissatisfied=given[Satisfaction.DISSATISFIED],
            )

        return tuple(
            Tally(organ=organ, answers=many.get(organ, 0), questions=tuple(counted(organ, each) for each in questions))
            for organ in organs
        )
