-- The facts that were known last of each of some proceedings.
SELECT DISTINCT ON (proceeding_id) proceeding_id, facts
  FROM read_models.recommendation_v1
 WHERE proceeding_id = ANY(%(proceedings)s)
 ORDER BY proceeding_id, position DESC
