-- What the matters to which a batch belongs say of their clocks.
SELECT json_agg(f)::text FROM deadline_facts_v1 AS f WHERE f.stream = ANY(%(keys)s) OR f.case_id = ANY(%(keys)s)
