-- What this officer is assigned to and somebody else has to move.
SELECT d.id, d.kind, d.case_id, d.proceeding_id, d.stage, now.next_step, now.turn, now.body, d.organs, d.grounds, now.due_on,
       now.due_kind, d.opened_on, d.version, true AS assigned, n.number, d.first_position,
-- include: docket/day.sql
       AS listed_on
-- include: waits.sql
 ORDER BY listed_on, d.first_position, d.id
 LIMIT %(limit)s
