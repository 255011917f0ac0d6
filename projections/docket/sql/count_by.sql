-- How many rows a filter finds within the scope, by kind, stage and whether they are open: the numbers beside the filters.
SELECT d.kind, d.stage, d.open, count(*)
  FROM read_models.docket_v2 AS d
-- include: whose_turn.sql
 WHERE
-- include: scope.sql
   AND
-- include: filter.sql
 GROUP BY d.kind, d.stage, d.open
 ORDER BY d.kind, d.stage, d.open
