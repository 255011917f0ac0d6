-- What proceedings lack after a batch.
INSERT INTO recommendation_wait_v1 (proceeding_id, case_id, facts, answered_by)
SELECT proceeding_id, case_id, facts, answered_by
  FROM json_populate_recordset(NULL::recommendation_wait_v1, %(rows)s)
ON CONFLICT (proceeding_id) DO UPDATE
   SET (facts, answered_by) = (excluded.facts, excluded.answered_by)
