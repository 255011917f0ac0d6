-- The register numbers of matters, as far as they have one.
SELECT id, kind, number FROM read_models.matter_numbers_v1 WHERE id = ANY(%(ids)s)
