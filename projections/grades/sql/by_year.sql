-- How many organs got which grade in which year.
SELECT g.kind, extract(year FROM g.given_on)::int AS year, g.grade, count(*)
  FROM read_models.grades_v1 AS g
  JOIN read_models.docket_v2 AS d ON d.id = g.matter
 WHERE
-- include: docket/scope.sql
   AND
-- include: filter.sql
 GROUP BY g.kind, year, g.grade
 ORDER BY g.kind, year DESC, g.grade
