-- Publication clocks whose last day lies in the period and has come, by organ and what became of them.
SELECT organ, count(*) FILTER (WHERE s.state = 'in-time'), count(*) FILTER (WHERE s.state = 'late'),
       count(*) FILTER (WHERE s.state = 'overdue')
  FROM (
-- include: deadlines/shown.sql
-- include: docket/scope.sql
       ) AS s, unnest(s.organs) AS organ
 WHERE s.kind = 'publication'
   AND s.state IN ('in-time', 'late', 'overdue')
   AND s.due_on BETWEEN %(since)s AND %(until)s
 GROUP BY organ
 ORDER BY count(*) FILTER (WHERE s.state <> 'in-time') DESC, organ
