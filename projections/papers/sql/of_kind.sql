-- Papers of some kinds that were signed, the latest first.
SELECT p.id, p.about, p.matter, p.template, p.body, p.stage, p.number, p.approved_on, n.number AS matter_number
  FROM read_models.papers_v2 AS p
  JOIN read_models.docket_v2 AS d ON d.id = p.matter
  LEFT JOIN read_models.matter_numbers_v1 AS n ON n.id = p.matter
 WHERE p.template = ANY(%(templates)s::text[]) AND p.approved_on IS NOT NULL
   AND
-- include: docket/scope.sql
 ORDER BY p.approved_on DESC, p.id
 LIMIT %(limit)s
