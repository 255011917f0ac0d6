-- Which of some matters the reader may see.
SELECT d.id
  FROM read_models.docket_v2 AS d
 WHERE d.id = ANY(%(ids)s)
   AND
-- include: scope.sql
