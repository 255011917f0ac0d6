-- The rows of some streams.
SELECT json_agg(h)::text FROM history_stream_v1 AS h WHERE h.stream = ANY(%(keys)s)
