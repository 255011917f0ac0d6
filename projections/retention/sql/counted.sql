-- How many files of each class lie in the archive, and how many of them are due by a day.
SELECT r.retention, count(*),
       count(*) FILTER (WHERE (r.archived_on + make_interval(years => c.years))::date <= %(due_to)s::date)
  FROM read_models.retention_v1 AS r
  LEFT JOIN json_to_recordset(%(classes)s) AS c(code text, years int) ON c.code = r.retention
 WHERE r.archived_on IS NOT NULL
 GROUP BY r.retention
 ORDER BY r.retention
