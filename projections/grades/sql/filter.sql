       -- What the reader asks for. A parameter that is NULL asks for nothing.
       (%(kind)s::text IS NULL OR g.kind = %(kind)s)
   AND (%(organ)s::uuid IS NULL OR g.organ = %(organ)s)
   AND (%(grade)s::text IS NULL OR g.grade = %(grade)s)
   AND (%(given_from)s::date IS NULL OR g.given_on >= %(given_from)s)
   AND (%(given_to)s::date IS NULL OR g.given_on <= %(given_to)s)
