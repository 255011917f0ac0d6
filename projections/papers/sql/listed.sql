-- The papers of some matters, in the order of their beginning.
SELECT id, matter, template, stage, draft, drafted_on, number, approved_on
  FROM read_models.papers_v2
 WHERE matter = ANY(%(matters)s)
 ORDER BY drafted_on, id
