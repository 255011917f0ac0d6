-- Of each row of a list the clock that its day belongs to: the nearest of that kind, its own and of a case that of its tracks. Where the
-- docket tells no kind, the nearest clock of its own that somebody can be late with; of one day the first in the procedure. Who is asked to agree that a
-- reporter is seen has a list of that, and a report the clock of its desk: of that on which it lies.
SELECT w.id, to_json(found)::text
  FROM unnest(%(ids)s::uuid[], %(kinds)s::text[]) AS w (id, kind)
  JOIN read_models.docket_v2 AS d ON d.id = w.id
 CROSS JOIN LATERAL (
    SELECT c.id, c.matter, c.case_id, c.kind, c.due_on, c.basis, c.cites, c.provisional,
           c.extended <> '[]' AS extended, c.working IS NULL AS ordered,
           c.working -> 'period' AS period, c.working -> 'extension' -> 'period' AS more
      FROM read_models.deadlines_v1 AS c
     WHERE (c.matter = w.id OR c.case_id = w.id) AND c.ended_on IS NULL
       AND CASE WHEN w.kind IS NULL THEN c.matter = w.id AND NOT c."right" AND c.kind <> 'identity-answer' ELSE c.kind = w.kind END
       AND NOT (c.kind = 'triage' AND
-- include: docket/passed_on.sql
       )
     ORDER BY c.due_on, array_position(%(order)s::text[], c.kind), c.started_on, c.id
     LIMIT 1
 ) AS found
