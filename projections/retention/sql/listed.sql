-- Files in the archive, what falls due first; those whose class gives no day come last. After a place in that order, if one is given.
WITH classes AS (
    SELECT code, years FROM json_to_recordset(%(classes)s) AS c(code text, years int)
), filed AS (
    SELECT r.case_id, r.retention, r.archived_on, r.archived_by, d.keeper, n.number,
           (r.archived_on + make_interval(years => c.years))::date AS due_on
      FROM read_models.retention_v1 AS r
      LEFT JOIN classes AS c ON c.code = r.retention
      LEFT JOIN read_models.docket_v2 AS d ON d.id = r.case_id
      LEFT JOIN read_models.matter_numbers_v1 AS n ON n.id = r.case_id
     WHERE r.archived_on IS NOT NULL
)
SELECT case_id, retention, archived_on, archived_by, keeper, number, due_on
  FROM filed
 WHERE (%(due_to)s::date IS NULL OR due_on <= %(due_to)s)
   AND (%(retention)s::text IS NULL OR retention = %(retention)s)
   AND (%(after_id)s::uuid IS NULL
        OR (coalesce(due_on, 'infinity'::date), case_id) > (coalesce(%(after_day)s::date, 'infinity'::date), %(after_id)s::uuid))
 ORDER BY coalesce(due_on, 'infinity'::date), case_id
 LIMIT %(limit)s
