-- Where some proceedings stand.
SELECT json_agg(t)::text FROM recommendation_track_v1 AS t WHERE t.proceeding_id = ANY(%(keys)s)
