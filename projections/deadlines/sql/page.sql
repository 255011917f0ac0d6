-- Deadlines within the scope, the nearest first.
SELECT to_json(s)::text
  FROM (
-- include: shown.sql
-- include: docket/scope.sql
       ) AS s
 WHERE
-- include: filter.sql
   AND (%(after_id)s::uuid IS NULL OR (s.due_on, s.id) > (%(after_day)s::date, %(after_id)s::uuid))
 ORDER BY s.due_on, s.id
 LIMIT %(limit)s
