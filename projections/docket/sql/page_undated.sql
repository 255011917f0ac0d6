-- What no clock runs for, after everything that has a day.
-- include: rows.sql
 WHERE
-- include: scope.sql
   AND
-- include: filter.sql
   AND coalesce(d.due_on, 'infinity'::date) = 'infinity'::date
   AND (NOT d.open OR
-- include: day.sql
        IS NULL)
   AND (%(after_id)s::uuid IS NULL OR d.id > %(after_id)s::uuid)
 ORDER BY coalesce(d.due_on, 'infinity'::date), d.id
 LIMIT %(limit)s
