-- Questions left to discretion that are this officer's to answer and that the next step waits for. The proceedings come in their
-- order from within, so that no more recommendations are read than a page needs.
SELECT near.id, near.kind, near.organs, near.grounds, near.due_on, near.due_kind, near.opened_on, near.number,
       asked ->> 'code' AS question, asked -> 'label' ->> 'zh' AS zh, asked -> 'label' ->> 'en' AS en, near.first_position,
       near.listed_on
  FROM (
    SELECT *
      FROM (
    SELECT d.id, d.kind, d.organs, d.grounds, now.due_on, now.due_kind, d.opened_on, d.body, d.keeper, d.handlers, n.number,
           d.first_position,
-- include: docket/day.sql
           AS listed_on
      FROM read_models.docket_v2 AS d
      LEFT JOIN read_models.matter_numbers_v1 AS n ON n.id = d.id
-- include: docket/whose_turn.sql
     WHERE d.open
       AND d.kind = 'proceeding'
       AND CASE WHEN ahead.step IS NULL THEN now.next_step ELSE d.next_step END = ANY(%(of_who_decides)s::text[])
       AND EXISTS (
           SELECT FROM unnest(%(roles)s::text[], %(bodies)s::uuid[]) AS held (role, body)
            WHERE (held.body IN (d.body, d.keeper) OR held.body IS NULL)
              AND (held.role <> 'investigator' OR d.handlers @> ARRAY[%(officer)s::uuid]))
       AND
-- include: docket/scope.sql
    OFFSET 0) AS waits
     WHERE %(after_id)s::uuid IS NULL
        OR (coalesce(listed_on, 'infinity'::date), first_position, id)
        >= (coalesce(%(after_day)s::date, 'infinity'::date), %(after_position)s::bigint, %(after_id)s::uuid)
     ORDER BY listed_on, first_position, id
    OFFSET 0) AS near
  JOIN LATERAL (
       SELECT body FROM read_models.recommendation_v1 WHERE proceeding_id = near.id ORDER BY position DESC LIMIT 1) AS said ON true
 CROSS JOIN LATERAL json_array_elements(said.body::json -> 'questions') AS asked
 WHERE asked ->> 'required' = 'true'
   AND asked ->> 'answer' IS NULL
   AND (%(after_id)s::uuid IS NULL OR near.id <> %(after_id)s::uuid OR asked ->> 'code' > %(after_question)s::text)
   AND EXISTS (
       SELECT FROM unnest(%(roles)s::text[], %(bodies)s::uuid[]) AS held (role, body)
        WHERE held.role = asked ->> 'answered_by'
          AND (held.body IN (near.body, near.keeper) OR held.body IS NULL)
          AND (held.role <> 'investigator' OR near.handlers @> ARRAY[%(officer)s::uuid]))
 ORDER BY near.listed_on, near.first_position, near.id, asked ->> 'code'
 LIMIT %(limit)s
