-- Every running deadline whose length is counted, of whatever scope: what a notice not yet signed would move.
SELECT json_agg(json_build_object('id', c.id, 'working', c.working, 'extended', jsonb_array_length(c.extended) > 0))::text
  FROM read_models.deadlines_v1 AS c
 WHERE c.ended_on IS NULL AND c.working IS NOT NULL
