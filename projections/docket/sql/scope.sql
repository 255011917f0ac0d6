       -- What the reader may see at all; see projections.scope.
       d.kind = ANY(%(scope_kinds)s::text[])
   AND (%(scope_locked_out)s::uuid IS NULL OR NOT d.locked_out @> ARRAY[%(scope_locked_out)s::uuid])
   AND (d.kind IN ('proceeding', 'appeal') AND d.notified
           AND (d.person = ANY (%(scope_respondents)s::uuid[])
                OR d.subject = 'organ' AND d.organs && %(scope_respondents)s::uuid[])
        OR d.kind = 'consultation' AND d.organs && %(scope_consulted)s::uuid[]
        OR d.kind = 'report' AND d.id = %(scope_report)s
        OR d.id = ANY(%(scope_opened)s::uuid[])
        OR (%(scope_everything)s
            OR d.body = ANY(%(scope_bodies)s::uuid[])
            OR d.keeper = ANY(%(scope_bodies)s::uuid[])
            OR d.kind = 'appeal' AND (d.memo ->> 'decided_by')::uuid = ANY(%(scope_bodies)s::uuid[])
            OR d.kind = 'report' AND d.body IS NULL AND NOT %(scope_desks)s::uuid[] <@ d.organs
            OR d.handlers @> ARRAY[%(scope_assigned_to)s::uuid]
            OR d.appeal_handlers @> ARRAY[%(scope_appeals_of)s::uuid]
            -- A body that decides on one respondent finds the case as well as the respondent's own track.
            OR d.kind = 'case' AND d.id IN (
                SELECT p.case_id FROM read_models.docket_v2 AS p
                 WHERE p.kind = 'proceeding' AND p.body = ANY(%(scope_bodies)s::uuid[])))
           AND (d.kind NOT IN ('report', 'case', 'proceeding', 'appeal')
                -- Whoever answers in a matter, or is bound to somebody who does, stands to it in no other way.
                OR coalesce(d.case_id, d.id) NOT IN (
                    SELECT a.case_id FROM read_models.docket_v2 AS a
                     WHERE a.kind = 'proceeding' AND a.case_id IS NOT NULL
                       AND (a.person = ANY (%(scope_persons)s::uuid[])
                            OR a.subject = 'organ' AND a.organs && %(scope_speaks_for)s::uuid[]))
                   -- Whoever serves in an organ concerned sees what that organ itself has in hand.
                   AND (coalesce(d.case_id, d.id) NOT IN (
                            SELECT coalesce(a.case_id, a.id) FROM read_models.docket_v2 AS a
                             WHERE a.organs && %(scope_serves)s::uuid[]
                               AND a.kind IN ('report', 'case', 'proceeding', 'appeal'))
                        OR d.body = ANY(%(scope_bodies)s::uuid[]) AND d.body = ANY(d.organs)
                            AND NOT array_remove(d.organs, d.body) && %(scope_serves)s::uuid[]
                            -- What it decides on its own people follows from an investigation that it does not see under way.
                            AND (d.kind <> 'proceeding' OR d.body = d.keeper OR d.notified OR NOT EXISTS (
                                SELECT FROM read_models.docket_v2 AS k
                                 WHERE k.id = d.case_id AND k.stage IN ('opened', 'checking', 'checked', 'investigating')))
                        OR d.keeper = ANY(%(scope_bodies)s::uuid[]) AND d.keeper = ANY(d.organs)
                            AND NOT array_remove(d.organs, d.keeper) && %(scope_serves)s::uuid[]
                        OR d.kind = 'case' AND d.id IN (
                            SELECT p.case_id FROM read_models.docket_v2 AS p
                              JOIN read_models.docket_v2 AS k ON k.id = p.case_id
                             WHERE (p.notified OR k.stage NOT IN ('opened', 'checking', 'checked', 'investigating'))
                               AND p.kind = 'proceeding' AND p.body = ANY(%(scope_bodies)s::uuid[])
                               AND p.body = ANY(p.organs)
                               AND NOT array_remove(p.organs, p.body) && %(scope_serves)s::uuid[]))))
