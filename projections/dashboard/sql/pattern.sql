-- What was decided in the period, by ground, by organ and by body: how much of it apart from the suggestion, how much an appeal
-- changed; and of the appeals decided in it, how each ended. A matter counts once under each of its grounds, organs and bodies.
WITH d AS MATERIALIZED (
    SELECT d.kind, d.grounds, d.organs, d.body, d.keeper, d.departed, d.overturned, d.outcome
      FROM read_models.docket_v2 AS d
     WHERE d.kind IN ('proceeding', 'appeal')
       AND d.decided_on BETWEEN %(since)s AND %(until)s
       AND
-- include: docket/scope.sql
), parted (part, code, kind, departed, overturned, outcome) AS (
    SELECT 'ground', ground, kind, departed, overturned, outcome FROM d, unnest(grounds) AS ground
    UNION ALL
    SELECT 'organ', organ::text, kind, departed, overturned, outcome FROM d, unnest(organs) AS organ
    UNION ALL
    SELECT 'body', body::text, kind, departed, overturned, outcome FROM d WHERE body IS NOT NULL
    UNION ALL
    SELECT 'body', keeper::text, kind, departed, overturned, outcome FROM d WHERE keeper IS DISTINCT FROM body AND keeper IS NOT NULL
)
SELECT part, code,
       count(*) FILTER (WHERE kind = 'proceeding'),
       count(*) FILTER (WHERE kind = 'proceeding' AND departed),
       count(*) FILTER (WHERE kind = 'proceeding' AND overturned IS NOT NULL),
       CASE WHEN kind = 'appeal' THEN outcome END,
       count(*) FILTER (WHERE kind = 'appeal')
  FROM parted
 GROUP BY part, code, 6
 ORDER BY part, code, 6
