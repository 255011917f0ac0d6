-- Every running deadline over some days whose length is counted, of whatever scope: what a notice not yet signed can move.
SELECT json_agg(json_build_object('id', c.id, 'matter', c.matter, 'case_id', c.case_id, 'kind', c.kind,
                                  'extended', jsonb_array_length(c.extended) > 0, 'working', c.working)
                ORDER BY c.due_on, c.id)::text
  FROM read_models.deadlines_v1 AS c
 WHERE c.ended_on IS NULL
   AND c.working IS NOT NULL
   AND c.started_on <= %(last)s
   AND greatest(c.due_on, c.first_due_on) >= %(first)s
