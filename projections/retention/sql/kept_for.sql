-- How many files that name a person are still to be kept: out of the archive, or in it with years that run, that have no end or are unsaid.
WITH classes AS (
    SELECT code, years FROM json_to_recordset(%(classes)s) AS c(code text, years int)
), files AS (
    SELECT DISTINCT coalesce(case_id, id) AS case_id FROM read_models.docket_v2 WHERE person = %(person)s
)
SELECT count(*)
  FROM files AS f
  LEFT JOIN read_models.retention_v1 AS r ON r.case_id = f.case_id
  LEFT JOIN classes AS c ON c.code = r.retention
 WHERE coalesce(r.archived_on + make_interval(years => c.years) > %(today)s::date, true)
