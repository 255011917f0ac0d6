-- Which of some deadlines have ended, and when.
SELECT id, ended_on FROM read_models.deadlines_v1 WHERE id = ANY(%(ids)s) AND ended_on IS NOT NULL
