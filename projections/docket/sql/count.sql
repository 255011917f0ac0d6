-- How many rows a filter finds within the scope.
SELECT count(*)
  FROM read_models.docket_v2 AS d
-- include: whose_turn.sql
 WHERE
-- include: scope.sql
   AND
-- include: filter.sql
