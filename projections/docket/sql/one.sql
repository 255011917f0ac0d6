-- One row, if it is within the scope.
-- include: rows.sql
 WHERE d.id = %(id)s
   AND
-- include: scope.sql
