-- The papers of some matters.
SELECT id FROM read_models.papers_v2 WHERE matter = ANY(%(matters)s)
