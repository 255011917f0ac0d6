  -- What this officer is assigned to and somebody else has to move.
  FROM read_models.docket_v2 AS d
  LEFT JOIN read_models.matter_numbers_v1 AS n ON n.id = d.id
-- include: docket/whose_turn.sql
 WHERE d.open
   AND d.next_step IS NOT NULL
       -- What a track waits for until the investigation is reported is done in its case, which is listed itself; but for facts of its own.
   AND NOT (d.kind = 'proceeding' AND d.stage IN ('checked', 'investigating')
            AND now.next_step NOT IN ('close-proceeding', 'settle-facts'))
   AND d.handlers @> ARRAY[%(officer)s::uuid]
   AND now.turn <> ALL(%(roles)s::text[])
   AND NOT (now.next_step = 'settle-facts' AND 'investigator' = ANY(%(roles)s::text[]))
   AND
-- include: docket/scope.sql
