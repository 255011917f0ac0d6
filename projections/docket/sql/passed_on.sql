       -- A report that a body passed on and keeps in sight: the time that runs there is that of the body with which it lies. Whoever acts for
       -- both has it as what lies on their desk.
       d.kind = 'report' AND d.stage = 'referred' AND d.keeper = ANY(%(scope_bodies)s::uuid[])
           AND NOT %(scope_everything)s::boolean AND d.body <> ALL(%(scope_bodies)s::uuid[])
