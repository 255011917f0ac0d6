-- The paper was returned or withdrawn.
UPDATE papers_v2 SET stage = %(stage)s WHERE id = %(id)s
