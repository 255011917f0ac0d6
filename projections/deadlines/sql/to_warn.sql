-- What is to be warned of on a day: near, passed, or moved by a calendar notice, and for whom it waits: by the step that comes next of the
-- matter as the lists have it, of a case that waits for its tracks by theirs. Rights of respondents are theirs alone. A request to see
-- who reported is answered by whoever may agree to it, never by the one who asked: not by who has the report in hand.
SELECT json_build_object(
           'deadline', c.id, 'matter', c.matter, 'case_id', c.case_id, 'kind', c.kind, 'due_on', c.due_on,
           'reason', r.reason, 'body', m.body,
           'waits', CASE WHEN w.second THEN '[]'
                         WHEN next.waits IS NOT NULL THEN next.waits
                         -- Nothing comes next while a clock runs: the desk that keeps the matter watches it.
                         WHEN c.whose IN ('body', 'respondent') AND m.body IS NOT NULL
                         THEN json_build_array(json_build_object('role', 'lead-manager', 'bodies', ARRAY[m.body], 'officers', ARRAY[]::uuid[]))
                         ELSE '[]' END,
           'answers', CASE WHEN w.second THEN 'report.agree-identity' END,
           'locked_out', CASE WHEN w.second THEN m.locked_out || c.key::uuid ELSE m.locked_out END,
           -- What no desk took in lies with every desk but that of the organ complained of.
           'apart', CASE WHEN m.body IS NULL THEN m.organs ELSE '{}' END,
           'asked', CASE WHEN c.kind = 'consultation-reply' THEN c.key END)::text
  FROM read_models.deadlines_v1 AS c
  JOIN read_models.docket_v2 AS m ON m.id = c.matter
 CROSS JOIN LATERAL (SELECT c.kind = 'identity-answer' AS second) AS w
 CROSS JOIN LATERAL (
       SELECT 'due-soon' AS reason WHERE %(present_today)s::date BETWEEN c.warn_on AND c.due_on
       UNION ALL
       SELECT 'overdue' WHERE c.due_on < %(present_today)s::date
       UNION ALL
       SELECT 'moved' WHERE jsonb_array_length(c.earlier) > 0
       ) AS r
 CROSS JOIN LATERAL (
       SELECT json_agg(json_build_object('role', t.role, 'bodies', t.bodies, 'officers', t.officers)) AS waits
         FROM (
              SELECT d.id,
                     -- What a respondent puts right or carries out is watched, and put on record for them, by the desk.
                     CASE now.turn WHEN 'respondent' THEN 'lead-manager' ELSE now.turn END AS role,
                     -- As in pending_work/sql/mine.sql: whoever keeps a matter acts in it too, but where one body alone decides.
                     CASE WHEN d.kind NOT IN ('report', 'appeal') AND now.next_step <> ALL(%(of_who_decides)s::text[])
                          THEN array_remove(ARRAY[now.body, nullif(d.keeper, now.body)], NULL)
                          ELSE array_remove(ARRAY[now.body], NULL) END AS bodies,
                     -- Those assigned to it, where whoever is assigned takes the step.
                     CASE WHEN now.turn IN ('investigator', 'appeal-handler') THEN d.handlers
                          WHEN now.turn = 'case-reviewer'
                          THEN ARRAY(SELECT one::uuid FROM jsonb_array_elements_text(d.memo -> 'reviewers') AS one)
                          ELSE '{}' END AS officers,
                     bool_or(d.id = m.id) OVER () AS itself
                FROM read_models.docket_v2 AS d
-- include: docket/whose_turn.sql
               WHERE (d.id = m.id OR m.kind = 'case' AND d.case_id = m.id AND d.kind = 'proceeding' AND d.open)
                 AND now.turn IS NOT NULL
              ) AS t
        WHERE t.id = m.id OR NOT t.itself
       ) AS next
 WHERE c.ended_on IS NULL
       -- Whoever is taken to agree by silence is warned before that, and is not late after it.
   AND (NOT c."right" OR c.kind = 'consultation-reply' AND r.reason <> 'overdue')
 ORDER BY c.due_on, c.id, r.reason
