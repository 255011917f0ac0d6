-- Before the rebuilt rows take the place of those in use: what was said otherwise is kept, whole proceedings at a time.
INSERT INTO kept.recommendations_said (
       proceeding_id, position, known_at, known_on, rulebook, edition, policy, digest, substance, status, permitted,
       suggested, facts, body)
SELECT r.proceeding_id, r.position, r.known_at, r.known_on, r.rulebook, r.edition, r.policy, r.digest, r.substance,
       r.status, r.permitted, r.suggested, r.facts, r.body
  FROM read_models.recommendation_v1 AS r
 WHERE r.proceeding_id IN (
       SELECT old.proceeding_id
         FROM read_models.recommendation_v1 AS old
         LEFT JOIN read_models_next.recommendation_v1 AS new
           ON new.proceeding_id = old.proceeding_id AND new.position = old.position AND new.digest = old.digest
        WHERE new.proceeding_id IS NULL)
