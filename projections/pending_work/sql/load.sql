-- How many open cases and appeals each officer has in hand.
SELECT handler, count(*)
  FROM read_models.docket_v2 AS d
  LEFT JOIN LATERAL unnest(d.handlers) AS handler ON true
 WHERE d.open
   AND d.kind IN ('case', 'appeal')
   AND
-- include: docket/scope.sql
 GROUP BY handler
 ORDER BY handler
