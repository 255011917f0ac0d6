-- Where proceedings stand after a batch.
INSERT INTO recommendation_track_v1 (proceeding_id, case_id, instrument, body, open, substance)
SELECT proceeding_id, case_id, instrument, body, open, substance
  FROM json_populate_recordset(NULL::recommendation_track_v1, %(rows)s)
ON CONFLICT (proceeding_id) DO UPDATE
   SET (body, open, substance) = (excluded.body, excluded.open, excluded.substance)
