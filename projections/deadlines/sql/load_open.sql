-- Every deadline that runs over some days: what a calendar notice about them can move.
SELECT json_agg(d)::text
  FROM deadlines_v1 AS d
 WHERE d.ended_on IS NULL
   AND least(d.started_on, d.warn_on) <= %(last)s
   AND greatest(d.due_on, d.first_due_on, d.cap_on) >= %(first)s
