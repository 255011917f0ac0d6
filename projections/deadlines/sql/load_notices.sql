-- Notices proposed for the calendar, and whether they are part of it.
SELECT stream, content, signed, position FROM deadline_notices_v1
