       -- Until a day: what can be due at all is found first, by the indexes of days.
   AND (%(due_to)s::date IS NULL OR d.id IN (
            SELECT c.matter FROM read_models.deadlines_v1 AS c WHERE c.ended_on IS NULL AND c.due_on <= %(due_to)s::date
             UNION ALL
            SELECT c.case_id FROM read_models.deadlines_v1 AS c
             WHERE c.ended_on IS NULL AND c.due_on <= %(due_to)s::date AND c.case_id IS NOT NULL
             UNION ALL
            SELECT t.id FROM read_models.docket_v2 AS t
             WHERE coalesce(t.due_on, 'infinity'::date) <= greatest(%(due_to)s::date, %(present_today)s::date)))
   AND (%(due_to)s::date IS NULL OR %(due_to)s::date >=
-- include: docket/day.sql
       )
   AND (%(due_from)s::date IS NULL OR %(due_from)s::date <=
-- include: docket/day.sql
       )
