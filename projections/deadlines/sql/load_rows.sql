-- The deadlines of the matters to which a batch belongs.
SELECT json_agg(d)::text FROM deadlines_v1 AS d WHERE d.matter = ANY(%(keys)s) OR d.case_id = ANY(%(keys)s)
