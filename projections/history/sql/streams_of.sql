-- All streams of a case, in the order in which they began.
SELECT stream, kind FROM read_models.history_stream_v1 WHERE case_id = %(case)s ORDER BY first_position
