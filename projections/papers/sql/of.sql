-- The papers of some matters.
SELECT id FROM read_models.papers_v1 WHERE matter = ANY(%(matters)s)
