-- To which case each stream belongs, as far as is known.
SELECT stream, coalesce(case_id, stream) FROM deadline_facts_v1 WHERE stream = ANY(%(ids)s)
