-- Drafts of others that the officer may approve, and the officer's own that were sent back; the oldest first.
SELECT p.id, p.about, p.matter, p.template, p.body, p.stage, p.draft, p.drafted_on, p.unsupported, p.gaps, d.organs, n.number
  FROM read_models.papers_v2 AS p
  JOIN read_models.docket_v2 AS d ON d.id = p.matter
  LEFT JOIN read_models.matter_numbers_v1 AS n ON n.id = p.matter
 WHERE (p.stage = 'draft' AND NOT p.drafters @> ARRAY[%(officer)s::uuid]
            AND (d.body = ANY(%(bodies)s::uuid[]) OR d.keeper = ANY(%(bodies)s::uuid[])
                 OR d.kind = 'report' AND p.body = ANY(%(bodies)s::uuid[]))
        OR p.stage = 'returned' AND p.drafters @> ARRAY[%(officer)s::uuid])
   AND
-- include: docket/scope.sql
 ORDER BY p.drafted_on, p.id
 LIMIT %(limit)s
