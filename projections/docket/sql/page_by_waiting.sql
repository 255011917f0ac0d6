-- What waits longest first.
-- include: rows.sql
 WHERE
-- include: scope.sql
   AND
-- include: filter.sql
   AND (%(after_id)s::uuid IS NULL
        OR (d.opened_on, d.id) > (%(after_day)s::date, %(after_id)s::uuid))
 ORDER BY d.opened_on, d.id
 LIMIT %(limit)s
