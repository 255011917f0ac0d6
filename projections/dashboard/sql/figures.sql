-- All counts of a dashboard in one pass over the rows that the reader may see.
WITH d AS MATERIALIZED (
    SELECT d.id, d.kind, d.stage, d.open, d.grounds, d.measures, d.opened_on, d.filed_on, d.decided_on,
           d.departed, d.overturned,
           d.outcome = ANY(%(breach)s::text[]) AS upheld,
           d.kind = 'case' AND d.stage = 'not-filed' AND d.closed_on BETWEEN %(since)s AND %(until)s AS not_filed,
           d.kind = 'case' AND d.opened_on BETWEEN %(since)s AND %(until)s AS opened,
           d.kind = 'proceeding' AND d.decided_on BETWEEN %(since)s AND %(until)s AS decided
      FROM read_models.docket_v2 AS d
     WHERE
-- include: docket/scope.sql
), counted (figure, code, count) AS (
    SELECT 'open', kind, count(*) FROM d WHERE open GROUP BY kind
    UNION ALL
    SELECT 'overdue', '', count(*)
      FROM d AS seen
      JOIN read_models.docket_v2 AS d ON d.id = seen.id
-- include: docket/whose_turn.sql
     WHERE seen.open AND seen.kind = ANY(%(kinds)s::text[])
-- include: docket/due.sql
    UNION ALL
    SELECT 'by_stage', kind || ' ' || stage, count(*) FROM d WHERE open AND kind IN ('case', 'proceeding')
     GROUP BY kind, stage
    UNION ALL
    SELECT 'by_ground', ground, count(*) FROM d, unnest(grounds) AS ground WHERE opened GROUP BY ground
    UNION ALL
    SELECT 'by_measure', measure, count(*) FROM d, unnest(measures) AS measure WHERE decided GROUP BY measure
    UNION ALL
    SELECT 'measures_by_ground', ground || ' ' || measure, count(*)
      FROM d, unnest(grounds) AS ground, unnest(measures) AS measure WHERE decided GROUP BY ground, measure
    UNION ALL
    SELECT 'opened_by_month', to_char(opened_on, 'YYYY-MM'), count(*) FROM d WHERE opened GROUP BY 2
    UNION ALL
    SELECT 'decided_by_month', to_char(decided_on, 'YYYY-MM'), count(*) FROM d WHERE decided GROUP BY 2
    UNION ALL
    SELECT 'decided', '', count(*) FROM d WHERE decided
    UNION ALL
    SELECT 'upheld', '', count(*) FROM d WHERE decided AND upheld
    UNION ALL
    SELECT 'not_filed', '', count(*) FROM d WHERE not_filed
    UNION ALL
    SELECT 'departed', '', count(*) FROM d WHERE decided AND departed
    UNION ALL
    SELECT 'overturned', '', count(*) FROM d WHERE decided AND overturned IS NOT NULL
)
SELECT figure, code, count FROM counted ORDER BY figure, code
