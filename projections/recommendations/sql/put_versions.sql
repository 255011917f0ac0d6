-- New versions. A version is written once.
INSERT INTO recommendation_v1 (
       proceeding_id, position, known_at, known_on, rulebook, edition, policy, digest, substance, status, permitted,
       suggested, established, facts, body)
SELECT proceeding_id, position, known_at, known_on, rulebook, edition, policy, digest, substance, status, permitted,
       suggested, established, facts, body
  FROM json_populate_recordset(NULL::recommendation_v1, %(rows)s)
