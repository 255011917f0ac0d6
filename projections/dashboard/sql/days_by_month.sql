-- Median of the calendar days from filing to decision, by month of the decision.
SELECT to_char(d.decided_on, 'YYYY-MM'), count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY d.decided_on - d.filed_on)
  FROM read_models.docket_v2 AS d
 WHERE d.kind = 'proceeding'
   AND d.decided_on BETWEEN %(since)s AND %(until)s
   AND d.filed_on IS NOT NULL
   AND
-- include: docket/scope.sql
 GROUP BY 1
 ORDER BY 1
