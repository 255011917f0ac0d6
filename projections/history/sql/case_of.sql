-- The case of a stream; NULL for a report that no case has taken up.
SELECT case_id FROM read_models.history_stream_v1 WHERE stream = %(stream)s
