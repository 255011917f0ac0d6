-- What waits for this officer: assigned to them, or anybody's of a role they hold for a body that has the matter in hand.
SELECT d.id, d.kind, d.case_id, d.proceeding_id, d.stage, now.next_step, now.turn, now.body, d.organs, d.grounds, now.due_on,
       now.due_kind, d.opened_on, d.version, d.handlers @> ARRAY[%(officer)s::uuid] AS assigned, n.number, d.first_position
  FROM read_models.docket_v2 AS d
  LEFT JOIN read_models.matter_numbers_v1 AS n ON n.id = d.id
-- include: docket/whose_turn.sql
 WHERE d.open
   AND d.next_step IS NOT NULL
       -- Questions have a list of their own.
   AND now.next_step <> 'answer-question'
       -- What a track waits for until the investigation is reported is done in its case, which is listed itself; but for facts of its own.
   AND NOT (d.kind = 'proceeding' AND d.stage IN ('checked', 'investigating')
            AND now.next_step NOT IN ('close-proceeding', 'settle-facts'))
   AND EXISTS (
       SELECT FROM unnest(%(roles)s::text[], %(bodies)s::uuid[]) AS held (role, body)
        WHERE (held.role = now.turn
               -- Whoever investigated may find what was left open as well as whoever reviews it.
               OR held.role = 'investigator' AND now.next_step = 'settle-facts' AND d.handlers @> ARRAY[%(officer)s::uuid])
          -- Whoever keeps a referred report waits for the body to which it went, and for the one with which an appeal lies.
          AND (now.body = held.body OR d.keeper = held.body AND d.kind NOT IN ('report', 'appeal') OR held.body IS NULL)
          AND (held.role NOT IN ('investigator', 'appeal-handler') OR d.handlers = '{}'
               OR d.handlers @> ARRAY[%(officer)s::uuid]))
   AND
-- include: docket/scope.sql
   AND (%(after_id)s::uuid IS NULL
        OR (coalesce(now.due_on, 'infinity'::date), d.first_position, d.id)
         > (coalesce(%(after_day)s::date, 'infinity'::date), %(after_position)s::bigint, %(after_id)s::uuid))
 ORDER BY coalesce(now.due_on, 'infinity'::date), d.first_position, d.id
 LIMIT %(limit)s
