-- Requests to see who reported that nobody answered, within the scope; not those of whoever reads. The nearest day first.
SELECT d.id, c.due_on, NULL AS due_kind, c.key::uuid AS officer, c.started_on AS asked_on, n.number, d.organs,
       json_build_object('id', c.id, 'matter', c.matter, 'case_id', c.case_id, 'kind', c.kind, 'due_on', c.due_on, 'basis', c.basis,
                         'cites', c.cites, 'provisional', c.provisional, 'extended', c.extended <> '[]', 'ordered', c.working IS NULL,
                         'period', c.working -> 'period', 'more', c.working -> 'extension' -> 'period')::text AS clock
  FROM read_models.deadlines_v1 AS c
  JOIN read_models.docket_v2 AS d ON d.id = c.matter
  LEFT JOIN read_models.matter_numbers_v1 AS n ON n.id = c.matter
 WHERE c.ended_on IS NULL
   AND c.kind = 'identity-answer'
   AND c.key <> %(officer)s::uuid::text
   AND
-- include: docket/scope.sql
 ORDER BY c.due_on, c.id
 LIMIT %(limit)s
