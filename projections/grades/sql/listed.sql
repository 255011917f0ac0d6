-- Grades within the scope, the latest first.
SELECT g.matter, g.kind, g.organ, g.grade, g.score, g.given_on
  FROM read_models.grades_v1 AS g
  JOIN read_models.docket_v2 AS d ON d.id = g.matter
 WHERE
-- include: docket/scope.sql
   AND
-- include: filter.sql
 ORDER BY g.given_on DESC, g.matter, g.organ
 LIMIT %(limit)s
