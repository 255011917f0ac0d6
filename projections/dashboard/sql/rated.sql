-- The reports whose reporter rated the outcome, with what was said.
SELECT said.term, d.id, d.opened_on
-- include: said.sql
 ORDER BY said.term, d.opened_on, d.id
