       -- What the reader may see at all; see projections.scope.
       d.kind = ANY(%(scope_kinds)s::text[])
   AND (%(scope_locked_out)s::uuid IS NULL OR NOT d.locked_out @> ARRAY[%(scope_locked_out)s::uuid])
   AND (%(scope_everything)s
        OR d.body = ANY(%(scope_bodies)s::uuid[])
        OR d.keeper = ANY(%(scope_bodies)s::uuid[])
        OR d.kind = 'report' AND d.body IS NULL AND NOT %(scope_desks)s::uuid[] <@ d.organs
        OR d.handlers @> ARRAY[%(scope_assigned_to)s::uuid]
        OR d.appeal_handlers @> ARRAY[%(scope_appeals_of)s::uuid]
        OR d.kind IN ('proceeding', 'appeal') AND d.notified
           AND (d.person = ANY (%(scope_respondents)s::uuid[])
                OR d.subject = 'organ' AND d.organs && %(scope_respondents)s::uuid[])
        OR d.kind = 'report' AND d.id = %(scope_report)s)
