-- A policy by content id, as canonical JSON.
SELECT body FROM law.contents WHERE content = %(content)s AND kind = 'policy'
