-- Every deadline that runs: what a calendar notice can move.
SELECT json_agg(d)::text FROM deadlines_v1 AS d WHERE d.ended_on IS NULL
