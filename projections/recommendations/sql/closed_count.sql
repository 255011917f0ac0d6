-- How many closed proceedings an instrument concerns; see closed_tracks.
SELECT count(*)
  FROM read_models.recommendation_track_v1 AS t
  JOIN LATERAL (
       SELECT body FROM read_models.recommendation_v1 WHERE proceeding_id = t.proceeding_id ORDER BY position DESC LIMIT 1) AS v ON true
 WHERE NOT t.open AND (%(every)s OR t.instrument = %(instrument)s OR strpos(v.body, %(instrument)s) > 0)
