-- The nearest legal clock first, rows without one last.
-- include: rows.sql
 WHERE
-- include: scope.sql
   AND
-- include: filter.sql
   AND (%(after_id)s::uuid IS NULL
        OR (coalesce(d.due_on, 'infinity'::date), d.id) > (coalesce(%(after_day)s::date, 'infinity'::date), %(after_id)s::uuid))
 ORDER BY coalesce(d.due_on, 'infinity'::date), d.id
 LIMIT %(limit)s
