-- The matters that count in each figure of a period, among the rows that the reader may see.
WITH d AS MATERIALIZED (
    SELECT d.id, d.kind, d.grounds, d.measures, d.outcome, d.instrument, d.opened_on, d.filed_on, d.decided_on, d.departed,
           d.overturned, d.stage, d.closed_on
      FROM read_models.docket_v2 AS d
     WHERE
-- include: docket/scope.sql
), opened AS (
    SELECT * FROM d WHERE kind = 'case' AND opened_on BETWEEN %(since)s AND %(until)s
), filed AS (
    SELECT * FROM d WHERE kind = 'case' AND filed_on BETWEEN %(since)s AND %(until)s
), decided AS (
    SELECT * FROM d WHERE kind = 'proceeding' AND decided_on BETWEEN %(since)s AND %(until)s
), listed (figure, code, kind, id, day) AS (
    SELECT 'opened', '', kind, id, opened_on FROM opened
    UNION ALL
    SELECT 'filed', '', kind, id, filed_on FROM filed
    UNION ALL
    SELECT 'decided', '', kind, id, decided_on FROM decided
    UNION ALL
    SELECT 'upheld', '', kind, id, decided_on FROM decided WHERE outcome = ANY(%(breach)s::text[])
    UNION ALL
    SELECT 'not_filed', '', kind, id, closed_on
      FROM d WHERE kind = 'case' AND stage = 'not-filed' AND closed_on BETWEEN %(since)s AND %(until)s
    UNION ALL
    SELECT 'departed', '', kind, id, decided_on FROM decided WHERE departed
    UNION ALL
    SELECT 'overturned', '', kind, id, decided_on FROM decided WHERE overturned IS NOT NULL
    UNION ALL
    SELECT 'by_instrument', instrument, kind, id, opened_on FROM opened WHERE instrument IS NOT NULL
    UNION ALL
    SELECT 'by_ground', ground, kind, id, opened_on FROM opened, unnest(grounds) AS ground
    UNION ALL
    SELECT 'by_outcome', outcome, kind, id, decided_on FROM decided WHERE outcome IS NOT NULL
    UNION ALL
    SELECT 'by_measure', measure, kind, id, decided_on FROM decided, unnest(measures) AS measure
    UNION ALL
    SELECT 'measures_by_ground', ground || ' ' || measure, kind, id, decided_on
      FROM decided, unnest(grounds) AS ground, unnest(measures) AS measure
    UNION ALL
    SELECT 'opened_by_month', to_char(opened_on, 'YYYY-MM'), kind, id, opened_on FROM opened
    UNION ALL
    SELECT 'decided_by_month', to_char(decided_on, 'YYYY-MM'), kind, id, decided_on FROM decided
)
SELECT figure, code, kind, id, day FROM listed ORDER BY figure, code, day, id
