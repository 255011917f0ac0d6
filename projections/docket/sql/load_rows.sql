-- The rows of the matters to which a batch belongs.
SELECT json_agg(d)::text FROM docket_v2 AS d WHERE d.id = ANY(%(keys)s) OR d.case_id = ANY(%(keys)s)
