-- How many open cases and appeals are still in the hands of these officers.
SELECT handler, count(*)
  FROM read_models.docket_v2 AS d, unnest(d.handlers) AS handler
 WHERE d.open
   AND d.kind IN ('case', 'appeal')
   AND d.handlers && %(officers)s::uuid[]
   AND handler = ANY(%(officers)s::uuid[])
 GROUP BY handler
