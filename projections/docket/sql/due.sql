       -- The day of a row is the last day of the clock behind it (deadlines/sql/of_rows.sql finds the same); where none
       -- is kept, the docket's own. What can be due at all is found first, by the indexes of days.
   AND (%(due_to)s::date IS NULL OR d.id IN (
            SELECT c.matter FROM read_models.deadlines_v1 AS c WHERE c.ended_on IS NULL AND c.due_on <= %(due_to)s::date
             UNION ALL
            SELECT c.case_id FROM read_models.deadlines_v1 AS c
             WHERE c.ended_on IS NULL AND c.due_on <= %(due_to)s::date AND c.case_id IS NOT NULL
             UNION ALL
            SELECT t.id FROM read_models.docket_v2 AS t
             WHERE coalesce(t.due_on, 'infinity'::date) <= greatest(%(due_to)s::date, %(present_today)s::date)))
   AND (%(due_to)s::date IS NULL AND %(due_from)s::date IS NULL
        OR coalesce((SELECT min(c.due_on) FROM read_models.deadlines_v1 AS c
                      WHERE (c.matter = d.id OR c.case_id = d.id) AND c.ended_on IS NULL
                        AND CASE WHEN %(clocks)s::jsonb ->> now.due_kind IS NULL THEN c.matter = d.id AND NOT c."right"
                                 ELSE c.kind = %(clocks)s::jsonb ->> now.due_kind END), now.due_on)
           BETWEEN coalesce(%(due_from)s::date, '-infinity'::date) AND coalesce(%(due_to)s::date, 'infinity'::date))
