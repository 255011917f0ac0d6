-- Open proceedings after *last* in the order of ids, each with what was said of it last.
SELECT t.proceeding_id, t.case_id, t.instrument, v.facts, v.known_on, v.policy, v.digest
  FROM recommendation_track_v1 AS t
  LEFT JOIN LATERAL (
       SELECT facts, known_on, policy, digest FROM recommendation_v1
        WHERE proceeding_id = t.proceeding_id ORDER BY position DESC LIMIT 1) AS v ON true
 WHERE t.open AND t.proceeding_id > %(last)s
 ORDER BY t.proceeding_id
 LIMIT %(size)s
