-- Grades within the scope, the latest first; after a place in that order, if one is given.
SELECT g.matter, g.kind, g.organ, g.grade, g.score, g.given_on
  FROM read_models.grades_v1 AS g
  JOIN read_models.docket_v2 AS d ON d.id = g.matter
 WHERE
-- include: docket/scope.sql
   AND
-- include: filter.sql
   AND (%(after_day)s::date IS NULL
        OR (g.given_on, g.matter, g.organ) < (%(after_day)s::date, %(after_matter)s::uuid, %(after_organ)s::uuid))
 ORDER BY g.given_on DESC, g.matter DESC, g.organ DESC
 LIMIT %(limit)s
