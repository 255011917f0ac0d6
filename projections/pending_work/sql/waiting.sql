-- What this officer is assigned to and somebody else has to move.
SELECT d.id, d.kind, d.case_id, d.proceeding_id, d.stage, d.next_step, d.turn, d.body, d.organs, d.grounds, d.due_on,
       d.due_kind, d.opened_on, d.version, true AS assigned, n.number, d.first_position
  FROM read_models.docket_v2 AS d
  LEFT JOIN read_models.matter_numbers_v1 AS n ON n.id = d.id
 WHERE d.open
   AND d.next_step IS NOT NULL
   AND d.handlers @> ARRAY[%(officer)s::uuid]
   AND d.turn <> ALL(%(roles)s::text[])
   AND
-- include: docket/scope.sql
 ORDER BY coalesce(d.due_on, 'infinity'::date), d.first_position, d.id
 LIMIT %(limit)s
