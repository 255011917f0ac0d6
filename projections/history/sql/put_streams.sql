-- Streams begun or linked in a batch. A link adds the case; the beginning stays.
INSERT INTO history_stream_v1 AS h (stream, kind, case_id, proceeding_id, first_position)
SELECT stream, kind, case_id, proceeding_id, first_position
  FROM json_populate_recordset(NULL::history_stream_v1, %(rows)s)
ON CONFLICT (stream) DO UPDATE SET case_id = excluded.case_id
