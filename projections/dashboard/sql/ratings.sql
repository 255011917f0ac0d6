-- How many reporters said what of the outcome: counted under the same conditions as those that ``rated.sql`` lists.
SELECT said.term, count(*)
-- include: said.sql
 GROUP BY said.term
