-- What waits for this officer: assigned to them, or anybody's of a role they hold for a body that has the matter in hand.
SELECT d.id, d.kind, d.case_id, d.proceeding_id, d.stage, d.next_step, d.turn, d.body, d.organs, d.grounds, d.due_on,
       d.due_kind, d.opened_on, d.version, d.handlers @> ARRAY[%(officer)s::uuid] AS assigned, n.number, d.first_position
  FROM read_models.docket_v2 AS d
  LEFT JOIN read_models.matter_numbers_v1 AS n ON n.id = d.id
 WHERE d.open
   AND d.next_step IS NOT NULL
   AND EXISTS (
       SELECT FROM unnest(%(roles)s::text[], %(bodies)s::uuid[]) AS held (role, body)
        WHERE held.role = d.turn
          -- Whoever keeps a referred report waits for the body to which it went.
          AND (d.body = held.body OR d.keeper = held.body AND d.kind <> 'report' OR held.body IS NULL)
          AND (d.turn NOT IN ('investigator', 'appeal-handler') OR d.handlers = '{}'
               OR d.handlers @> ARRAY[%(officer)s::uuid]))
   AND
-- include: docket/scope.sql
   AND (%(after_id)s::uuid IS NULL
        OR (coalesce(d.due_on, 'infinity'::date), d.first_position, d.id)
         > (coalesce(%(after_day)s::date, 'infinity'::date), %(after_position)s::bigint, %(after_id)s::uuid))
 ORDER BY coalesce(d.due_on, 'infinity'::date), d.first_position, d.id
 LIMIT %(limit)s
