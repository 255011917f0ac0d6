-- How many open proceedings each officer has in hand to review: those that wait for a reviewer, under each who reviewed the file.
SELECT reviewer, count(*)
  FROM read_models.docket_v2 AS d
-- include: docket/whose_turn.sql
 CROSS JOIN LATERAL unnest(d.handlers) AS reviewer
 WHERE d.open
   AND d.kind = 'proceeding'
   AND now.turn = 'case-reviewer'
   AND d.memo -> 'reviewers' ? reviewer::text
   AND
-- include: docket/scope.sql
 GROUP BY reviewer
 ORDER BY reviewer
