-- The files of a batch. The last word on a case holds.
INSERT INTO retention_v1 (case_id, retention, archived_on, archived_by)
SELECT case_id, retention, archived_on, archived_by FROM json_populate_recordset(NULL::retention_v1, %(rows)s)
ON CONFLICT (case_id) DO UPDATE
   SET (retention, archived_on, archived_by) = (excluded.retention, excluded.archived_on, excluded.archived_by)
