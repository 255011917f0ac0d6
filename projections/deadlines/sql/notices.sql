-- The contents of signed notices. They are never changed or removed.
SELECT content, notice FROM calendar.notices WHERE content = ANY(%(contents)s)
