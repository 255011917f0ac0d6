-- Closed proceedings after *last* in the order of ids that rest on an instrument, on one that cites it, or *every* one.
SELECT t.proceeding_id, t.case_id, t.instrument, t.body, v.facts, v.known_on, v.policy,
       (v.body::json -> 'suggestion')::text AS suggestion
  FROM read_models.recommendation_track_v1 AS t
  JOIN LATERAL (
       SELECT facts, known_on, policy, body FROM read_models.recommendation_v1
        WHERE proceeding_id = t.proceeding_id ORDER BY position DESC LIMIT 1) AS v ON true
 WHERE NOT t.open AND t.proceeding_id > %(last)s
   AND (%(every)s OR t.instrument = %(instrument)s OR strpos(v.body, %(instrument)s) > 0)
 ORDER BY t.proceeding_id
 LIMIT %(size)s
