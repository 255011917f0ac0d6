-- What is to be warned of on a day: near, passed, or moved by a calendar notice. Rights of respondents are theirs alone. A request to see
-- who reported is answered by whoever may agree to it, never by the one who asked: not by who has the report in hand.
SELECT json_build_object(
           'deadline', c.id, 'matter', c.matter, 'case_id', c.case_id, 'kind', c.kind, 'due_on', c.due_on,
           'reason', r.reason, 'body', d.body,
           'handlers', CASE WHEN w.second THEN '{}' ELSE d.handlers END,
           'turn', CASE WHEN w.second THEN NULL ELSE coalesce(d.turn, CASE WHEN c.whose = 'body' THEN 'lead-manager' END) END,
           'answers', CASE WHEN w.second THEN 'report.agree-identity' END,
           'locked_out', CASE WHEN w.second THEN d.locked_out || c.key::uuid ELSE d.locked_out END,
           'decided_by', CASE WHEN d.kind = 'appeal' THEN d.memo ->> 'decided_by' END,
           'asked', CASE WHEN c.kind = 'consultation-reply' THEN c.key END)::text
  FROM read_models.deadlines_v1 AS c
  JOIN read_models.docket_v2 AS d ON d.id = c.matter
 CROSS JOIN LATERAL (SELECT c.kind = 'identity-answer' AS second) AS w
 CROSS JOIN LATERAL (
       SELECT 'due-soon' AS reason WHERE %(today)s::date BETWEEN c.warn_on AND c.due_on
       UNION ALL
       SELECT 'overdue' WHERE c.due_on < %(today)s::date
       UNION ALL
       SELECT 'moved' WHERE jsonb_array_length(c.earlier) > 0
       ) AS r
 WHERE c.ended_on IS NULL
       -- Whoever is taken to agree by silence is warned before that, and is not late after it.
   AND (NOT c."right" OR c.kind = 'consultation-reply' AND r.reason <> 'overdue')
 ORDER BY c.due_on, c.id, r.reason
