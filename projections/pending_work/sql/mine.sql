-- What waits for this officer: assigned to them, or anybody's of a role they hold for a body that has the matter in hand.
SELECT d.id, d.kind, d.case_id, d.proceeding_id, d.stage, now.next_step, now.turn, now.body, d.organs, d.grounds, now.due_on,
       now.due_kind, d.opened_on, d.version, d.handlers @> ARRAY[%(officer)s::uuid] AS assigned, n.number, d.first_position
  FROM read_models.docket_v2 AS d
  LEFT JOIN read_models.matter_numbers_v1 AS n ON n.id = d.id
-- include: docket/whose_turn.sql
 WHERE d.open
   AND d.next_step IS NOT NULL
       -- What a track waits for until the investigation is reported is done in its case, which is listed itself.
   AND NOT (d.kind = 'proceeding' AND d.stage IN ('checked', 'investigating') AND d.next_step <> 'close-proceeding')
   AND EXISTS (
       SELECT FROM unnest(%(roles)s::text[], %(bodies)s::uuid[]) AS held (role, body)
        WHERE held.role = now.turn
          -- Whoever keeps a referred report waits for the body to which it went, and for the one with which an appeal lies.
          AND (now.body = held.body OR d.keeper = held.body AND d.kind NOT IN ('report', 'appeal') OR held.body IS NULL)
          AND (now.turn NOT IN ('investigator', 'appeal-handler') OR d.handlers = '{}'
               OR d.handlers @> ARRAY[%(officer)s::uuid]))
   AND
-- include: docket/scope.sql
   AND (%(after_id)s::uuid IS NULL
        OR (coalesce(now.due_on, 'infinity'::date), d.first_position, d.id)
         > (coalesce(%(after_day)s::date, 'infinity'::date), %(after_position)s::bigint, %(after_id)s::uuid))
 ORDER BY coalesce(now.due_on, 'infinity'::date), d.first_position, d.id
 LIMIT %(limit)s
