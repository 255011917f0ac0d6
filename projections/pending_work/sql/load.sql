-- How much waits for each officer, and how much of it is past its clock or close to it.
SELECT handler, count(*), count(*) FILTER (WHERE d.due_on < %(today)s),
       count(*) FILTER (WHERE d.due_on BETWEEN %(today)s AND %(soon)s)
  FROM read_models.docket_v2 AS d
  LEFT JOIN LATERAL unnest(d.handlers) AS handler ON true
 WHERE d.open
   AND d.kind IN ('case', 'appeal')
   AND
-- include: docket/scope.sql
 GROUP BY handler
 ORDER BY handler
