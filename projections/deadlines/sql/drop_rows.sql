-- Deadlines that are another matter's from now on: a case's time to decide becomes that of each respondent.
DELETE FROM deadlines_v1 WHERE id = ANY(%(ids)s)
