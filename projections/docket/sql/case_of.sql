-- To which case each stream belongs, as far as the docket knows.
SELECT id, coalesce(case_id, id) FROM docket_v2 WHERE id = ANY(%(ids)s)
