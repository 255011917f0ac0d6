-- How much waits on others, shown or not.
SELECT count(*)
-- include: waits.sql
