    -- Deadlines with the matter they belong to, their state and colour on the day asked for.
    SELECT c.*, d.kind AS matter_kind, d.body, d.keeper, d.organs, d.subject, d.person, d.handlers, d.turn, d.next_step, n.number,
           -- The roles whose turn it is, and those who have to act by name: what others of the matter did before is done, and what
           -- waits for a desk waits for nobody by name.
           ARRAY(SELECT DISTINCT whose.turn
-- include: acting.sql
                  WHERE whose.turn IS NOT NULL) AS turns,
           ARRAY(SELECT DISTINCT who.officer
-- include: acting.sql
                  CROSS JOIN LATERAL unnest(own.handlers) AS who (officer)
                  WHERE whose.turn IN ('investigator', 'appeal-handler')
                     OR whose.turn = 'case-reviewer' AND own.memo -> 'reviewers' ? who.officer::text) AS doers,
           -- These end a clock though nobody did what it was for.
           CASE WHEN c.ended_by IN ('duty.ended.v1', 'project.closed.v1', 'consultation.closed.v1', 'assessment.closed.v1',
                                    'evaluation.closed.v1', 'appeal.withdrawn.v1', 'proceeding.decision-revoked.v1',
                                    'proceeding.decision-varied.v1') THEN 'stopped'
                -- What becomes of a sanction is said once its period is over, never before: that is not late.
                WHEN c.ended_by IN ('proceeding.sanction-lifted.v1', 'proceeding.lifting-withheld.v1') THEN 'in-time'
                WHEN c.ended_on IS NOT NULL THEN CASE WHEN c.ended_on > c.due_on THEN 'late' ELSE 'in-time' END
                WHEN %(today)s::date <= c.due_on THEN 'running'
                WHEN c."right" THEN 'lapsed'
                ELSE 'overdue'
           END AS state,
           CASE WHEN c.ended_on IS NOT NULL THEN NULL
                WHEN %(today)s::date > c.due_on THEN CASE WHEN c."right" THEN NULL ELSE 'red' END
                WHEN %(today)s::date >= c.warn_on THEN 'yellow'
                ELSE 'green'
           END AS colour,
           c.kind = 'triage' AND c.ended_on IS NULL AND (
-- include: docket/passed_on.sql
           ) AS elsewhere
      FROM read_models.deadlines_v1 AS c
      JOIN read_models.docket_v2 AS d ON d.id = c.matter
      LEFT JOIN read_models.matter_numbers_v1 AS n ON n.id = c.matter
     WHERE
