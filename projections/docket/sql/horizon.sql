-- The day up to which so many clocks run from a day on; none where fewer do.
SELECT due_on FROM read_models.deadlines_v1 WHERE ended_on IS NULL AND due_on >= %(since)s ORDER BY due_on OFFSET %(clocks)s LIMIT 1
