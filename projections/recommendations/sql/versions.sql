-- Everything that was ever said about a proceeding: what stands, and what was said under law that was replaced.
SELECT proceeding_id, position, known_at, known_on, rulebook, edition, policy, digest, status, permitted, suggested,
       facts, body, NULL::timestamptz AS withdrawn_at
  FROM read_models.recommendation_v1
 WHERE proceeding_id = %(proceeding)s
 UNION ALL
SELECT proceeding_id, position, known_at, known_on, rulebook, edition, policy, digest, status, permitted, suggested,
       facts, body, withdrawn_at
  FROM kept.recommendations_said
 WHERE proceeding_id = %(proceeding)s
 ORDER BY withdrawn_at NULLS LAST, position
