-- How many deadlines are due this week, overdue, extended or moved, by organ, whose turn it is, ground and kind.
WITH s AS MATERIALIZED (
    SELECT f.*
      FROM (
-- include: shown.sql
-- include: docket/scope.sql
           ) AS f
     WHERE f.state IN ('running', 'overdue') AND NOT f."right" AND NOT f.elsewhere
), counted (figure, code, count) AS (
    SELECT 'due_this_week', '', count(*) FROM s WHERE due_on BETWEEN %(week_from)s AND %(week_to)s
    UNION ALL
    SELECT 'overdue', '', count(*) FROM s WHERE state = 'overdue'
    UNION ALL
    SELECT 'overdue_by_body', body::text, count(*) FROM s WHERE state = 'overdue' AND body IS NOT NULL GROUP BY body
    UNION ALL
    SELECT 'overdue_by_organ', organ::text, count(*) FROM s, unnest(organs) AS organ WHERE state = 'overdue' GROUP BY organ
    UNION ALL
    SELECT 'overdue_by_handler', handler::text, count(*) FROM s, unnest(doers) AS handler
     WHERE state = 'overdue' GROUP BY handler
    UNION ALL
    SELECT 'close_by_handler', handler::text, count(*) FROM s, unnest(doers) AS handler
     WHERE colour = 'yellow' GROUP BY handler
    UNION ALL
    SELECT 'overdue_by_turn', role, count(*) FROM s, unnest(turns) AS role WHERE state = 'overdue' AND doers = '{}' GROUP BY role
    UNION ALL
    SELECT 'close_by_turn', role, count(*) FROM s, unnest(turns) AS role WHERE colour = 'yellow' AND doers = '{}' GROUP BY role
    UNION ALL
    SELECT 'overdue_unassigned', '', count(*) FROM s WHERE state = 'overdue' AND doers = '{}'
    UNION ALL
    SELECT 'close_unassigned', '', count(*) FROM s WHERE colour = 'yellow' AND doers = '{}'
    UNION ALL
    SELECT 'silent_lapses_by_kind', kind, count(*) FROM s WHERE state = 'overdue' GROUP BY kind
    UNION ALL
    SELECT 'extended', '', count(*) FROM s WHERE jsonb_array_length(extended) > 0
    UNION ALL
    SELECT 'extended_by_kind', kind, count(*) FROM s WHERE jsonb_array_length(extended) > 0 GROUP BY kind
    UNION ALL
    SELECT 'moved_by_calendar', '', count(*) FROM s WHERE jsonb_array_length(earlier) > 0
)
SELECT figure, code, count FROM counted ORDER BY figure, code
