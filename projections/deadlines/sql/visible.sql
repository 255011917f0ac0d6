-- Which of some deadlines the reader may see.
SELECT c.id
  FROM read_models.deadlines_v1 AS c
  JOIN read_models.docket_v2 AS d ON d.id = c.matter
 WHERE c.id = ANY(%(ids)s)
   AND
-- include: docket/scope.sql
