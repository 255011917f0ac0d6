-- Some proceedings.
SELECT json_agg(p)::text FROM liability_proceeding_v1 AS p WHERE p.proceeding_id = ANY(%(keys)s)
