-- The paper was signed: it has its number, and the words by which that is found.
UPDATE papers_v2 SET stage = 'approved', number = %(number)s, terms = %(terms)s, approved_on = %(approved_on)s WHERE id = %(id)s
