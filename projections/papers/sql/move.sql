-- The paper was returned, approved or withdrawn.
UPDATE papers_v1 SET stage = %(stage)s WHERE id = %(id)s
