-- Which of some matters the reader may see, and of what kind each is.
SELECT d.id, d.kind
  FROM read_models.docket_v2 AS d
 WHERE d.id = ANY(%(ids)s)
   AND
-- include: scope.sql
