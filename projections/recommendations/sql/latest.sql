-- What is said now about some proceedings.
SELECT DISTINCT ON (proceeding_id)
       proceeding_id, position, known_at, known_on, rulebook, edition, policy, digest, status, permitted, suggested,
       facts, body, NULL::timestamptz AS withdrawn_at
  FROM read_models.recommendation_v1
 WHERE proceeding_id = ANY(%(proceedings)s)
 ORDER BY proceeding_id, position DESC
