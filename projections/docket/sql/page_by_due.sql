-- The nearest legal clock first: what stands between two days. What can have a day there is found by the indexes of days, and a row
-- stands under the one that is its own.
SELECT *
  FROM (
-- include: rows.sql
     WHERE
-- include: scope.sql
       AND
-- include: filter.sql
       AND (d.open OR d.due_on IS NOT NULL)
       AND (NOT %(near)s::boolean OR d.id = ANY (ARRAY(
           SELECT c.matter FROM read_models.deadlines_v1 AS c
            WHERE c.ended_on IS NULL AND c.due_on BETWEEN %(since)s::date AND %(until)s::date
            UNION ALL
           SELECT c.case_id FROM read_models.deadlines_v1 AS c
            WHERE c.ended_on IS NULL AND c.due_on BETWEEN %(since)s::date AND %(until)s::date AND c.case_id IS NOT NULL
            UNION ALL
           SELECT t.id FROM read_models.docket_v2 AS t
            WHERE coalesce(t.due_on, 'infinity'::date) BETWEEN %(since)s::date AND %(until)s::date
            UNION ALL
           SELECT t.id FROM read_models.docket_v2 AS t
            WHERE t.kind = 'proceeding' AND t.stage = 'statement' AND t.due_on < %(present_today)s::date)))
    OFFSET 0) AS found
 WHERE listed_on BETWEEN %(since)s::date AND %(until)s::date
   AND (%(after_id)s::uuid IS NULL OR (listed_on, id) > (%(after_day)s::date, %(after_id)s::uuid))
 ORDER BY listed_on, id
 LIMIT %(limit)s
