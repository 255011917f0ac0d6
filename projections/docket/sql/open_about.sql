-- How many reports about each organ are open in some stages, within the scope; counted no further than to a limit.
SELECT o.organ, (SELECT count(*)
                   FROM (SELECT
                           FROM read_models.docket_v2 AS d
                          WHERE d.kind = 'report' AND d.open
                            AND d.stage = ANY(%(stages)s::text[])
                            AND d.organs @> ARRAY[o.organ]
                            AND
-- include: scope.sql
                          LIMIT %(limit)s) AS few)
  FROM unnest(%(organs)s::uuid[]) AS o (organ)
