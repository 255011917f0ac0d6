-- What waits for this officer: assigned to them, or anybody's of a role they hold for a body that has the matter in hand. The day of
-- each is that of its clock, worked out for what waits alone.
SELECT id, kind, case_id, proceeding_id, stage, next_step, turn, body, organs, grounds, due_on, due_kind, opened_on, version, assigned,
       number, first_position, CASE WHEN day < date '9999-12-31' THEN day END AS listed_on
  FROM (
SELECT d.id, d.kind, d.case_id, d.proceeding_id, d.stage, task.next_step, task.turn, task.body, d.organs, d.grounds, task.due_on,
       task.due_kind, d.opened_on, d.version, d.handlers @> ARRAY[%(officer)s::uuid] AS assigned, n.number, d.first_position,
       coalesce(
-- include: docket/day.sql
                ,
                -- What is over is put into the archive when nothing else waits.
                CASE task.next_step WHEN 'archive-case' THEN 'infinity' ELSE date '9999-12-31' END) AS day
  FROM read_models.docket_v2 AS d
  LEFT JOIN read_models.matter_numbers_v1 AS n ON n.id = d.id
-- include: docket/whose_turn.sql
 CROSS JOIN LATERAL (
    SELECT now.next_step, now.turn, now.body, now.due_on, now.due_kind
     UNION ALL
       -- A report that was passed on lies with another body; that it was, its reporter is told by the body that keeps sight of it.
       -- Whoever acts for both has it once, as what lies on their desk.
    SELECT 'inform-reporter', 'lead-manager', d.keeper, NULL, NULL
     WHERE d.kind = 'report' AND d.stage = 'referred' AND d.keeper <> d.body
       AND d.memo -> 'reachable' = 'true'::jsonb AND d.memo ->> 'told' IS DISTINCT FROM 'referred'
       AND NOT EXISTS (
           SELECT FROM unnest(%(roles)s::text[], %(bodies)s::uuid[]) AS held (role, body)
            WHERE held.role = now.turn AND (held.body = now.body OR held.body IS NULL))
       ) AS task
       -- What is over leaves two things to do: its reporter is told, and its file goes to the archive.
 WHERE (d.open OR d.next_step IN ('inform-reporter', 'archive-case'))
   AND d.next_step IS NOT NULL
       -- Questions have a list of their own.
   AND task.next_step <> 'answer-question'
   AND (%(steps)s::text[] IS NULL OR task.next_step = ANY(%(steps)s::text[]))
       -- Who is to be told follows from the row alone: these are found by an index of their own, in every other list among what is open.
   AND (%(steps)s::text[] IS DISTINCT FROM ARRAY['inform-reporter']
        OR d.next_step = 'inform-reporter' OR d.kind = 'report' AND d.stage = 'referred')
       -- What a track waits for until the investigation is reported is done in its case, which is listed itself; but for facts of its own.
   AND NOT (d.kind = 'proceeding' AND d.stage IN ('checked', 'investigating')
            AND task.next_step NOT IN ('close-proceeding', 'settle-facts'))
   AND EXISTS (
       SELECT FROM unnest(%(roles)s::text[], %(bodies)s::uuid[]) AS held (role, body)
        WHERE (held.role = task.turn
               -- A desk may tell whoever reported as well as its lead manager.
               OR held.role = 'intake' AND task.next_step = 'inform-reporter'
               -- What a respondent put right can be put on record for them by whoever waits for it.
               OR held.role = 'lead-manager' AND task.next_step = 'report-rectification'
               -- Whoever investigated may find what was left open as well as whoever reviews it.
               OR held.role = 'investigator' AND task.next_step = 'settle-facts' AND d.handlers @> ARRAY[%(officer)s::uuid])
          -- Whoever keeps a referred report waits for the body to which it went, and for the one with which an appeal lies; and no
          -- body but the one that decides on a respondent gives notice, deliberates and decides: domain/proceedings/competence.py.
          AND (task.body = held.body OR held.body IS NULL
               -- What no desk took in waits for every desk that sees it, as it stands in its inbox; that of an organ complained of does not.
               OR d.kind = 'report' AND task.body IS NULL AND held.body <> ALL(d.organs)
               OR d.keeper = held.body AND d.kind NOT IN ('report', 'appeal')
                   AND task.next_step <> ALL(%(of_who_decides)s::text[]))
          AND (held.role NOT IN ('investigator', 'appeal-handler') OR d.handlers = '{}'
               OR d.handlers @> ARRAY[%(officer)s::uuid]))
   AND
-- include: docket/scope.sql
OFFSET 0) AS found
 WHERE %(after_id)s::uuid IS NULL
    OR (day, first_position, id) > (coalesce(%(after_day)s::date, 'infinity'::date), %(after_position)s::bigint, %(after_id)s::uuid)
 ORDER BY day, first_position, id
 LIMIT %(limit)s
