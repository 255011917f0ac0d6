-- Reports that may be about the same facts: same organ, one of some kinds of problem or none named, not declined or merged.
-- Those that name a problem come first.
SELECT d.id, d.opened_on, d.problem IS NOT NULL AS said
  FROM read_models.docket_v2 AS d
 WHERE d.kind = 'report'
   AND d.organs && %(organs)s::uuid[]
   AND (d.problem = ANY(%(problems)s) OR d.problem IS NULL)
   AND d.stage NOT IN ('declined', 'merged')
 ORDER BY said DESC, d.first_position, d.id
 LIMIT 100
