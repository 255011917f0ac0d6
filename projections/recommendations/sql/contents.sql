-- Rulebooks by content id, as canonical JSON.
SELECT content, body FROM law.contents WHERE content = ANY(%(contents)s)
