-- What was established last in each of some proceedings, by what was found and by what the record itself shows.
SELECT DISTINCT ON (proceeding_id) proceeding_id, established
  FROM read_models.recommendation_v1
 WHERE proceeding_id = ANY(%(proceedings)s)
 ORDER BY proceeding_id, position DESC
