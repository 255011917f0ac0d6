-- Leads received in the period, by the door through which they came.
SELECT d.source, count(*)
  FROM read_models.docket_v2 AS d
 WHERE d.kind = 'report'
   AND d.opened_on BETWEEN %(since)s AND %(until)s
   AND
-- include: docket/scope.sql
 GROUP BY d.source
 ORDER BY count(*) DESC, d.source
