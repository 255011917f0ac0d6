-- What changed last first.
-- include: rows.sql
 WHERE
-- include: scope.sql
   AND
-- include: filter.sql
   AND (%(after_id)s::uuid IS NULL
        OR (d.position, d.id) < (%(after_position)s::bigint, %(after_id)s::uuid))
 ORDER BY d.position DESC, d.id DESC
 LIMIT %(limit)s
