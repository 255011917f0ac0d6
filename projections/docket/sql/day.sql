       -- The day of a row: the last day of the clock behind it (deadlines/sql/of_rows.sql finds the same), where none is kept the
       -- docket's own. Nothing is added to the days so that the clocks of the matter are read and not all in order of their days.
       coalesce((SELECT min(c.due_on + 0) FROM read_models.deadlines_v1 AS c
                  WHERE (c.matter = d.id OR c.case_id = d.id) AND c.ended_on IS NULL
                    AND NOT (c.kind = 'triage' AND
-- include: docket/passed_on.sql
                    )
                    AND CASE WHEN %(clocks)s::jsonb ->> now.due_kind IS NULL THEN c.matter = d.id AND NOT c."right" AND c.kind <> 'identity-answer'
                             ELSE c.kind = %(clocks)s::jsonb ->> now.due_kind END), now.due_on)
